import type { History, JobRow, RemovalId } from '../data/history';
import { jobTitle } from '../domain/job-title';
import type { Toaster } from '../ui/toaster.svelte';

/** The ways back from this window's removals: the last one by key, each while what was said about it is on screen. */
export class Undo {
  readonly #history: History;
  readonly #toaster: Toaster;
  readonly #restored: () => void;
  #last: RemovalId | undefined;

  /** @param restored called once something is back, or turns out to be gone for good */
  constructor(history: History, toaster: Toaster, restored: () => void = () => undefined) {
    this.#history = history;
    this.#toaster = toaster;
    this.#restored = restored;
  }

  get possible(): boolean {
    return this.#last !== undefined;
  }

  /** Does what changes the history. Undefined as well if that could not be written: nothing has changed then, which is said. */
  async trying<T>(change: () => Promise<T>): Promise<T | undefined> {
    try {
      return await change();
    } catch (reason) {
      this.#toaster.show(reason instanceof Error ? reason.message : String(reason));
      return undefined;
    }
  }

  /** Whether a job is held, so that nothing of it is removed unless somebody says so again: that is asked then. */
  asksAgain(row: JobRow | undefined, go: () => void): boolean {
    if (row?.hold === undefined) return false;
    const text = `“${jobTitle(row)}” is held (${row.hold}). Nothing was removed.`;
    this.#toaster.show(text, { text: 'Remove it all the same', run: go });
    return true;
  }

  /** Says what was removed, with the way back beside it. */
  offer(text: string, removal: RemovalId): void {
    this.#last = removal;
    this.#toaster.show(text, { text: 'Undo', run: () => void this.#restore(removal) });
  }

  async undo(): Promise<void> {
    if (this.#last !== undefined) await this.#restore(this.#last);
  }

  async #restore(removal: RemovalId): Promise<void> {
    const back = await this.trying(() => this.#history.restore(removal));
    if (back === undefined) return;
    if (this.#last === removal) this.#last = undefined;
    this.#restored();
    this.#toaster.show(
      back ? 'Brought back.' : 'It could not be brought back: it is no longer among the removed things.',
    );
  }
}
