import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReadings, TWO_JOBS } from '../../../../../src/renderer/src/domain/diff';
import { FIXTURE_BODIES, job, read } from '../reading';

const GOOD = {
  CopyJobId: 'A',
  State: 'COMPLETED',
  CreationDate: 1790000000,
  CompletionDate: 1790000600,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy',
  BackupSizeInBytes: 1024,
};
const BAD = {
  ...GOOD,
  CopyJobId: 'B',
  State: 'FAILED',
  CreationDate: 1790086400,
  CompletionDate: 1790086500,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy-restricted',
  StatusMessage: 'Access denied.',
};
const between = (left: object, right: object) =>
  compareReadings(job(left as Record<string, unknown>), job(right as Record<string, unknown>), TWO_JOBS);

describe('two jobs', () => {
  test('what they were set up with is worth a look, how each went is told, ids and times are of their own', () => {
    const { rows, alarms, relation, summary } = between(GOOD, BAD);
    const natures = Object.fromEntries(
      rows.filter(({ change }) => change !== 'same').map((row) => [row.path, row.nature]),
    );
    expect(natures).toEqual({
      CopyJobId: 'own',
      CreationDate: 'own',
      CompletionDate: 'own',
      IamRoleArn: 'notable',
      State: 'expected',
      StatusMessage: 'expected',
    });
    expect(alarms).toEqual([]);
    expect(relation).toBe('jobs');
    expect(summary).toBe(
      'Left: completed. Right: failed. Set up differently: IAM role (resource role/backup-copy → role/backup-copy-restricted). Besides: Status message.',
    );
  });

  test('a key that only one has is a difference of the set-up, unless the other has not come so far', () => {
    const key = { DestinationEncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/a' };
    const natureOf = (right: object) =>
      between({ ...GOOD, ...key }, right).rows.find(({ path }) => path === 'DestinationEncryptionKeyArn')?.nature;
    expect(natureOf(GOOD)).toBe('notable');
    expect(natureOf({ ...GOOD, State: 'RUNNING' })).toBe('expected');
  });

  test('a member that AWS told of one only says nothing of how they were set up; one whose absence means something does', () => {
    const natures = (right: object) =>
      Object.fromEntries(between(GOOD, { ...GOOD, ...right }).differences.map(({ path, nature }) => [path, nature]));
    expect(natures({ DestinationVaultType: 'BACKUP_VAULT', FutureMember: 1 })).toEqual({
      DestinationVaultType: 'newly-reported',
      FutureMember: 'newly-reported',
    });
    // Without a plan behind it, a job was made by hand.
    expect(natures({ CreatedBy: { BackupPlanName: 'daily' }, ResourceName: 'db' })).toEqual({
      'CreatedBy.BackupPlanName': 'notable',
      ResourceName: 'notable',
    });
  });

  test('two that differ in nothing else say so', () => {
    expect(between(GOOD, { ...GOOD, CopyJobId: 'B' }).summary).toBe(
      'Both: completed. They differ in nothing but what each job has of its own.',
    );
  });

  test('whatever two jobs say, nothing is an alarm, no member is lost, and swapping changes only sides', () => {
    const bodies = fc.constantFrom(...FIXTURE_BODIES.map(([, body]) => read(body)));
    const other = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const;
    fc.assert(
      fc.property(bodies, bodies, (left, right) => {
        const there = compareReadings(left, right, TWO_JOBS);
        const back = compareReadings(right, left, TWO_JOBS);
        expect(there.alarms).toEqual([]);
        expect(there.rows.map(({ path }) => path).sort()).toEqual(back.rows.map(({ path }) => path).sort());
        const natures = new Map(back.rows.map((row) => [row.path, row]));
        for (const row of there.rows) {
          expect(natures.get(row.path)).toMatchObject({ nature: row.nature, change: other[row.change] });
        }
      }),
    );
  });
});
