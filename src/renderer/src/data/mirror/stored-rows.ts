import { DexieShelf } from '../database/dexie-shelf';
import { openDatabase, ownEngine } from '../database/open';
import { toJobRow } from '../history/derive';
import { PastShelf } from '../history/past-shelf';
import type { RowSource, SourceName } from './row-source';

/** Which rows: those of a database as they are, or as they were known at a time (epoch ms UTC). */
export interface StoredSource {
  readonly database: string;
  readonly knownAt?: number | undefined;
}

/** Reads the light rows of a history from its database. Damaged rows are passed over. */
export function openStoredRows(source: SourceName): RowSource {
  const { database, knownAt } = source as StoredSource;
  const opening = openDatabase(database, ownEngine());
  return {
    // Kept with every write: counting a million rows takes as long as reading a good part of them. Of earlier there is no count.
    total: async () => {
      if (knownAt !== undefined) return undefined;
      const totals = await (await opening).totals.toArray();
      return totals.reduce((sum, { jobs }) => sum + jobs, 0);
    },
    async *rows() {
      const db = await opening;
      const shelf = new DexieShelf(db);
      const then = knownAt === undefined ? shelf : new PastShelf(shelf, knownAt);
      try {
        for await (const batch of then.allJobs()) yield batch.flatMap((row) => toJobRow(row) ?? []);
      } finally {
        db.close();
      }
    },
  };
}
