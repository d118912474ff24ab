import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobRow } from '../../../../../../src/renderer/src/data/history/types';
import { JobTable } from '../../../../../../src/renderer/src/data/mirror/job-table';
import type {
  AnsweredLine,
  QueriedSide,
  SetsAnswer,
  SetsQuery,
} from '../../../../../../src/renderer/src/data/mirror/sets/types';
import { columnSet } from '../../../../../../src/renderer/src/domain/columns';
import { parseFilter } from '../../../../../../src/renderer/src/domain/filter';
import { SET_CLASSES, type SetClass } from '../../../../../../src/renderer/src/domain/sets/classes';
import { plainSets } from '../../../../../support/plain-sets';
import { ACCOUNT, FIRST_NIGHT, REGION, SECOND_NIGHT, setJob, twoNights } from '../../../../../support/set-fleet';

const COLUMNS = columnSet();
const NOW = SECOND_NIGHT.to + 3_600_000;
const ALL = 1_000_000;
const FIRST = 'created=2026-11-20T18:00..2026-11-21T07:59';
const SECOND = 'created=2026-11-21T18:00..2026-11-22T07:59';
const EVERYTHING_LOOKED_AT = [
  { region: REGION, accounts: [ACCOUNT], covered: [{ from: FIRST_NIGHT.from - 1, to: NOW }] },
];

type More = Partial<SetsQuery> & { readonly known?: QueriedSide['known'] };

function queryOf(left: string, right: string, { known = EVERYTHING_LOOKED_AT, ...more }: More = {}): SetsQuery {
  const read = (text: string) => {
    const { filter, problems } = parseFilter(text, COLUMNS);
    expect(problems).toEqual([]);
    return filter;
  };
  return {
    sides: { left: { filter: read(left), known }, right: { filter: read(right), known } },
    pairing: 'lineage',
    threshold: 0.25,
    ignored: [],
    of: undefined,
    from: 0,
    count: ALL,
    times: 'utc',
    ...more,
  };
}

function tableOf(jobs: readonly JobRow[], limits?: ConstructorParameters<typeof JobTable>[0]): JobTable {
  const table = new JobTable(limits);
  table.put(jobs);
  return table;
}

const compare = (jobs: readonly JobRow[], query: SetsQuery): SetsAnswer => tableOf(jobs).compare(query, NOW);

/** Lines as texts that can be compared whatever their order. */
function told(lines: readonly Omit<AnsweredLine, 'changed'>[]): readonly string[] {
  return lines
    .map(({ left, right, classes, leftOthers, rightOthers }) =>
      JSON.stringify([left ?? '', right ?? '', [...classes].sort(), leftOthers, rightOthers]),
    )
    .sort();
}

/** What a class may be called from the other side. What failed newly has recovered from there, or is not settled. */
const MIRRORED: Partial<Record<SetClass, readonly SetClass[]>> = {
  missing: ['new'],
  new: ['missing'],
  slower: ['faster'],
  faster: ['slower'],
  larger: ['smaller'],
  smaller: ['larger'],
  recovered: ['newly-failing'],
  'newly-failing': ['recovered', 'unsettled'],
  unsettled: ['unsettled', 'newly-failing'],
};

const member = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const anyJob = fc
  .record({
    name: member('a', 'A', 'b', 'c', 'd'),
    night: member(FIRST_NIGHT.from, SECOND_NIGHT.from, SECOND_NIGHT.from + 1),
    id: fc.nat({ max: 20 }),
    State: member('COMPLETED', 'FAILED', 'PARTIAL', 'RUNNING', 'SUSPENDED', undefined),
    took: member(60_000, 70_000, 300_000, undefined),
    BackupSizeInBytes: member(0, 1024, 2 ** 30, 2 ** 31, undefined),
    IamRoleArn: member('arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b', undefined),
    DestinationEncryptionKeyArn: member('arn:aws:kms:r:1:key/a', undefined),
    'CreatedBy.BackupPlanId': member('p', 'q', undefined),
    'DestinationRecoveryPointLifecycle.DeleteAfterDays': member(35, 90, undefined),
    CompositeMemberIdentifier: member('Data', undefined, undefined),
    ParentJobId: member('parent', undefined, undefined),
    resource: fc.boolean(),
  })
  .map(({ name, night, id, took, resource, ...members }) =>
    setJob(
      name,
      night,
      {
        ...members,
        CompletionDate: took === undefined ? undefined : night + took,
        ...(resource ? {} : { ResourceArn: undefined }),
      },
      `job-${id}`,
    ),
  );
