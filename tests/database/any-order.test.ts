import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/preload/contract/shapes';
import type { FailedLookup, History, JobRow } from '../../src/renderer/src/data/history';
import { parseJson, digestOf } from '../../src/renderer/src/domain/json';
import { answer, errorOf, KINDS, newHistory, once, PROFILE } from './support/world';

/**
 * What is kept depends on what was observed and on nothing else: not on the order in which answers arrive, not on how many are
 * filed at a time, by whom, or how often the same one comes. Held against a replay in time order that knows nothing of the
 * history's code.
 */

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const IDS = ['A', 'B', 'C'] as const;
const STATES = ['CREATED', 'RUNNING', 'FAILED'] as const;

interface Sighting {
  readonly id: (typeof IDS)[number];
  /** Epoch ms UTC. */
  readonly at: number;
  readonly state: (typeof STATES)[number];
  readonly source: 'describe' | 'list';
}

/** One thing that a writer does: files some answers in one go, or a failed look-up. */
type Deed = { readonly file: readonly Sighting[] } | { readonly fail: Pick<Sighting, 'id' | 'at'> };

const anyAt = fc.integer({ min: 1, max: 12 }).map((at) => at * 1000);
const anyId = fc.constantFrom(...IDS);
const anySighting: fc.Arbitrary<Sighting> = fc.record({
  id: anyId,
  at: anyAt,
  state: fc.constantFrom(...STATES),
  source: fc.constantFrom('describe', 'list'),
});

/** Everything twice, in any order, in portions, dealt out to a few writers that do not wait for each other. */
const anyCourse = fc
  .record({
    sightings: fc.array(anySighting, { minLength: 1, maxLength: 16 }),
    failures: fc.array(fc.record({ id: anyId, at: anyAt.map((at) => at + 500) }), { maxLength: 4 }),
  })
  .chain(({ sightings, failures }) => {
    const twice = [...sightings, ...sightings];
    return fc.record({
      sightings: fc.constant(sightings),
      failures: fc.constant(failures),
      arriving: fc.shuffledSubarray(twice, { minLength: twice.length }),
      portions: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
      places: fc.array(fc.nat({ max: 40 }), { minLength: failures.length, maxLength: failures.length }),
      writers: fc.integer({ min: 1, max: 4 }),
    });
  })
  .map(({ sightings, failures, arriving, portions, places, writers }) => {
    const deeds: Deed[] = [];
    for (let at = 0, nth = 0; at < arriving.length; nth++) {
      const size = portions[nth % portions.length] ?? 1;
      deeds.push({ file: arriving.slice(at, at + size) });
      at += size;
    }
    failures.forEach((fail, nth) => deeds.splice((places[nth] ?? 0) % (deeds.length + 1), 0, { fail }));
    const dealt = Array.from({ length: writers }, (_, writer) => deeds.filter((__, nth) => nth % writers === writer));
    return { sightings, failures, dealt };
  });

function bodyOf({ id, state }: Pick<Sighting, 'id' | 'state'>): string {
  return JSON.stringify({ CopyJobId: id, AccountId: ACCOUNT, State: state });
}

/** As it comes over the wire: a description has an envelope, an entry of a list has none. */
function observationOf(sighting: Sighting): Observation {
  const { id, at, source } = sighting;
  const job = bodyOf(sighting);
  const body = source === 'describe' ? `{ "CopyJob": ${job} }` : job;
  return { ...answer(at, body, { copyJobId: id, region: REGION }), source };
}

function failureOf({ id, at }: Pick<Sighting, 'id' | 'at'>): FailedLookup {
  const jobKey = `${ACCOUNT}/${REGION}/${id}`;
  return { at, profile: PROFILE, region: REGION, copyJobId: id, jobKey, error: errorOf('Offline') };
}

async function doAll(history: History, deeds: readonly Deed[]): Promise<void> {
  for (const deed of deeds) {
    const [only, ...others] = 'file' in deed ? deed.file : [];
    if ('fail' in deed) await history.recordFailure(failureOf(deed.fail));
    else if (only && others.length === 0) await history.record(observationOf(only));
    else await history.recordAll(deed.file.map(observationOf));
  }
}

