import { DexieShelf } from '../database/dexie-shelf';
import { openDatabase, ownEngine } from '../database/open';
import { toJobRow } from '../history/derive';
import type { RowSource, SourceName } from './row-source';

/** Reads the light rows of a history from its database, whose name is the source's. Damaged rows are passed over. */
export function openStoredRows(source: SourceName): RowSource {
  const opening = openDatabase(String(source), ownEngine());
  return {
    // Kept with every write: counting a million rows takes as long as reading a good part of them.
    total: async () => {
      const totals = await (await opening).totals.toArray();
      return totals.reduce((sum, { jobs }) => sum + jobs, 0);
    },
    async *rows() {
      const db = await opening;
      try {
        for await (const batch of new DexieShelf(db).allJobs()) yield batch.flatMap((row) => toJobRow(row) ?? []);
      } finally {
        db.close();
      }
    },
  };
}
