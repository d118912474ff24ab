import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstSeenOf,
  lastSeenOf,
  MAX_TIMES_LISTED,
  mergeRuns,
  placeObservation,
  runKey,
  type Run,
} from '../../../../src/renderer/src/domain/snapshot';

interface Sighting {
  readonly at: number;
  readonly digest: string;
  readonly origin: string;
}

const see = (at: number, digest: string): Sighting => ({ at, digest, origin: `${digest}${at}` });

/** Sightings one after the other, in the order given. */
function placeAll(sightings: readonly Sighting[], runs: readonly Run<string>[] = []): readonly Run<string>[] {
  return sightings.reduce((kept, sighting) => placeObservation(kept, sighting).runs, runs);
}

const brief = (runs: readonly Run[]) => runs.map((run) => `${run.digest} ${run.seen.join(',')} ×${run.timesSeen}`);

describe('placing an observation', () => {
  test('an equal one extends the newest run, a different one begins a new one', () => {
    const runs = placeAll([see(1, 'a'), see(2, 'a'), see(3, 'b')]);
    expect(brief(runs)).toEqual(['a 1,2 ×2', 'b 3 ×1']);
    expect(runs[0]).toMatchObject({ first: 'a1', last: 'a2' });
  });

  test('says which runs are new or different, and which are gone', () => {
    const runs = placeAll([see(10, 'a'), see(20, 'b')]);
    const extended = placeObservation(runs, see(21, 'b'));
    expect([brief(extended.changed), brief(extended.gone)]).toEqual([['b 20,21 ×2'], []]);
    const earlier = placeObservation(runs, see(15, 'b'));
    expect([brief(earlier.changed), brief(earlier.gone)]).toEqual([['b 15,20 ×2'], ['b 20 ×1']]);
    const inserted = placeObservation(runs, see(15, 'c'));
    expect([brief(inserted.changed), brief(inserted.gone)]).toEqual([['c 15 ×1'], []]);
    const known = placeObservation(runs, see(10, 'a'));
    expect([brief(known.changed), brief(known.gone), brief(known.runs)]).toEqual([[], [], brief(runs)]);
  });

  test('a late one cuts a run in two; inner ends borrow the nearest origin that is known', () => {
    const { runs, changed } = placeObservation(
      placeAll([see(1, 'a'), see(2, 'a'), see(5, 'a'), see(6, 'a')]),
      see(3, 'b'),
    );
    expect(brief(runs)).toEqual(['a 1,2 ×2', 'b 3 ×1', 'a 5,6 ×2']);
    expect(changed).toHaveLength(3);
    expect(runs.map(({ first, last }) => [first, last])).toEqual([
      ['a1', 'a1'],
      ['b3', 'b3'],
      ['a6', 'a6'],
    ]);
  });

  test('sightings in the same millisecond are ordered by digest', () => {
    const wanted = ['a 1,2 ×2', 'b 2 ×1', 'a 3 ×1'];
    expect(brief(placeAll([see(1, 'a'), see(2, 'b'), see(2, 'a'), see(3, 'a')]))).toEqual(wanted);
    expect(brief(placeAll([see(2, 'a'), see(3, 'a'), see(2, 'b'), see(1, 'a')]))).toEqual(wanted);
  });
});

const sightings = fc.uniqueArray(
  fc
    .record({ at: fc.nat({ max: 30 }), digest: fc.constantFrom('a', 'b', 'c') })
    .map(({ at, digest }) => see(at, digest)),
  { selector: ({ origin }) => origin, maxLength: 40 },
);

/** A list and the same list in another order. */
const twoOrders = sightings.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);

describe('whatever the order of arrival', () => {
  test('the history is that of a replay in time order', () => {
    fc.assert(
      fc.property(twoOrders, ([list, arrived]) => {
        const replay = list.toSorted((x, y) => x.at - y.at || (x.digest < y.digest ? -1 : 1));
        expect(brief(placeAll(arrived))).toEqual(brief(placeAll(replay)));
      }),
    );
  });

  test('neighbours differ, runs do not overlap, and no sighting is lost', () => {
    fc.assert(
      fc.property(sightings, (list) => {
        const runs = placeAll(list);
        expect(runs.reduce((sum, { timesSeen }) => sum + timesSeen, 0)).toBe(list.length);
        expect(new Set(runs.map(runKey)).size).toBe(runs.length);
        runs.slice(1).forEach((run, index) => {
          const before = runs[index]!;
          expect(run.digest).not.toBe(before.digest);
          expect(lastSeenOf(before)).toBeLessThanOrEqual(firstSeenOf(run));
        });
      }),
    );
  });

  test('taking runs away and bringing them back leaves no trace, whatever was seen meanwhile', () => {
    fc.assert(
      fc.property(sightings, sightings, fc.nat(), (before, meanwhile, pick) => {
        const runs = placeAll(before);
        const removed = runs.length === 0 ? [] : [runs[pick % runs.length]!];
        const without = mergeRuns(
          runs.filter((run) => !removed.includes(run)),
          [],
        ).runs;
        const back = mergeRuns(placeAll(meanwhile, without), removed).runs;
        expect(brief(back)).toEqual(brief(placeAll([...before, ...meanwhile])));
      }),
    );
  });
});

describe('a run seen very often', () => {
  const many = Array.from({ length: MAX_TIMES_LISTED + 5 }, (_, n) => see(n * 10, 'a'));

  test('is thinned, and still knows its ends and how often it was seen', () => {
    const [run, ...others] = placeAll(many);
    expect(others).toEqual([]);
    expect(run!.seen.length).toBeLessThanOrEqual(MAX_TIMES_LISTED);
    expect(run).toMatchObject({ timesSeen: many.length, first: 'a0', last: `a${many.at(-1)!.at}` });
    expect([firstSeenOf(run!), lastSeenOf(run!)]).toEqual([0, many.at(-1)!.at]);
  });

  test('shares its counted sightings out when it is cut, and loses none', () => {
    const runs = placeAll([...many, see(3001, 'b')]);
    expect(runs.map(({ digest }) => digest)).toEqual(['a', 'b', 'a']);
    const [before, , after] = runs;
    expect(before!.timesSeen + after!.timesSeen).toBe(many.length);
    // 301 sightings lie before the cut.
    expect(Math.abs(before!.timesSeen - 301)).toBeLessThan(5);
  });
});
