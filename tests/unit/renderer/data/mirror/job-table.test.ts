import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobRow } from '../../../../../src/renderer/src/data/history/types';
import { JobTable } from '../../../../../src/renderer/src/data/mirror/job-table';
import type { ListQuery } from '../../../../../src/renderer/src/data/mirror/types';
import { comparable } from '../../../../../src/renderer/src/domain/columns/comparable';
import { columnSet, type Column } from '../../../../../src/renderer/src/domain/columns';
import { compareJobs, compileFilter, NO_FILTER, type Operator } from '../../../../../src/renderer/src/domain/filter';
import type { JobValue } from '../../../../../src/renderer/src/domain/job-values';
import { jobRows } from '../../../../support/job-rows';

const NOW = Date.UTC(2026, 10, 22, 12);
const QUERY: ListQuery = { filter: NO_FILTER, sort: [], from: 0, count: 1000, facets: [] };

/** A few values, so that they meet; odd ones among them. */
const TEXTS = [
  'a',
  'A',
  'b:c',
  'b/',
  'b/c',
  'aws:b/c',
  'É',
  'ﬁ',
  'x\0y',
  '',
  'FAILED',
  'Access_Denied',
  'AccessDenied',
  '12',
];
const anyText = fc.constantFrom(...TEXTS);
const anyNumber = fc.constantFrom(0, -1, 1, 2.5, 35, 1024, 2 ** 40, NOW - 3_600_000, NOW, NOW - 86_400_000);
const anyValue: fc.Arbitrary<JobValue> = fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant('9007199254740993'));
const PATHS = [
  'State',
  'ResourceName',
  'MessageCategory',
  'BackupSizeInBytes',
  'CreationDate',
  'IsParent',
  'NewThing',
  'ChildJobsInState.ODD',
  'duration',
];
const anyValues = fc.dictionary(fc.constantFrom(...PATHS), anyValue, { maxKeys: 6 });

