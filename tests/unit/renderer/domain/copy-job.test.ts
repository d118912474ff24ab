import { describe, expect, test } from 'vitest';
import { readCopyJob } from '../../../../src/renderer/src/domain/copy-job';
import { stringifyJson } from '../../../../src/renderer/src/domain/json';
import { fixture, FIXTURE_BODIES, job, read } from './reading';

describe('reading a copy job', () => {
  test.each(FIXTURE_BODIES)('%s: every value is listed once, with its path', (_name, body) => {
    const reading = read(body);
    const leaves: [string, unknown][] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
      } else leaves.push([path, value]);
    };
    walk((JSON.parse(body) as { CopyJob: unknown }).CopyJob, '');
    const listed = reading.members.map(({ path, value }) => [path, JSON.parse(stringifyJson(value)) as unknown]);
    expect(listed.sort()).toEqual(leaves.sort());
    for (const { path, value } of reading.members) expect(reading.valueAt(path)).toBe(value);
  });

  test('the common members, with times to the millisecond', () => {
    expect(read(fixture('01'))).toMatchObject({
      copyJobId: 'B78946DA-11BB-6D93-05B5-C58D7D21AB2C',
      accountId: '111122223333',
      sourceRegion: 'us-east-1',
      state: 'COMPLETED',
      createdAt: 1790000000087,
      completedAt: 1790001832500,
      durationMs: 1832413,
      sizeBytes: 107374182400n,
      resourceType: 'EBS',
      resourceName: 'db-data',
      isParent: false,
      onDemand: false,
      planName: 'daily-35',
      ruleName: 'daily',
    });
  });

  test('an on-demand copy has nobody behind it', () => {
    expect(read(fixture('06'))).toMatchObject({ onDemand: true, planName: undefined, sizeBytes: undefined });
    expect(job({ CreatedBy: {} }).onDemand).toBe(true);
    expect(job({ CreatedBy: null }).onDemand).toBe(true);
  });

  test('children are counted in the order of a job’s life, unknown states last', () => {
    const { childCounts, numberOfChildJobs, isParent } = job({
      IsParent: true,
      NumberOfChildJobs: 7,
      ChildJobsInState: { SUSPENDED: 1, FAILED: 1, COMPLETED: 3, CREATED: 2, BROKEN: 'x' },
    });
    expect([isParent, numberOfChildJobs]).toEqual([true, 7n]);
    expect(childCounts.map(({ state, count }) => `${state} ${count}`)).toEqual([
      'CREATED 2',
      'COMPLETED 3',
      'FAILED 1',
      'SUSPENDED 1',
    ]);
  });

  test('members stand in catalogue order, those the catalogue does not have at the end and marked', () => {
    const reading = read(
      '{"CopyJob":{"Zeta":1,"State":"RUNNING","Alpha":{"B":2,"A":[1]},"ResourceType":"EBS","CreatedBy":{"New":1,"BackupRuleId":"r","BackupPlanName":"p"}}}',
    );
    expect(reading.members.map(({ path, known }) => `${path}${known ? '' : ' (new)'}`)).toEqual([
      'ResourceType',
      'State',
      'CreatedBy.BackupPlanName',
      'CreatedBy.BackupRuleId',
      'Zeta (new)',
      'Alpha.B (new)',
      'Alpha.A (new)',
      'CreatedBy.New (new)',
    ]);
  });

  test('unknown members, nulls and integers above 2^53 survive to the last digit', () => {
    const reading = read(fixture('22'));
    expect(reading.sizeBytes).toBe(9007199254740993n);
    expect(stringifyJson(reading.valueAt('FutureMember.Nested') ?? null)).toBe('[1,2]');
    expect(reading.members.find(({ path }) => path === 'FutureMember.Nested')).toMatchObject({ known: false });
    expect(job({ State: 'RUNNING', StatusMessage: null }).valueAt('StatusMessage')).toBeNull();
    expect(job({ CreatedBy: null }).members).toEqual([{ path: 'CreatedBy', value: null, known: true }]);
  });

  test('values of unexpected types are kept, and taken for nothing they are not', () => {
    const odd = {
      AccountId: 111122223333,
      CopyJobId: { a: 1 },
      State: ['RUNNING'],
      CreationDate: '2026-01-01T00:00:00Z',
      CompletionDate: true,
      BackupSizeInBytes: '107374182400',
      IsParent: 'true',
      NumberOfChildJobs: 1.5,
      ChildJobsInState: 'none',
      CreatedBy: 'somebody',
      ResourceName: '',
    };
    const reading = job(odd);
    expect(reading).toMatchObject({
      accountId: undefined,
      copyJobId: undefined,
      state: undefined,
      createdAt: undefined,
      completedAt: undefined,
      durationMs: undefined,
      sizeBytes: undefined,
      isParent: false,
      numberOfChildJobs: undefined,
      childCounts: [],
      resourceName: undefined,
      onDemand: false,
    });
    for (const [path, value] of Object.entries(odd)) {
      expect(JSON.parse(stringifyJson(reading.valueAt(path) ?? null))).toEqual(value);
    }
  });

  test.each([
    ['8640000000001', undefined],
    ['8640000000000', 8640000000000000],
    ['-1', -1000],
    ['1e400', undefined],
    ['1e-400', 0],
  ])('a creation date of %s seconds is %s', (seconds, ms) => {
    expect(read(`{"CopyJob":{"CreationDate":${seconds}}}`).createdAt).toBe(ms);
  });

  test('a job that ends before it began has no duration', () => {
    expect(job({ CreationDate: 100, CompletionDate: 99 }).durationMs).toBeUndefined();
    expect(job({ CreationDate: 100, CompletionDate: 100 }).durationMs).toBe(0);
  });

  test('the account is looked for in the ARNs if the job does not name it', () => {
    const SourceBackupVaultArn = 'arn:aws:backup:us-east-1:111111111111:backup-vault:v';
    const ResourceArn = 'arn:aws:ec2:us-west-2:222222222222:volume/vol-1';
    expect(job({ SourceBackupVaultArn, ResourceArn }).accountId).toBe('111111111111');
    expect(job({ ResourceArn }).accountId).toBe('222222222222');
    expect(job({ ResourceArn: 'arn:aws:s3:::bucket' }).accountId).toBeUndefined();
    expect(job({ ResourceArn }).sourceRegion).toBe('us-west-2');
  });

  test.each([
    ['', 'malformed'],
    ['<html>503</html>', 'malformed'],
    ['{"CopyJob":{"State":"RUNN', 'malformed'],
    [`{"CopyJob":${'{"a":'.repeat(300)}1${'}'.repeat(300)}}`, 'too-deep'],
    ['{}', 'no-copy-job'],
    ['{"CopyJob":null}', 'no-copy-job'],
    ['{"CopyJobs":[]}', 'no-copy-job'],
    ['[]', 'no-copy-job'],
    ['"CopyJob"', 'no-copy-job'],
    ['{"CopyJob":"x"}', 'not-an-object'],
    ['{"CopyJob":[{}]}', 'not-an-object'],
    ['{"CopyJob":12}', 'not-an-object'],
  ])('%j is a failure with a reason', (body, reason) => {
    expect(readCopyJob(body)).toMatchObject({ ok: false, problem: { reason } });
  });

  test('an empty copy job is one', () => {
    expect(read('{"CopyJob":{}}').members).toEqual([]);
  });
});
