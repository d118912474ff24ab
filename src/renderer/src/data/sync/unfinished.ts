import { parseJobKey } from '../../domain/job-key';
import { isUnfinishedKey } from '../../domain/outcome';
import type { StoredReading } from '../coverage/rows';
import type { History, JobRow } from '../history';
import { firstAnswer } from './first-answer';

/** Most jobs that a reading asks about one by one: as many calls as two pages of a list would have jobs. The rest waits for the next. */
const MOST_DESCRIBED = 2000;

/**
 * Jobs of the place's accounts that the history holds as unfinished and that no list of this reading brought: AWS has to be
 * asked about each. Those of which AWS said last that it has no such job are left alone.
 */
export async function unfinishedNotListed(
  history: History,
  { region, startedAt, accounts }: Pick<StoredReading, 'region' | 'startedAt' | 'accounts'>,
): Promise<readonly JobRow[]> {
  const totals = await firstAnswer(history.outcomeTotals());
  const outcomes = totals.map(({ outcomeKey }) => outcomeKey).filter(isUnfinishedKey);
  if (outcomes.length === 0) return [];
  const { rows } = await firstAnswer(history.jobs({ outcomes, sort: 'createdAt', limit: MOST_DESCRIBED }));
  return rows.filter((row) => {
    const parts = parseJobKey(row.jobKey);
    return (
      parts?.region === region &&
      accounts.includes(parts.accountId) &&
      row.completedAt === undefined &&
      row.lastSeen < (startedAt ?? Infinity) &&
      row.lastLookup.error?.code !== 'NotFound'
    );
  });
}
