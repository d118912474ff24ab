import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/preload/contract/error';
import type { Observation } from '../../src/preload/contract/shapes';
import type { FailedLookup, History } from '../../src/renderer/src/data/history';
import { JobTable } from '../../src/renderer/src/data/mirror/job-table';
import type { FromWorker } from '../../src/renderer/src/data/mirror/messages';
import type { QueriedSide, SetsAnswer, SetsQuery } from '../../src/renderer/src/data/mirror/sets/types';
import { openStoredRows } from '../../src/renderer/src/data/mirror/stored-rows';
import type { AnswerTo, ListAnswer, ListQuery, Question } from '../../src/renderer/src/data/mirror/types';
import { WorkerDesk } from '../../src/renderer/src/data/mirror/worker-desk';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import type { RowSource } from '../../src/renderer/src/data/mirror/row-source';
import { columnSet } from '../../src/renderer/src/domain/columns';
import { NO_FILTER, parseFilter } from '../../src/renderer/src/domain/filter';
import { plainSets } from '../support/plain-sets';
import { answer, errorOf, KINDS, newEngine, newHistory, once, PROFILE } from './support/world';

/**
 * The index as it answers about an earlier time, held against an index of a history that was told only what had been observed by then: over what is
 * on disk, whatever happened before it was asked and goes on happening while it is.
 */

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const IDS = ['AA', 'BB', 'CC', 'DD', 'EE'] as const;
const STATES = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED'] as const;
const CODES = ['Offline', 'AccessDenied'] as const;
const PROFILES = ['prod', 'dr'] as const;
const SECOND = 1000;
const LAST = 20;

type Id = (typeof IDS)[number];
type Deed =
  | { readonly kind: 'seen'; readonly id: Id; readonly state: string; readonly profile: string }
  | { readonly kind: 'failed'; readonly id: Id; readonly code: (typeof CODES)[number]; readonly small: boolean }
  | { readonly kind: 'noted'; readonly id: Id; readonly text: string }
  | { readonly kind: 'removed'; readonly id: Id };
interface Step {
  readonly at: number;
  readonly deed: Deed;
}

const anyId = fc.constantFrom(...IDS);
/** Equal answers come by one profile: where an answer in the middle of a snapshot came from is not kept. */
const anySeen = fc.tuple(anyId, fc.nat({ max: STATES.length - 1 })).map(([id, nth]) => ({
  kind: 'seen' as const,
  id,
  state: STATES[nth] ?? '',
  profile: PROFILES[nth % PROFILES.length] ?? '',
}));
const anyFailed = fc.record({
  kind: fc.constant('failed' as const),
  id: anyId,
  code: fc.constantFrom(...CODES),
  small: fc.boolean(),
});
const anyNoted = fc.record({
  kind: fc.constant('noted' as const),
  id: anyId,
  text: fc.constantFrom('ask Ada', 'role changed', ''),
});
const anyAt = fc.integer({ min: 1, max: LAST }).map((at) => at * SECOND);
const anyStep = <D extends Deed>(deed: fc.Arbitrary<D>) => fc.record({ at: anyAt, deed });
/** In the order of their times, as it happens. */
const anyCourse = fc
  .array(
    anyStep<Deed>(
      fc.oneof(
        { weight: 6, arbitrary: anySeen },
        { weight: 2, arbitrary: anyFailed },
        { weight: 1, arbitrary: anyNoted },
      ),
    ),
    { maxLength: 24 },
  )
  .map((all) => [...all].sort((a, b) => a.at - b.at));
/** What comes when the time has been asked about already: of later times, and of earlier ones. */
const anyAfterwards = fc.array(
  anyStep<Deed>(
    fc.oneof(
      { weight: 5, arbitrary: anySeen },
      { weight: 2, arbitrary: anyFailed },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('removed' as const), id: anyId }) },
    ),
  ),
  { maxLength: 8 },
);
const anyMoment = fc.integer({ min: 0, max: LAST + 1 }).map((at) => at * SECOND + 500);

const keyOf = (id: Id): string => `${ACCOUNT}/${REGION}/${id}`;

