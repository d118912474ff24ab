import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_COMPARE_LINK_LENGTH,
  readCompareLink,
  writeCompareLink,
  type ComparisonLink,
} from '../../../src/preload/contract/compare-link';
import { MAX_LINK_LENGTH, writeJobLink, type LinkFault } from '../../../src/preload/contract/job-link';
import { isComparisonLink, readLink } from '../../../src/preload/contract/link';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const JOB = `111122223333/eu-central-1/${ID}`;
const OTHER = '444455556666/us-west-2/copyjob-1';
const JOBS = `copytrail://compare/jobs/${JOB}/${OTHER}`;
const ANSWERS = `copytrail://compare/answers/${JOB}/1790000000000-0123456789abcdef/1790000060000-fedcba9876543210`;

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const digits = (count: number) =>
  fc.array(fc.constantFrom(...DIGITS), { minLength: count, maxLength: count }).map((all) => all.join(''));
const address = fc.record({
  accountId: fc.oneof(fc.constant('unknown'), digits(12)),
  region: fc.constantFrom('eu-central-1', 'us-gov-west-1', 'x', 'a'.repeat(63)),
  copyJobId: fc.constantFrom(ID, 'copyjob-1', 'a.b_c-1', 'x'.repeat(128)),
});
const answer = fc.record({
  at: fc.integer({ min: 0, max: 8.64e15 }),
  digest: fc
    .array(fc.constantFrom(...DIGITS, 'a', 'b', 'c', 'd', 'e', 'f'), { minLength: 16, maxLength: 16 })
    .map((all) => all.join('')),
});
const anyLink: fc.Arbitrary<ComparisonLink> = fc.oneof(
  fc.record({ kind: fc.constant('jobs' as const), left: address, right: address }),
  fc.record({ kind: fc.constant('answers' as const), job: address, earlier: answer, later: answer }),
);

describe('a link to a comparison as Copytrail writes it', () => {
  test('is read whole', () => {
    const job = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
    const right = { accountId: '444455556666', region: 'us-west-2', copyJobId: 'copyjob-1' };
    expect(readLink(JOBS)).toEqual({ kind: 'jobs', left: job, right });
    expect(readLink(ANSWERS)).toEqual({
      ...{ kind: 'answers', job },
      earlier: { at: 1790000000000, digest: '0123456789abcdef' },
      later: { at: 1790000060000, digest: 'fedcba9876543210' },
    });
  });

  test('is read back as what it was written for', () => {
    fc.assert(
      fc.property(anyLink, (wanted) => {
        const link = writeCompareLink(wanted);
        expect(link).toBeDefined();
        expect(link!.length).toBeLessThanOrEqual(MAX_COMPARE_LINK_LENGTH);
        const read = readLink(link!);
        expect(read).toEqual(wanted);
        expect(isComparisonLink(read)).toBe(true);
      }),
    );
  });

  test('is not written for what it cannot hold', () => {
    const good = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
    const odd = { ...good, copyJobId: 'a/b' };
    expect(writeCompareLink({ kind: 'jobs', left: good, right: odd })).toBeUndefined();
    const at = { at: 1, digest: '0123456789abcdef' };
    expect(writeCompareLink({ kind: 'answers', job: good, earlier: at, later: { ...at, at: 1.5 } })).toBeUndefined();
    expect(
      writeCompareLink({ kind: 'answers', job: good, earlier: at, later: { ...at, digest: 'xyz' } }),
    ).toBeUndefined();
  });
});

const HOSTILE: readonly (readonly [what: string, link: string, fault: LinkFault])[] = [
  ['no kind', 'copytrail://compare/', 'comparison'],
  ['a kind that nobody knows', JOBS.replace('jobs', 'sets'), 'comparison'],
  ['a name by which JavaScript goes', JOBS.replace('jobs', 'constructor'), 'comparison'],
  ['another letter case', JOBS.replace('jobs', 'Jobs'), 'comparison'],
  ['one job', `copytrail://compare/jobs/${JOB}`, 'parts'],
  ['three jobs', `${JOBS}/${OTHER}`, 'parts'],
  ['a slash at the end', `${JOBS}/`, 'parts'],
  ['one answer', ANSWERS.slice(0, ANSWERS.lastIndexOf('/')), 'parts'],
  ['a query', `${JOBS}?describe=1`, 'signs'],
  ['something encoded', JOBS.replace('/us', '%2Fus'), 'signs'],
  ['a short account', JOBS.replace('444455556666', '4444'), 'account'],
  ['dots for a Region', JOBS.replace('us-west-2', '..'), 'region'],
  ['an option for an id', JOBS.replace('copyjob-1', '--no-sandbox'), 'id'],
  ['a time that is none', ANSWERS.replace('1790000000000', 'x'), 'answer'],
  ['a time with a zero before it', ANSWERS.replace('1790000000000', '01'), 'answer'],
  ['a time beyond all', ANSWERS.replace('1790000000000', '9999999999999999'), 'answer'],
  ['a negative time', ANSWERS.replace('1790000000000', '-1'), 'answer'],
  ['a digest in capitals', ANSWERS.replace('abcdef', 'ABCDEF'), 'answer'],
  ['a long digest', `${ANSWERS}0`, 'answer'],
  ['too much', `${JOBS}${'A'.repeat(MAX_COMPARE_LINK_LENGTH)}`, 'too-long'],
];

test.each(HOSTILE)('refused: %s', (_what, link, fault) => {
  expect(readLink(link)).toEqual({ kind: 'refused', fault });
});

test('links to jobs are read as before', () => {
  const job = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID };
  expect(readLink(writeJobLink(job)!)).toEqual({ kind: 'job', job });
  expect(readLink(`copytrail://job/${JOB}${'x'.repeat(MAX_LINK_LENGTH)}`)).toEqual({
    kind: 'refused',
    fault: 'too-long',
  });
  expect(readCompareLink('copytrail://job/x')).toEqual({ kind: 'refused', fault: 'not-ours' });
});

/** Texts that are near to a link: one with some signs put in, taken out or changed. */
const nearly = (link: string) =>
  fc
    .array(fc.tuple(fc.nat(link.length), fc.constantFrom(0, 1), fc.string({ maxLength: 3, unit: 'binary' })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), link));

test.each([
  ['any text', fc.string({ unit: 'binary', maxLength: 600 })],
  ['a link with something after it', fc.string({ unit: 'binary', maxLength: 200 }).map((tail) => JOBS + tail)],
  ['nearly a link to two jobs', nearly(JOBS)],
  ['nearly a link to two answers', nearly(ANSWERS)],
])('%s never throws, and what is accepted is exactly what is written', (_what, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const read = readLink(text);
      if (isComparisonLink(read)) expect(writeCompareLink(read)).toBe(text);
      else if (read.kind === 'refused') expect(Object.keys(read).sort()).toEqual(['fault', 'kind']);
    }),
    { numRuns: 3000 },
  );
});
