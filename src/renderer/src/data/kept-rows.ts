import type { JobRow, Live } from './history';
import type { JobKey } from '../domain/job-key';

/** Rows kept after they left the screen: coming back to them then takes no time. */
const MOST_KEPT = 2000;

/** Rows and the keys they were asked for by; undefined for a job that is not in the history. */
export interface KeyedRows {
  readonly keys: readonly JobKey[];
  readonly rows: readonly (JobRow | undefined)[];
}

/** Rows as they come, each time together with the keys they were asked for by. */
export function keyed(keys: readonly JobKey[], live: Live<readonly (JobRow | undefined)[]>): Live<KeyedRows> {
  return {
    subscribe: (listener) =>
      live.subscribe((state) => {
        listener(state.status === 'ready' ? { status: 'ready', value: { keys, rows: state.value } } : state);
      }),
  };
}

/**
 * Rows as {@link keyed} gives them, before that those of some of the keys: each row has to be taken apart, and what is on screen does not wait for
 * what lies around it.
 */
export function keyedInTurn(
  keys: readonly JobKey[],
  first: readonly JobKey[],
  read: (keys: readonly JobKey[]) => Live<readonly (JobRow | undefined)[]>,
): Live<KeyedRows> {
  if (first.length === 0 || first.length === keys.length) return keyed(keys, read(keys));
  return {
    subscribe: (listener) => {
      let areAllThere = false;
      const end = keyed(first, read(first)).subscribe((state) => {
        if (!areAllThere) listener(state);
      });
      const endAll = keyed(keys, read(keys)).subscribe((state) => {
        if (state.status === 'loading') return;
        areAllThere = true;
        listener(state);
      });
      return () => {
        end();
        endAll();
      };
    },
  };
}

/** The newest state of the rows read so far; those unused for longest go first. */
export class KeptRows {
  #rows: ReadonlyMap<JobKey, JobRow> = new Map();

  has(key: JobKey): boolean {
    return this.#rows.has(key);
  }

  /** Adds rows, and answers all that are kept. */
  take(keyedRows: KeyedRows | undefined): ReadonlyMap<JobKey, JobRow> {
    if (keyedRows === undefined) return this.#rows;
    const next = new Map(this.#rows);
    for (const [at, key] of keyedRows.keys.entries()) {
      next.delete(key);
      const row = keyedRows.rows[at];
      if (row !== undefined) next.set(key, row);
    }
    for (const key of next.keys()) {
      if (next.size <= Math.max(MOST_KEPT, keyedRows.keys.length)) break;
      next.delete(key);
    }
    this.#rows = next;
    return next;
  }
}

/** The place of each key, the first being `from`. */
export function placesOf(keys: readonly JobKey[], from: number): ReadonlyMap<JobKey, number> {
  return new Map(keys.map((key, at) => [key, from + at]));
}

/** Rows in the order of the keys: from those that are here, the others by asking `read` for a few thousand at a time. */
export async function rowsInOrder(
  keys: readonly JobKey[],
  here: readonly JobRow[],
  read: ((keys: readonly JobKey[]) => Live<readonly (JobRow | undefined)[]>) | undefined,
): Promise<readonly JobRow[]> {
  const rows = new Map(here.map((row) => [row.jobKey, row]));
  const missing = read === undefined ? [] : keys.filter((key) => !rows.has(key));
  for (let at = 0; read !== undefined && at < missing.length; at += MOST_KEPT) {
    const some = await firstOf(read(missing.slice(at, at + MOST_KEPT)));
    for (const row of some) if (row !== undefined) rows.set(row.jobKey, row);
  }
  return keys.map((key) => rows.get(key)).filter((row) => row !== undefined);
}

/** The first answer of a live query. Rejects if it fails. */
export function firstOf<T>(live: Live<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = live.subscribe((state) => {
      if (state.status === 'loading' || ended.signal.aborted) return;
      if (state.status === 'ready') resolve(state.value);
      else reject(state.problem);
      ended.abort();
    });
    // The answer may have come at once, before there was anything to end.
    if (ended.signal.aborted) end();
    else ended.signal.addEventListener('abort', end);
  });
}
