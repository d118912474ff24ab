import { openDatabase, ownEngine } from '../database/open';
import { isSoundJob } from '../history/rows';
import type { JobRow } from '../history/types';
import type { RowSource, SourceName } from './row-source';

/** Rows read at once: enough that the disk is asked seldom, few enough that a batch is soon through. */
const BATCH_ROWS = 2000;

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
        let last = '';
        for (;;) {
          const batch: readonly { readonly jobKey: string }[] = await db.jobs
            .where('jobKey')
            .above(last)
            .limit(BATCH_ROWS)
            .toArray();
          const end = batch.at(-1);
          if (!end) return;
          last = end.jobKey;
          yield batch.filter(isSoundJob) satisfies readonly JobRow[];
        }
      } finally {
        db.close();
      }
    },
  };
}
