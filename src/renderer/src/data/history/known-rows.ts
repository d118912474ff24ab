import type { JobKey } from '../../domain/job-key';
import type { HistoryChange, JobRow, Live } from './types';

/** Rows kept in memory, those told or read last: some screens of a list, about four megabytes. */
const MOST_KNOWN = 1000;

/**
 * Rows read at a time: each has to be taken apart, and a hundred in a row would keep the window from answering for longer than one notices.
 */
const READ_AT_ONCE = 25;

/** What stands between rows by key and the shelf. */
export interface RowsWorld {
  /** Reads rows from the shelf, in the order of the keys. */
  readonly read: (keys: readonly JobKey[]) => Promise<readonly (JobRow | undefined)[]>;
  /** Lives as long as the shelf can be read; what it answers does not matter. */
  readonly alive: Live<unknown>;
}

/**
 * Rows by key that follow every change. A change comes with the rows it made, so that nothing is read twice: while hundreds of answers a
 * second are filed, a list that read its rows anew each time would keep the window busier than the answers do.
 */
export class KnownRows {
  /** Undefined: not in the history. */
  readonly #rows = new Map<JobKey, JobRow | undefined>();
  readonly #listeners = new Set<(changed: ReadonlyMap<JobKey, JobRow | undefined>) => void>();
  /** Reads that wait for the one under way. */
  readonly #waiting: (() => Promise<void>)[] = [];
  #isReading = false;

  constructor(private readonly world: RowsWorld) {}

  /** Whether anybody would miss a change. */
  get inUse(): boolean {
    return this.#rows.size + this.#listeners.size > 0;
  }

  /** To be told of every change there is. */
  take({ put, removed }: HistoryChange): void {
    const changed = new Map<JobKey, JobRow | undefined>();
    for (const row of put) changed.set(row.jobKey, row);
    for (const key of removed) changed.set(key, undefined);
    this.#keep(changed);
    for (const listener of this.#listeners) listener(changed);
  }

  clear(): void {
    this.#rows.clear();
    this.#listeners.clear();
  }

  /** Rows in the order of the keys, now and whenever one of them changes; undefined for a job that is not in the history. */
  watch(keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]> {
    return {
      subscribe: (listener) => {
        const rows = new Map<JobKey, JobRow | undefined>();
        let ended = false;
        const missing = (): JobKey[] => keys.filter((key) => !rows.has(key));
        const tell = (): void => {
          if (!ended && missing().length === 0) listener({ status: 'ready', value: keys.map((key) => rows.get(key)) });
        };
        const fail = (problem: unknown): void => {
          if (!ended)
            listener({ status: 'failed', problem: problem instanceof Error ? problem : new Error(String(problem)) });
          ended = true;
        };
        const onChange = (changed: ReadonlyMap<JobKey, JobRow | undefined>): void => {
          const news = keys.filter((key) => changed.has(key));
          for (const key of news) rows.set(key, changed.get(key));
          if (news.length > 0) tell();
        };
        this.#listeners.add(onChange);
        this.#fill(rows, keys);
        listener({ status: 'loading' });
        const alive = this.world.alive.subscribe((state) => {
          if (state.status === 'failed') fail(state.problem);
        });
        this.#waiting.push(async () => {
          if (ended) return;
          // By now somebody else may have had them read.
          this.#fill(rows, missing());
          await this.#read(missing(), rows, () => ended).then(tell, fail);
        });
        // Never before this has returned, whether there is something to read or not.
        queueMicrotask(() => void this.#readOn());
        return () => {
          ended = true;
          this.#listeners.delete(onChange);
          alive();
        };
      },
    };
  }

  #fill(rows: Map<JobKey, JobRow | undefined>, keys: readonly JobKey[]): void {
    for (const key of keys) if (this.#rows.has(key)) rows.set(key, this.#rows.get(key));
  }

  /** Reads into `rows` what no change has put there meanwhile: that is newer than what was read. */
  async #read(
    unread: readonly JobKey[],
    rows: Map<JobKey, JobRow | undefined>,
    isInVain: () => boolean,
  ): Promise<void> {
    for (let from = 0; from < unread.length && !isInVain(); from += READ_AT_ONCE) {
      const some = unread.slice(from, from + READ_AT_ONCE);
      const read = await this.world.read(some);
      const found = new Map(some.map((key, at) => [key, read[at]] as const).filter(([key]) => !rows.has(key)));
      for (const [key, row] of found) rows.set(key, row);
      this.#keep(found);
    }
  }

  /**
   * One at a time: a list that is scrolled fast asks for more rows than can be read, and has no use for most of them any more when their
   * turn comes. Read side by side they would fill the memory instead.
   */
  async #readOn(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await next();
    this.#isReading = false;
  }

  #keep(found: ReadonlyMap<JobKey, JobRow | undefined>): void {
    for (const [key, row] of found) {
      this.#rows.delete(key);
      this.#rows.set(key, row);
    }
    for (const key of this.#rows.keys()) {
      if (this.#rows.size <= MOST_KNOWN) return;
      this.#rows.delete(key);
    }
  }
}
