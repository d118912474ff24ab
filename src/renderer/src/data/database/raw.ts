/**
 * IndexedDB without Dexie, for databases whose schema this build may not know: exporting what can be read, and copying whole.
 */

/** One record as it lies on disk. */
export interface RawRecord {
  readonly table: string;
  readonly key: IDBValidKey;
  readonly value: unknown;
}

/** Records fetched at a time: enough to be fast, few enough to pass over a damaged spot closely. */
const CHUNK = 200;

/** Opens a database as it is. Undefined: there is none of that name (and none is made). */
export async function openRaw(name: string, factory: IDBFactory): Promise<IDBDatabase | undefined> {
  const all = await factory.databases();
  if (!all.some((info) => info.name === name)) return undefined;
  const request = factory.open(name);
  // The engine has taken it away since, for it found damage: an empty one is not to be made in its place.
  request.onupgradeneeded = () => request.transaction?.abort();
  return asPromise(request);
}

/** Every record of a table in key order. What cannot be read is passed to `ondamage`, and reading goes on behind it. */
export async function* recordsOf(
  db: IDBDatabase,
  table: string,
  ondamage: (problem: unknown) => void,
): AsyncGenerator<RawRecord> {
  let behind: IDBValidKey | undefined;
  for (;;) {
    const range = behind === undefined ? null : IDBKeyRange.lowerBound(behind, true);
    let keys: IDBValidKey[];
    try {
      keys = await asPromise(db.transaction(table).objectStore(table).getAllKeys(range, CHUNK));
    } catch (problem) {
      ondamage(problem);
      return;
    }
    for (const key of keys) {
      try {
        const value: unknown = await asPromise(db.transaction(table).objectStore(table).get(key));
        yield { table, key, value };
      } catch (problem) {
        ondamage(problem);
      }
    }
    behind = keys.at(-1);
    if (keys.length < CHUNK) return;
  }
}

/** A request's result. */
export function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The request failed without a reason.'));
    };
  });
}
