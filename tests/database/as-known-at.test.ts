import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppError } from '../../src/preload/contract/error';
import type { Observation } from '../../src/preload/contract/shapes';
import type { StoredGap } from '../../src/renderer/src/data/coverage/gap-rows';
import type { StoredReading } from '../../src/renderer/src/data/coverage/rows';
import type { FailedLookup, History } from '../../src/renderer/src/data/history';
import { failuresAsOf } from '../../src/renderer/src/data/history/past-job';
import { markNotListed } from '../../src/renderer/src/data/sync/missing';
import { begun, ended, newReading, placeAfter, withPage } from '../../src/renderer/src/data/sync/reading';
import { without } from '../../src/renderer/src/domain/without';
import { answer, errorOf, follow, KINDS, newEngine, newHistory, once, PROFILE } from './support/world';

/**
 * The history as it was known at a moment, held against a replay: a fresh history that is told only what had been observed by then. Through every
 * method that reads, at any moment, whatever happened before and after it.
 */

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const IDS = ['A', 'B', 'C', 'D'] as const;
const STATES = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED'] as const;
const CODES = ['Offline', 'AccessDenied'] as const;
const SECOND = 1000;
const LAST = 30;

type Id = (typeof IDS)[number];
type Deed =
  | { readonly kind: 'seen'; readonly id: Id; readonly state: (typeof STATES)[number] }
  | { readonly kind: 'failed'; readonly id: Id; readonly code: (typeof CODES)[number] }
  | { readonly kind: 'gap'; readonly id: Id; readonly lasts: number }
  | { readonly kind: 'read'; readonly complete: boolean }
  | { readonly kind: 'noted'; readonly id: Id; readonly text: string; readonly onSnapshot: boolean };
type Course = readonly { readonly at: number; readonly deed: Deed }[];

