import { describe, expect, test } from 'vitest';
import { checkCopyJobId, cleanCopyJobId, findCopyJobIds } from '../../../../src/renderer/src/domain/copy-job-id';
import { fixture } from './reading';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const OTHER = 'B78946DA-11BB-6D93-05B5-C58D7D21AB2C';

describe('pasted text', () => {
  test.each([
    ID,
    ` ${ID}\n`,
    `"${ID}"`,
    `'${ID}',`,
    `“${ID}”`,
    `  "CopyJobId": "${ID}",`,
    `aws backup describe-copy-job --copy-job-id ${ID} --region eu-central-1`,
    `aws backup describe-copy-job --copy-job-id=${ID}`,
    `{"CopyJobId": "${ID}", "CreatedBy": {"BackupPlanId": "87dbe1b1-7818-bfd0-e3d6-75fb4074fe4b"}}`,
    `https://eu-central-1.console.aws.amazon.com/backup/home?region=eu-central-1#jobs/copy/${ID}`,
    `https://backup.eu-central-1.amazonaws.com/copy-jobs/${ID}`,
    `Copy job ${ID} failed, see ${ID}.`,
    `arn:aws:rds:eu-west-1:1:snapshot:awsbackup:copyjob-${ID}`,
    `copyJobId: ${ID}`,
  ])('%s', (text) => {
    expect(cleanCopyJobId(text)).toBe(ID);
  });

  test('a whole answer names one job, whatever other ids are in it', () => {
    expect(cleanCopyJobId(fixture('01'))).toBe(OTHER);
  });

  test('lower and upper case are one id; the spelling that came first stays', () => {
    expect(findCopyJobIds(`${ID.toLowerCase()} ${ID}`)).toEqual([ID.toLowerCase()]);
  });

  test('several ids stay several', () => {
    const text = `${ID}\n${OTHER}\r\n${ID}`;
    expect(findCopyJobIds(text)).toEqual([ID, OTHER]);
    expect(cleanCopyJobId(text)).toBe(text);
    expect(checkCopyJobId(text)).toMatchObject({ ok: false, reason: 'several' });
    expect(checkCopyJobId(`${ID},${OTHER}`)).toMatchObject({ reason: 'several' });
  });

  test('a text without any id stays as it is, trimmed', () => {
    expect(cleanCopyJobId('  no id here ')).toBe('no id here');
    expect(findCopyJobIds('no id here')).toEqual([]);
    expect(findCopyJobIds(`${ID}0`)).toEqual([]);
  });
});

describe('ids that can be sent', () => {
  test.each([ID, ID.toLowerCase(), 'copy-job_1.2', 'ünï', 'a:b', '...', 'x', '%2F', `${ID}-${OTHER}`])('%s', (id) => {
    expect(cleanCopyJobId(id)).toBe(id);
    expect(checkCopyJobId(id)).toEqual({ ok: true });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['\n', 'empty'],
    ['.', 'not-a-name'],
    ['..', 'not-a-name'],
    ['a/b', 'separators'],
    ['../copy-jobs', 'separators'],
    ['a\\b', 'separators'],
    ['a b', 'spaces'],
    ['a,b', 'spaces'],
    ['a\u00a0b', 'spaces'],
    ['a\u0000b', 'control-characters'],
    ['a\tb', 'control-characters'],
    ['x'.repeat(513), 'too-long'],
  ])('not %j', (id, reason) => {
    const check = checkCopyJobId(id);
    expect(check).toMatchObject({ ok: false, reason });
    expect(!check.ok && check.message).toMatch(/^[A-Z].*\.$/);
  });

  test('a broken percent sign is no reason to fail', () => {
    expect(findCopyJobIds('https://x/copy-jobs/%E0%A4%A')).toEqual(['%E0%A4%A']);
    expect(findCopyJobIds('https://x/copy-jobs/a%2Fb')).toEqual([]);
  });
});
