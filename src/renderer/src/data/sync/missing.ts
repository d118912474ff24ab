import { parseJobKey } from '../../domain/job-key';
import type { StoredReading } from '../coverage/rows';
import type { History } from '../history';

/**
 * After all that AWS lists was read: marks the jobs of the same accounts and Region that the history knows and that were not
 * among it. Looks only at jobs that were last seen since the reading before; those missed earlier are marked already.
 * Killed in between, the next complete reading makes up for it.
 */
export async function markNotListed(history: History, row: StoredReading): Promise<void> {
  const { placeKey, region, startedAt } = row;
  if (startedAt === undefined) return;
  const known = await history.coverage.read((shelf) => shelf.place(placeKey));
  // An empty list tells no account: it is the one that was seen here before.
  const accounts = new Set(row.accounts.length > 0 ? row.accounts : known?.accounts);
  const seenBefore = await history.jobKeysSeenBetween(known?.markedAt ?? -Infinity, startedAt);
  const missing = seenBefore.filter((jobKey) => {
    const parts = parseJobKey(jobKey);
    return parts !== undefined && parts.region === region && accounts.has(parts.accountId);
  });
  await history.coverage.write(async (shelf) => {
    await shelf.markNotListed(missing.map((jobKey) => ({ jobKey, missedFirst: startedAt })));
    const place = await shelf.place(placeKey);
    if (place !== undefined) await shelf.putPlace({ ...place, markedAt: Math.max(startedAt, place.markedAt ?? 0) });
  });
}
