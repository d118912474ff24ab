import { asPromise, openRaw, recordsOf } from './raw';

/** Records written in one transaction. */
const BATCH = 500;

/**
 * Copies a database whole, schema and records, under another name. A copy of that name from an earlier, unfinished attempt is
 * replaced. Rejects if anything cannot be copied: then rows must not be rewritten.
 */
export async function copyDatabase(from: string, to: string, factory: IDBFactory): Promise<void> {
  const source = await openRaw(from, factory);
  if (!source) return;
  try {
    await asPromise(factory.deleteDatabase(to));
    const target = await openLike(source, to, factory);
    try {
      for (const table of source.objectStoreNames) await copyTable(source, target, table);
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

/** Makes an empty database with the tables and indexes of another. */
function openLike(source: IDBDatabase, name: string, factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(name, source.version);
  request.onupgradeneeded = () => {
    for (const table of source.objectStoreNames) {
      const model = source.transaction(table).objectStore(table);
      const { keyPath, autoIncrement } = model;
      const store = request.result.createObjectStore(table, { keyPath, autoIncrement });
      for (const indexName of model.indexNames) {
        const index = model.index(indexName);
        store.createIndex(indexName, index.keyPath, { unique: index.unique, multiEntry: index.multiEntry });
      }
    }
  };
  return asPromise(request);
}

async function copyTable(source: IDBDatabase, target: IDBDatabase, table: string): Promise<void> {
  let batch: unknown[] = [];
  const flush = async () => {
    const transaction = target.transaction(table, 'readwrite', { durability: 'strict' });
    for (const value of batch) transaction.objectStore(table).put(value);
    batch = [];
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('The copy was aborted.'));
      };
    });
  };
  const records = recordsOf(source, table, (problem) => {
    throw problem instanceof Error ? problem : new Error(String(problem));
  });
  for await (const { value } of records) {
    batch.push(value);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
}