const anyId = fc.constantFrom(...IDS);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('seen' as const), id: anyId, state: fc.constantFrom(...STATES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('failed' as const), id: anyId, code: fc.constantFrom(...CODES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('gap' as const), id: anyId, lasts: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('noted' as const),
      id: anyId,
      text: fc.constantFrom('ask Ada', 'role changed', ''),
      onSnapshot: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read' as const), complete: fc.boolean() }) },
);
const anyCourse: fc.Arbitrary<Course> = fc
  .array(fc.record({ at: fc.integer({ min: 1, max: LAST }), deed: anyDeed }), { minLength: 1, maxLength: 24 })
  .map((all) => all.map(({ at, deed }) => ({ at: at * SECOND, deed })).sort((a, b) => a.at - b.at));
const anyMoment = fc.integer({ min: 0, max: LAST + 1 }).map((at) => at * SECOND + 500);

const keyOf = (id: Id): string => `${ACCOUNT}/${REGION}/${id}`;
/** Each job its own, so that none stands level with another; the last has none. */
const CREATED: Readonly<Record<Id, number | undefined>> = { A: 3, B: 1, C: 2, D: undefined };

function seen(id: Id, at: number, state: string): Observation {
  const created = CREATED[id];
  const members = { CopyJobId: id, AccountId: ACCOUNT, State: state, ResourceName: `volume ${id}` };
  const body = JSON.stringify({ CopyJob: { ...members, ...(created !== undefined && { CreationDate: created }) } });
  // Where an answer in the middle of a snapshot came from is not kept: here all come from one place.
  return answer(at, body, { copyJobId: id, region: REGION, requestId: 'the same' });
}

function failed(id: Id, at: number, code: AppError['code']): FailedLookup {
  return { at, profile: PROFILE, region: REGION, copyJobId: id, error: errorOf(code) };
}

const PLACE = { profile: PROFILE, region: REGION };

/** A reading that is over within the moment, read to its end or stopped behind its first page. No other may have its time, which is its name. */
function readingAt(at: number, complete: boolean): StoredReading {
  const asked = {
    syncId: `sync ${at}`,
    syncName: 'All',
    place: PLACE,
    filters: {},
    plan: { depth: 'everything' as const },
    at,
  };
  const page = {
    jobs: [],
    ...PLACE,
    ...{ endpoint: 'https://backup', attempts: 1, tookMs: 1 },
    observedAt: at,
    ...(complete ? {} : { nextToken: 'more' }),
  };
  const counts = { jobs: 0, newJobs: 0, changedJobs: 0 };
  const read = withPage(begun(newReading(asked), at), page, [], counts);
  return { ...ended(read, complete ? 'complete' : 'cancelled', at), id: `reading ${at}` };
}

let clock = 0;

/** What was known by a moment: as it happened, and of a gap that lasted only that it did. */
async function live(history: History, course: Course, until = Infinity): Promise<void> {
  let nth = 0;
  for (const { at, deed } of course) {
    nth++;
    if (at > until) break;
    clock = at;
    if (deed.kind === 'seen') await history.record(seen(deed.id, at, deed.state));
    else if (deed.kind === 'failed') await history.recordFailure(failed(deed.id, at, deed.code));
    else if (deed.kind === 'read') {
      // Of two readings of one place one is the later one, by less than any moment lies behind a deed.
      clock = at + nth;
      const row = readingAt(clock, deed.complete);
      await history.coverage.write(async (shelf) => {
        await shelf.putReadings([row]);
        await shelf.putPlace(placeAfter(row, await shelf.place(row.placeKey), clock));
      });
      if (deed.complete) await markNotListed(history, row);
    } else if (deed.kind === 'noted') {
      const [newest] = await once(history.snapshots(keyOf(deed.id)));
      await history.writeNote(keyOf(deed.id), deed.onSnapshot ? newest?.id : undefined, deed.text);
    } else {
      const end = at + deed.lasts * SECOND;
      const still = end > until;
      const gap: StoredGap = {
        ...{ id: `gap ${nth}`, ...PLACE, from: at, why: 'offline', jobKeys: [keyOf(deed.id)] },
        ...(still ? { open: 1 as const, lastedAt: until } : { until: end }),
      };
      await history.coverage.write((shelf) => shelf.putGaps([gap]));
    }
  }
}

/** Everything that can be read, without the numbers that rows happen to have. */
async function everything(history: History) {
  const failuresOf = async (id: Id) => (await once(history.failures(keyOf(id)))).map((row) => without(row, 'id'));
  const snapshots = await Promise.all(IDS.map((id) => once(history.snapshots(keyOf(id)))));
  const page = (sort: 'lastSeen' | 'createdAt', limit: number, more: object = {}) =>
    once(history.jobs({ sort, limit, ...more }));
  const totals = await once(history.outcomeTotals());
  return {
    bySeen: await page('lastSeen', 10),
    firstSeen: await page('lastSeen', 2),
    byCreated: await page('createdAt', 10),
    firstCreated: await page('createdAt', 2),
    failedOnes: await page('lastSeen', 10, { outcomes: ['failed', 'running'] }),
    found: await page('createdAt', 10, { text: 'volume a' }),
    each: await Promise.all(IDS.map((id) => once(history.job(keyOf(id))))),
    byKey: await once(history.jobsByKey(IDS.map(keyOf))),
    where: (await history.jobsWhere(() => true)).map(({ jobKey }) => jobKey).sort(),
    running: (
      await history.jobsWhere(
        ({ state }) => state === 'RUNNING',
        (key) => key === 'running',
      )
    )
      .map(({ jobKey }) => jobKey)
      .sort(),
    between: [...(await history.jobKeysSeenBetween(5 * SECOND, 20 * SECOND))].sort(),
    snapshots,
    bodies: await Promise.all(snapshots.flat().map(({ id }) => history.body(id))),
    allBodies: await Promise.all(IDS.map((id) => history.bodies(keyOf(id)))),
    failures: await Promise.all(IDS.map(failuresOf)),
    notes: await Promise.all(IDS.map((id) => once(history.notes(keyOf(id))))),
    recent: (await once(history.recentFailures(3))).map((row) => without(row, 'id')),
    gaps: await Promise.all(IDS.map((id) => once(history.gaps(keyOf(id))))),
    totals: [...totals].sort((a, b) => a.outcomeKey.localeCompare(b.outcomeKey)),
    byId: await Promise.all(['A', 'b', 'D'].map((id) => history.findByCopyJobId(id, REGION))),
    places: await once(history.coverage.watch((shelf) => shelf.places())),
    readings: await history.coverage.read(async (shelf) => {
      const [place] = await shelf.places();
      return place === undefined ? [] : shelf.readingsOf(place.placeKey, 10);
    }),
    removals: await once(history.removals()),
  };
}

describe.each(KINDS)('as known at any moment, in %s', (kind) => {
  test('it is what a replay of all that had been observed by then has, through every method', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, anyMoment, async (course, moment) => {
        const whole = await newHistory(kind, newEngine(), () => clock);
        await live(whole, course);
        const replay = await newHistory(kind, newEngine(), () => clock);
        await live(replay, course, moment);
        const then = whole.asKnownAt(moment);
        expect(await everything(then)).toEqual(await everything(replay));
        for (const history of [then, whole, replay]) history.close();
      }),
      { numRuns: kind === 'memory' ? 200 : 30 },
    );
  });

  test('an answer that comes late is known from the time at which it was given, and shows at once', async () => {
    const history = await newHistory(kind);
    await history.record(seen('A', 9000, 'COMPLETED'));
    const then = history.asKnownAt(5000);
    const row = follow(then.job(keyOf('A')));
    const list = follow(then.jobsByKey([keyOf('A')]));
    const heard: string[] = [];
    then.onChange(({ put }) => heard.push(...put.map(({ state = '' }) => state)));
    await row.until((job) => job === undefined);
    await list.until(([job]) => job === undefined);
    await history.record(seen('A', 4000, 'RUNNING'));
    expect(await row.until((job) => job !== undefined)).toMatchObject({
      state: 'RUNNING',
      lastSeen: 4000,
      timesSeen: 1,
    });
    await list.until(([job]) => job?.state === 'RUNNING');
    expect(heard).toEqual(['RUNNING']);
    then.close();
  });

  test('what is learned later disturbs nobody who looks at what was known', async () => {
    const history = await newHistory(kind);
    await history.record(seen('A', 4000, 'RUNNING'));
    const then = history.asKnownAt(5000);
    const row = follow(then.job(keyOf('A')));
    await row.until((job) => job?.state === 'RUNNING');
    const heard: unknown[] = [];
    then.onChange((change) => heard.push(change));
    await history.record(seen('A', 6000, 'FAILED'));
    await history.record(seen('B', 6000, 'FAILED'));
    await history.recordFailure(failed('A', 7000, 'Offline'));
    // Heard of by whoever waits for it: then all before it has been told, too.
    await history.record(seen('C', 4500, 'CREATED'));
    await follow(then.job(keyOf('C'))).until((job) => job !== undefined);
    const told = row.states.map((state) => JSON.stringify(state));
    expect(new Set(told)).toEqual(new Set([told[0], told.at(-1)]));
    expect(heard).toHaveLength(1);
    then.close();
  });

  test('what has been removed is gone, whenever it was known; brought back, it is there again', async () => {
    const history = await newHistory(kind);
    await history.record(seen('A', 4000, 'RUNNING'));
    await history.record(seen('A', 8000, 'COMPLETED'));
    const then = history.asKnownAt(5000);
    const row = follow(then.job(keyOf('A')));
    await row.until((job) => job?.state === 'RUNNING');
    const removal = await history.removeJob(keyOf('A'));
    await row.until((job) => job === undefined);
    await history.restore(removal ?? 0);
    await row.until((job) => job?.state === 'RUNNING');
    then.close();
  });

  test('nothing can be written into it, and what is refused says why', async () => {
    const history = await newHistory(kind);
    await history.record(seen('A', 4000, 'RUNNING'));
    const then = history.asKnownAt(5000);
    const why = /cannot be changed\. Go back to now first/;
    await expect(then.record(seen('A', 4500, 'FAILED'))).rejects.toThrow(why);
    await expect(then.recordFailure(failed('A', 4500, 'Offline'))).rejects.toThrow(why);
    await expect(then.removeJob(keyOf('A'))).rejects.toThrow(why);
    await expect(then.emptyRemovals()).rejects.toThrow(why);
    await expect(then.coverage.write((shelf) => shelf.putReadings([]))).rejects.toThrow(why);
    expect([history.knownAt, then.knownAt, then.kept]).toEqual([undefined, 5000, history.kept]);
    then.close();
    expect(await once(history.job(keyOf('A')))).toMatchObject({ state: 'RUNNING', timesSeen: 1 });
  });

  test('of a snapshot seen too often to list every time, only what is listed counts, and is said to be the least', async () => {
    const history = await newHistory(kind);
    const times = Array.from({ length: 1000 }, (_, nth) => (nth + 1) * SECOND);
    await history.recordAll(times.map((at) => seen('A', at, 'RUNNING')));
    const then = history.asKnownAt(500 * SECOND + 1);
    const [snapshot] = await once(then.snapshots(keyOf('A')));
    expect(snapshot?.roughly).toBe(true);
    expect(snapshot?.timesSeen).toBe(snapshot?.seen.length);
    expect(snapshot?.timesSeen).toBeLessThan(500);
    expect(snapshot?.lastSeen).toBeLessThanOrEqual(500 * SECOND);
    expect(snapshot?.lastSeen).toBeGreaterThan(495 * SECOND);
    expect((await once(history.snapshots(keyOf('A'))))[0]?.roughly).toBeUndefined();
    then.close();
  });

  test('a job missing from a complete list is so from when that list came', async () => {
    const history = await newHistory(kind);
    await history.record(seen('A', 1000, 'RUNNING'));
    await history.coverage.write((shelf) => shelf.markNotListed([{ jobKey: keyOf('A'), missedFirst: 6000 }]));
    const missed = (at: number) => {
      const then = history.asKnownAt(at);
      return then.coverage
        .read((shelf) => shelf.notListed(keyOf('A')))
        .finally(() => {
          then.close();
        });
    };
    expect(await missed(5999)).toBeUndefined();
    expect(await missed(6000)).toMatchObject({ missedFirst: 6000 });
  });
});

