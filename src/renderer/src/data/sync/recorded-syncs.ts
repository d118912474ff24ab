import type { StoredReading } from '../coverage/rows';
import type { CoverageShelf } from '../coverage/shelf';
import { FOLLOW_SYNC } from './reading';

/** A sync that is recorded: when it began and how far it came. */
export interface RecordedSync {
  readonly id: string;
  readonly name: string;
  /** When it was asked for, epoch ms UTC. */
  readonly askedAt: number;
  /** When the last became of it, epoch ms UTC: from then on all is known that it brought. */
  readonly endedAt: number;
  /** Whether every place was read to its end. */
  readonly complete: boolean;
  readonly places: number;
  /** Jobs listed, those of each place counted. */
  readonly jobs: number;
}

/** The syncs that read something, newest first; what follows by itself is none. @param limit as many at most */
export async function recordedSyncs(
  shelf: Pick<CoverageShelf, 'places' | 'readingsOf'>,
  limit: number,
): Promise<readonly RecordedSync[]> {
  const places = await shelf.places();
  // Each place has one reading of a sync at most, and one of following: with the newest of each, the newest of all are among them.
  const readings = await Promise.all(places.map(({ placeKey }) => shelf.readingsOf(placeKey, limit + 1)));
  const bySync = new Map<string, StoredReading[]>();
  for (const reading of readings.flat()) {
    if (reading.syncId === FOLLOW_SYNC || reading.pages === 0) continue;
    const others = bySync.get(reading.syncId);
    if (others) others.push(reading);
    else bySync.set(reading.syncId, [reading]);
  }
  return [...bySync]
    .map(([id, of]) => recorded(id, of))
    .sort((a, b) => b.endedAt - a.endedAt)
    .slice(0, limit);
}

function recorded(id: string, readings: readonly StoredReading[]): RecordedSync {
  const latest = (times: readonly (number | undefined)[]): number => Math.max(...times.map((time) => time ?? 0));
  return {
    id,
    name: readings[0]?.syncName ?? '',
    askedAt: Math.min(...readings.map(({ askedAt }) => askedAt)),
    endedAt: latest(readings.map(({ endedAt, lastAt }) => endedAt ?? lastAt)),
    complete: readings.every(({ state }) => state === 'complete'),
    places: readings.length,
    jobs: readings.reduce((sum, { jobs }) => sum + jobs, 0),
  };
}
