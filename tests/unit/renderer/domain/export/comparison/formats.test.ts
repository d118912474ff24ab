import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { compareReadings, NO_RULES, TWO_JOBS, type IgnoreRules } from '../../../../../../src/renderer/src/domain/diff';
import type { ComparisonDocument } from '../../../../../../src/renderer/src/domain/export/comparison/document';
import { comparisonFileName, FORMATS } from '../../../../../../src/renderer/src/domain/export/comparison/formats';
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

const write = (document: ComparisonDocument, id: string): string =>
  FORMATS.find((format) => format.id === id)?.write(document) ?? '';

test.each(FORMATS)(
  '$name names the jobs, the sources, the app, the time and the rules in force',
  ({ write: writeDown }) => {
    const rules: IgnoreRules = { fields: ['StatusMessage'], classes: ['own'] };
    const text = writeDown(documentOf(GOOD, BAD, rules))?.replaceAll('\\', '') ?? '';
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
    const simulated = writeDown({
      ...documentOf(GOOD, BAD),
      about: { ...documentOf(GOOD, BAD).about, workspace: 'demo' },
    });
    expect(simulated).toMatch(/simulated jobs of the demo account/i);
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
  for (const { id, write: writeDown } of FORMATS) {
    const text = writeDown(document);
    if (id === 'json-patch') expect(text).toBeUndefined();
    else expect(text).toMatch(/4 places[^]*orders-db[^]*Failed/);
  }
});

test('files sort by time', () => {
  expect(comparisonFileName('md', ABOUT.writtenAt)).toBe('copytrail-comparison-2026-11-26T090000Z.md');
});