test('failed look-ups whose times were not kept yet are known by the first of them only', () => {
  const row = { id: 1, region: REGION, copyJobId: 'A', firstAt: 10, lastAt: 90, times: 5, profile: PROFILE };
  const error = { ...errorOf('Offline'), requestId: 'the last', detail: 'of the last' };
  expect(failuresAsOf([{ ...row, error }], 50)).toEqual([
    { ...row, lastAt: 10, times: 1, failedAt: [10], error: errorOf('Offline') },
  ]);
  expect(failuresAsOf([{ ...row, error }], 9)).toEqual([]);
});

test('many jobs at once are cut as they are one by one', async () => {
  const history = await newHistory();
  const ids = Array.from({ length: 120 }, (_, nth) => `JOB-${nth}`);
  const answers = (at: number, state: string) =>
    ids.map((id, nth) =>
      answer(at, JSON.stringify({ CopyJobId: id, AccountId: ACCOUNT, State: state, CreationDate: nth + 1 }), {
        copyJobId: id,
      }),
    );
  await history.recordAll(answers(1000, 'RUNNING'));
  await history.recordFailures(ids.slice(0, 90).map((copyJobId) => ({ ...failed('A', 2000, 'Offline'), copyJobId })));
  await history.recordAll(answers(9000, 'COMPLETED'));
  const then = history.asKnownAt(5000);
  const all = await then.jobsWhere(() => true);
  const each = await Promise.all(all.map(({ jobKey }) => once(then.job(jobKey))));
  expect(all).toHaveLength(120);
  expect(all).toEqual(each);
  expect(all.filter(({ lastLookup }) => lastLookup.outcome === 'failed')).toHaveLength(90);
  expect(await once(then.jobs({ sort: 'createdAt', limit: 3 }))).toMatchObject({
    rows: [{ copyJobId: 'JOB-119' }, { copyJobId: 'JOB-118' }, { copyJobId: 'JOB-117' }],
    more: true,
  });
  then.close();
});
