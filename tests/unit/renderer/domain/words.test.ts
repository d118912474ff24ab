import { describe, expect, test } from 'vitest';
import { cronText } from '../../../../src/renderer/src/domain/cron';
import { daysText, lifecycleText, neverMeaning } from '../../../../src/renderer/src/domain/lifecycle';
import { absentSizeMeaning, sizeMeaning, zeroSizeMeaning } from '../../../../src/renderer/src/domain/size-meaning';
import { job } from './reading';

describe('what a size means', () => {
  test.each(['Aurora', 'DocumentDB', 'Neptune', 'FSx'])('none is usual for %s', (type) => {
    expect(absentSizeMeaning(type)).toContain(`no size for ${type}`);
  });

  test('otherwise none means not yet known', () => {
    for (const type of ['EBS', 'SAP HANA on Amazon EC2', 'constructor', undefined]) {
      expect(absentSizeMeaning(type)).toContain('may not know one yet');
    }
  });

  test('zero is usual for RDS, and a figure for others', () => {
    expect(zeroSizeMeaning('RDS')).toContain('whatever the real size is');
    expect(zeroSizeMeaning('EFS')).toContain('reported zero');
    expect(zeroSizeMeaning(undefined)).toContain('not the same as no size');
  });

  test('EBS and EC2 report what was provisioned', () => {
    expect(sizeMeaning('EBS')).toContain('provisioned');
    expect(sizeMeaning('S3')).toBeUndefined();
    expect(sizeMeaning('constructor')).toBeUndefined();
    expect(sizeMeaning(undefined)).toBeUndefined();
  });
});

describe('retention', () => {
  test.each([
    [1n, '1 day'],
    [35n, '35 days'],
    [36500n, '36,500 days'],
    [0n, '0 days'],
    [-1n, 'Never'],
  ])('%s', (days, text) => {
    expect(daysText(days)).toBe(text);
  });

  test.each([
    [{ DeleteAfterDays: 35 }, 'Deleted after 35 days'],
    [{ MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120 }, 'Cold after 30 days, deleted after 120 days'],
    [{ MoveToColdStorageAfterDays: -1, DeleteAfterDays: -1 }, 'No end of its own'],
    [
      { DeleteAfterEvent: 'DELETE_AFTER_COPY', DeleteAfterDays: 7 },
      'Deleted after 7 days, deleted on DELETE_AFTER_COPY',
    ],
    [{ OptInToArchiveForSupportedResources: true }, undefined],
    [{ DeleteAfterDays: '35' }, undefined],
  ])('%j', (lifecycle, text) => {
    expect(lifecycleText(job({ DestinationRecoveryPointLifecycle: lifecycle }))).toBe(text);
  });

  test('-1 has its own meaning for each member', () => {
    expect(neverMeaning('DestinationRecoveryPointLifecycle.DeleteAfterDays')).toContain('source');
    expect(neverMeaning('DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays')).toContain('warm');
  });
});

describe('schedules', () => {
  test.each([
    ['cron(0 5 ? * * *)', 'Every day at 05:00'],
    ['cron(30 1 * * ? *)', 'Every day at 01:30'],
    ['cron(0 5,17 ? * * *)', 'Every day at 05:00 and 17:00'],
    ['cron(30 1 ? * 1 *)', 'Every Sunday at 01:30'],
    ['cron(0 2 ? * MON,thu *)', 'Every Monday and Thursday at 02:00'],
    ['cron(0 20 ? * MON-FRI *)', 'Every weekday at 20:00'],
    ['cron(0 3 1 * ? *)', 'On day 1 of every month at 03:00'],
    ['cron(0 3 L * ? *)', 'On the last day of every month at 03:00'],
    ['cron(0 * ? * * *)', 'Every hour'],
    ['cron(15 0/4 ? * * *)', 'Every 4 hours, 15 minutes past'],
    [' cron(0 */12 * * ? *) ', 'Every 12 hours'],
    ['cron(0 5 ? 1-6 * *)', undefined],
    ['cron(0 5 ? * 6#3 *)', undefined],
    ['cron(0 5 ? * 0 *)', undefined],
    ['cron(*/5 * ? * * *)', undefined],
    ['cron(0 5 ? * * 2027)', undefined],
    ['rate(1 day)', undefined],
    ['cron()', undefined],
    ['', undefined],
  ])('%s', (expression, text) => {
    expect(cronText(expression)).toBe(text);
  });
});
