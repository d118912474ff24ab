import { describe, expect, it } from 'vitest';
import { compareReadings, TWO_JOBS } from '../../../../../src/renderer/src/domain/diff';
import { inReadingOrder } from '../../../../../src/renderer/src/domain/diff/order';
import { compareJobs } from '../../../../../src/renderer/src/domain/diff/two-runs';
import { toldRuns } from '../../../../support/run-fleet';
import { fixtureReading, read } from '../../../../component/support/fixtures';

const told = toldRuns({
  nights: 12,
  failing: [[6, 8]],
  changes: [
    { night: 6, aspect: 'lifecycle' },
    { night: 6, aspect: 'lock' },
    { night: 6, aspect: 'role' },
    { night: 6, aspect: 'key' },
  ],
});
const night = (at: number) => read(told[at]!.body);

describe('two runs of the same resource to the same destination', () => {
  it('show first what an administrator would look for: role, key, lock, retention; then size and outcome', () => {
    const { differences, derived } = compareJobs(night(5), night(6));
    const order = inReadingOrder(differences, derived)
      .filter(({ nature }) => nature !== 'own')
      .map(({ path }) => path);
    expect(order.slice(0, 4)).toEqual([
      'IamRoleArn',
      'DestinationEncryptionKeyArn',
      'DestinationVaultLockState',
      'DestinationRecoveryPointLifecycle.DeleteAfterDays',
    ]);
    expect(order.indexOf('BackupSizeInBytes')).toBeLessThan(order.indexOf('State'));
    expect(order.indexOf('State')).toBeLessThan(order.indexOf('StatusMessage'));
    expect(order).toContain('[duration]');
  });

  it('are summed up from left to right, as they are shown, and it is told which is the earlier', () => {
    const { summary } = compareJobs(night(5), night(6));
    expect(summary).toMatch(
      /^Two runs of the same copy: left \(the earlier\) completed, right \(the later\) failed\. Set up differently: IAM role/,
    );
    expect(summary).toContain('Left took 30 m, right 1 m.');
    const turned = compareJobs(night(6), night(5)).summary;
    expect(turned).toContain('left (the later) failed, right (the earlier) completed');
    expect(turned).toContain('Left took 1 m, right 30 m.');
    expect(compareJobs(night(1), night(2)).summary).toBe(
      'Two runs of the same copy, both completed. They were set up alike.',
    );
  });

  it('differ in exactly what two jobs differ in, only in another order', () => {
    const [runs, jobs] = [compareJobs(night(5), night(6)), compareReadings(night(5), night(6), TWO_JOBS)];
    const byPath = (rows: readonly { readonly path: string }[]) => [...rows].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(byPath(runs.rows)).toEqual(byPath(jobs.rows));
    expect(byPath(runs.differences)).toEqual(byPath(jobs.differences));
  });

  it('are no more than two jobs where the resource or the destination is another', () => {
    const { summary } = compareJobs(fixtureReading('01'), fixtureReading('02'));
    expect(summary).toBe(compareReadings(fixtureReading('01'), fixtureReading('02'), TWO_JOBS).summary);
  });
});
