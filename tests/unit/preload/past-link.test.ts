import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkFault } from '../../../src/preload/contract/job-link';
import { isComparisonLink, readLink } from '../../../src/preload/contract/link';
import { MAX_PAST_LINK_LENGTH, writePastLink, type PastLink } from '../../../src/preload/contract/past-link';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const JOB = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
const THEN = 'copytrail://known-at/1790000000000';
const OF_JOB = `${THEN}/111122223333/eu-central-1/${ID}`;

const anyLink: fc.Arbitrary<PastLink> = fc.record(
  {
    kind: fc.constant('known-at' as const),
    at: fc.integer({ min: 0, max: 8.64e15 }),
    job: fc.record({
      accountId: fc.constantFrom('unknown', '012345678901'),
      region: fc.constantFrom('eu-central-1', 'x', 'a'.repeat(63)),
      copyJobId: fc.constantFrom(ID, 'copyjob-1', 'a.b_c-1', 'x'.repeat(128)),
    }),
  },
  { requiredKeys: ['kind', 'at'] },
);

test('a link to what was known at a time is read whole, with a job or without', () => {
  expect(readLink(THEN)).toEqual({ kind: 'known-at', at: 1790000000000 });
  expect(readLink(OF_JOB)).toEqual({ kind: 'known-at', at: 1790000000000, job: JOB });
  expect(isComparisonLink(readLink(THEN))).toBe(false);
});

test('it is read back as what it was written for', () => {
  fc.assert(
    fc.property(anyLink, (wanted) => {
      const link = writePastLink(wanted);
      expect(link?.length).toBeLessThanOrEqual(MAX_PAST_LINK_LENGTH);
      expect(link).toMatch(/^[A-Za-z0-9:/._-]+$/);
      expect(readLink(link ?? '')).toEqual(wanted);
    }),
  );
});

test('it is not written for what it cannot hold', () => {
  for (const at of [-1, 1.5, NaN, Infinity, 8.64e15 + 1]) expect(writePastLink({ at }), String(at)).toBeUndefined();
  expect(writePastLink({ at: 1, job: { ...JOB, copyJobId: 'a/b' } })).toBeUndefined();
});

const HOSTILE: readonly (readonly [what: string, link: string, fault: LinkFault])[] = [
  ['no time', 'copytrail://known-at/', 'moment'],
  ['a date', 'copytrail://known-at/2026-11-03', 'moment'],
  ['a zero before the time', THEN.replace('/179', '/0179'), 'moment'],
  ['a negative time', THEN.replace('/179', '/-179'), 'moment'],
  ['a time beyond all', 'copytrail://known-at/9999999999999999', 'moment'],
  ['a slash at the end', `${THEN}/`, 'parts'],
  ['half a job', `${THEN}/111122223333/eu-central-1`, 'parts'],
  ['two jobs', `${OF_JOB}/${ID}`, 'parts'],
  ['a short account', OF_JOB.replace('111122223333', '1'), 'account'],
  ['dots for a Region', OF_JOB.replace('eu-central-1', '..'), 'region'],
  ['an option for an id', OF_JOB.replace(ID, '--no-sandbox'), 'id'],
  ['a query', `${THEN}?now`, 'signs'],
  ['something encoded', OF_JOB.replace('/eu', '%2Feu'), 'signs'],
  ['another letter case', THEN.replace('known', 'Known'), 'not-ours'],
  ['too much', OF_JOB + 'A'.repeat(MAX_PAST_LINK_LENGTH), 'too-long'],
];

test.each(HOSTILE)('refused: %s', (_what, link, fault) => {
  expect(readLink(link)).toEqual({ kind: 'refused', fault });
});

test('nearly a link never throws, and what is accepted is exactly what is written', () => {
  const edit = fc.tuple(fc.nat(OF_JOB.length), fc.constantFrom(0, 1), fc.string({ maxLength: 3, unit: 'binary' }));
  fc.assert(
    fc.property(fc.constantFrom(THEN, OF_JOB), fc.array(edit, { minLength: 1, maxLength: 4 }), (link, edits) => {
      const text = edits.reduce<string>(
        (before, [at, cut, put]) => before.slice(0, at) + put + before.slice(at + cut),
        link,
      );
      const read = readLink(text);
      if (read.kind === 'known-at') expect(writePastLink(read)).toBe(text);
    }),
    { numRuns: 3000 },
  );
});
