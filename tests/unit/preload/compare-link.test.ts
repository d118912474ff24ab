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
import { MAX_LINK_TEXT, readSpelled, spellText } from '../../../src/preload/contract/link-text';
import { MAX_SETS_LINK_LENGTH } from '../../../src/preload/contract/sets-link';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const JOB = `111122223333/eu-central-1/${ID}`;
const OTHER = '444455556666/us-west-2/copyjob-1';
const JOBS = `copytrail://compare/jobs/${JOB}/${OTHER}`;
const ANSWERS = `copytrail://compare/answers/${JOB}/1790000000000-0123456789abcdef/1790000060000-fedcba9876543210`;

const RUNS = `copytrail://compare/runs/${JOB}`;
const SETS = 'copytrail://compare/sets/lineage/25/created_3d_2026-11-24/region_3d_eu-west-1_20__3e_';

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
/** Texts as filters are, with signs that mean something to systems, shells and pages. */
const filterText = fc
  .string({ unit: fc.constantFrom(...Array.from('aZ09 =<>:!,."\\/%?#&@_-\'`$(){}|ä€😀')), maxLength: 80 })
  .filter((text) => spellText(text) !== undefined);
const instant = fc.integer({ min: 0, max: 8.64e15 });
const anyLink: fc.Arbitrary<ComparisonLink> = fc.oneof(
  fc.record({ kind: fc.constantFrom('runs' as const), job: address }),
  fc.record({ kind: fc.constantFrom('children' as const), job: address }),
  fc.record({ kind: fc.constantFrom('all-answers' as const), job: address }),
  fc.record({
    kind: fc.constant('sets' as const),
    pairing: fc.constantFrom('lineage' as const, 'alike' as const, 'job' as const),
    percent: fc.constantFrom(10 as const, 25 as const, 50 as const, 100 as const),
    left: filterText,
    right: filterText,
  }),
  fc.record(
    {
      kind: fc.constant('sets' as const),
      pairing: fc.constant('job' as const),
      percent: fc.constant(25 as const),
      ...{ left: filterText, right: filterText, leftAt: instant, rightAt: instant },
    },
    { requiredKeys: ['kind', 'pairing', 'percent', 'left', 'right'] },
  ),
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
    expect(readLink(RUNS)).toEqual({ kind: 'runs', job });
    expect(readLink(SETS)).toEqual({
      ...{ kind: 'sets', pairing: 'lineage', percent: 25 },
      ...{ left: 'created=2026-11-24', right: 'region=eu-west-1 >' },
    });
  });

  test('is read back as what it was written for', () => {
    fc.assert(
      fc.property(anyLink, (wanted) => {
        const link = writeCompareLink(wanted);
        expect(link).toBeDefined();
        expect(link!.length).toBeLessThanOrEqual(
          wanted.kind === 'sets' ? MAX_SETS_LINK_LENGTH : MAX_COMPARE_LINK_LENGTH,
        );
        expect(link).toMatch(/^[A-Za-z0-9:/._-]+$/);
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
    const sets = { kind: 'sets', pairing: 'lineage', percent: 25, left: '', right: '' } as const;
    expect(writeCompareLink(sets)).toBe('copytrail://compare/sets/lineage/25/_/_');
    expect(writeCompareLink({ ...sets, rightAt: 7 })).toBe('copytrail://compare/sets/lineage/25/_/_/now/7');
    expect(writeCompareLink({ ...sets, rightAt: -7 })).toBeUndefined();
    for (const left of ['x'.repeat(MAX_LINK_TEXT + 1), '€'.repeat(MAX_LINK_TEXT), 'a\nb', 'a\u202eb', '\ud800', '..']) {
      expect(writeCompareLink({ ...sets, left }), left).toBeUndefined();
    }
  });
});

const HOSTILE: readonly (readonly [what: string, link: string, fault: LinkFault])[] = [
  ['no kind', 'copytrail://compare/', 'comparison'],
  ['a kind that nobody knows', JOBS.replace('jobs', 'views'), 'comparison'],
  ['two jobs for sets', JOBS.replace('jobs', 'sets'), 'sets'],
  ['runs of two jobs', `${RUNS}/${OTHER}`, 'parts'],
  ['runs of nothing', 'copytrail://compare/runs/', 'parts'],
  ['pairs that nobody knows', SETS.replace('lineage', 'toString'), 'sets'],
  ['a difference that is not offered', SETS.replace('/25/', '/26/'), 'sets'],
  ['a difference spelt otherwise', SETS.replace('/25/', '/025/'), 'sets'],
  ['one set', SETS.slice(0, SETS.lastIndexOf('/')), 'parts'],
  ['a time for one set only', `${SETS}/1790000000000`, 'parts'],
  ['two sets of now, spelt at length', `${SETS}/now/now`, 'moment'],
  ['a time that is none', `${SETS}/now/soon`, 'moment'],
  ['a time with a zero before it', `${SETS}/now/01`, 'moment'],
  ['a time beyond all', `${SETS}/9999999999999999/now`, 'moment'],
  ['no time at all', `${SETS}//now`, 'moment'],
  ['a set of no text at all', SETS.slice(0, SETS.lastIndexOf('/') + 1), 'sets'],
  ['a letter spelt as a code', SETS.replace('created', '_63_reated'), 'sets'],
  ['a code in capitals', SETS.replace('_3d_', '_3D_'), 'sets'],
  ['a code with a zero before it', SETS.replace('_3d_', '_03d_'), 'sets'],
  ['a code without an end', SETS.replace('_3e_', '_3e'), 'sets'],
  ['a code beyond all', SETS.replace('_3e_', '_110000_'), 'sets'],
  ['half a sign', SETS.replace('_3e_', '_d800_'), 'sets'],
  ['a line end', SETS.replace('_3e_', '_0a_'), 'sets'],
  ['what turns the direction of reading', SETS.replace('_3e_', '_202e_'), 'sets'],
  ['a folder above', SETS.replace(/[^/]+$/, '..'), 'sets'],
  ['an encoded filter', SETS.replace('_3d_', '%3D'), 'signs'],
  ['a filter without end', `${SETS}${'x'.repeat(MAX_LINK_TEXT)}`, 'sets'],
  ['too much of sets', `${SETS}${'x'.repeat(MAX_SETS_LINK_LENGTH)}`, 'too-long'],
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
  ['an answer at no time', ANSWERS.replace('1790000000000', 'x'), 'answer'],
  ['an answer at a time with a zero before it', ANSWERS.replace('1790000000000', '01'), 'answer'],
  ['an answer at a time beyond all', ANSWERS.replace('1790000000000', '9999999999999999'), 'answer'],
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
  ['nearly a link to runs', nearly(RUNS)],
  ['nearly a link to two sets', nearly(SETS)],
  ['nearly a link to two sets of times', nearly(`${SETS}/1790000000000/now`)],
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

test('any text has one spelling or none, and no two have the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const spelled = spellText(text);
      if (spelled === undefined) return;
      expect(spelled).toMatch(/^[A-Za-z0-9:._-]+$/);
      expect(readSpelled(spelled)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('what is read as a spelling is exactly what would be written', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aZ0._:-3de')), maxLength: 24 }), (part) => {
      const text = readSpelled(part);
      if (text !== undefined) expect(spellText(text)).toBe(part);
    }),
    { numRuns: 5000 },
  );
});
