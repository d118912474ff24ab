import type { StoredReading } from '../coverage/rows';
import type { History } from '../history';
import { FOLLOW_SYNC } from './reading';

/** The rows of one sync that was not read to its end. Never empty. */
export type Interrupted = readonly [StoredReading, ...StoredReading[]];

/** Syncs that the window left before their end, however that came; newest first. */
export async function interruptedSyncs(history: History): Promise<readonly Interrupted[]> {
  const rows = await history.coverage.read((shelf) => shelf.openReadings());
  const bySync = new Map<string, [StoredReading, ...StoredReading[]]>();
  for (const row of rows) {
    if (row.syncId === FOLLOW_SYNC) continue;
    const known = bySync.get(row.syncId);
    if (known === undefined) bySync.set(row.syncId, [row]);
    else known.push(row);
  }
  return [...bySync.values()].sort((a, b) => b[0].askedAt - a[0].askedAt);
}
