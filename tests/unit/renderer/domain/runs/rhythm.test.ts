import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absencesOf, median, usualInterval } from '../../../../../src/renderer/src/domain/runs/rhythm';
import { FIRST_NIGHT, NIGHT_MS, run } from './a-run';

const EVER = { from: 0, to: FIRST_NIGHT + 1000 * NIGHT_MS };
const nights = (...which: number[]) => which.map((night) => run({ night, lateMs: (night * 7919_000) % 1_500_000 }));
const soonAfter = (night: number): number => FIRST_NIGHT + night * NIGHT_MS + 3_600_000;

describe('the rhythm of runs', () => {
  it('is the usual time between them, and none where they come seldom or anyhow', () => {
    expect(usualInterval(nights(1, 2, 3, 4, 5, 6))).toBeCloseTo(NIGHT_MS, -7);
    expect(usualInterval(nights(1, 2, 3, 4))).toBeUndefined();
    expect(usualInterval(nights(1, 2, 7, 8, 20, 40, 41))).toBeUndefined();
    expect(usualInterval([])).toBeUndefined();
  });

  it('is that of runs that a plan asks for; one on demand in between does not disturb it', () => {
    const byHand = { ...run({ night: 3, lateMs: 6 * 3_600_000, id: 'BY-HAND' }) };
    const values = { ResourceArn: byHand.values['ResourceArn']! };
    const runs = [...nights(1, 2, 3, 4, 5, 6), { ...byHand, values }];
    expect(usualInterval(runs)).toBeCloseTo(NIGHT_MS, -7);
    expect(absencesOf(runs, [[EVER]], soonAfter(6))).toEqual([]);
  });

  it('knows the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe('runs that are missing', () => {
  const runs = nights(1, 2, 3, 4, 6, 7);
  const [before, after] = [runs[3]!.createdAt, runs[4]!.createdAt];

  it('were missed where all lists of that time were read', () => {
    expect(absencesOf(runs, [[EVER]], soonAfter(7))).toEqual([{ kind: 'missed', from: before, to: after, runs: 1 }]);
  });

  it('were not observed where nobody looked, or one of the places was not looked at, or not all of the time', () => {
    const expected = [{ kind: 'not-observed', from: before, to: after, runs: 1 }];
    expect(absencesOf(runs, [], soonAfter(7))).toEqual(expected);
    expect(absencesOf(runs, [[EVER], []], soonAfter(7))).toEqual(expected);
    const hole = [
      { from: 0, to: before + NIGHT_MS / 2 },
      { from: before + NIGHT_MS / 2 + 1, to: EVER.to },
    ];
    expect(absencesOf(runs, [hole], soonAfter(7))).toEqual(expected);
  });

  it('are told apart within one gap', () => {
    const gap = nights(1, 2, 3, 4, 5, 8, 9);
    const [from, to] = [gap[4]!.createdAt, gap[5]!.createdAt];
    const half = (from + to) / 2;
    expect(absencesOf(gap, [[{ from: 0, to: half + 1 }]], soonAfter(9))).toEqual([
      { kind: 'missed', from, to: half, runs: 1 },
      { kind: 'not-observed', from: half, to, runs: 1 },
    ]);
    expect(absencesOf(gap, [[EVER]], soonAfter(9))).toEqual([{ kind: 'missed', from, to, runs: 2 }]);
  });

  it('are missing after the newest one only once they can hardly come any more', () => {
    expect(absencesOf(nights(1, 2, 3, 4, 5), [[EVER]], soonAfter(6))).toEqual([]);
    const [late] = absencesOf(nights(1, 2, 3, 4, 5), [[EVER]], soonAfter(6) + NIGHT_MS / 4);
    expect(late).toMatchObject({ kind: 'missed', runs: 1 });
  });

  it('are exactly those that were taken out of a run of nights', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 38 }), { maxLength: 8 });
    fc.assert(
      fc.property(some, (missed) => {
        const all = nights(
          ...Array.from({ length: 40 }, (_, night) => night).filter((night) => !missed.includes(night)),
        );
        const found = absencesOf(all, [[EVER]], soonAfter(39));
        expect(found.reduce((sum, { runs: count }) => sum + count, 0)).toBe(missed.length);
        for (const night of missed) {
          const at = FIRST_NIGHT + night * NIGHT_MS;
          expect(found.filter(({ from, to }) => from < at && at < to)).toHaveLength(1);
        }
        // Nothing was created in a time that is said to be empty.
        for (const { from, to } of found)
          expect(all.filter((one) => one.createdAt > from && one.createdAt < to)).toEqual([]);
      }),
    );
  });
});
