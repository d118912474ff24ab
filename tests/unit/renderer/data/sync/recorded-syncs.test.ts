import { describe, expect, it } from 'vitest';
import type { StoredReading } from '../../../../../src/renderer/src/data/coverage/rows';
import { placeKeyOf } from '../../../../../src/renderer/src/data/sync/place';
import { begun, ended, FOLLOW_SYNC, newReading, withPage } from '../../../../../src/renderer/src/data/sync/reading';
import { recordedSyncs } from '../../../../../src/renderer/src/data/sync/recorded-syncs';
import { lastSyncs } from '../../../../../src/renderer/src/domain/sets/choices';

const HOUR_MS = 3_600_000;
const MONDAY = Date.UTC(2026, 8, 21, 6);
const placeIn = (region: string) => ({ profile: { origin: 'shared', name: 'prod' }, region }) as const;

/** A reading of a sync that began at a time, whose one page came a minute later; it ended with that unless told otherwise. */
function reading(at: number, region: string, more: Partial<StoredReading> = {}): StoredReading {
  const place = placeIn(region);
  const asked = {
    syncId: `sync ${at}`,
    syncName: 'All',
    place,
    filters: {},
    plan: { depth: 'everything' as const },
    at,
  };
  const page = {
    ...{ jobs: [], endpoint: 'https://backup', attempts: 1, tookMs: 1 },
    ...place,
    observedAt: at + 60_000,
  };
  const read = withPage(begun(newReading(asked), at), page, [], { jobs: 5, newJobs: 0, changedJobs: 0 });
  return { ...ended(read, 'complete', at + 60_000), ...more };
}

function recordedIn(readings: readonly StoredReading[]) {
  const places = [...new Map(readings.map((row) => [row.placeKey, row])).values()];
  const shelf = {
    places: () => Promise.resolve(places.map((row) => ({ ...row, covered: [] }))),
    readingsOf: (placeKey: string, limit: number) =>
      Promise.resolve(
        readings
          .filter((row) => row.placeKey === placeKey)
          .sort((a, b) => b.askedAt - a.askedAt)
          .slice(0, limit),
      ),
  };
  return recordedSyncs(shelf, 2);
}

describe('the syncs that are recorded', () => {
  it('are told newest first, each with all its places, as of when the last became of it', async () => {
    const later = reading(MONDAY + HOUR_MS, 'eu-west-1', { endedAt: MONDAY + 2 * HOUR_MS, state: 'cancelled' });
    const all = await recordedIn([
      reading(MONDAY, 'eu-central-1'),
      reading(MONDAY - HOUR_MS, 'eu-central-1'),
      reading(MONDAY + HOUR_MS, 'eu-central-1'),
      later,
    ]);
    expect(all).toMatchObject([
      { name: 'All', askedAt: MONDAY + HOUR_MS, endedAt: MONDAY + 2 * HOUR_MS, places: 2, jobs: 10, complete: false },
      { name: 'All', askedAt: MONDAY, endedAt: MONDAY + 60_000, places: 1, jobs: 5, complete: true },
    ]);
    expect(later.placeKey).toBe(placeKeyOf(placeIn('eu-west-1')));
  });

  it('are none that follow by themselves, and none that read nothing', async () => {
    expect(
      await recordedIn([
        reading(MONDAY, 'eu-central-1', { syncId: FOLLOW_SYNC }),
        reading(MONDAY, 'eu-central-1', { pages: 0 }),
      ]),
    ).toEqual([]);
  });
});

describe('what two syncs knew', () => {
  const sync = (name: string, endedAt: number) => ({ name, endedAt });

  it('is the last beside the one of its name before it, over days that a list of everything holds whole', () => {
    const syncs = [sync('All', MONDAY), sync('One place', MONDAY - HOUR_MS), sync('All', MONDAY - 24 * HOUR_MS)];
    const created = { column: 'CreationDate', operator: '>=', values: ['2026-08-22'] };
    const filter = { text: '', tokens: [created] };
    expect(lastSyncs(syncs, 'utc')).toMatchObject([
      { left: filter, right: filter, knownAt: { left: MONDAY - 24 * HOUR_MS, right: MONDAY }, pairing: 'job' },
    ]);
  });

  it('is beside another one if there is none of that name, and nothing where there are no two', () => {
    const [choice] = lastSyncs([sync('All', MONDAY), sync('One place', MONDAY - HOUR_MS)], 'utc');
    expect(choice?.knownAt).toEqual({ left: MONDAY - HOUR_MS, right: MONDAY });
    expect(lastSyncs([sync('All', MONDAY)], 'utc')).toEqual([]);
    expect(lastSyncs([], 'utc')).toEqual([]);
  });
});
