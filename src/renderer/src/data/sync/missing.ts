import { parseJobKey } from '../../domain/job-key';
import type { StoredReading } from '../coverage/rows';
import type { History } from '../history';
import { accountsOf } from './reading';

/**
 * After all that AWS lists was read: marks the jobs of the same accounts and Region that the history knows and that were not
 * among it. Looks only at jobs that were last seen since the reading before; those missed earlier are marked already.
 * Killed in between, the next complete reading makes up for it.
 */
export async function markNotListed(history: History, row: StoredReading): Promise<void> {
  const { placeKey, region, startedAt, lastAt } = row;
  if (startedAt === undefined) return;
  const known = await history.coverage.read((shelf) => shelf.place(placeKey));
  const accounts = new Set(accountsOf(row, known));
  const seenBefore = await history.jobKeysSeenBetween(known?.markedAt ?? -Infinity, startedAt);
  const missing = seenBefore.filter((jobKey) => {
    const parts = parseJobKey(jobKey);
    return parts !== undefined && parts.region === region && accounts.has(parts.accountId);
  });
  // That it is missing is known once the last page has come, days later perhaps.
  const times = { missedFirst: lastAt ?? startedAt, begunAt: startedAt };
  await history.coverage.write(async (shelf) => {
    await shelf.markNotListed(missing.map((jobKey) => ({ jobKey, ...times })));
    const place = await shelf.place(placeKey);
    if (place !== undefined) await shelf.putPlace({ ...place, markedAt: Math.max(startedAt, place.markedAt ?? 0) });
  });
}
