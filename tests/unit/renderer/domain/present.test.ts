import { describe, expect, test, vi } from 'vitest';
import { describePath, FIELDS } from '../../../../src/renderer/src/domain/fields';
import { stringifyJson } from '../../../../src/renderer/src/domain/json';
import { present, type PresentContext, type Presented } from '../../../../src/renderer/src/domain/present';
import { fixture, FIXTURE_BODIES, job, read } from './reading';

const NOW = 1790005432500;

/** How a member of a reading is shown. */
function shown(path: string, reading = job(), context: Partial<PresentContext> = {}): Presented {
  return present(path, reading.valueAt(path), { now: NOW, times: 'utc', reading, ...context });
}

describe('absent, null, empty, zero and unexpected look different', () => {
  test('a size: not reported, zero, and a figure', () => {
    const aurora = shown('BackupSizeInBytes', read(fixture('04')));
    expect(aurora).toMatchObject({ presence: 'absent', text: 'Not reported' });
    expect(aurora.note).toContain('no size for Aurora');
    expect(aurora).not.toHaveProperty('exact');
    const rds = shown('BackupSizeInBytes', read(fixture('03')));
    expect(rds).toMatchObject({ presence: 'zero', text: '0 bytes', exact: '0' });
    expect(rds.note).toContain('whatever the real size is');
    expect(shown('BackupSizeInBytes', read(fixture('01')))).toMatchObject({
      presence: 'value',
      text: '107.4 GB · 100 GiB',
      secondary: '107,374,182,400 bytes',
      exact: '107374182400',
    });
  });

  test('null, empty and odd values are shown as they came', () => {
    const reading = job({
      ResourceName: '',
      StatusMessage: null,
      ChildJobsInState: {},
      State: 5,
      IsParent: 'yes',
      BackupSizeInBytes: '12',
      CreationDate: '2026-01-01',
      ResourceArn: ['x'],
      Later: [],
      NumberOfChildJobs: 1.5,
    });
    expect(shown('ResourceName', reading)).toMatchObject({ presence: 'empty', text: 'Empty text', exact: '' });
    expect(shown('StatusMessage', reading)).toMatchObject({ presence: 'null', text: 'null', exact: 'null' });
    expect(shown('ChildJobsInState', reading)).toMatchObject({ presence: 'empty' });
    expect(shown('Later', reading)).toMatchObject({ presence: 'empty', text: 'Empty list' });
    for (const [path, text] of [
      ['State', '5'],
      ['IsParent', 'yes'],
      ['BackupSizeInBytes', '12'],
      ['CreationDate', '2026-01-01'],
      ['ResourceArn', '["x"]'],
      ['NumberOfChildJobs', '1.5'],
    ] as const) {
      expect(shown(path, reading), path).toMatchObject({ presence: 'unexpected', text, exact: text });
      expect(shown(path, reading).note).toContain('AWS documents');
    }
  });

  test('what an absence means is told where it means something', () => {
    expect(shown('CreatedBy').note).toContain('by hand');
    expect(shown('CompletionDate').note).toBe('The job has not ended.');
    expect(shown('CopyJobId')).toEqual({ presence: 'absent', text: 'Not reported' });
  });

  test.each(FIELDS.map(({ path }) => path))('%s can be absent, null, or of any type', (path) => {
    for (const value of [null, true, 0, -1, 1.5, 'text', '', [], [1], {}, { a: 1 }]) {
      const keys = path.split('.');
      const reading = job(
        keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>,
      );
      const { text, exact, presence } = shown(path, reading);
      expect(text.length).toBeGreaterThan(0);
      expect(exact).toBe(typeof value === 'string' ? value : JSON.stringify(value));
      expect(presence).not.toBe('absent');
    }
    expect(shown(path).presence).toBe('absent');
  });
});

