import type { JobKey } from '../../domain/job-key';
import type { OtherWindows } from './other-windows';
import { nothingWritten, PastShelf } from './past-shelf';
import type { Shelf, Store } from './shelf';
import type { HistoryChange, Live } from './types';

/**
 * A store as it was known at a time (epoch ms UTC). What is filed later changes nothing here, and costs nothing. What tells of an earlier time all
 * the same, an answer that comes late or a removal, is heard of like the writes of another window.
 */
export class PastStore implements Store, OtherWindows {
  readonly #watchers = new Set<() => void>();
  readonly #leave: () => void;
  #hear: ((touched: readonly JobKey[]) => void) | undefined;

  constructor(
    private readonly store: Store,
    private readonly at: number,
    onChange: (listener: (change: HistoryChange) => void) => () => void,
  ) {
    this.#leave = onChange(({ put, removed, since = -Infinity }) => {
      if (since > at) return;
      this.#hear?.([...put.map(({ jobKey }) => jobKey), ...removed]);
      for (const ask of this.#watchers) ask();
    });
  }

  write(): Promise<never> {
    return Promise.reject(nothingWritten());
  }

  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return this.store.read((shelf) => work(new PastShelf(shelf, this.at)));
  }

  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T> {
    return {
      subscribe: (listener) => {
        let ended = false;
        let turn = 0;
        const ask = (): void => {
          const own = ++turn;
          this.read(work).then(
            (value) => {
              if (!ended && own === turn) listener({ status: 'ready', value });
            },
            (problem: unknown) => {
              const error = problem instanceof Error ? problem : new Error(String(problem));
              if (!ended && own === turn) listener({ status: 'failed', problem: error });
            },
          );
        };
        this.#watchers.add(ask);
        listener({ status: 'loading' });
        ask();
        // Nothing is read for it but whether anything can be read at all.
        const alive = this.store
          .watch((shelf) => shelf.preference(''))
          .subscribe((state) => {
            if (state.status === 'failed' && !ended) listener(state);
          });
        return () => {
          ended = true;
          this.#watchers.delete(ask);
          alive();
        };
      },
    };
  }

  /** Nothing is written here, so that there is nothing to tell. */
  tell(): void {
    return undefined;
  }

  hear(listener: (touched: readonly JobKey[]) => void): void {
    this.#hear = listener;
  }

  /** What it reads from is somebody else's, and stays open. */
  close(): void {
    this.#leave();
    this.#watchers.clear();
  }
}
