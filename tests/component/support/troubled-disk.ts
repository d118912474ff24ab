import type { HistoryProblem } from '../../../src/renderer/src/data/history';
import { MemoryStore } from '../../../src/renderer/src/data/history/memory-store';
import type { Shelf, Store } from '../../../src/renderer/src/data/history/shelf';

/** It is looked every five seconds whether the disk takes something again. */
export const UNTIL_LOOKED = { timeout: 20_000 };

/** A history on a disk that takes nothing for as long as it is told so. */
export class TroubledDisk implements Store {
  problem: HistoryProblem | undefined;
  readonly #store = new MemoryStore();

  async write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    if (this.problem !== undefined) throw this.problem;
    return this.#store.write(work);
  }

  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return this.#store.read(work);
  }

  watch: Store['watch'] = (work) => this.#store.watch(work);

  close(): void {
    this.#store.close();
  }
}
