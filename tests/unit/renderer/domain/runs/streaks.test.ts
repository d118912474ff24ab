import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streaksOf, streakWith } from '../../../../../src/renderer/src/domain/runs/streaks';
import { anyRuns, run } from './a-run';

const role = (name: string) => ({ IamRoleArn: `arn:aws:iam::111122223333:role/${name}` });

describe('streaks of runs that went wrong', () => {
  it('begin after the last success, tell what is otherwise since then, and end with the next one', () => {
    const runs = [
      run({ night: 1, values: role('wide') }),
      run({ night: 2, values: role('narrow'), outcomeKind: 'failed' }),
      run({ night: 3, values: role('narrow'), outcomeKind: 'failed' }),
      run({ night: 4, values: role('wide') }),
      run({ night: 5, values: role('wide'), outcomeKind: 'partial' }),
    ];
    const streaks = streaksOf([...runs].reverse());
    expect(streaks.map((streak) => streak.runs.map(({ jobKey }) => jobKey))).toEqual([
      [runs[1]!.jobKey, runs[2]!.jobKey],
      [runs[4]!.jobKey],
    ]);
    const [first, last] = streaks;
    expect(first).toMatchObject({ before: runs[0], after: runs[3] });
    expect(first?.changed.map(({ aspect }) => aspect)).toEqual(['role']);
    expect(first?.changedBack.map(({ aspect }) => aspect)).toEqual(['role']);
    expect(last).toMatchObject({ before: runs[3], changed: [], after: undefined, changedBack: [] });
    expect(streakWith(streaks, runs[2]!.jobKey)).toBe(first);
    expect(streakWith(streaks, runs[0]!.jobKey)).toBeUndefined();
  });

  it('go on over a run that has not ended, and end at a state that nobody knows', () => {
    const failed = (night: number) => run({ night, outcomeKind: 'failed' });
    const over = [failed(1), run({ night: 2, outcomeKind: 'running' }), failed(3)];
    expect(streaksOf(over).map(({ runs }) => runs.length)).toEqual([2]);
    const unknown = [failed(1), run({ night: 2, outcomeKind: 'other' }), failed(3)];
    expect(streaksOf(unknown).map(({ runs }) => runs.length)).toEqual([1, 1]);
  });

  it('hold every run that went wrong exactly once, none other, and never one between two that succeeded', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const wrong = runs.filter(({ outcomeKind }) => outcomeKind === 'failed' || outcomeKind === 'partial');
        const streaks = streaksOf(runs);
        const held = streaks.flatMap((streak) => streak.runs.map(({ jobKey }) => jobKey));
        expect([...held].sort()).toEqual(wrong.map(({ jobKey }) => jobKey).sort());
        const good = runs.filter(({ outcomeKind }) => outcomeKind.startsWith('completed'));
        for (const streak of streaks) {
          const [first, last] = [streak.runs[0].createdAt, streak.runs.at(-1)!.createdAt];
          expect(good.filter(({ createdAt }) => createdAt > first && createdAt < last)).toEqual([]);
          const before = good.filter(({ createdAt }) => createdAt < first);
          if (before.length > 0)
            expect(streak.before?.createdAt).toBeGreaterThanOrEqual(Math.max(...before.map((one) => one.createdAt)));
          if (streak.after) expect(streak.after.createdAt).toBeGreaterThanOrEqual(last);
        }
      }),
    );
  });
});
