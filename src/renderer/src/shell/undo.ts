import type { History, RemovalId } from '../data/history';
import type { Toaster } from '../ui/toaster.svelte';

/** The way back from the last removal of this window. */
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

  /** Says what was removed, with the way back beside it. */
  offer(text: string, removal: RemovalId): void {
    this.#last = removal;
    this.#toaster.show(text, { text: 'Undo', run: () => void this.undo() });
  }

  async undo(): Promise<void> {
    const removal = this.#last;
    if (removal === undefined) return;
    this.#last = undefined;
    const back = await this.#history.restore(removal);
    this.#restored();
    this.#toaster.show(
      back ? 'Brought back.' : 'It could not be brought back: it is no longer among the removed things.',
    );
  }
}
