import { describe, expect, test } from 'vitest';
import { compareReadings, type Comparison } from '../../../../src/renderer/src/domain/diff';
import { fixture, FIXTURE_BODIES, job, read } from './reading';

const rowOf = ({ rows }: Comparison, path: string) => {
  const row = rows.find((candidate) => candidate.path === path);
  if (!row) throw new Error(`There is no row ${path}.`);
  return row;
};

/** The one difference between two jobs that share all but a few members. */
const difference = (left: Record<string, unknown>, right: Record<string, unknown>, path: string) =>
  rowOf(compareReadings(job(left), job(right)), path);

const state = (left: unknown, right: unknown) => difference({ State: left }, { State: right }, 'State');

describe('what changed', () => {
  test.each(FIXTURE_BODIES)('%s compared with itself: nothing', (_name, body) => {
    const comparison = compareReadings(read(body), read(body));
    expect(comparison).toMatchObject({ identical: true, differences: [], alarms: [] });
    expect(comparison.rows.length).toBe(read(body).members.length);
    expect(comparison.summary).toContain('Nothing changed');
  });

  test('a job that runs and completes: all of it expected', () => {
    const running = read(fixture('03'));
    const completed = read(
      fixture('03').replace('"RUNNING"', '"COMPLETED", "CompletionDate": 1790009999.5, "MessageCategory": "SUCCESS"'),
    );
    const comparison = compareReadings(running, completed);
    expect(comparison.differences.map(({ path, change, nature }) => [path, change, nature])).toEqual([
      ['State', 'changed', 'expected'],
      ['MessageCategory', 'added', 'expected'],
      ['CompletionDate', 'added', 'expected'],
    ]);
    expect(comparison.summary).toBe('From running to completed. Message category and Completed appeared.');
    expect(comparison.alarms).toEqual([]);
  });

  test('rows stand in catalogue order, unknown members and map entries included', () => {
    const { rows } = compareReadings(
      read('{"CopyJob":{"New":1,"ChildJobsInState":{"CREATED":2},"CreationDate":1,"ResourceType":"EKS"}}'),
      read(
        '{"CopyJob":{"Newer":[1],"ChildJobsInState":{"FAILED":1,"CREATED":1},"ResourceType":"EKS","State":"FAILED"}}',
      ),
    );
    expect(rows.map(({ path, change, group }) => `${path} ${change} ${group}`)).toEqual([
      'ResourceType same what',
      'State added outcome',
      'CreationDate removed when',
      'ChildJobsInState.CREATED changed family',
      'ChildJobsInState.FAILED added family',
      'New removed new',
      'Newer added new',
    ]);
  });

  test('equal numbers are equal however they are written; neighbours above 2^53 are not', () => {
    const size = (digits: string) => read(`{"CopyJob":{"BackupSizeInBytes":${digits}}}`);
    expect(compareReadings(size('1.50e3'), size('1500')).identical).toBe(true);
    expect(compareReadings(size('9007199254740992'), size('9007199254740993')).differences).toHaveLength(1);
  });

  test('null is a value: not the same as absent', () => {
    expect(difference({ StatusMessage: null }, {}, 'StatusMessage')).toMatchObject({ change: 'removed', left: null });
    expect(difference({ StatusMessage: null }, { StatusMessage: 'x' }, 'StatusMessage').change).toBe('changed');
  });
});

