import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCopyJobId, checkRegion } from '../../../../src/main/copy-jobs/request-check';

const UUID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';

describe('a copy job id', () => {
  test.each([UUID, UUID.toLowerCase(), 'copyjob-1', 'a', 'A.b_c~d', 'x:y', '...', 'a..b'])('%s may be one', (id) => {
    expect(checkCopyJobId(id)).toEqual({ ok: true, value: id });
  });

  test.each([
    [`\t${UUID}\n`, UUID],
    [`\ufeff${UUID}\u00a0`, UUID],
  ])('space round it is cut off: %j', (text, id) => {
    expect(checkCopyJobId(text)).toEqual({ ok: true, value: id });
  });

  test.each(['', ' ', '\r\n\t', '\u00a0', '\u2003'])('nothing but space (%j) is none', (text) => {
    expect(checkCopyJobId(text)).toMatchObject({ ok: false, error: { code: 'MissingInput' } });
  });

  test.each([
    ['.', '"."'],
    ['..', '".."'],
    ['a/b', '"/"'],
    ['a\\b', '"\\"'],
    ['a?b', '"?"'],
    ['a#b', '"#"'],
    ['a%2Fb', '"%"'],
    ['a b', 'a space'],
    ['a\nb', 'a line break'],
    ['a\u0000b', 'U+0000'],
    ['a\u007fb', 'U+007F'],
    ['a\u200bb', 'invisible character (U+200B)'],
    ['a\u202eb', 'invisible character (U+202E)'],
    ['47C8EF56–74D8', 'U+2013'],
    ['ünï', '"ü" (U+00FC)'],
    ['a\u{1f680}b', 'U+1F680'],
    ['"a"', '"""'],
    ['a,b', '","'],
    ['arn:aws:rds:eu-west-1:1:snapshot:x', 'ARN'],
    ['https://console.aws.amazon.com/', 'web address'],
  ])('%j is refused, saying why', (text, why) => {
    const checked = checkCopyJobId(text);
    expect(checked).toMatchObject({ ok: false, error: { code: 'InvalidInput', mayRetry: false } });
    if (!checked.ok) expect(checked.error.message).toContain(why);
  });

  test.each([
    `arn:aws:backup:eu-west-1:111122223333:copy-job:${UUID}`,
    `https://eu-west-1.console.aws.amazon.com/backup/home?region=eu-west-1#/jobs/copy/details/${UUID}`,
    `"CopyJobId": "${UUID}",`,
  ])('an id inside something else is pointed out: %s', (text) => {
    const checked = checkCopyJobId(text);
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.error.remedy).toContain(UUID);
  });

  test('whatever passes makes one path segment of its own and no other call', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const checked = checkCopyJobId(text);
        if (!checked.ok) return;
        const { pathname, search, hash } = new URL(`http://h/copy-jobs/${checked.value}`);
        expect([pathname, search, hash]).toEqual([`/copy-jobs/${checked.value}`, '', '']);
        expect(checked.value).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a Region', () => {
  test.each([
    'eu-central-1',
    'us-gov-west-1',
    'cn-north-1',
    'eusc-de-east-1',
    'fips-us-gov-west-1',
    'local',
    'us-iso-east-1',
  ])('%s may be one', (region) => {
    expect(checkRegion(region)).toEqual({ ok: true, value: region });
  });

  test('is trimmed and put into lower case', () => {
    expect(checkRegion(' EU-Central-1\n')).toEqual({ ok: true, value: 'eu-central-1' });
  });

  test.each(['', '  '])('%j is none', (region) => {
    expect(checkRegion(region)).toMatchObject({ ok: false, error: { code: 'MissingInput' } });
  });

  test.each(['a.b', 'a/b', 'a@b', 'a:80', '-a', 'a-', 'a b', 'ä', 'a'.repeat(64), 'evil.example#'])(
    '%j cannot become part of a host name',
    (region) => {
      expect(checkRegion(region)).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    },
  );

  test.each(['eu-central-1a', 'us-gov-west-1b'])('%s is an Availability Zone, and its Region is named', (zone) => {
    const checked = checkRegion(zone);
    expect(checked).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    if (!checked.ok) expect(checked.error.remedy).toContain(zone.slice(0, -1));
  });
});
