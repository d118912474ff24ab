import type { JobKey } from '../../domain/job-key';
import { DexieShelf } from '../database/dexie-shelf';
import { openDatabase, engineOf } from '../database/open';
import { toJobRow } from '../history/derive';
import { jobsFailed } from '../history/past-job';
import { PastShelf } from '../history/past-shelf';
import { shelfKeyOf } from '../history/rows';
import type { EarlierRows, RowSource, SourceName } from './row-source';

/** Which rows: those of a database. */
export interface StoredSource {
  readonly database: string;
}

/** Reads the light rows of a history from its database. Damaged rows are passed over. */
export function openStoredRows(source: SourceName): RowSource {
  const { database } = source as StoredSource;
  // Whoever asks for its rows has it open, or had: what the engine took away since is not to be made anew, empty.
  const open = () => {
    const opening = openDatabase(database, engineOf(), undefined, undefined, true);
    // Told to whoever asks.
    opening.catch(() => undefined);
    return opening;
  };
  let opening = open();
  // One connection as long as the worker lives: opening another takes longer than telling how jobs stood at an earlier time. The engine closes
  // it for whoever wants to delete or upgrade the database.
  const connection = async () => {
    const db = await opening.catch(() => undefined);
    if (db?.isOpen() === true) return db;
    opening = open();
    return opening;
  };
  return {
    // Kept with every write: counting a million rows takes as long as reading a good part of them.
    total: async () => {
      const totals = await (await connection()).totals.toArray();
      return totals.reduce((sum, { jobs }) => sum + jobs, 0);
    },
    async *rows() {
      const shelf = new DexieShelf(await connection());
      for await (const batch of shelf.allJobs()) yield batch.flatMap((row) => toJobRow(row) ?? []);
    },
    async knownAt(at): Promise<EarlierRows> {
      const then = new PastShelf(new DexieShelf(await connection()), at);
      return {
        failed: () => jobsFailed(then),
        rows: async (jobKeys: readonly JobKey[]) => {
          const rows = await then.jobs(jobKeys.map(shelfKeyOf));
          return rows.map((row) => row && toJobRow(row));
        },
        close: () => undefined,
      };
    },
  };
}
