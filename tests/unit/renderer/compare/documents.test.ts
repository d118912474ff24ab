import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { answersDocument } from '../../../../src/renderer/src/compare/documents/answers';
import { childrenDocument } from '../../../../src/renderer/src/compare/documents/children';
import { runsOfJobDocument } from '../../../../src/renderer/src/compare/documents/runs';
import { setsOfJobsDocument } from '../../../../src/renderer/src/compare/documents/sets';
import { SetsSetup } from '../../../../src/renderer/src/compare/sets/setup.svelte';
import { textOf } from '../../../../src/renderer/src/compare/text-of';
import { SideHistories } from '../../../../src/renderer/src/compare/side-histories';
import type { History, JobRow } from '../../../../src/renderer/src/data/history';
import { JobTable } from '../../../../src/renderer/src/data/mirror/job-table';
import { firstAnswer } from '../../../../src/renderer/src/data/sync/first-answer';
import { columnSet } from '../../../../src/renderer/src/domain/columns';
import { NO_RULES } from '../../../../src/renderer/src/domain/diff/ignore';
import type { ComparisonDocument, Making } from '../../../../src/renderer/src/domain/export/comparison/document';
import { FORMATS } from '../../../../src/renderer/src/domain/export/comparison/formats';
import { parseFilter } from '../../../../src/renderer/src/domain/filter';
import { analyseRuns } from '../../../../src/renderer/src/domain/runs/analysis';
import { fixtureWith } from '../../../component/support/fixtures';
import { newHistory } from '../../../database/support/world';
import { FIRST_NIGHT, SECOND_NIGHT, setJob } from '../../../support/set-fleet';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 8, 1, 22);
const ABOUT = { appVersion: '9.9.9', writtenAt: Date.UTC(2026, 10, 26, 9), workspace: 'aws', rules: NO_RULES } as const;

function making(format: Making['format'], more: Partial<Making> = {}): Making {
  return { format, progress: () => undefined, signal: new AbortController().signal, ...more };
}

const write = (document: ComparisonDocument, id: string): string =>
  [...(FORMATS.find((format) => format.id === id)?.parts(document) ?? [])].join('');

/** So many nights of one copy, the last of which failed under another role. */
async function nights(count: number) {
  const history = await newHistory('memory');
  const bodies = Array.from({ length: count }, (_, at) => {
    const created = START / 1000 + at * 86_400;
    return fixtureWith('01', {
      ...{
        CopyJobId: `RUN-${at + 1}`,
        AccountId: '111122223333',
        CreationDate: created,
        CompletionDate: created + 1800,
      },
      ...(at === count - 1 && {
        State: 'FAILED',
        StatusMessage: 'Access denied',
        IamRoleArn: 'arn:aws:iam::1:role/narrow',
      }),
    });
  });
  await history.recordAll(
    bodies.map((body, at) => ({
      ...{ source: 'list', observedAt: START + (at + 1) * DAY_MS, profile: { origin: 'shared', name: 'prod' } },
      ...{
        region: 'eu-central-1',
        copyJobId: `RUN-${at + 1}`,
        endpoint: 'http://127.0.0.1',
        body,
        attempts: 1,
        tookMs: 1,
      },
    })),
  );
  const rows = await history.jobsWhere(() => true);
  return { history, bodies, rows, newest: rows.find(({ copyJobId }) => copyJobId === `RUN-${count}`)! };
}

describe('runs', () => {
  test('are told newest first, with facts, ids, times and sources, and the patch leads from the oldest to the newest', async () => {
    const { history, rows, newest, bodies } = await nights(8);
    const analysis = analyseRuns(rows, newest.jobKey, [], START + 8 * DAY_MS);
    const world = { history, job: newest, analysis, more: 0, times: 'utc' } as const;
    const document = await runsOfJobDocument(world, ABOUT, making('markdown'));
    expect(document.patch).toBeUndefined();
    const runs = document.sections.at(-1)!;
    expect(runs.rows).toHaveLength(8);
    expect(runs.rows[0]!.cells.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Failed', 'RUN-8', '9 Sep 2026, 22:00:00 UTC, ListCopyJobs']),
    );
    expect(document.summary).toContain('Failed since');
    const patched = await runsOfJobDocument(world, ABOUT, making('json-patch'));
    const target = (JSON.parse(bodies[0]!) as { CopyJob: object }).CopyJob;
    const faults = applyPatch(target, JSON.parse(write(patched, 'json-patch')) as never);
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
    expect(target).toEqual((JSON.parse(bodies.at(-1)!) as { CopyJob: object }).CopyJob);
  });
});

