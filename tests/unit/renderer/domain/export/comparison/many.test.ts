import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { expect, test } from 'vitest';
import { NO_RULES, type IgnoreRules } from '../../../../../../src/renderer/src/domain/diff/ignore';
import type { ComparisonDocument } from '../../../../../../src/renderer/src/domain/export/comparison/document';
import { FORMATS } from '../../../../../../src/renderer/src/domain/export/comparison/formats';
import { manyDocument, type ManyColumn } from '../../../../../../src/renderer/src/domain/export/comparison/many';
import { read } from '../../reading';

const ABOUT = { appVersion: '9.9.9', writtenAt: Date.UTC(2026, 10, 26, 9), workspace: 'aws' } as const;
const FIRST = {
  CopyJobId: 'A-1',
  State: 'CREATED',
  AccountId: '111122223333',
  BackupSizeInBytes: 'BIG',
  IamRoleArn: 'arn:aws:iam::111122223333:role/one',
};

function column(members: object | undefined, at: number): ManyColumn {
  return {
    title: `Night ${at + 1}`,
    facts: [
      { label: 'Copy job ID', text: 'A-1' },
      { label: 'Observed', text: `day ${at + 1}` },
      { label: 'Source', text: 'ListCopyJobs' },
    ],
    // No JavaScript number can hold this one.
    reading: members && read(JSON.stringify({ CopyJob: members }).replace('"BIG"', '9007199254740993')),
  };
}

function documentOf(bodies: readonly (object | undefined)[], rules: IgnoreRules = NO_RULES): ComparisonDocument {
  return manyDocument(
    {
      title: 'Copy job A-1: all answers',
      subject: { name: 'Copy job', title: 'orders-db', facts: [] },
      ...{ all: 'Answers', one: 'Answer', differing: 'What ever changed', marking: 'steps' },
      columns: bodies.map(column),
      summary: (rows, hidden) => `${rows.length} changed, ${hidden} left out.`,
      notes: [],
    },
    'utc',
    { ...ABOUT, rules },
  );
}

const write = (document: ComparisonDocument, id: string): string =>
  [...(FORMATS.find((format) => format.id === id)?.parts(document) ?? [])].join('');

const BODIES = [
  FIRST,
  { ...FIRST, State: 'RUNNING', FutureMember: null },
  undefined,
  { ...FIRST, State: 'COMPLETED', StatusMessage: '' },
] as const;

test('what ignore rules leave out is counted and named, and stands in no table; the patch is whole', () => {
  const document = documentOf(BODIES, { fields: ['State'], classes: [] });
  expect(document.summary).toMatch(/^\d changed, 1 left out\.$/);
  expect(
    document.sections.find(({ title }) => title === 'What ever changed')!.rows.map(({ path }) => path),
  ).not.toContain('State');
  expect(document.table!.records.map(([, path]) => path)).not.toContain('State');
  expect(write(document, 'markdown')).toContain('in force: members State. 1 difference left out');
  expect(write(document, 'json-patch')).toContain('/State');
});

test('what is the same of all is told once, what differs stands beside each other, with a mark at each change', () => {
  const document = documentOf(BODIES);
  expect(document.sides[0]!.facts.map(({ label }) => label)).toEqual(['Copy job ID', 'Source']);
  expect(document.sections.map(({ title }) => title)).toEqual(['Answers', 'What ever changed', 'The same in all 3']);
  const [answers, changed] = document.sections;
  expect(answers!.rows.map(({ name, cells }) => [name, cells[0]!.text])).toEqual([
    ['1: Night 1', 'day 1'],
    ['2: Night 2', 'day 2'],
    ['3: Night 3', 'day 3'],
    ['4: Night 4', 'day 4'],
  ]);
  const state = changed!.rows.find(({ path }) => path === 'State')!;
  expect(state.cells.map(({ text, marked }) => [text, marked])).toEqual([
    ['Created', undefined],
    ['Running', 'changed'],
    ['Cannot be read', undefined],
    ['Completed', 'changed'],
  ]);
  expect(document.notes.join()).toContain('1 of them cannot be read');
});

test('absent, null, empty and unreadable look different, and JSON and the table have exact values', () => {
  const document = documentOf(BODIES);
  const rows = document.sections.flatMap((section) => section.rows);
  const texts = (path: string) => rows.find((row) => row.path === path)!.cells.map(({ text }) => text);
  expect(texts('FutureMember')).toEqual(['Not reported', 'null', 'Cannot be read', 'Not reported']);
  expect(texts('StatusMessage')).toEqual(['Not reported', 'Not reported', 'Cannot be read', 'Empty text']);
  const json = write(document, 'json');
  expect(json).toContain('9007199254740993');
  const { sections } = JSON.parse(json) as { sections: { rows: { path: string; values: object }[] }[] };
  const future = sections[1]!.rows.find(({ path }) => path === 'FutureMember')!;
  expect(future).toMatchObject({ values: { '2': null }, marked: ['2', '4'] });
  const lines = write(document, 'csv').split('\r\n');
  expect(lines[0]).toContain('Member,Path,1: Night 1,2: Night 2,3: Night 3,4: Night 4,Written by');
  expect(lines.find((line) => line.includes('BackupSizeInBytes'))).toContain(
    '9007199254740993,9007199254740993,Cannot be read,9007199254740993',
  );
});

test('the patch leads step by step from the first to the last, and each step tests where it starts', () => {
  const value = fc.oneof(fc.constantFrom('a', '', 'b/~c'), fc.integer(), fc.boolean(), fc.constant(null));
  const body = fc.record(
    { CopyJobId: fc.constantFrom('A-1', 'B-2'), State: value, 'a/b~c': value, CreatedBy: fc.record({ X: value }) },
    { requiredKeys: ['CopyJobId'] },
  );
  fc.assert(
    fc.property(fc.array(body, { minLength: 2, maxLength: 6 }), (bodies) => {
      const document = documentOf(bodies);
      expect(document.patch).toHaveLength(bodies.length - 1);
      const operations = JSON.parse(write(document, 'json-patch')) as { op: string; about?: object }[];
      expect(operations.filter(({ op }) => op === 'test')).toHaveLength(bodies.length - 1);
      const target = JSON.parse(JSON.stringify(bodies[0])) as unknown;
      expect(applyPatch(target, operations as never).filter((fault) => fault !== null)).toEqual([]);
      expect(target).toEqual(JSON.parse(JSON.stringify(bodies.at(-1))));
    }),
  );
});

test('many answers are written in time, and in pieces', () => {
  const bodies = Array.from({ length: 1000 }, (_, at) => ({ ...FIRST, State: at % 2 === 0 ? 'CREATED' : 'RUNNING' }));
  const document = documentOf(bodies);
  for (const { id, parts } of FORMATS) {
    const pieces = [...(parts(document) ?? [])];
    expect(pieces.length, id).toBeGreaterThan(3);
    expect(pieces.join('').length, id).toBeGreaterThan(1000);
  }
});
