import { isGone } from '../../domain/follow/happening';
import { parseJobKey } from '../../domain/job-key';
import { isUnfinishedKey } from '../../domain/outcome';
import type { StoredReading } from '../coverage/rows';
import type { History, JobRow } from '../history';
import { firstAnswer } from './first-answer';
import { accountsOf } from './reading';

/** Most jobs that a reading asks about one by one: as many calls as two pages of a list would have jobs. The rest waits for the next. */
const MOST_DESCRIBED = 2000;

/**
 * Jobs of the place's accounts that the history holds as unfinished and that no list of this reading brought, newest first: AWS
 * has to be asked about each. Those of which AWS said last that it has no such job are left alone.
 */
export async function unfinishedNotListed(
  history: History,
  row: Pick<StoredReading, 'placeKey' | 'region' | 'startedAt' | 'accounts'>,
): Promise<readonly JobRow[]> {
  const { placeKey, region, startedAt = Infinity } = row;
  const totals = await firstAnswer(history.outcomeTotals());
  if (!totals.some(({ outcomeKey }) => isUnfinishedKey(outcomeKey))) return [];
  const accounts = new Set(accountsOf(row, await history.coverage.read((shelf) => shelf.place(placeKey))));
  // Those of other places are left out before any limit, however many they are and however new.
  const unfinished = await history.jobsWhere((job) => {
    if (job.completedAt !== undefined || job.lastSeen >= startedAt) return false;
    if (isGone(job)) return false;
    const parts = parseJobKey(job.jobKey);
    return parts?.region === region && accounts.has(parts.accountId);
  }, isUnfinishedKey);
  return [...unfinished].sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, MOST_DESCRIBED);
}
