import { expect, test } from 'vitest';
import fc from 'fast-check';
import { ChildFetch } from '../../../../src/renderer/src/data/family/child-fetch.svelte';
import { MOST_GENERATIONS, MOST_LISTS, nextGeneration } from '../../../../src/renderer/src/data/family/generations';
import { ChildFetches } from '../../../../src/renderer/src/data/family/child-fetches.svelte';
import { knownChildren } from '../../../../src/renderer/src/data/family/children';
import type { JobIndex } from '../../../../src/renderer/src/data/found-jobs';
import { hasFamily, relativeOf } from '../../../../src/renderer/src/data/family/relative';
import type { JobRow, LiveState } from '../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { placeKeyOf } from '../../../../src/renderer/src/data/sync/place';
import { FIXTURES, read } from '../../../component/support/fixtures';
import { answer, once } from '../../../component/support/history';
import { failure, MainProcess } from '../../../component/support/main-process';
import { hurriedBudget } from './hurried-budget';

const REGION = 'eu-central-1';
const PROFILE = { origin: 'shared', name: 'prod' } as const;
const keyOf = (id: string): string => `111122223333/${REGION}/${id}`;

const job = (id: string, parent?: string, more: object = {}): string =>
  JSON.stringify({
    AccountId: '111122223333',
    CopyJobId: id,
    State: 'COMPLETED',
    CreationDate: 1790000000,
    ...(parent === undefined ? {} : { ParentJobId: parent }),
    ...more,
  });

async function prepare(pages: Parameters<MainProcess['lists']>[1]) {
  const main = new MainProcess();
  main.lists(REGION, pages);
  const history = await openWithoutHistory('aws');
  const world = { backend: main.api, history, budget: hurriedBudget(), now: () => 1_790_000_500_000 };
  return {
    main,
    history,
    world,
    fetch: new ChildFetch(world, { jobKey: keyOf('P'), profile: PROFILE }),
    ids: async () => (await history.jobsWhere(() => true)).map(({ copyJobId }) => copyJobId).sort(),
    asked: () => main.listed.map(({ filters }) => filters.ByParentJobId),
  };
}

test('fetches children and those of children that are parents, all pages, as answers of a list; claims nothing', async () => {
  const { history, fetch, ids, asked, main } = await prepare([
    [job('A', 'P'), job('B', 'P', { IsParent: true }), job('X')],
    [job('C', 'P'), job('D', 'B')],
  ]);
  await history.coverage.write((shelf) => shelf.markNotListed([{ jobKey: keyOf('A'), missedFirst: 1 }]));
  await fetch.run();
  expect(fetch).toMatchObject({ state: 'fetched', jobs: 4, error: undefined, leftOut: 0, endedAt: 1_790_000_500_000 });
  expect(await ids()).toEqual(['A', 'B', 'C', 'D']);
  expect(asked()).toEqual(['P', 'P', 'B', 'B']);
  expect(main.listed.every(({ maxResults }) => maxResults === 1000)).toBe(true);
  const [newest] = await once(history.snapshots(keyOf('A')));
  expect(newest?.last).toMatchObject({ source: 'list', profile: PROFILE });
  const known = await history.coverage.read(async (shelf) => ({
    place: await shelf.place(placeKeyOf({ profile: PROFILE, region: REGION })),
    open: await shelf.openReadings(),
    missed: await shelf.notListed(keyOf('A')),
  }));
  expect(known).toEqual({ place: undefined, open: [], missed: undefined });
});

test('a failure leaves what came before it', async () => {
  const { fetch, ids } = await prepare([[job('A', 'P')], failure('AccessDenied')]);
  await fetch.run();
  expect(fetch).toMatchObject({ state: 'failed', jobs: 1, error: { code: 'AccessDenied' } });
  expect(await ids()).toEqual(['A']);
});

test('jobs that are each other’s parents, and ever deeper ones, come to an end', async () => {
  const circle = await prepare([[job('A', 'P', { IsParent: true }), job('P', 'A', { IsParent: true })]]);
  await circle.fetch.run();
  expect(circle.asked()).toEqual(['P', 'A']);
  const line = Array.from({ length: MOST_GENERATIONS + 3 }, (_, at) =>
    job(`G${at}`, at === 0 ? 'P' : `G${at - 1}`, { IsParent: true }),
  );
  const deep = await prepare([line]);
  await deep.fetch.run();
  expect(deep.asked()).toHaveLength(MOST_GENERATIONS);
  expect(deep.fetch).toMatchObject({ state: 'fetched', leftOut: 1 });
});

test('one fetch at a time for a parent; when it came to its end is remembered with the history', async () => {
  const { main, world, asked } = await prepare([[job('A', 'P')]]);
  const fetches = new ChildFetches(world);
  const letGo = main.hold();
  const first = fetches.fetch({ jobKey: keyOf('P'), profile: PROFILE });
  await fetches.fetch({ jobKey: keyOf('P'), profile: PROFILE });
  await expect.poll(asked).toEqual(['P']);
  letGo();
  await first;
  const later = new ChildFetches(world);
  expect(later.fetchedAt(keyOf('P'))).toBeUndefined();
  await later.recall(keyOf('P'));
  expect(later.fetchedAt(keyOf('P'))).toBe(1_790_000_500_000);
});

