import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASPECTS, changesAlong, changesBetween } from '../../../../../src/renderer/src/domain/runs/changes';
import type { JobValues } from '../../../../../src/renderer/src/domain/job-values';
import { run } from './a-run';

const KEPT = 'DestinationRecoveryPointLifecycle';
const aspects = (before: JobValues, after: JobValues) => changesBetween(before, after).map(({ aspect }) => aspect);

describe('what changed between two runs', () => {
  it('is told in an administrator’s order, each with the members that differ', () => {
    const before = { IamRoleArn: 'a', DestinationVaultLockState: 'UNLOCKED', [`${KEPT}.DeleteAfterDays`]: 7 };
    const after = { [`${KEPT}.DeleteAfterDays`]: 90, DestinationVaultLockState: 'LOCKED', IamRoleArn: 'b' };
    expect(aspects(before, after)).toEqual(['role', 'lock', 'lifecycle']);
    expect(changesBetween(before, after)[0]).toEqual({
      aspect: 'role',
      label: 'IAM role',
      members: [{ path: 'IamRoleArn', label: 'IAM role', from: 'a', to: 'b' }],
    });
  });

  it('is not that a member was not there: a run may not have come so far, and AWS learns to send more', () => {
    expect(aspects({ DestinationEncryptionKeyArn: 'k' }, {})).toEqual([]);
    expect(aspects({}, { DestinationVaultLockState: 'LOCKED' })).toEqual([]);
    expect(aspects({ 'CreatedBy.BackupPlanName': 'nightly' }, {})).toEqual([]);
  });

  it('is, within a retention, also what is left out of it', () => {
    const short = { [`${KEPT}.DeleteAfterDays`]: 35 };
    const cold = { ...short, [`${KEPT}.MoveToColdStorageAfterDays`]: 7 };
    expect(changesBetween(cold, short)[0]?.members).toEqual([
      expect.objectContaining({ path: `${KEPT}.MoveToColdStorageAfterDays`, from: 7, to: undefined }),
    ]);
    expect(aspects(cold, {})).toEqual([]);
  });

  it('does not tell another version where it is another plan', () => {
    const plan = (name: string, version: string) => ({
      'CreatedBy.BackupPlanName': name,
      'CreatedBy.BackupPlanVersion': version,
    });
    expect(aspects(plan('a', '1'), plan('a', '2'))).toEqual(['version']);
    expect(aspects(plan('a', '1'), plan('b', '2'))).toEqual(['plan']);
  });
});

describe('what changed along many runs', () => {
  it('is told once, at the first run that has it, also behind one that names nothing', () => {
    const key = (night: number, value?: string) =>
      run({ night, values: value === undefined ? {} : { DestinationEncryptionKeyArn: value } });
    const runs = [key(1, 'old'), key(2), key(3, 'new'), key(4), key(5, 'new')];
    const changes = changesAlong(runs);
    expect([...changes.keys()]).toEqual([runs[2]!.jobKey]);
    expect(changes.get(runs[2]!.jobKey)?.[0]?.members[0]).toMatchObject({ from: 'old', to: 'new' });
  });

  it('finds exactly what was changed, and none more, in any order of arrival', () => {
    const single = ASPECTS.filter(({ id }) => id !== 'version').map(({ id, paths }) => ({ id, path: paths[0] }));
    const nights = fc.array(fc.subarray(single), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(nights, fc.infiniteStream(fc.nat()), (changed, random) => {
        const state: Record<string, string> = Object.fromEntries(single.map(({ path }) => [path, '0']));
        const runs = changed.map((now, night) => {
          if (night > 0) for (const { path } of now) state[path] = String(night);
          return run({ night, values: { ...state } });
        });
        const order = runs.map((one) => ({ one, at: random.next().value as number })).sort((a, b) => a.at - b.at);
        const found = changesAlong(order.map(({ one }) => one));
        for (const [night, one] of runs.entries()) {
          const expected = night === 0 ? [] : changed[night]!.map(({ id }) => id);
          expect(new Set((found.get(one.jobKey) ?? []).map(({ aspect }) => aspect))).toEqual(new Set(expected));
        }
      }),
    );
  });
});
