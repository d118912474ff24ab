import { LONGEST_REASON } from '../../domain/hold';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import { wholeOf } from '../backup/whole-of';
import type { History } from '../history';
import { openDrafts, writeDrafts } from '../history/ledger';

/** Jobs held in one write. */
const JOBS_AT_ONCE = 500;

/**
 * Holds jobs at a time (epoch ms UTC), so that no rule takes them; without `why` it lets go of them. Answers of how many of them the history knows.
 * Rejects if it cannot be written.
 */
export async function holdJobs(
  history: History,
  jobKeys: readonly JobKey[],
  why: string | undefined,
  at: number,
): Promise<number> {
  const hold = why === undefined ? undefined : { at, why: why.trim().slice(0, LONGEST_REASON) };
  const keys = jobKeys.filter((key) => parseJobKey(key) !== undefined);
  let count = 0;
  for (let from = 0; from < keys.length; from += JOBS_AT_ONCE) {
    const some = keys.slice(from, from + JOBS_AT_ONCE);
    await wholeOf(history).join(async (shelf) => {
      const drafts = [...(await openDrafts(shelf, some)).values()].filter(({ runs }) => runs.length > 0);
      for (const draft of drafts) draft.hold(hold);
      count += drafts.length;
      return writeDrafts(shelf, drafts);
    });
  }
  return count;
}