const [MODEL] = [...jobRows(1)] as unknown as [JobRow];
/** A job without some of its members. */
function without(job: JobRow, names: readonly (keyof JobRow)[]): JobRow {
  return Object.fromEntries(
    Object.entries(job).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as unknown as JobRow;
}

const anyJob: fc.Arbitrary<JobRow> = fc
  .record({
    key: fc.nat({ max: 12 }),
    values: anyValues,
    outcomeKey: fc.constantFrom('failed', 'completed', 'completed-with-issues', 'other:NEW', 'none'),
    createdAt: fc.option(anyNumber, { nil: undefined }),
    durationMs: fc.option(fc.constantFrom(0, 999, 60_000, 7_200_000), { nil: undefined }),
    sizeBytes: fc.option(fc.constantFrom('0', '1024', '9007199254740993'), { nil: undefined }),
    crossAccount: fc.option(fc.boolean(), { nil: undefined }),
    profile: anyText,
    timesSeen: fc.nat({ max: 3 }),
  })
  .map(({ key, createdAt, durationMs, sizeBytes, crossAccount, profile, ...rest }) => {
    const model = without(MODEL, ['createdAt', 'durationMs', 'sizeBytes', 'crossAccount']);
    const optional = { createdAt, durationMs, sizeBytes, crossAccount };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    return { ...model, ...rest, ...given, jobKey: `1/r/${key}`, profile: { origin: 'shared' as const, name: profile } };
  });

const COLUMNS = columnSet(['NewThing', 'ChildJobsInState.ODD']);
const anyColumn = fc.constantFrom(
  ...PATHS,
  'outcome',
  'age',
  'throughput',
  'crossAccount',
  'profile',
  'timesSeen',
  'nothing',
);
const anyTyped = fc.oneof(
  anyText,
  fc.constantFrom(
    '1024',
    '1KiB',
    '0',
    '2h',
    '0..2h',
    '-1h',
    'today',
    '2026-11',
    'yes',
    'no',
    '35',
    '-1',
    'completed with issues',
    '1..2000',
  ),
);
const anyToken = fc.oneof(
  fc.record({
    column: anyColumn,
    operator: fc.constantFrom<Operator>('=', '!=', ':', '!:', '^', '<', '<=', '>', '>='),
    values: fc.array(anyTyped, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    column: anyColumn,
    operator: fc.constantFrom<Operator>('present', 'absent'),
    values: fc.constant<string[]>([]),
  }),
);
const anyQuery: fc.Arbitrary<ListQuery> = fc.record({
  filter: fc.record({
    text: fc.oneof(fc.constant(''), anyText, fc.constantFrom('b c', '"b/c"', 'aws:b', ':c', '/', 'issues')),
    tokens: fc.array(anyToken, { maxLength: 3 }),
  }),
  sort: fc.array(fc.record({ column: anyColumn, descending: fc.boolean() }), { maxLength: 3 }),
  from: fc.nat({ max: 3 }),
  count: fc.nat({ max: 20 }),
  facets: fc.uniqueArray(anyColumn, { maxLength: 3 }),
  times: fc.constant('utc' as const),
});
const anyStep = fc.oneof(
  fc.record({ put: fc.array(anyJob, { maxLength: 8 }) }),
  fc.record({
    remove: fc.array(
      fc.nat({ max: 14 }).map((key) => `1/r/${key}`),
      { maxLength: 4 },
    ),
  }),
  fc.record({ ask: anyQuery }),
);

/** What the answer must be, by looking at every job. */
function plainScan(jobs: readonly JobRow[], query: ListQuery) {
  const context = { columns: COLUMNS, now: NOW, times: 'utc' as const };
  const { fits, problems } = compileFilter(query.filter, context);
  const compare = compareJobs(query.sort, COLUMNS);
  const fitting = jobs
    .filter(fits)
    .sort((left, right) => compare(left, right) || (left.jobKey < right.jobKey ? -1 : 1));
  return { fitting, problems, context };
}

function fittingWithout(jobs: readonly JobRow[], query: ListQuery, column: string): number {
  const { filter } = query;
  const tokens = filter.tokens.filter((token) => token.column !== column);
  return plainScan(jobs, { ...query, filter: { ...filter, tokens } }).fitting.length;
}

/** What is counted of a column, by how it compares. */
function plainFacet(jobs: readonly JobRow[], query: ListQuery, column: Column): Map<unknown, number> {
  const { filter } = query;
  const tokens = filter.tokens.filter((token) => token.column !== column.id);
  const counts = new Map<unknown, number>();
  for (const job of plainScan(jobs, { ...query, filter: { ...filter, tokens } }).fitting) {
    const value = column.value(job);
    const key = value === undefined ? undefined : comparable(column, value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function expectSame(table: JobTable, jobs: readonly JobRow[], query: ListQuery): void {
  const answer = table.query(query, NOW);
  const { fitting, problems } = plainScan(jobs, query);
  expect(answer.fits).toBe(fitting.length);
  expect(answer.all).toBe(jobs.length);
  expect(answer.jobKeys).toEqual(fitting.slice(query.from, query.from + query.count).map(({ jobKey }) => jobKey));
  expect(answer.problems.map(({ token }) => token)).toEqual(problems.map(({ token }) => token));
  for (const id of query.facets) {
    const column = COLUMNS.find(id);
    const counted = answer.facets[id];
    if (!column || !counted) continue;
    const expected = plainFacet(jobs, query, column);
    const leftOut = answer.facetsLeftOut[id] ?? 0;
    expect(counted.reduce((sum, { jobs: count }) => sum + count, leftOut)).toBe(fittingWithout(jobs, query, id));
    expect(counted.find(({ value }) => value === undefined)?.jobs).toBe(expected.get(undefined));
    if (leftOut > 0) continue;
    expect(counted.map(({ jobs: count }) => count).sort()).toEqual([...expected.values()].sort());
  }
}

describe('a table of jobs', () => {
  it.each([
    ['as it is kept usually', undefined],
    ['with every column kept for many values', { numbers: 1, texts: 1 }],
  ])(
    'answers as a plain scan does, whatever was put, replaced and removed, %s',
    (_, limits) => {
      fc.assert(
        fc.property(
          fc.array(anyStep, { maxLength: 12 }),
          fc.array(anyQuery, { minLength: 1, maxLength: 4 }),
          (steps, last) => {
            const table = new JobTable(limits);
            // Members that no job has yet are unknown to a table; here both sides know them.
            const jobs = new Map<string, JobRow>();
            const first: JobRow = { ...MODEL, jobKey: '1/r/first', values: { NewThing: 1, 'ChildJobsInState.ODD': 1 } };
            jobs.set(first.jobKey, first);
            table.put([first]);
            for (const step of steps) {
              if ('put' in step) {
                table.put(step.put);
                for (const job of step.put) jobs.set(job.jobKey, job);
              } else if ('remove' in step) {
                table.remove(step.remove);
                for (const key of step.remove) jobs.delete(key);
              } else expectSame(table, [...jobs.values()], step.ask);
            }
            for (const query of last) expectSame(table, [...jobs.values()], query);
          },
        ),
        { numRuns: 400 },
      );
      // Hundreds of tables on a machine that does other things at the same time.
    },
    120_000,
  );

  it('answers as a plain scan does over thousands of jobs of a fleet', () => {
    const jobs = [...jobRows(5000)];
    const table = new JobTable({ numbers: 1000, texts: 1000 });
    table.put(jobs);
    const ask = (filter: ListQuery['filter'], sort: ListQuery['sort'] = []) => {
      expectSame(table, jobs, {
        ...QUERY,
        filter,
        sort,
        facets: ['State', 'ResourceType', 'destinationVault'],
        times: 'utc',
      });
    };
    const token = (column: string, operator: Operator, ...values: string[]) => ({ column, operator, values });
    ask({ text: 'web db', tokens: [] }, [{ column: 'BackupSizeInBytes', descending: true }]);
    ask({ text: '3f', tokens: [token('State', '!=', 'completed')] }, [{ column: 'CopyJobId', descending: false }]);
    ask({ text: 'recovery-point:a', tokens: [] }, [{ column: 'age', descending: true }]);
    ask({ text: '', tokens: [token('duration', '>', '2h'), token('BackupSizeInBytes', '>=', '1TiB')] });
    ask({ text: '', tokens: [token('CopyJobId', '^', '4'), token('SourceRecoveryPointArn', '!:', 'snap')] });
    ask({ text: '', tokens: [token('CreationDate', '>=', '-7d'), token('State', '=', 'failed', 'running')] });
  });

  it('finds exactly the jobs it counted for a value', () => {
    const table = new JobTable({ numbers: 100, texts: 100_000 });
    table.put([...jobRows(2000)]);
    const facets = table.columns.all.map(({ id }) => id).filter((id) => id !== 'age');
    const { facets: counted } = table.query({ ...QUERY, count: 0, facets }, NOW);
    for (const id of facets) {
      for (const { value, jobs } of (counted[id] ?? []).slice(0, 20)) {
        const token =
          value === undefined
            ? { column: id, operator: 'absent' as const, values: [] }
            : { column: id, operator: '=' as const, values: [value] };
        const { fits, problems } = table.query({ ...QUERY, count: 0, filter: { text: '', tokens: [token] } }, NOW);
        expect(problems).toEqual([]);
        expect(fits, `${id} = ${value ?? '(none)'}`).toBe(jobs);
      }
    }
  });

  it('says how many jobs have a value that is not listed, where there are too many', () => {
    const table = new JobTable({ numbers: 1000, texts: 10_000 });
    table.put([...jobRows(1500)]);
    const answer = table.query({ ...QUERY, count: 0, facets: ['CopyJobId', 'State', 'CreationDate'] }, NOW);
    expect(answer.facets['CopyJobId']).toHaveLength(1000);
    expect(answer.facetsLeftOut).toEqual({ CopyJobId: 500, CreationDate: 1500 });
  });
});