describe('what should never change', () => {
  test.each([
    'CopyJobId',
    'ResourceArn',
    'AccountId',
    'SourceBackupVaultArn',
    'ResourceType',
    'IamRoleArn',
    'ParentJobId',
  ])('%s', (path) => {
    const row = difference({ [path]: 'one' }, { [path]: 'two' }, path);
    expect(row).toMatchObject({ change: 'changed', nature: 'never' });
    expect(row.reason).toMatch(/never change/);
    expect(difference({}, { [path]: 'two' }, path)).toMatchObject({ change: 'added', nature: 'newly-reported' });
    expect(difference({ [path]: 'one' }, {}, path)).toMatchObject({ change: 'removed', nature: 'notable' });
  });

  test('what appears once stays', () => {
    const row = (left: unknown, right: unknown) =>
      difference({ CompletionDate: left }, { CompletionDate: right }, 'CompletionDate');
    expect(row(undefined, 5)).toMatchObject({ change: 'added', nature: 'expected' });
    expect(row(5, 6)).toMatchObject({ change: 'changed', nature: 'never' });
    expect(row(5, undefined)).toMatchObject({ change: 'removed', nature: 'never' });
  });

  test('an ended job does not move', () => {
    for (const [from, to] of [
      ['COMPLETED', 'RUNNING'],
      ['FAILED', 'COMPLETED'],
      ['PARTIAL', 'CREATED'],
    ]) {
      expect(state(from, to)).toMatchObject({ nature: 'never' });
    }
    const ended = (size: number) => ({ State: 'COMPLETED', BackupSizeInBytes: size });
    expect(difference(ended(1), ended(2), 'BackupSizeInBytes').nature).toBe('notable');
    const running = (size: number) => ({ State: 'RUNNING', BackupSizeInBytes: size });
    expect(difference(running(1), running(2), 'BackupSizeInBytes').nature).toBe('expected');
  });

  test('states go forwards; back to waiting, and to or from a state nobody knows, is worth a look', () => {
    expect(state('CREATED', 'RUNNING').nature).toBe('expected');
    expect(state('CREATED', 'FAILED').nature).toBe('expected');
    expect(state('RUNNING', 'PARTIAL').nature).toBe('expected');
    expect(state('RUNNING', 'CREATED').nature).toBe('notable');
    expect(state('RUNNING', 'SUSPENDED').nature).toBe('notable');
    expect(state('SUSPENDED', 'COMPLETED').nature).toBe('notable');
    expect(state(5, 'COMPLETED').nature).toBe('notable');
    expect(state(undefined, 'COMPLETED')).toMatchObject({ change: 'added', nature: 'notable' });
  });

  test('alarms are gathered and named in the summary', () => {
    const { alarms, summary } = compareReadings(
      job({ State: 'COMPLETED', CopyJobId: 'A', ResourceName: 'x' }),
      job({ State: 'RUNNING', CopyJobId: 'B', ResourceName: 'y' }),
    );
    expect(alarms.map(({ path }) => path)).toEqual(['CopyJobId', 'State']);
    expect(summary).toContain('Should not happen: Copy job ID (A → B) and State. Worth a look: Resource name (x → y).');
  });

  test('what can be changed from outside is worth a look, and so is what nobody knows', () => {
    for (const path of ['DestinationVaultLockState', 'ResourceName', 'FutureMember']) {
      expect(difference({ [path]: 'a' }, { [path]: 'b' }, path).nature).toBe('notable');
    }
  });
});

describe('a member that appears', () => {
  const appearing = (members: Record<string, unknown>, path: string) => {
    const { rows, summary } = compareReadings(job({ State: 'RUNNING' }), job({ State: 'RUNNING', ...members }));
    const row = rows.find((candidate) => candidate.path === path);
    return { change: row?.change, nature: row?.nature, reason: row?.reason, summary };
  };

  test.each([
    ['one that nobody knows', { FutureMember: 1 }, 'FutureMember'],
    ['what is decided when a job is created', { DestinationVaultType: 'BACKUP_VAULT' }, 'DestinationVaultType'],
    ['what every job has', { DestinationVaultLockState: 'UNLOCKED' }, 'DestinationVaultLockState'],
    [
      'a part of what is decided when a job is created',
      { CreatedBy: { BackupPlanName: 'daily' } },
      'CreatedBy.BackupPlanName',
    ],
    ['one that nobody knows, inside of one that is known', { CreatedBy: { Future: null } }, 'CreatedBy.Future'],
  ])('is newly reported: %s', (_what, members, path) => {
    const row = appearing(members, path);
    expect(row).toMatchObject({ change: 'added', nature: 'newly-reported' });
    expect(row.reason).toContain('AWS Backup did not report this before.');
    expect(row.summary).toMatch(/^Still running\. Newly reported: [^.]+\.$/);
  });

  test.each([
    ['a name that somebody gave', { ResourceName: 'db' }, 'ResourceName', 'notable'],
    [
      'a part of a retention that somebody set',
      { DestinationRecoveryPointLifecycle: { OptInToArchiveForSupportedResources: true } },
      'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources',
      'notable',
    ],
    ['what appears in the course of a job', { StatusMessage: 'x' }, 'StatusMessage', 'expected'],
    ['what appears once', { CompletionDate: 5 }, 'CompletionDate', 'expected'],
    ['a count of children', { ChildJobsInState: { FAILED: 0 } }, 'ChildJobsInState.FAILED', 'expected'],
  ])('says something of the job: %s', (_what, members, path, nature) => {
    expect(appearing(members, path)).toMatchObject({ change: 'added', nature });
  });

  test('null, empty, zero, false and absent are five different things', () => {
    const values = [null, '', 0, false, undefined];
    for (const [at, left] of values.entries()) {
      for (const [place, right] of values.entries()) {
        const { identical } = compareReadings(job({ Future: left }), job({ Future: right }));
        expect(identical, `${String(left)} and ${String(right)}`).toBe(at === place);
      }
    }
  });
});

