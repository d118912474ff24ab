import type { JobKey } from '../../domain/job-key';
import { MemoryCoverage } from '../coverage/memory-coverage';
import { findFirst, pageOf } from './job-pages';
import {
  jobKeyOf,
  type RemovedContents,
  type StoredBody,
  type StoredFailure,
  type StoredJob,
  type StoredRemoval,
  type StoredTotal,
} from './rows';
import { MemorySetAside } from './set-aside-shelf';
import type { Place, Rank, Ranked, Shelf, ShelfRecord, Store, WalkedTable } from './shelf';
import type { JobsPage, JobsQuery, Live, Removal } from './types';

/** A shelf that lasts as long as the window: what the app works on when its database cannot be opened. */
class MemoryShelf implements Shelf {
  readonly coverage = new MemoryCoverage();
  readonly aside = new MemorySetAside();
  readonly #jobs = new Map<number, StoredJob>();
  readonly #numbers = new Map<string, number>();
  readonly #totals = new Map<string, StoredTotal>();
  readonly #bodies = new Map<string, StoredBody>();
  readonly #failures = new Map<number, StoredFailure>();
  readonly #removals = new Map<number, Removal>();
  readonly #removed = new Map<number, RemovedContents>();
  readonly #preferences = new Map<string, unknown>();
  #lastId = 0;

  jobs(keys: readonly string[]): Promise<(StoredJob | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.#jobs.get(this.#numbers.get(key) ?? 0)));
  }

  jobsByCopyJobId(copyJobId: string, letterCase: 'as-written' | 'any'): Promise<StoredJob[]> {
    const fold = (text: string) => (letterCase === 'any' ? text.toLowerCase() : text);
    const id = fold(copyJobId);
    return Promise.resolve([...this.#jobs.values()].filter(({ key }) => fold(copyJobIdOf(key)) === id));
  }

  async jobsPage(query: JobsQuery): Promise<JobsPage> {
    const rank = query.sort === 'lastSeen' ? 'seenRank' : 'createdRank';
    const ordered = this.#inOrder(rank);
    return pageOf(await findFirst({ next: (behind) => Promise.resolve(behindPlace(ordered, behind)) }, query), query);
  }

  /** All there are at once: putting them in order costs more than handing them over. */
  jobsInOrder(rank: Rank, behind: Place | undefined): Promise<readonly Ranked[]> {
    return Promise.resolve(behindPlace(this.#inOrder(rank), behind));
  }

  #inOrder(rank: Rank): readonly Ranked[] {
    return [...this.#jobs.values()]
      .map((job) => ({ place: { rank: job[rank], no: job.no ?? 0 }, job }))
      .sort((a, b) => comparePlaces(a.place, b.place));
  }

  jobKeysSeenBetween(from: number, to: number): Promise<JobKey[]> {
    const rows = [...this.#jobs.values()].filter(({ seenRank }) => from <= -seenRank && -seenRank < to);
    return Promise.resolve(rows.flatMap(({ key }) => jobKeyOf(key) ?? []));
  }

  async *allJobs(): AsyncIterable<readonly StoredJob[]> {
    yield await Promise.resolve([...this.#jobs.values()]);
  }

  putJobs(rows: readonly StoredJob[]): Promise<number[]> {
    const numbers = rows.map((row) => {
      const no = row.no ?? ++this.#lastId;
      this.#jobs.set(no, { ...row, no });
      this.#numbers.set(row.key, no);
      return no;
    });
    return Promise.resolve(numbers);
  }

  deleteJobs(numbers: readonly number[]): Promise<void> {
    for (const no of numbers) {
      this.#numbers.delete(this.#jobs.get(no)?.key ?? '');
      this.#jobs.delete(no);
    }
    return Promise.resolve();
  }

  totals(): Promise<StoredTotal[]> {
    return Promise.resolve([...this.#totals.values()]);
  }

  putTotals(rows: readonly StoredTotal[]): Promise<void> {
    for (const row of rows) this.#totals.set(row.outcomeKey, row);
    return Promise.resolve();
  }

  olderBody(no: number, digest: string): Promise<string | undefined> {
    return Promise.resolve(this.#bodies.get(bodyKey({ no, digest }))?.body);
  }

  olderBodies(no: number): Promise<StoredBody[]> {
    return Promise.resolve([...this.#bodies.values()].filter((row) => row.no === no));
  }

  someOlderBodies(wanted: readonly Omit<StoredBody, 'body'>[]): Promise<(string | undefined)[]> {
    return Promise.resolve(wanted.map((one) => this.#bodies.get(bodyKey(one))?.body));
  }

  putOlderBodies(rows: readonly StoredBody[]): Promise<void> {
    for (const row of rows) this.#bodies.set(bodyKey(row), row);
    return Promise.resolve();
  }

  deleteOlderBodies(rows: readonly Omit<StoredBody, 'body'>[]): Promise<void> {
    for (const row of rows) this.#bodies.delete(bodyKey(row));
    return Promise.resolve();
  }

  hasFailures(): Promise<boolean> {
    return Promise.resolve(this.#failures.size > 0);
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

  /** All there are at once. */
  records(table: WalkedTable, behind: ShelfRecord['key'] | undefined): Promise<readonly ShelfRecord[]> {
    if (behind !== undefined) return Promise.resolve([]);
    const preferences = [...this.#preferences].map(([name, value]) => [name, { name, value }] as const);
    const rows = { lookups: this.#failures, preferences, ...this.coverage.tables }[table];
    return Promise.resolve([...rows].map(([key, value]) => ({ key, value })));
  }

  preference(name: string): Promise<unknown> {
    return Promise.resolve(this.#preferences.get(name));
  }

  putPreference(name: string, value: unknown): Promise<void> {
    this.#preferences.set(name, value);
    return Promise.resolve();
  }
}

function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || a.no - b.no;
}

function behindPlace(ordered: readonly Ranked[], behind: Place | undefined): readonly Ranked[] {
  return behind === undefined ? ordered : ordered.filter(({ place }) => comparePlaces(place, behind) > 0);
}

function bodyKey({ no, digest }: Omit<StoredBody, 'body'>): string {
  return `${no} ${digest}`;
}

/** The id in a shelf key. */
function copyJobIdOf(key: string): string {
  return key.split('/').slice(0, -2).join('/');
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