test('all answers are read anew, oldest first, whatever had been read of them', async () => {
  const { history, newest } = await nights(1);
  const body = fixtureWith('01', { CopyJobId: 'RUN-1', AccountId: '111122223333', State: 'RUNNING' });
  await history.record({
    ...{ source: 'describe', observedAt: START, profile: { origin: 'shared', name: 'prod' }, region: 'eu-central-1' },
    ...{ copyJobId: 'RUN-1', endpoint: 'http://127.0.0.1', body, attempts: 1, tookMs: 1 },
  });
  const rows = await firstAnswer(history.snapshots(newest.jobKey));
  const job = (await firstAnswer(history.job(newest.jobKey)))!;
  const document = await answersDocument({ history, job, rows, times: 'utc' }, ABOUT, making('text'));
  expect(document.sections[0]!.rows.map(({ cells }) => cells[0]!.text)).toEqual(['Running', 'Failed']);
  expect(document.summary).toContain('over 2 answers, from 1 Sep 2026, 22:00:00 UTC to 2 Sep 2026, 22:00:00 UTC');
  expect(document.sides[0]!.facts).toContainEqual({ label: 'Copy job ID', text: 'RUN-1' });
});

test('children are told with what few of them have otherwise than most, and how many there are besides', async () => {
  const { history, rows, newest } = await nights(4);
  const world = { history, parent: newest, rows: rows.slice(0, 4), all: 9, times: 'utc' } as const;
  const document = await childrenDocument(world, ABOUT, making('text'));
  const differing = document.sections.find(({ title }) => title === 'What differs between them')!;
  expect(differing.rows.map(({ path }) => path)).not.toContain('CopyJobId');
  const role = differing.rows.find(({ path }) => path === 'IamRoleArn')!;
  expect(role.cells.filter(({ marked }) => marked === 'other than most')).toHaveLength(1);
  expect(document.summary).toContain('3 completed');
  expect(document.notes.join(' ')).toContain('The first 4 of 9 child jobs');
});

describe('sets', () => {
  /** So many pairs in two nights; the third of each ten fails newly under another role. */
  function manyPairs(count: number) {
    const narrow = { State: 'FAILED', IamRoleArn: 'arn:aws:iam::1:role/narrow' };
    return Array.from({ length: count }, (_, at) => [
      setJob(`db-${at}`, FIRST_NIGHT.from + at),
      setJob(`db-${at}`, SECOND_NIGHT.from + at, at % 10 === 3 ? narrow : {}),
    ]).flat();
  }

  function controllerOver(rows: readonly JobRow[], ignored: readonly string[] = []) {
    const table = new JobTable();
    table.put(rows);
    const catalogue = columnSet();
    const filter = (text: string) => parseFilter(text, catalogue).filter;
    const setup = new SetsSetup({
      left: filter('created=2026-11-20T18:00Z..2026-11-21T07:59Z'),
      right: filter('created=2026-11-21T18:00Z..2026-11-22T07:59Z'),
      pairing: 'lineage',
    });
    const side = (name: 'left' | 'right') => ({ filter: setup.filters[name], knownAt: undefined, known: [] });
    const byKey = new Map(rows.map((row) => [row.jobKey, row]));
    return {
      ...{ setup, catalogue, histories: new SideHistories({} as History) },
      ask: (count: number) =>
        Promise.resolve(
          table.compare(
            {
              ...{ pairing: setup.pairing, threshold: setup.threshold, of: setup.of },
              sides: { left: side('left'), right: side('right') },
              ...{ ignored, from: 0, count, times: 'utc' },
            },
            SECOND_NIGHT.to,
          ),
        ),
      rowsOf: (_side: unknown, keys: readonly string[]) => Promise.resolve(keys.map((key) => byKey.get(key))),
    };
  }

  test('stand by class, with what differs, what the rules hide, and where each is known from', async () => {
    const controller = controllerOver(manyPairs(20), ['IamRoleArn']);
    const rules = { fields: ['IamRoleArn'], classes: [] };
    const document = await setsOfJobsDocument({ controller, times: 'utc' }, { ...ABOUT, rules }, making('text'));
    expect(document.sections.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Newly failing', 2],
      ['The same', 18],
    ]);
    expect(document.about.hidden).toBe(2);
    controller.setup.show('newly-failing');
    const some = await setsOfJobsDocument({ controller, times: 'utc' }, ABOUT, making('csv'));
    expect(some.table!.records).toHaveLength(2);
    expect(some.notes[0]).toBe('Only what is of this class is listed: newly failing.');
  });

  test('five thousand pairs are read and written without holding up the window, with progress, and can be stopped', async () => {
    const controller = controllerOver(manyPairs(5000));
    const told: [number, number][] = [];
    const progress = (done: number, of: number) => void told.push([done, of]);
    let turns = 0;
    const clock = setInterval(() => turns++, 0);
    for (const id of ['html', 'csv'] as const) {
      const document = await setsOfJobsDocument({ controller, times: 'utc' }, ABOUT, making(id, { progress }));
      const pieces = FORMATS.find((format) => format.id === id)?.parts(document) ?? [];
      expect((await textOf(pieces, new AbortController().signal)).split('\n').length).toBeGreaterThan(5000);
    }
    clearInterval(clock);
    expect(told.length).toBeGreaterThan(10);
    expect(told.at(-1)![1]).toBe(10_000);
    expect(turns).toBeGreaterThan(5);
    const stopped = new AbortController();
    const ended = setsOfJobsDocument({ controller, times: 'utc' }, ABOUT, making('html', { signal: stopped.signal }));
    stopped.abort();
    await expect(ended).rejects.toThrow();
  });
});