describe('kinds', () => {
  const first = read(fixture('01'));

  test('times in the chosen zone, with the exact one and its age', () => {
    expect(shown('CompletionDate', first)).toMatchObject({
      text: '21 Sep 2026, 14:43:52 UTC',
      secondary: '2026-09-21T14:43:52.500Z · 1 hour ago',
      exact: '1790001832.5',
    });
    vi.stubEnv('TZ', 'America/New_York');
    expect(shown('CompletionDate', first, { times: 'local' }).text).toBe('21 Sep 2026, 10:43:52 UTC-4');
    vi.unstubAllEnvs();
  });

  test('ARNs taken apart, whatever the partition', () => {
    expect(shown('SourceBackupVaultArn', first)).toMatchObject({
      text: 'prod',
      secondary: 'arn:aws:backup:us-east-1:111122223333:backup-vault:prod',
      parts: [
        { label: 'Service', text: 'backup' },
        { label: 'Region', text: 'us-east-1 · US East (N. Virginia)' },
        { label: 'Account', text: '111122223333' },
        { label: 'Resource', text: 'backup-vault:prod' },
      ],
    });
    const gov = shown('ResourceArn', read(fixture('22')));
    expect(gov.parts?.[0]).toEqual({ label: 'Partition', text: 'aws-us-gov' });
    expect(shown('ResourceArn', read(fixture('08'))).parts?.map(({ label }) => label)).toEqual(['Service', 'Resource']);
    expect(shown('ResourceArn', job({ ResourceArn: 'no arn' }))).toMatchObject({ presence: 'value', text: 'no arn' });
  });

  test('the destination says how far the copy goes', () => {
    const badges = (name: string) =>
      shown('DestinationBackupVaultArn', read(fixture(name))).badges?.map(({ text }) => text);
    expect(badges('01')).toEqual(['cross-Region']);
    expect(badges('03')).toEqual(['cross-account', 'cross-Region']);
    expect(badges('04')).toContain('air-gapped');
    expect(badges('06')).toEqual(['cross-Region']);
    expect(shown('DestinationVaultType', read(fixture('04')))).toMatchObject({
      text: 'Logically air-gapped vault',
      exact: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
      badges: [{ text: 'air-gapped', tone: 'positive' }],
    });
    expect(shown('DestinationVaultType', job({ DestinationVaultType: 'NEW_VAULT' })).text).toBe('NEW_VAULT');
  });

  test('states by their outcome, unknown ones as they are', () => {
    expect(shown('State', read(fixture('07')))).toMatchObject({ text: 'Completed with issues', exact: 'COMPLETED' });
    expect(shown('State', read(fixture('22')))).toMatchObject({ text: 'COMPLETING', exact: 'COMPLETING' });
  });

  test('both spellings of a category in words, success included', () => {
    const words = (MessageCategory: string) => shown('MessageCategory', job({ MessageCategory })).text;
    expect(words('ACCESS_DENIED')).toBe('Access denied');
    expect(words('AccessDenied')).toBe('Access denied');
    expect(words('KMS_KEY_ERROR')).toBe('KMS key error');
    expect(words('___')).toBe('___');
  });

  test('type names with spaces are names like any other', () => {
    expect(shown('ResourceType', read(fixture('13'))).text).toBe('SAP HANA on Amazon EC2');
    expect(shown('ResourceType', read(fixture('09'))).text).toBe('Storage Gateway');
  });

  test('days, flags, counts, schedules', () => {
    const lifecycle = {
      DeleteAfterDays: -1,
      MoveToColdStorageAfterDays: 30,
      OptInToArchiveForSupportedResources: false,
    };
    const reading = job({ DestinationRecoveryPointLifecycle: lifecycle, NumberOfChildJobs: 0 });
    const path = 'DestinationRecoveryPointLifecycle';
    expect(shown(`${path}.DeleteAfterDays`, reading)).toMatchObject({ text: 'Never', exact: '-1' });
    expect(shown(`${path}.DeleteAfterDays`, reading).note).toContain('expiry of its source');
    expect(shown(`${path}.MoveToColdStorageAfterDays`, reading).text).toBe('30 days');
    expect(shown(`${path}.OptInToArchiveForSupportedResources`, reading).text).toBe('No');
    expect(shown(path, reading).text).toBe('Cold after 30 days, no end of its own');
    expect(shown('NumberOfChildJobs', reading)).toMatchObject({ presence: 'zero', text: '0' });
    expect(shown('CreatedBy.BackupRuleCron', first)).toMatchObject({
      text: 'Every day at 05:00 (Etc/UTC)',
      secondary: 'cron(0 5 ? * * *)',
    });
    expect(shown('CreatedBy', first).text).toBe('daily-35 / daily');
  });

  test('children by state; a sum that does not fit is named once the job has ended', () => {
    expect(shown('ChildJobsInState', read(fixture('15')))).toMatchObject({ text: 'COMPLETED 3, FAILED 1' });
    expect(shown('ChildJobsInState', read(fixture('15')))).not.toHaveProperty('note');
    const counts = { NumberOfChildJobs: 4, ChildJobsInState: { COMPLETED: 3 } };
    expect(shown('ChildJobsInState', job({ State: 'RUNNING', ...counts }))).not.toHaveProperty('note');
    expect(shown('ChildJobsInState', job({ State: 'PARTIAL', ...counts })).note).toContain('add up to 3');
    expect(shown('ChildJobsInState.SUSPENDED', job({ ChildJobsInState: { SUSPENDED: 2 } })).text).toBe('2');
  });

  test('a status message comes with what it may mean', () => {
    const { text, note } = shown('StatusMessage', read(fixture('02')));
    expect(text).toBe('Access Denied trying to call AWS Backup service');
    expect(note).toContain('backup:CopyIntoBackupVault');
    expect(shown('StatusMessage', job({ StatusMessage: 'All well.' }))).not.toHaveProperty('note');
  });

  test('members nobody knows are shown as they came, to the last digit', () => {
    const reading = read('{"CopyJob":{"Huge":9007199254740993,"Zero":0,"List":[1.50],"Text":"<b>"}}');
    expect(shown('Huge', reading)).toMatchObject({ presence: 'value', text: '9007199254740993' });
    expect(shown('Zero', reading).presence).toBe('zero');
    expect(shown('List', reading).text).toBe('[1.50]');
    expect(shown('Text', reading).text).toBe('<b>');
    expect(shown('BackupSizeInBytes', read(fixture('22'))).exact).toBe('9007199254740993');
  });

  test.each(FIXTURE_BODIES)(
    '%s: nothing in it is unexpected, and every exact value is what AWS sent',
    (_name, body) => {
      const reading = read(body);
      for (const { path, value } of reading.members) {
        const { presence, exact, text } = shown(path, reading);
        expect(['value', 'zero'], path).toContain(presence);
        expect(exact).toBe(typeof value === 'string' ? value : stringifyJson(value));
        expect(text).not.toBe('');
        expect(describePath(path).path).toBe(path);
      }
    },
  );
});