const anyJobs = fc.uniqueArray(anyJob, { maxLength: 14, selector: ({ jobKey }) => jobKey });
const isFirst = ({ createdAt = 0 }: JobRow): boolean => createdAt < SECOND_NIGHT.from;

describe('sets of jobs', () => {
  it.each([
    ['as columns are kept usually', undefined],
    ['with every column kept for many values', { numbers: 1, texts: 1 }],
  ])(
    'compare as plain code over the same jobs does, %s',
    (_, limits) => {
      fc.assert(
        fc.property(anyJobs, fc.boolean(), (jobs, looked) => {
          const known = looked ? EVERYTHING_LOOKED_AT : [];
          const { lines } = tableOf(jobs, limits).compare(queryOf(FIRST, SECOND, { known }), NOW);
          const left = jobs.filter(isFirst);
          const right = jobs.filter((job) => !isFirst(job));
          expect(told(lines)).toEqual(told(plainSets(left, right, () => looked)));
        }),
        { numRuns: 500 },
      );
    },
    120_000,
  );

  it('compare the same in whatever order the jobs came', () => {
    fc.assert(
      fc.property(
        anyJobs.chain((jobs) => fc.tuple(fc.constant(jobs), fc.shuffledSubarray(jobs, { minLength: jobs.length }))),
        ([jobs, shuffled]) => {
          const query = queryOf(FIRST, SECOND);
          expect(compare(shuffled, query)).toEqual(compare(jobs, query));
        },
      ),
    );
  });

  it('hold every job of either side exactly once, and counts that agree with the lines', () => {
    fc.assert(
      fc.property(anyJobs, (jobs) => {
        const { lines, counts, sides, all } = compare(jobs, queryOf(FIRST, SECOND));
        const onSide = (side: 'left' | 'right'): number =>
          lines.reduce((sum, line) => sum + (line[side] === undefined ? 0 : 1) + line[`${side}Others`], 0);
        expect([onSide('left'), onSide('right')]).toEqual([sides.left.jobs, sides.right.jobs]);
        const keys = lines.flatMap(({ left, right }) => [left ?? [], right ?? []].flat());
        expect(new Set(keys).size).toBe(keys.length);
        expect(all).toBe(lines.length);
        for (const name of SET_CLASSES) {
          expect(counts[name]).toBe(lines.filter(({ classes }) => classes.includes(name)).length);
        }
      }),
    );
  });

  it('mirror their classes when the sides are swapped', () => {
    fc.assert(
      fc.property(anyJobs, (jobs) => {
        const there = compare(jobs, queryOf(FIRST, SECOND)).lines;
        const back = compare(jobs, queryOf(SECOND, FIRST)).lines;
        for (const line of there) {
          const other = back.find(({ left, right }) => left === line.right && right === line.left);
          expect(other?.classes).toHaveLength(line.classes.length);
          for (const name of line.classes) {
            const fitting = (MIRRORED[name] ?? [name]).filter((back) => other?.classes.includes(back));
            expect(fitting, name).toHaveLength(1);
          }
        }
        expect(back).toHaveLength(there.length);
      }),
    );
  });

  it('of one night with itself are all the same', () => {
    const { lines, counts } = compare(twoNights(48).first, queryOf(FIRST, FIRST));
    expect(counts.same + counts['still-failing'] + counts.unsettled).toBe(lines.length);
  });

  it('find exactly what was done to a fleet between two nights', () => {
    const { first, second, truth } = twoNights(1000);
    const { lines } = compare([...first, ...second], queryOf(FIRST, SECOND));
    const byName = new Map(
      lines.map((line) => [(line.right ?? line.left ?? '').split('/')[2]?.replace(/-\d+$/, ''), line.classes]),
    );
    expect(byName.size).toBe(truth.length);
    for (const { name, classes } of truth) expect(byName.get(name), name).toEqual(classes);
  });

  it('tell what is missing from what nobody looked at', () => {
    const { first, second } = twoNights(16);
    const classOf = (known: QueriedSide['known']) =>
      compare([...first, ...second], queryOf(FIRST, SECOND, { known })).counts;
    const looked = (...covered: { from: number; to: number }[]) => [{ region: REGION, accounts: [ACCOUNT], covered }];
    expect(classOf(looked(FIRST_NIGHT, SECOND_NIGHT))).toMatchObject({ missing: 1, new: 1, 'not-observed': 0 });
    expect(classOf(looked(FIRST_NIGHT))).toMatchObject({ missing: 0, new: 1, 'not-observed': 1 });
    expect(classOf(looked({ ...SECOND_NIGHT, to: SECOND_NIGHT.to - 1 }))).toMatchObject({
      missing: 0,
      new: 0,
      'not-observed': 2,
    });
    expect(classOf([])).toMatchObject({ missing: 0, new: 0, 'not-observed': 2 });
    const elsewhere = [{ region: 'us-east-1', accounts: [ACCOUNT], covered: [{ from: 0, to: NOW }] }];
    expect(classOf(elsewhere)).toMatchObject({ missing: 0, new: 0, 'not-observed': 2 });
  });

  it('tell a job that the other filter leaves out from one that is not there', () => {
    const { first, second } = twoNights(16);
    const { counts } = compare([...first, ...second], queryOf(FIRST, `${SECOND} state=completed`));
    // Three failed or were partial in the second night, one was still running.
    expect(counts).toMatchObject({ missing: 1, 'left-out': 3 });
  });

  it('leave out what is ignored', () => {
    const { first, second } = twoNights(16);
    const ignored = ['IamRoleArn', 'CreatedBy.BackupPlanVersion'];
    const all = compare([...first, ...second], queryOf(FIRST, SECOND)).counts.changed;
    const { counts, lines } = compare([...first, ...second], queryOf(FIRST, SECOND, { ignored }));
    expect(counts.changed).toBe(all - 2);
    expect(lines.flatMap(({ changed }) => changed)).not.toContain('IamRoleArn');
  });

  it('hand out the part of the lines that is asked for', () => {
    const { first, second } = twoNights(200);
    const table = tableOf([...first, ...second]);
    const { lines, counts } = table.compare(queryOf(FIRST, SECOND), NOW);
    const part = table.compare(queryOf(FIRST, SECOND, { from: 40, count: 30 }), NOW);
    expect(part.lines).toEqual(lines.slice(40, 70));
    const changed = table.compare(queryOf(FIRST, SECOND, { of: 'changed', count: 10 }), NOW);
    expect(changed.lines).toEqual(lines.filter(({ classes }) => classes.includes('changed')).slice(0, 10));
    expect(changed.fits).toBe(counts.changed);
  });

  it('follow the jobs as they change', () => {
    const { first, second } = twoNights(16);
    const table = tableOf([...first, ...second]);
    const before = table.compare(queryOf(FIRST, SECOND), NOW);
    table.remove(second.map(({ jobKey }) => jobKey));
    const after = table.compare(queryOf(FIRST, SECOND), NOW);
    expect(before.pairs).toBeGreaterThan(0);
    expect(after.pairs).toBe(0);
    expect(after.counts.missing).toBe(first.length);
  });

  it('count the jobs whose answer cannot be read', () => {
    const broken: JobRow = { ...setJob('gone', FIRST_NIGHT.from), values: {}, outcomeKey: 'none', outcomeKind: 'none' };
    expect(compare([...twoNights(4).first, broken], queryOf(FIRST, SECOND)).unreadable).toBe(1);
  });

  it('pair what is alike in two accounts, and do not compare what each place has of its own', () => {
    const other = '444455556666';
    const inOther = (job: JobRow): JobRow => {
      const moved = JSON.parse(JSON.stringify(job).replaceAll(ACCOUNT, other)) as JobRow;
      const values = {
        ...moved.values,
        DestinationEncryptionKeyArn: 'arn:aws:kms:r:1:key/other',
        'CreatedBy.BackupPlanVersion': 'of-its-own',
      };
      return { ...moved, values };
    };
    const jobs = twoNights(4).first;
    const query = queryOf(`account=${ACCOUNT}`, `account=${other}`, { pairing: 'alike' });
    const { counts, pairs } = compare([...jobs, ...jobs.map(inOther)], query);
    expect(pairs).toBe(jobs.length);
    expect(counts.changed).toBe(0);
  });
});