/** A job's snapshots as a replay in time order has them; answers of one moment stand in the order of their digests. */
async function replayed(sightings: readonly Sighting[], id: string) {
  const digests = new Map<string, string>();
  for (const state of STATES) {
    const json = parseJson(bodyOf({ id: id as Sighting['id'], state }));
    if (json.ok) digests.set(state, await digestOf(json.value));
  }
  const seen = new Map(
    sightings.filter((one) => one.id === id).map(({ at, state }) => [`${at} ${state}`, { at, state }]),
  );
  const inOrder = [...seen.values()].sort(
    (a, b) => a.at - b.at || ((digests.get(a.state) ?? '') < (digests.get(b.state) ?? '') ? -1 : 1),
  );
  const snapshots: { state: string; firstSeen: number; lastSeen: number; timesSeen: number }[] = [];
  for (const { at, state } of inOrder) {
    const newest = snapshots.at(-1);
    if (newest?.state === state) {
      newest.lastSeen = at;
      newest.timesSeen += 1;
    } else snapshots.push({ state, firstSeen: at, lastSeen: at, timesSeen: 1 });
  }
  return snapshots;
}

async function jobIn(history: History, id: string) {
  const jobKey = `${ACCOUNT}/${REGION}/${id}`;
  const row = await once(history.job(jobKey));
  const snapshots = await once(history.snapshots(jobKey));
  const bodies = await Promise.all(snapshots.map((snapshot) => history.body(snapshot.id)));
  return { jobKey, row, snapshots: snapshots.toReversed(), bodies: bodies.toReversed() };
}

describe.each(KINDS)('whatever the order, in %s', (kind) => {
  test('several writers that interleave, repeat and come late leave the history of a replay in time order', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async ({ sightings, failures, dealt }) => {
        const history = await newHistory(kind);
        const told = new Map<string, JobRow>();
        history.onChange(({ put, removed }) => {
          for (const jobKey of removed) told.delete(jobKey);
          for (const row of put) told.set(row.jobKey, row);
        });
        await Promise.all(dealt.map((deeds) => doAll(history, deeds)));

        const totals = new Map<string, number>();
        for (const id of IDS) {
          const wanted = await replayed(sightings, id);
          const { jobKey, row, snapshots, bodies } = await jobIn(history, id);
          expect(
            snapshots.map(({ state, firstSeen, lastSeen, timesSeen }) => ({ state, firstSeen, lastSeen, timesSeen })),
          ).toEqual(wanted);
          const newest = wanted.at(-1);
          if (!newest) {
            expect(row).toBeUndefined();
            continue;
          }
          // Which of the two spellings is kept is a matter of which came first; what they say is not.
          const kept = bodies.map((body) => JSON.parse(body ?? '') as { CopyJob?: object });
          expect(kept.map((body) => body.CopyJob ?? body)).toEqual(
            wanted.map(({ state }) => JSON.parse(bodyOf({ id, state: state as Sighting['state'] })) as object),
          );
          const failedAt = Math.max(...failures.filter((failure) => failure.id === id).map(({ at }) => at));
          expect(row).toMatchObject({
            state: newest.state,
            firstSeen: wanted[0]?.firstSeen,
            lastSeen: newest.lastSeen,
            timesSeen: wanted.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
            snapshotCount: wanted.length,
            lastLookup:
              failedAt > newest.lastSeen
                ? { at: failedAt, outcome: 'failed' }
                : { at: newest.lastSeen, outcome: 'answered' },
          });
          // Whoever follows the changes, as the index of the list does, knows the same as whoever reads anew.
          expect(told.get(jobKey)).toEqual(row);
          totals.set(newest.state.toLowerCase(), (totals.get(newest.state.toLowerCase()) ?? 0) + 1);
        }
        const counted = await once(history.outcomeTotals());
        expect(new Map(counted.map(({ outcomeKey, jobs }) => [outcomeKey, jobs]))).toEqual(totals);
        history.close();
      }),
      { numRuns: kind === 'memory' ? 150 : 25 },
    );
  });
});
