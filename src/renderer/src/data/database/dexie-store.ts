import { liveQuery } from 'dexie';
import type { DiskLook } from '../../../../preload/contract/trouble';
import { diskWords } from '../../domain/disk-words';
import { lookAtDisk, type LookAtDisk } from '../disk';
import type { Shelf, Store } from '../history/shelf';
import { HistoryProblem, type Live, type LiveState } from '../history/types';
import type { CopytrailDatabase } from './database';
import { DexieShelf } from './dexie-shelf';

/** Runs work on a Dexie database: writes in one strict transaction over all tables, reads and live queries as they come. */
export class DexieStore implements Store {
  readonly #shelf: Shelf;

  /** @param look says after a failed write how it stands with the disk: the engine itself does not tell a full one from others */
  constructor(
    private readonly db: CopytrailDatabase,
    private readonly look: LookAtDisk = lookAtDisk,
  ) {
    this.#shelf = new DexieShelf(db);
  }

  async write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    try {
      // Dexie's promise resolves on the transaction's `complete` event, which with strict durability means: flushed to disk.
      return await this.db.transaction('rw', this.db.tables, async () => work(this.#shelf));
    } catch (problem) {
      const failed = asHistoryProblem(problem);
      throw MAY_BE_THE_DISK.has(failed.code) ? ofDisk(await this.look(), failed) : failed;
    }
  }

  async read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return work(this.#shelf);
  }

  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T> {
    return {
      subscribe: (listener) => {
        listener({ status: 'loading' });
        let closed = false;
        // Dexie tells a live query nothing of a closed database, and would leave the last answer standing as if it were today's.
        const onClose = (): void => {
          closed = true;
          listener({ status: 'failed', problem: historyClosed() });
        };
        this.db.on.close.subscribe(onClose);
        const subscription = liveQuery(() => this.#answer(work)).subscribe((state) => {
          // What was still being read when it closed is no news any more.
          if (!closed || state.status === 'failed') listener(state);
        });
        return () => {
          this.db.on.close.unsubscribe(onClose);
          subscription.unsubscribe();
        };
      },
    };
  }

  close(): void {
    this.db.close();
  }

  /** Reads for a live query. A failure is an answer too: Dexie keeps some of those that are thrown to itself. */
  async #answer<T>(work: (shelf: Shelf) => Promise<T>): Promise<LiveState<T>> {
    try {
      return { status: 'ready', value: await work(this.#shelf) };
    } catch (problem) {
      const error = problem instanceof Error ? problem : new Error(String(problem));
      return { status: 'failed', problem: isDatabaseClosed(error) ? historyClosed(error) : error };
    }
  }
}

function isDatabaseClosed({ name }: { readonly name: string }): boolean {
  return /DatabaseClosed/.test(name);
}

function historyClosed(cause?: unknown): HistoryProblem {
  const options = cause === undefined ? undefined : { cause };
  return new HistoryProblem(
    'closed',
    'The history has been closed, perhaps by another window. Restart Copytrail.',
    options,
  );
}

/** A disk that takes nothing shows itself in each of these: the engine may even close the history. */
const MAY_BE_THE_DISK: ReadonlySet<HistoryProblem['code']> = new Set(['disk-full', 'write-failed', 'closed']);

/** The same failure, told by its cause if that is the disk. */
function ofDisk(looked: DiskLook | undefined, failed: HistoryProblem): HistoryProblem {
  if (looked === undefined || looked.state === 'fine') return failed;
  const code = looked.state === 'full' ? 'disk-full' : 'not-writable';
  return new HistoryProblem(code, diskWords(looked), { cause: failed });
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
  if (isDatabaseClosed({ name })) return historyClosed(problem);
  return new HistoryProblem('write-failed', 'The history could not be written. Nothing of this was kept.', options);
}
