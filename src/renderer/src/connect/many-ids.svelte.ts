import { IdCollector, type CollectedIds } from '../domain/id-collector';

/** Largest file looked through, in bytes: ten thousand described jobs as pretty JSON are 30 MB. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** Ids out of files or a long text, before anything is asked. */
export class ManyIds {
  /** Names of the files, or undefined for a text. */
  source = $state<string>();
  found = $state.raw<CollectedIds>();
  /** Share of the files that was looked through, 0 to 1; undefined while none is. */
  progress = $state<number>();
  problem = $state<string>();
  /** Counts up with each new text or file: what an earlier one still finds is no news. */
  #turn = 0;

  /** Looks through a text. */
  take(text: string): void {
    this.#begin(undefined);
    const collector = new IdCollector();
    collector.add(text);
    this.found = text.trim() === '' ? undefined : collector.finish();
    this.progress = undefined;
  }

  /** Looks through files, portion by portion, so that the window stays alive. Never rejects. */
  async read(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const turn = this.#begin(files.map(({ name }) => name).join(', '));
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (size > LARGEST_FILE) {
      this.progress = undefined;
      this.problem = `Larger than ${LARGEST_FILE / (1024 * 1024)} MB: split the file first.`;
      return;
    }
    try {
      const collector = new IdCollector();
      let read = 0;
      for (const file of files) {
        const reader = file.stream().getReader();
        const decoder = new TextDecoder();
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          if (turn !== this.#turn) {
            await reader.cancel();
            return;
          }
          collector.add(decoder.decode(part.value, { stream: true }));
          read += part.value.byteLength;
          this.progress = size === 0 ? 1 : read / size;
          // A new task: the window draws and listens in between.
          await new Promise((resolve) => setTimeout(resolve));
        }
        collector.add(`${decoder.decode()}\n`);
      }
      this.found = collector.finish();
    } catch (reason) {
      this.problem = `The file could not be read: ${reason instanceof Error ? reason.message : String(reason)}`;
    }
    this.progress = undefined;
  }

  #begin(source: string | undefined): number {
    this.#turn += 1;
    this.source = source;
    this.found = undefined;
    this.problem = undefined;
    this.progress = source === undefined ? undefined : 0;
    return this.#turn;
  }
}
