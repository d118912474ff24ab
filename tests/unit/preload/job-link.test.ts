import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  looksLikeLink,
  MAX_LINK_LENGTH,
  readJobLink,
  writeJobLink,
  type LinkFault,
} from '../../../src/preload/contract/job-link';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const GOOD = `copytrail://job/111122223333/eu-central-1/${ID}`;

describe('a link as Copytrail writes it', () => {
  test('is read whole', () => {
    const job = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
    expect(readJobLink(GOOD)).toEqual({ kind: 'job', job });
    expect(writeJobLink(job)).toBe(GOOD);
    expect(readJobLink(`copytrail://job/unknown/us-gov-west-1/a.b_c-1`)).toMatchObject({ kind: 'job' });
  });

  test('is read back as the job it was written for, for any job that it can hold', () => {
    const part = (signs: string, max: number) =>
      fc.array(fc.constantFrom(...signs.split(/(?:)/u)), { minLength: 1, maxLength: max }).map((all) => all.join(''));
    const job = fc.record({
      accountId: fc.oneof(
        fc.constant('unknown'),
        fc
          .array(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), { minLength: 12, maxLength: 12 })
          .map((all) => all.join('')),
      ),
      region: part('abz019-', 64),
      copyJobId: part('ABCabc019._-', 129),
    });
    fc.assert(
      fc.property(job, (wanted) => {
        const link = writeJobLink(wanted);
        if (link !== undefined) expect(readJobLink(link)).toEqual({ kind: 'job', job: wanted });
      }),
      { numRuns: 2000 },
    );
  });

  test('is not written for a job that it cannot hold', () => {
    const job = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
    for (const copyJobId of ['', '..', 'a b', 'a/b', 'a%2Fb', 'é', 'x'.repeat(129), '-a', 'a-']) {
      expect(writeJobLink({ ...job, copyJobId }), copyJobId).toBeUndefined();
    }
    expect(writeJobLink({ ...job, region: 'EU-central-1' })).toBeUndefined();
    expect(writeJobLink({ ...job, accountId: '11112222333' })).toBeUndefined();
  });
});

const HOSTILE: readonly (readonly [what: string, link: string, fault: LinkFault])[] = [
  ['nothing', '', 'not-ours'],
  ['the scheme alone', 'copytrail:', 'not-ours'],
  ['another host', GOOD.replace('//job', '//jobs'), 'not-ours'],
  ['another scheme', GOOD.replace('copytrail', 'https'), 'not-ours'],
  ['a scheme in capitals', GOOD.replace('copytrail', 'CopyTrail'), 'not-ours'],
  ['one slash', GOOD.replace('//', '/'), 'not-ours'],
  ['a user', GOOD.replace('//job', '//me@job'), 'signs'],
  ['a user without the sign', GOOD.replace('//job', '//me:job'), 'not-ours'],
  ['a port', GOOD.replace('//job', '//job:80'), 'not-ours'],
  ['a query', `${GOOD}?profile=prod`, 'signs'],
  ['a fragment', `${GOOD}#x`, 'signs'],
  ['a slash at the end', `${GOOD}/`, 'parts'],
  ['a part too many', `${GOOD}/describe`, 'parts'],
  ['a part too few', 'copytrail://job/111122223333/eu-central-1', 'parts'],
  ['an empty part', 'copytrail://job/111122223333//x', 'region'],
  ['dots for a part', `copytrail://job/111122223333/../${ID}`, 'region'],
  ['dots for an id', 'copytrail://job/111122223333/eu-central-1/..', 'id'],
  ['a backslash', GOOD.replace('/eu', '\\eu'), 'signs'],
  ['a slash that is encoded', GOOD.replace('/eu', '%2Feu'), 'signs'],
  ['an id that is encoded', `copytrail://job/111122223333/eu-central-1/%34%37`, 'signs'],
  ['an id that is encoded twice', `copytrail://job/111122223333/eu-central-1/%2534`, 'signs'],
  ['a broken percent sign', `${GOOD}%`, 'signs'],
  ['a null', `${GOOD}\u0000`, 'signs'],
  ['a line break', `${GOOD}\n`, 'signs'],
  ['a space in front', ` ${GOOD}`, 'signs'],
  ['signs that only look alike', GOOD.replace('eu', 'е\u0075'), 'signs'],
  ['digits of another script', GOOD.replace('111122223333', '١١١١٢٢٢٢٣٣٣٣'), 'signs'],
  ['signs that turn text round', `${GOOD}\u202E`, 'signs'],
  ['a short account', GOOD.replace('111122223333', '11112222333'), 'account'],
  ['a long account', GOOD.replace('111122223333', '1111222233334'), 'account'],
  ['another word for an account', GOOD.replace('111122223333', 'Unknown'), 'account'],
  ['a Region in capitals', GOOD.replace('eu-', 'EU-'), 'region'],
  ['a Region of dashes', GOOD.replace('eu-central-1', '---'), 'region'],
  ['an option of a command line for an id', GOOD.replace(ID, '--no-sandbox'), 'id'],
  ['too much', `copytrail://job/111122223333/eu-central-1/${'A'.repeat(MAX_LINK_LENGTH)}`, 'too-long'],
];

test.each(HOSTILE)('refused: %s', (_what, link, fault) => {
  expect(readJobLink(link)).toEqual({ kind: 'refused', fault });
});

/** Texts that are near to a link: one with some signs put in, taken out or changed. */
const nearly = fc
  .array(fc.tuple(fc.nat(GOOD.length), fc.constantFrom(0, 1), fc.string({ maxLength: 3, unit: 'binary' })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), GOOD));

test.each([
  ['any text', fc.string({ unit: 'binary', maxLength: 400 })],
  ['a link with something after it', fc.string({ unit: 'binary', maxLength: 200 }).map((tail) => GOOD + tail)],
  ['nearly a link', nearly],
])('%s never throws, and what is accepted is exactly what is written', (_what, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      looksLikeLink(text);
      const read = readJobLink(text);
      if (read.kind === 'job') expect(writeJobLink(read.job)).toBe(text);
      else expect(Object.keys(read).sort()).toEqual(['fault', 'kind']);
    }),
    { numRuns: 5000 },
  );
});

test('a text is taken for a link by its scheme, in any letter case', () => {
  expect(looksLikeLink('CopyTrail:whatever')).toBe(true);
  expect(looksLikeLink(GOOD)).toBe(true);
  for (const text of ['', 'copytrail', 'copytrails://job', ' copytrail:', '--copytrail:']) {
    expect(looksLikeLink(text), text).toBe(false);
  }
});
