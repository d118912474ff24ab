import type { JobKey } from '../../domain/job-key';
import type { StoredAside, StoredThinning } from './rows';

/** Where what thinnings took lies until it is brought back or its time is over. Writing is for inside a write of the store only. */
export interface SetAside {
  /** Newest first. */
  thinnings(): Promise<StoredThinning[]>;
  putThinnings(rows: readonly StoredThinning[]): Promise<void>;
  deleteThinning(id: string): Promise<void>;
  add(rows: readonly Omit<StoredAside, 'id'>[]): Promise<void>;
  /** The first rows of a thinning, in the order in which they were set aside. */
  first(thinning: string, count: number): Promise<StoredAside[]>;
  /** All that was set aside of a job, by whichever thinning, in that order. */
  ofJob(jobKey: JobKey): Promise<StoredAside[]>;
  delete(ids: readonly number[]): Promise<void>;
}

/** Newest first; of one time in the order of their names. */
export function newestFirst(rows: readonly StoredThinning[]): StoredThinning[] {
  return [...rows].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** In memory, for as long as the window lasts. */
export class MemorySetAside implements SetAside {
  readonly #thinnings = new Map<string, StoredThinning>();
  readonly #rows = new Map<number, StoredAside>();
  #lastId = 0;

  thinnings(): Promise<StoredThinning[]> {
    return Promise.resolve(newestFirst([...this.#thinnings.values()]));
  }

  putThinnings(rows: readonly StoredThinning[]): Promise<void> {
    for (const row of rows) this.#thinnings.set(row.id, row);
    return Promise.resolve();
  }

  deleteThinning(id: string): Promise<void> {
    this.#thinnings.delete(id);
    return Promise.resolve();
  }

  add(rows: readonly Omit<StoredAside, 'id'>[]): Promise<void> {
    for (const row of rows) {
      const id = ++this.#lastId;
      this.#rows.set(id, { ...row, id });
    }
    return Promise.resolve();
  }

  first(thinning: string, count: number): Promise<StoredAside[]> {
    return Promise.resolve([...this.#rows.values()].filter((row) => row.thinning === thinning).slice(0, count));
  }

  ofJob(jobKey: JobKey): Promise<StoredAside[]> {
    return Promise.resolve([...this.#rows.values()].filter((row) => row.jobKey === jobKey));
  }

  delete(ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#rows.delete(id);
    return Promise.resolve();
  }
}
