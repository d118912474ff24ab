import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, runBefore, succeeded, wentWrong } from '../../../../../src/renderer/src/domain/runs/order';
import { without } from '../../../../../src/renderer/src/domain/without';
import { anyRuns, run } from './a-run';

describe('runs in their order', () => {
  it('stand by their creation, whatever order they came in', () => {
    fc.assert(
      fc.property(
        anyRuns.chain((runs) => fc.tuple(fc.constant(runs), fc.shuffledSubarray(runs, { minLength: runs.length }))),
        ([runs, shuffled]) => {
          expect(inOrder(shuffled)).toEqual(inOrder(runs));
        },
      ),
    );
  });

  it('leave out those of which nobody knows when they were created', () => {
    const undated = without(run({ night: 1 }), 'createdAt');
    expect(inOrder([undated, run({ night: 2 })]).map(({ createdAt }) => createdAt)).toEqual([
      run({ night: 2 }).createdAt,
    ]);
  });

  it('know the newest one created before', () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(), (runs, pick) => {
        const ordered = inOrder(runs);
        const own = ordered[pick % Math.max(ordered.length, 1)];
        if (own === undefined) return;
        const before = runBefore(runs, own.jobKey);
        const earlier = ordered.filter((other) => other.createdAt < own.createdAt);
        if (before === undefined) {
          expect(earlier).toEqual([]);
          return;
        }
        expect(before.createdAt).toBeLessThanOrEqual(own.createdAt);
        expect(before.jobKey).not.toBe(own.jobKey);
        for (const other of earlier) expect(other.createdAt).toBeLessThanOrEqual(before.createdAt);
      }),
    );
  });

  it('know the last one that succeeded, and no run is both that and one that went wrong', () => {
    const runs = [
      run({ night: 1 }),
      run({ night: 2, outcomeKind: 'failed' }),
      run({ night: 3, outcomeKind: 'other' }),
      run({ night: 4, outcomeKind: 'running' }),
      run({ night: 5, outcomeKind: 'partial' }),
    ];
    const last = runs[4]!;
    expect(runBefore(runs, last.jobKey)?.jobKey).toBe(runs[3]!.jobKey);
    expect(runBefore(runs, last.jobKey, succeeded)?.jobKey).toBe(runs[0]!.jobKey);
    expect(runs.filter(wentWrong)).toEqual([runs[1], runs[4]]);
    expect(runs.filter((one) => succeeded(one) && wentWrong(one))).toEqual([]);
    expect(runBefore(runs, 'nobody/knows/it')).toBeUndefined();
  });
});