test('without an index the children in the history are found, followed and let go', async () => {
  const { history } = await prepare([]);
  const record = (body: string) => history.record(answer(`{"CopyJob":${body}}`, 1_790_000_000_000, { region: REGION }));
  await record(job('A', 'P'));
  await record(job('B', 'Q'));
  const told: string[][] = [];
  const end = knownChildren(history, undefined, [keyOf('P')]).subscribe((state) => {
    if (state.status === 'ready') told.push(state.value.rows.map(({ copyJobId }) => copyJobId).sort());
  });
  await expect.poll(() => told.at(-1)).toEqual(['A']);
  await record(job('C', 'P'));
  await expect.poll(() => told.at(-1)).toEqual(['A', 'C']);
  await record(job('D'));
  await history.removeJob(keyOf('A'));
  await expect.poll(() => told.at(-1)).toEqual(['C']);
  // Another account's job may have a parent of the same id.
  await record(job('E', 'P').replace('111122223333', '999999999999'));
  await record(job('F', 'P'));
  await expect.poll(() => told.at(-1)).toEqual(['C', 'F']);
  end();
  await record(job('G', 'P'));
  expect(told.at(-1)).toEqual(['C', 'F']);
});

test('while the index is being read nothing is told; should it fail, the history is looked through', async () => {
  const { history } = await prepare([]);
  await history.record(answer(`{"CopyJob":${job('A', 'P')}}`, 1_790_000_000_000, { region: REGION }));
  let tell: (status: { state: 'failed'; problem: Error }) => void = () => undefined;
  const states: LiveState<{ rows: readonly JobRow[] }>[] = [];
  const index = {
    status: (listener: Parameters<JobIndex['status']>[0]) => {
      listener({ state: 'loading', loaded: 0, total: 1 });
      tell = listener;
      return () => undefined;
    },
    watch: () => ({ subscribe: () => () => undefined }),
  };
  knownChildren(history, index, [keyOf('P')]).subscribe((state) => states.push(state));
  expect(states).toEqual([{ status: 'loading' }]);
  tell({ state: 'failed', problem: new Error('no worker') });
  await expect.poll(() => states.at(-1)?.status).toBe('ready');
});

test.for(FIXTURES)('the row of $name says the same of its family as its answer', async ({ body }) => {
  const history = await openWithoutHistory('aws');
  const { jobKey } = await history.record(answer(body, 1_790_000_000_000));
  const row = await once(history.job(jobKey));
  const { reading } = relativeOf(row!);
  const whole = read(body);
  for (const name of Object.keys(reading) as (keyof typeof reading)[]) expect(reading[name]).toEqual(whole[name]);
  expect(hasFamily(relativeOf(row!))).toBe(
    whole.isParent || whole.parentJobId !== undefined || whole.childCounts.length > 0,
  );
});

test('however children and changes come, those found by looking through are those that name the parent', async () => {
  const parents = fc.constantFrom('P', 'Q', undefined);
  const steps = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), parents, fc.boolean()), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(12), async (all, before) => {
      const history = await openWithoutHistory('aws');
      let at = 1_790_000_000_000;
      const take = async ([id, parent, removes]: (typeof all)[number]): Promise<void> => {
        if (removes) await history.removeJob(keyOf(id));
        else await history.record(answer(`{"CopyJob":${job(id, parent)}}`, (at += 1000), { region: REGION }));
      };
      for (const step of all.slice(0, before)) await take(step);
      let told: string[] = [];
      const end = knownChildren(history, undefined, [keyOf('P')]).subscribe((state) => {
        if (state.status === 'ready') told = state.value.rows.map(({ copyJobId }) => copyJobId).sort();
      });
      for (const step of all.slice(before)) await take(step);
      const wanted = (await history.jobsWhere(({ values }) => values['ParentJobId'] === 'P')).map(
        ({ copyJobId }) => copyJobId,
      );
      await expect.poll(() => told).toEqual(wanted.sort());
      end();
    }),
    { numRuns: 40 },
  );
});

test('of the parents found each is asked about once, as long as there is room', () => {
  const many = Array.from({ length: MOST_LISTS + 5 }, (_, at) => `${at}`);
  expect(nextGeneration(['A', 'B', 'A', 'P'], ['P'], 1)).toEqual({ ids: ['A', 'B'], leftOut: 0 });
  expect(nextGeneration(many, ['P'], 1)).toEqual({ ids: many.slice(0, MOST_LISTS - 1), leftOut: 6 });
  expect(nextGeneration(['A'], ['P'], MOST_GENERATIONS)).toEqual({ ids: [], leftOut: 1 });
});