describe('what is worked out', () => {
  const run = (seconds: number, bytes: number) =>
    job({ State: 'COMPLETED', CreationDate: 1000, CompletionDate: 1000 + seconds, BackupSizeInBytes: bytes });

  test('duration and throughput stand beside each other, absolute and relative, and are no members', () => {
    const { derived, rows } = compareReadings(run(1800, 3_600_000), run(2700, 3_600_000));
    expect(derived).toMatchObject([
      { path: '[duration]', change: 'changed', left: '30 m', right: '45 m', delta: '+15 m (+50.0 %)' },
      { path: '[throughput]', left: '2 kB/s', right: '1.3 kB/s', delta: '−667 bytes/s (−33.4 %)' },
    ]);
    expect(rows.some(({ path }) => path.startsWith('['))).toBe(false);
  });

  test('nothing is worked out from what is missing', () => {
    const { derived } = compareReadings(job({ CreationDate: 5 }), run(60, 0));
    expect(derived).toMatchObject([{ path: '[duration]', change: 'added', left: undefined, delta: undefined }]);
    expect(compareReadings(job(), job()).derived).toEqual([]);
  });
});

describe('differences in words', () => {
  const delta = (path: string, left: unknown, right: unknown) =>
    difference({ [path]: left }, { [path]: right }, path).delta;

  test.each([
    ['CompletionDate', 1790000000, 1790008040, '+2 h 14 m'],
    ['CreationDate', 100.5, 100, '−500 ms'],
    ['BackupSizeInBytes', 41_562_312_000, 42_850_802_189, '+1.2 GiB (+3.1 %)'],
    ['BackupSizeInBytes', 2000, 1000, '−1,000 bytes (−50.0 %)'],
    ['BackupSizeInBytes', 0, 1024, '+1 KiB'],
    ['BackupSizeInBytes', 10_000_000, 10_000_001, '+1 byte (+under 0.1 %)'],
    ['NumberOfChildJobs', 3, 5, '+2'],
    ['NumberOfChildJobs', 5, 3, '−2'],
    [
      'DestinationBackupVaultArn',
      'arn:aws:backup:eu-west-1:1:backup-vault:a',
      'arn:aws:backup:eu-west-2:1:backup-vault:b',
      'Region eu-west-1 → eu-west-2, resource backup-vault:a → backup-vault:b',
    ],
    ['ResourceArn', 'arn:aws:s3:::a', 'no arn', undefined],
    ['ResourceName', 'a', 'b', undefined],
    ['CompletionDate', 'soon', 5, undefined],
    ['BackupSizeInBytes', null, 5, undefined],
  ])('%s from %s to %s', (path, left, right, text) => {
    expect(delta(path, left, right)).toBe(text);
  });

  test('days, with -1 as no number at all', () => {
    const days = (left: number, right: number) => {
      const lifecycle = (n: number) => ({ DestinationRecoveryPointLifecycle: { DeleteAfterDays: n } });
      return difference(lifecycle(left), lifecycle(right), 'DestinationRecoveryPointLifecycle.DeleteAfterDays').delta;
    };
    expect(days(35, 42)).toBe('+7 d');
    expect(days(35, -1)).toBeUndefined();
  });
});
