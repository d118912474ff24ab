import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { compareReadings, NO_RULES, TWO_JOBS, type IgnoreRules } from '../../../../../../src/renderer/src/domain/diff';
import type { ComparisonDocument } from '../../../../../../src/renderer/src/domain/export/comparison/document';
import {
  comparisonFileName,
  FORMATS,
  type Format,
} from '../../../../../../src/renderer/src/domain/export/comparison/formats';
import { pairDocument } from '../../../../../../src/renderer/src/domain/export/comparison/pair';
import { job } from '../../reading';

const ABOUT = { appVersion: '9.9.9', writtenAt: Date.UTC(2026, 10, 26, 9), workspace: 'aws', rules: NO_RULES } as const;

const GOOD = {
  CopyJobId: 'A-1',
  State: 'COMPLETED',
  CreationDate: 1790000000,
  CompletionDate: 1790001800,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy',
  BackupSizeInBytes: 1024,
  StatusMessage: 'Access denied to key one.',
};
const BAD = {
  ...GOOD,
  CopyJobId: 'B-2',
  State: 'FAILED',
  CompletionDate: 1790002700,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy-restricted',
  StatusMessage: 'Access denied to vault one.',
  FutureMember: '<script>alert(1)</script> | *x* `y`',
};

const read = (members: object) => job(members as Record<string, unknown>);

function documentOf(left: object, right: object, rules: IgnoreRules = NO_RULES): ComparisonDocument {
  const [one, other] = [read(left), read(right)];
  return pairDocument(
    compareReadings(one, other, TWO_JOBS),
    { reading: one, when: 'Monday', title: 'orders-db', facts: [{ label: 'Source', text: 'DescribeCopyJob' }] },
    { reading: other, when: 'Tuesday', title: 'orders-db', facts: [{ label: 'Source', text: 'ListCopyJobs' }] },
    { now: 0, times: 'utc' },
    { ...ABOUT, rules },
  );
}

const whole = ({ parts }: Format, document: ComparisonDocument): string => [...(parts(document) ?? [])].join('');
const write = (document: ComparisonDocument, id: string): string =>
  whole(
    FORMATS.find((format) => format.id === id)!,
    document,
  );

test.each(FORMATS.filter(({ id }) => id !== 'csv'))(
  '$name names the jobs, the sources, the app, the time and the rules in force',
  (format) => {
    const rules: IgnoreRules = { fields: ['StatusMessage'], classes: ['own'] };
    const text = whole(format, documentOf(GOOD, BAD, rules)).replaceAll('\\', '');
    for (const said of [
      'orders-db',
      'DescribeCopyJob',
      'ListCopyJobs',
      'Copytrail 9.9.9',
      '2026-11-26T09:00:00.000Z',
      'StatusMessage',
      'role/backup-copy-restricted',
    ]) {
      expect(text, said).toContain(said);
    }
    const about = { ...documentOf(GOOD, BAD).about, workspace: 'demo', knownAt: Date.UTC(2026, 10, 20, 8) } as const;
    const then = whole(format, { ...documentOf(GOOD, BAD), about });
    expect(then).toMatch(/simulated jobs of the demo account/i);
    expect(then.replaceAll('\\', '')).toContain('2026-11-20T08:00:00.000Z');
  },
);

test('what rules leave out is counted and not told, but the patch is whole', () => {
  const document = documentOf(GOOD, BAD, { fields: ['StatusMessage'], classes: ['own'] });
  for (const id of ['text', 'markdown', 'html']) {
    const text = write(document, id);
    expect(text, id).not.toContain('vault one');
    expect(text, id).toContain('3 differences left out');
  }
  expect(write(document, 'json-patch')).toContain('vault one');
});

test('as plain text, to paste into a ticket', () => {
  const left = { CopyJobId: 'ID', State: 'RUNNING', StatusMessage: 'one\ntwo' };
  const text = write(documentOf(left, { CopyJobId: 'ID', State: 'RUNNING', ResourceName: 'db' }), 'text');
  expect(text).toBe(`Two copy jobs

Left: orders-db
  Source: DescribeCopyJob

Right: orders-db
  Source: ListCopyJobs

Both: running. Set up differently: Resource name only right. Besides: Status message.

SET UP DIFFERENTLY (1)

Resource name (ResourceName): Only right
    Left        Not reported
    Right       db
    This can be changed from outside, also between the two jobs.

HOW IT WENT (1)

Status message (StatusMessage): Only left
    Left        one / two
    Right       Not reported

EQUAL

2 members equal: Copy job ID, State.

Written by: Copytrail 9.9.9
Written: 26 Nov 2026, 09:00:00 UTC (2026-11-26T09:00:00.000Z)
Data: What AWS Backup answered
Ignore rules: none in force
`);
});