function seen({ id, state, profile }: Extract<Deed, { kind: 'seen' }>, at: number): Observation {
  const members = {
    CopyJobId: id,
    AccountId: ACCOUNT,
    State: state,
    CreationDate: IDS.indexOf(id) + 1,
    // Two runs of one resource: only one of them counts.
    ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${id === 'BB' ? 'AA' : id}`,
    DestinationBackupVaultArn: `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:dr`,
    ...(state === 'COMPLETED' && { CompletionDate: IDS.indexOf(id) + 100, BackupSizeInBytes: 1024 }),
    ...(state === 'FAILED' && { StatusMessage: 'Access denied', NewThing: id }),
  };
  return answer(at, JSON.stringify({ CopyJob: members }), {
    copyJobId: id,
    region: REGION,
    profile: { origin: 'shared', name: profile },
    requestId: 'the same',
  });
}

function failed(id: string, at: number, code: AppError['code']): FailedLookup {
  return { at, profile: PROFILE, region: REGION, copyJobId: id, error: errorOf(code) };
}

let clock = 0;

async function happen(history: History, { at, deed }: Step): Promise<void> {
  clock = at;
  if (deed.kind === 'seen') await history.record(seen(deed, at));
  else if (deed.kind === 'failed') {
    await history.recordFailure(failed(deed.small ? deed.id.toLowerCase() : deed.id, at, deed.code));
  } else if (deed.kind === 'noted') await history.writeNote(keyOf(deed.id), undefined, deed.text);
  else await history.removeJob(keyOf(deed.id));
}

const COLUMNS = columnSet(['NewThing']);
const SORTS = ['lastSeen', 'timesSeen', 'snapshots', 'profile', 'State', 'firstSeen', 'note', 'lookup', 'NewThing'];
const FACETS = ['State', 'outcome', 'lookup', 'lookupError', 'profile', 'timesSeen', 'note', 'lastSeen', 'snapshots'];
const FILTERS = [
  '',
  'state:running',
  'lookup=failed',
  'has:note',
  'times-seen>=2',
  'last-seen>=-5s',
  'snapshots=1',
  'profile=dr',
  'denied',
  'ada',
  'no:NewThing -state=failed',
];

function queriesAt(knownAt: number): ListQuery[] {
  return FILTERS.map((text, nth) => {
    const { filter, problems } = parseFilter(text, COLUMNS);
    expect(problems).toEqual([]);
    const sort = [{ column: SORTS[nth % SORTS.length] ?? '', descending: nth % 2 === 0 }];
    return { filter, sort, from: 0, count: 100, facets: FACETS, times: 'utc' as const, knownAt };
  });
}

/** An index over a history on disk, told of its changes as the window tells it. */
function indexOf({ history, open }: Awaited<ReturnType<typeof newWhole>>) {
  const waiting = new Map<number, (message: FromWorker) => void>();
  const desk = new WorkerDesk({
    post: (message) => {
      if ('ask' in message) waiting.get(message.ask)?.(message);
      if (message.kind === 'failed') throw new Error(message.message);
    },
    open,
    later: (work) => {
      queueMicrotask(work);
    },
  });
  history.onChange((change) => {
    desk.receive({ kind: 'change', change });
  });
  desk.receive({ kind: 'load', source: 'any' });
  let asks = 0;
  return {
    ask: <Q extends Question>(query: Q, now: number): Promise<AnswerTo<Q>> => {
      const ask = ++asks;
      return new Promise((resolve, reject) => {
        waiting.set(ask, (message) => {
          if (message.kind === 'answer') resolve(message.answer as AnswerTo<Q>);
          else if (message.kind === 'refused') reject(new Error(message.message));
        });
        desk.receive({ kind: 'ask', watch: ask, ask, query, now });
      });
    },
  };
}

let databases = 0;

/** A history, and where an index reads it. */
async function newWhole(kind: (typeof KINDS)[number]): Promise<{ history: History; open: () => RowSource }> {
  if (kind === 'memory') {
    const history = await newHistory('memory', newEngine(), () => clock);
    return { history, open: () => rowsInMemory(history) };
  }
  const name = `copytrail-then-${++databases}`;
  const history = new StoredHistory('aws', name, new DexieStore(await openDatabase(name)), () => clock);
  return { history, open: () => openStoredRows({ database: name }) };
}

/** What an index reads of a history that is on no disk. */
function rowsInMemory(history: History): RowSource {
  return {
    total: () => Promise.resolve(undefined),
    async *rows() {
      yield await history.jobsWhere(() => true);
    },
    knownAt: (at) => {
      const then = history.asKnownAt(at);
      return Promise.resolve({
        failed: async () => {
          const failures = await once(then.recentFailures(1000));
          const meant = await Promise.all(failures.map(({ copyJobId }) => history.findByCopyJobId(copyJobId)));
          return meant.flat().map(({ jobKey }) => jobKey);
        },
        rows: (jobKeys) => once(then.jobsByKey(jobKeys)),
        close: () => {
          then.close();
        },
      });
    },
  };
}

/** What a history comes to that is told only what had been observed by a time, in the same order. */
async function replayed(
  steps: readonly Step[],
  moment: number,
): Promise<readonly Awaited<ReturnType<History['jobsWhere']>>[number][]> {
  const replay = await newHistory('memory', newEngine(), () => clock);
  for (const step of steps) if (step.deed.kind === 'removed' || step.at <= moment) await happen(replay, step);
  const rows = await replay.jobsWhere(() => true);
  replay.close();
  return rows;
}

/** Facets without the order of those that are equally frequent. */
function told({ facets, ...answered }: ListAnswer) {
  const counted = Object.entries(facets).map(([id, values]) => [
    id,
    values.map(({ value, jobs }) => `${value ?? '-'}: ${jobs}`).sort(),
  ]);
  return { ...answered, movesWithTime: undefined, problems: [], facets: Object.fromEntries(counted) as object };
}

describe.each(KINDS)('as known at any time, in %s', (kind) => {
  it('answers as an index does that was told only what had been observed by then, at several times at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCourse,
        anyAfterwards,
        fc.tuple(anyMoment, anyMoment),
        async (course, afterwards, moments) => {
          const whole = await newWhole(kind);
          for (const step of course) await happen(whole.history, step);
          const index = indexOf(whole);
          const hold = async (steps: readonly Step[]): Promise<void> => {
            for (const moment of moments) {
              const table = new JobTable();
              table.put(await replayed(steps, moment));
              for (const query of queriesAt(moment)) {
                const { knownAt, ...now } = query;
                const expected = table.query(now, moment);
                expect(told(await index.ask(query, moment)), `${knownAt} ${JSON.stringify(query.filter)}`).toEqual(
                  told(expected),
                );
              }
            }
          };
          await hold(course);
          const steps = [...course];
          for (const step of afterwards) {
            await happen(whole.history, step);
            steps.push(step);
          }
          await hold(steps);
          whole.history.close();
        },
      ),
      { numRuns: kind === 'memory' ? 40 : 3 },
    );
  }, 120_000);

  it('compares what was known at two times as plain code does', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, anyMoment, anyMoment, fc.boolean(), async (course, left, right, looked) => {
        const whole = await newWhole(kind);
        for (const step of course) await happen(whole.history, step);
        const known = looked
          ? [{ region: REGION, accounts: [ACCOUNT], covered: [{ from: -Infinity, to: Infinity }] }]
          : [];
        const side = (knownAt: number): QueriedSide => ({ filter: NO_FILTER, knownAt, known });
        const query: SetsQuery = {
          sides: { left: side(left), right: side(right) },
          ...{ pairing: 'lineage', threshold: 0.25, ignored: [], of: undefined, from: 0, count: 100, times: 'utc' },
        };
        const { lines, sides }: SetsAnswer = await indexOf(whole).ask(query, LAST * SECOND);
        const [lefts, rights] = [await replayed(course, left), await replayed(course, right)];
        const plain = plainSets(lefts, rights, () => looked);
        const words = (
          all: readonly Pick<(typeof lines)[number], 'left' | 'right' | 'classes' | 'leftOthers' | 'rightOthers'>[],
        ) =>
          all
            .map((line) =>
              JSON.stringify([
                line.left ?? '',
                line.right ?? '',
                [...line.classes].sort(),
                line.leftOthers,
                line.rightOthers,
              ]),
            )
            .sort();
        expect(words(lines)).toEqual(words(plain));
        expect([sides.left.jobs, sides.right.jobs]).toEqual([lefts.length, rights.length]);
        whole.history.close();
      }),
      { numRuns: kind === 'memory' ? 40 : 3 },
    );
  }, 60_000);
});

it('reads of the history only the jobs of which something else was said or failed then', async () => {
  const { history: whole, open } = await newWhole('database');
  const read: string[] = [];
  const steps: Step[] = [
    { at: 1000, deed: { kind: 'seen', id: 'AA', state: 'RUNNING', profile: 'prod' } },
    { at: 1000, deed: { kind: 'seen', id: 'BB', state: 'RUNNING', profile: 'prod' } },
    { at: 1000, deed: { kind: 'seen', id: 'CC', state: 'RUNNING', profile: 'prod' } },
    { at: 9000, deed: { kind: 'seen', id: 'BB', state: 'RUNNING', profile: 'dr' } },
    { at: 9000, deed: { kind: 'seen', id: 'CC', state: 'FAILED', profile: 'prod' } },
    { at: 9000, deed: { kind: 'seen', id: 'DD', state: 'FAILED', profile: 'prod' } },
  ];
  for (const step of steps) await happen(whole, step);
  const desk = new Promise<ListAnswer>((resolve) => {
    const worker = new WorkerDesk({
      post: (message) => {
        if (message.kind === 'answer') resolve(message.answer as ListAnswer);
      },
      open: () => {
        const rows = open();
        return {
          ...rows,
          knownAt: async (at) => {
            const then = await rows.knownAt(at);
            return {
              ...then,
              rows: (jobKeys) => {
                read.push(...jobKeys);
                return then.rows(jobKeys);
              },
            };
          },
        };
      },
      later: queueMicrotask,
    });
    worker.receive({ kind: 'load', source: 'any' });
    const query = { filter: NO_FILTER, sort: [], from: 0, count: 9, facets: ['State', 'profile'], knownAt: 5000 };
    worker.receive({ kind: 'ask', watch: 1, ask: 1, query, now: 5000 });
  });
  const { jobKeys, facets } = await desk;
  expect(jobKeys).toEqual(['AA', 'BB', 'CC'].map((id) => keyOf(id as Id)));
  expect(facets['State']).toEqual([{ value: 'RUNNING', jobs: 3 }]);
  expect(facets['profile']).toEqual([{ value: 'prod', jobs: 3 }]);
  expect(read).toEqual([keyOf('CC')]);
  expect((await once(whole.job(keyOf('CC'))))?.state).toBe('FAILED');
  whole.close();
});
