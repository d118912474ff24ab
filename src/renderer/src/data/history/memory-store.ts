import { wordsOf } from './derive';
import type {
  RemovedContents,
  StoredBody,
  StoredFailure,
  StoredJob,
  StoredRemoval,
  StoredSnapshot,
  StoredTotal,
} from './rows';
import type { Shelf, Store } from './shelf';
import type { JobsPage, JobsQuery, Live, Removal } from './types';

/** A shelf that lasts as long as the window: what the app works on when its database cannot be opened. */
class MemoryShelf implements Shelf {
  readonly #jobs = new Map<string, StoredJob>();
  readonly #totals = new Map<string, StoredTotal>();
  readonly #snapshots = new Map<string, StoredSnapshot>();
  readonly #bodies = new Map<string, StoredBody>();
  readonly #failures = new Map<number, StoredFailure>();
  readonly #removals = new Map<number, Removal>();
  readonly #removed = new Map<number, RemovedContents>();
  readonly #preferences = new Map<string, unknown>();
  #lastId = 0;

  job(jobKey: string): Promise<StoredJob | undefined> {
    return Promise.resolve(this.#jobs.get(jobKey));
  }

  jobsByCopyJobId(copyJobId: string): Promise<StoredJob[]> {
    return Promise.resolve([...this.#jobs.values()].filter((row) => row.copyJobId === copyJobId));
  }

  jobsByCopyJobIdInAnyCase(copyJobId: string): Promise<StoredJob[]> {
    const id = copyJobId.toLowerCase();
    return Promise.resolve([...this.#jobs.values()].filter((row) => row.copyJobId.toLowerCase() === id));
  }

  jobsPage({ text, outcomes = [], sort, limit }: JobsQuery): Promise<JobsPage> {
    const words = wordsOf(text);
    const rank = sort === 'lastSeen' ? 'seenRank' : 'createdRank';
    const rows = [...this.#jobs.values()]
      .filter((row) => outcomes.length === 0 || outcomes.includes(row.outcomeKey))
      .filter((row) => words.every((word) => row.searchText.includes(word)))
      .sort((a, b) => a[rank] - b[rank] || (a.jobKey < b.jobKey ? -1 : 1));
    return Promise.resolve({ rows: rows.slice(0, limit), more: rows.length > limit, damaged: 0 });
  }

  putJob(row: StoredJob): Promise<void> {
    this.#jobs.set(row.jobKey, row);
    return Promise.resolve();
  }

  deleteJob(jobKey: string): Promise<void> {
    this.#jobs.delete(jobKey);
    return Promise.resolve();
  }

  totals(): Promise<StoredTotal[]> {
    return Promise.resolve([...this.#totals.values()]);
  }

  putTotal(row: StoredTotal): Promise<void> {
    this.#totals.set(row.outcomeKey, row);
    return Promise.resolve();
  }

  snapshotsOf(jobKey: string): Promise<StoredSnapshot[]> {
    const rows = [...this.#snapshots.values()].filter((row) => row.jobKey === jobKey);
    return Promise.resolve(rows.sort((a, b) => a.firstSeen - b.firstSeen || (a.digest < b.digest ? -1 : 1)));
  }

  putSnapshots(rows: readonly StoredSnapshot[]): Promise<void> {
    for (const row of rows) this.#snapshots.set(snapshotKey(row), row);
    return Promise.resolve();
  }

  deleteSnapshots(rows: readonly StoredSnapshot[]): Promise<void> {
    for (const row of rows) this.#snapshots.delete(snapshotKey(row));
    return Promise.resolve();
  }

  body(jobKey: string, digest: string): Promise<string | undefined> {
    return Promise.resolve(this.#bodies.get(bodyKey({ jobKey, digest }))?.body);
  }

  bodiesOf(jobKey: string): Promise<StoredBody[]> {
    return Promise.resolve([...this.#bodies.values()].filter((row) => row.jobKey === jobKey));
  }

  putBodies(rows: readonly StoredBody[]): Promise<void> {
    for (const row of rows) this.#bodies.set(bodyKey(row), row);
    return Promise.resolve();
  }

  deleteBodies(rows: readonly StoredBody[]): Promise<void> {
    for (const row of rows) this.#bodies.delete(bodyKey(row));
    return Promise.resolve();
  }

  async failuresOf(region: string, copyJobId: string): Promise<StoredFailure[]> {
    const rows = await this.latestFailures(Infinity);
    return rows.filter((row) => row.region === region && row.copyJobId === copyJobId);
  }

  latestFailures(limit: number): Promise<StoredFailure[]> {
    const rows = [...this.#failures.values()].sort((a, b) => b.lastAt - a.lastAt || (b.id ?? 0) - (a.id ?? 0));
    return Promise.resolve(rows.slice(0, limit));
  }

  putFailure(row: StoredFailure): Promise<void> {
    const id = row.id ?? ++this.#lastId;
    this.#failures.set(id, { ...row, id });
    return Promise.resolve();
  }

  deleteFailures(ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#failures.delete(id);
    return Promise.resolve();
  }

  removals(): Promise<Removal[]> {
    return Promise.resolve([...this.#removals.values()].reverse());
  }

  addRemoval(row: StoredRemoval, contents: Omit<RemovedContents, 'id'>): Promise<number> {
    const id = ++this.#lastId;
    this.#removals.set(id, { ...row, id });
    this.#removed.set(id, { ...contents, id });
    return Promise.resolve(id);
  }

  removedContents(id: number): Promise<RemovedContents | undefined> {
    return Promise.resolve(this.#removed.get(id));
  }

  deleteRemoval(id: number): Promise<void> {
    this.#removals.delete(id);
    this.#removed.delete(id);
    return Promise.resolve();
  }

  clearRemovals(): Promise<void> {
    this.#removals.clear();
    this.#removed.clear();
    return Promise.resolve();
  }

  preference(name: string): Promise<unknown> {
    return Promise.resolve(this.#preferences.get(name));
  }

  putPreference(name: string, value: unknown): Promise<void> {
    this.#preferences.set(name, value);
    return Promise.resolve();
  }
}

function snapshotKey({ jobKey, firstSeen, digest }: StoredSnapshot): string {
  return JSON.stringify([jobKey, firstSeen, digest]);
}

function bodyKey({ jobKey, digest }: Pick<StoredBody, 'jobKey' | 'digest'>): string {
  return JSON.stringify([jobKey, digest]);
}

/** Runs work in memory: one write after the other, and every live query again after each. */
export class MemoryStore implements Store {
  readonly #shelf = new MemoryShelf();
  readonly #watchers = new Set<() => void>();
  #queue: Promise<unknown> = Promise.resolve();

  write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => work(this.#shelf));
    this.#queue = turn.catch(() => undefined);
    return turn.finally(() => {
      for (const notify of this.#watchers) notify();
    });
  }

  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return work(this.#shelf);
  }

  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T> {
    return {
      subscribe: (listener) => {
        let ended = false;
        let newest = 0;
        const ask = () => {
          const turn = ++newest;
          work(this.#shelf).then(
            (value) => {
              if (!ended && turn === newest) listener({ status: 'ready', value });
            },
            (problem: unknown) => {
              const error = problem instanceof Error ? problem : new Error(String(problem));
              if (!ended && turn === newest) listener({ status: 'failed', problem: error });
            },
          );
        };
        listener({ status: 'loading' });
        this.#watchers.add(ask);
        ask();
        return () => {
          ended = true;
          this.#watchers.delete(ask);
        };
      },
    };
  }

  close(): void {
    this.#watchers.clear();
  }
}