describe('hostile texts stay text', () => {
  test('in HTML no tag and no entity is theirs, and nothing can run or be fetched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
        const html = write(
          documentOf({ ...GOOD, StatusMessage: one }, { ...BAD, FutureMember: `${other}<img src=x onerror=y>"'&` }),
          'html',
        );
        const tags = new Set(Array.from(html.matchAll(/<\/?([a-z0-9]+)/gi), ([, name]) => name?.toLowerCase()));
        for (const tag of ['script', 'img', 'link', 'iframe', 'object', 'a', 'svg'])
          expect(tags.has(tag), tag).toBe(false);
        expect(html).not.toMatch(/<[^>]*\son\w+=/i);
        expect(html).toContain("default-src 'none'");
      }),
    );
  });

  test('in Markdown a row stays one line of five bars, and nothing becomes a tag', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('\n', '|', '\\|', '<b>', '`', ''), (one, sign) => {
        const text = write(
          documentOf({ ...GOOD, StatusMessage: one + sign }, { ...BAD, StatusMessage: sign + one }),
          'markdown',
        );
        for (const line of text.split('\n').filter((candidate) => candidate.startsWith('|'))) {
          expect(line.match(/(?<!\\)(?:\\\\)*\|/g), line).toHaveLength(5);
          expect(line.replace(/\\./gs, '').replaceAll('<br>', '')).not.toMatch(/[<>`]/);
        }
      }),
    );
  });
});

test('JSON has the values as AWS sent them, and what is worked out apart from them', () => {
  const sections = (
    JSON.parse(write(documentOf(GOOD, BAD), 'json')) as { sections: { rows: Record<string, unknown>[] }[] }
  ).sections;
  const rows = sections.flatMap((section) => section.rows);
  expect(rows.find(({ path }) => path === 'IamRoleArn')).toMatchObject({
    ...{ change: 'changed', class: 'notable', left: GOOD.IamRoleArn, right: BAD.IamRoleArn },
  });
  expect(rows.find(({ name }) => name === 'Duration')).toMatchObject({ left: '30 m', right: '45 m', workedOut: true });
});

test('the patch begins with a test that names the job, and any tool applies it', () => {
  const text = write(documentOf(GOOD, BAD), 'json-patch');
  const patch = JSON.parse(text) as Record<string, unknown>[];
  expect(patch[0]).toMatchObject({ op: 'test', path: '/CopyJobId', value: 'A-1' });
  const target = read(GOOD).copyJob;
  const wrong = { CopyJobId: 'another' };
  expect(applyPatch(structuredClone(wrong), patch as never)[0]).not.toBeNull();
  const right = JSON.parse(JSON.stringify(target)) as unknown;
  expect(applyPatch(right, patch as never).filter((fault) => fault !== null)).toEqual([]);
  expect(right).toMatchObject({ CopyJobId: 'B-2', FutureMember: BAD.FutureMember });
});

test('a document of another kind has columns of its own and no patch', () => {
  const { about } = documentOf(GOOD, BAD);
  const document: ComparisonDocument = {
    title: 'Two nights',
    summary: 'One newly failing.',
    sides: [],
    notes: ['4 places were not looked at.'],
    sections: [
      {
        title: 'Newly failing',
        columns: ['Resource', '14 Nov', '15 Nov', '16 Nov'],
        rows: [
          {
            name: 'orders-db',
            tags: [],
            cells: [{ text: 'Completed' }, { text: 'Failed' }, { text: 'no run', absent: true }],
          },
        ],
      },
    ],
    about,
  };
  for (const format of FORMATS) {
    const isNone = format.id === 'json-patch' || format.id === 'csv';
    expect(format.parts(document) === undefined, format.id).toBe(isNone);
    if (!isNone) expect(whole(format, document)).toMatch(/4 places[^]*orders-db[^]*Failed/);
  }
});

test('a table of more columns than a page has room for is several, and JSON has it whole', () => {
  const { about } = documentOf(GOOD, BAD);
  const heads = Array.from({ length: 16 }, (_, at) => `Column ${at + 1}`);
  const row = {
    name: 'State',
    tags: [],
    cells: heads.map((_, at) => ({ text: `value ${at + 1}`, marked: 'changed' })),
  };
  const section = { title: 'Many', columns: ['Member', ...heads], rows: [row], note: 'That is all.' };
  const document: ComparisonDocument = { title: 'Many', summary: '', sides: [], notes: [], sections: [section], about };
  for (const id of ['markdown', 'html']) {
    const text = write(document, id);
    expect(text.match(/columns \d+ to \d+ of 16/g)).toEqual([
      'columns 1 to 7 of 16',
      'columns 8 to 14 of 16',
      'columns 15 to 16 of 16',
    ]);
    expect(text.match(/That is all/g), id).toHaveLength(1);
    expect(text.match(/changed/g), id).toHaveLength(16);
  }
  const { sections } = JSON.parse(write(document, 'json')) as { sections: { rows: object[] }[] };
  expect(Object.keys(sections[0]!.rows[0]!)).toHaveLength(17);
});

test('a table for spreadsheets says on each line where it comes from', () => {
  const { about } = documentOf(GOOD, BAD, { fields: ['State'], classes: [] });
  const table = {
    header: ['Member', '1'],
    records: [
      ['State', '=cmd()'],
      ['Role', 'a,b'],
    ],
  };
  const document = { ...documentOf(GOOD, BAD), about: { ...about, workspace: 'demo' }, table } as const;
  const origin =
    'Copytrail 9.9.9, 2026-11-26T09:00:00.000Z; simulated jobs of the demo account; ignore rules in force: State';
  expect(write(document, 'csv').split('\r\n')).toEqual([
    '\uFEFFMember,1,Written by',
    `State,'=cmd(),"${origin}"`,
    `Role,"a,b","${origin}"`,
    '',
  ]);
});

test('files sort by time', () => {
  expect(comparisonFileName('md', ABOUT.writtenAt)).toBe('copytrail-comparison-2026-11-26T090000Z.md');
});
