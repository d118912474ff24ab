import { liveQuery } from 'dexie';
import type { Shelf, Store } from '../history/shelf';
import { HistoryProblem, type Live } from '../history/types';
import type { CopytrailDatabase } from './database';
import { DexieShelf } from './dexie-shelf';

/** Runs work on a Dexie database: writes in one strict transaction over all tables, reads and live queries as they come. */
export class DexieStore implements Store {
  readonly #shelf: Shelf;

  constructor(private readonly db: CopytrailDatabase) {
    this.#shelf = new DexieShelf(db);
  }

  async write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    try {
      // Dexie's promise resolves on the transaction's `complete` event, which with strict durability means: flushed to disk.
      return await this.db.transaction('rw', this.db.tables, async () => work(this.#shelf));
    } catch (problem) {
      throw asHistoryProblem(problem);
    }
  }

  async read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return work(this.#shelf);
  }

  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T> {
    return {
      subscribe: (listener) => {
        listener({ status: 'loading' });
        const subscription = liveQuery(async () => work(this.#shelf)).subscribe({
          next: (value) => {
            listener({ status: 'ready', value });
          },
          error: (problem: unknown) => {
            listener({ status: 'failed', problem: problem instanceof Error ? problem : new Error(String(problem)) });
          },
        });
        return () => {
          subscription.unsubscribe();
        };
      },
    };
  }

  close(): void {
    this.db.close();
  }
}

/** What a failed write means for people. The transaction has been rolled back whole. */
function asHistoryProblem(problem: unknown): HistoryProblem {
  if (problem instanceof HistoryProblem) return problem;
  const { name, message } = problem instanceof Error ? problem : { name: '', message: String(problem) };
  const options = { cause: problem };
  // Dexie wraps what IndexedDB reports in an AbortError whose text keeps the name.
  if (/QuotaExceeded/.test(`${name} ${message}`)) {
    return new HistoryProblem('disk-full', 'There is no room left on the disk for the history.', options);
  }
  if (/DatabaseClosed/.test(name)) {
    return new HistoryProblem(
      'closed',
      'The history has been closed, perhaps by another window. Restart Copytrail.',
      options,
    );
  }
  return new HistoryProblem('write-failed', 'The history could not be written. Nothing of this was kept.', options);
}
