import { expect, test, vi } from 'vitest';
import type { CopyJobFilters } from '../../../../../src/preload/contract/shapes';
import { HistoryProblem, type History } from '../../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../../src/renderer/src/data/open-history';
import { interruptedSyncs } from '../../../../../src/renderer/src/data/sync/interrupted';
import { SAFETY_MARGIN_MS } from '../../../../../src/renderer/src/data/sync/plan';
import { Sync } from '../../../../../src/renderer/src/data/sync/sync.svelte';
import { once } from '../../../../component/support/history';
import { failure, LISTS } from '../../../../component/support/main-process';
import { hurriedBudget } from '../hurried-budget';
import { CREATED, job, keyOf, PLACE, prepare, REGION, rowOf, type Pages } from '../syncing';

function counts(sync: Sync): object {
  const { state, jobs, newJobs, changedJobs } = rowOf(sync);
  return { state, jobs, newJobs, changedJobs };
}

test('reads all pages, the largest AWS gives, counts what is new, and writes down what was covered', async () => {
  const { main, sync, ids, tokens, place } = await prepare(
    [[job('A'), job('B')], [job('C', 'RUNNING', 1789990000)], []],
    { now: () => CREATED * 1000 },
  );
  expect(rowOf(sync).state).toBe('waiting');
  await sync.start();
  expect(counts(sync)).toEqual({ state: 'complete', jobs: 3, newJobs: 3, changedJobs: 0 });
  expect(await ids()).toEqual(['A', 'B', 'C']);
  expect(tokens()).toEqual([undefined, '1', '2']);
  expect(main.listed[0]).toMatchObject({ ...PLACE, filters: {}, maxResults: 1000 });
  const { startedAt, covered } = rowOf(sync);
  expect(covered?.to).toBe(startedAt);
  expect(await place()).toMatchObject({
    accounts: ['111122223333'],
    newest: CREATED * 1000,
    lastCompleteAt: startedAt,
    covered: [covered],
    lastTry: { state: 'complete' },
  });
});

test('a job that moved to the next page meanwhile counts once', async () => {
  const { sync } = await prepare([
    [job('A'), job('B')],
    [job('B'), job('C')],
  ]);
  await sync.start();
  expect(counts(sync)).toMatchObject({ jobs: 3, newJobs: 3, changedJobs: 0 });
});

test('a page that fails leaves those before it in the history, and a retry goes on with it', async () => {
  const { sync, ids, tokens, place } = await prepare([[job('A')], failure('Unavailable'), [job('B')]]);
  await sync.start();
  expect(counts(sync)).toMatchObject({ state: 'failed', jobs: 1 });
  expect(rowOf(sync).error).toMatchObject({ code: 'Unavailable' });
  expect(await place()).toMatchObject({ lastTry: { state: 'failed', code: 'Unavailable' } });
  expect(await ids()).toEqual(['A']);
  await sync.start();
  expect(counts(sync)).toEqual({ state: 'complete', jobs: 2, newJobs: 2, changedJobs: 0 });
  expect(rowOf(sync).error).toBeUndefined();
  expect(tokens()).toEqual([undefined, '1', '1']);
});

test('throttled, it asks for the same page again, more slowly', async () => {
  const { main, history, tokens } = await prepare([
    [job('A')],
    failure('Throttled'),
    failure('Throttled', { retryAfterMs: 5 }),
    [job('B')],
  ]);
  const budget = hurriedBudget();
  const sync = Sync.of(
    { backend: main.api, history, budget, now: Date.now },
    { name: 'x', places: [PLACE], depth: 'everything', filters: {} },
  );
  await sync.start();
  expect(counts(sync)).toMatchObject({ state: 'complete', jobs: 2 });
  expect(tokens()).toEqual([undefined, '1', '1', '1']);
  expect(budget.slowed).toBe(true);
});

test('after a restart it goes on with the page that was next, and counts nothing twice', async () => {
  const { main, world, history, sync, tokens } = await prepare([
    [job('A'), job('B')],
    [job('B'), job('C')],
  ]);
  const letGo = main.hold(LISTS);
  const end = sync.start();
  await expect.poll(() => main.underWay).toBe(1);
  const first = [...(await history.coverage.read((shelf) => shelf.openReadings()))];
  expect(first).toMatchObject([{ state: 'reading', syncName: 'nightly' }]);
  letGo();
  const hold = main.hold(LISTS);
  await expect.poll(() => rowOf(sync).pages).toBe(1);
  // The window is gone: nobody hears the second page.
  const [left] = await interruptedSyncs(history);
  expect(left).toMatchObject([{ nextToken: '1', pages: 1, jobs: 2 }]);
  sync.cancel();
  await end;
  hold();

  const again = Sync.from(world, left!);
  await again.start();
  expect(counts(again)).toEqual({ state: 'complete', jobs: 3, newJobs: 3, changedJobs: 0 });
  expect(tokens()).toEqual([undefined, '1', '1']);
  expect(await interruptedSyncs(history)).toEqual([]);
});

test('a token that AWS does not take any more: it begins anew', async () => {
  const { main, sync, tokens } = await prepare([[job('A')], failure('Offline'), [job('B')]]);
  await sync.start();
  main.lists(REGION, [[job('A'), job('B')]]);
  await sync.start();
  expect(counts(sync)).toEqual({ state: 'complete', jobs: 2, newJobs: 2, changedJobs: 0 });
  expect(tokens()).toEqual([undefined, '1', '1', undefined]);
});

test('an endpoint that never takes its own tokens is not asked for ever', async () => {
  const { sync, tokens } = await prepare([[job('A')], failure('InvalidInput'), [job('B')]]);
  await sync.start();
  expect(rowOf(sync)).toMatchObject({ state: 'failed', jobs: 1, error: { code: 'InvalidInput' } });
  expect(tokens()).toEqual([undefined, '1']);
});

test('cancelled, it keeps what it has and can go on', async () => {
  const { main, sync, ids } = await prepare([[job('A')], [job('B')]]);
  const letGo = main.hold(LISTS);
  const end = sync.start();
  await expect.poll(() => main.underWay).toBe(1);
  sync.cancel();
  await end;
  expect(rowOf(sync)).toMatchObject({ state: 'cancelled' });
  expect(rowOf(sync).error).toBeUndefined();
  letGo();
  await sync.start();
  expect(rowOf(sync)).toMatchObject({ state: 'complete' });
  expect(await ids()).toEqual(['A', 'B']);
});

test('cancelled before it could begin, it asks nothing and can go on', async () => {
  const { sync, tokens } = await prepare([[job('A')]]);
  const end = sync.start();
  sync.cancel();
  await end;
  expect(rowOf(sync)).toMatchObject({ state: 'cancelled', open: 1 });
  expect(tokens()).toEqual([]);
  await sync.start();
  expect(rowOf(sync)).toMatchObject({ state: 'complete', jobs: 1 });
});

test('asked twice, it reads once', async () => {
  const { sync, tokens } = await prepare([[job('A')]]);
  await Promise.all([sync.start(), sync.start()]);
  expect(tokens()).toEqual([undefined]);
});

test('one place that fails does not stop the others; a retry asks only the one that failed', async () => {
  const { main, syncOf } = await prepare([[job('A')]]);
  main.lists('us-east-1', [failure('AccessDenied'), [job('B')]]);
  main.lists('eu-west-1', [[job('C')]]);
  const sync = syncOf({ places: [REGION, 'us-east-1', 'eu-west-1'].map((region) => ({ ...PLACE, region })) });
  await sync.start();
  expect(sync.pairs.map(({ row }) => row.state)).toEqual(['complete', 'failed', 'complete']);
  expect(sync.unfinished).toHaveLength(1);
  await sync.start();
  expect(sync.pairs.map(({ row }) => row.state)).toEqual(['complete', 'complete', 'complete']);
  expect(main.listed).toHaveLength(4);
});

test('credentials that are over are found out once for all places of the profile', async () => {
  const { main, world, syncOf } = await prepare([failure('CredentialsExpired'), [job('A')]]);
  world.budget.setLimits({ perSecond: 50, atOnce: 1 });
  const other = { profile: { origin: 'shared', name: 'other' }, region: 'eu-west-1' } as const;
  const sync = syncOf({ places: [PLACE, { ...PLACE, region: 'us-east-1' }, other] });
  await sync.start();
  expect(sync.pairs.map(({ row }) => row.error?.code)).toEqual(['CredentialsExpired', 'CredentialsExpired', undefined]);
  expect(main.listed.map(({ region }) => region)).toEqual([REGION, 'eu-west-1']);
});

test('changes: jobs created since, unfinished ones, ended ones, and each that no list brought', async () => {
  const { main, history, sync, syncOf, filters } = await prepare([[job('A'), job('GONE'), job('B', 'COMPLETED')]]);
  await sync.start();
  const first = rowOf(sync);
  main.lists(REGION, [[job('A', 'COMPLETED'), job('NEW', 'CREATED', CREATED + 100)]]);
  main.says(REGION, 'GONE', JSON.stringify({ CopyJob: JSON.parse(job('GONE', 'FAILED')) as object }));
  const changes = syncOf({ depth: 'changes' });
  await vi.waitFor(() => {
    expect(Date.now()).toBeGreaterThan(first.endedAt!);
  });
  await changes.start();
  expect(filters().slice(1)).toEqual([
    { ByCreatedAfter: CREATED * 1000 - SAFETY_MARGIN_MS },
    { ByState: 'CREATED' },
    { ByState: 'RUNNING' },
    { ByCompleteAfter: first.startedAt! - SAFETY_MARGIN_MS },
  ]);
  expect(main.asked.map(({ copyJobId }) => copyJobId)).toEqual(['GONE']);
  expect(rowOf(changes)).toMatchObject({ state: 'complete', jobs: 2, newJobs: 1, changedJobs: 1, described: 1 });
  expect(await once(history.snapshots(keyOf('GONE')))).toHaveLength(2);
});

test('changes of a place that was never read, or with filters, are everything', async () => {
  const { syncOf, filters } = await prepare([[job('A')]]);
  const first = syncOf({ depth: 'changes' });
  await first.start();
  expect(rowOf(first).depth).toBe('everything');
  const filtered = syncOf({ depth: 'changes', filters: { ByState: 'FAILED' } });
  await filtered.start();
  expect(rowOf(filtered)).toMatchObject({ depth: 'everything' });
  expect(rowOf(filtered).covered).toBeUndefined();
  expect(filters()).toEqual([{}, { ByState: 'FAILED' }]);
});

test('a job that everything does not hold any more is marked; listed again, the mark goes', async () => {
  const { main, history, sync, syncOf } = await prepare([[job('A'), job('B')]]);
  const marked = (id: string) => history.coverage.read((shelf) => shelf.notListed(keyOf(id)));
  await sync.start();
  expect(await marked('B')).toBeUndefined();
  const read = async (pages: Pages, filters: CopyJobFilters = {}) => {
    const before = Date.now();
    await vi.waitFor(() => {
      expect(Date.now()).toBeGreaterThan(before);
    });
    main.lists(REGION, pages);
    const next = syncOf({ filters });
    await next.start();
    return rowOf(next);
  };
  await read([[job('A')]], { ByState: 'RUNNING' });
  expect(await marked('B')).toBeUndefined();
  const { startedAt, lastAt } = await read([[job('A')]]);
  expect(await marked('B')).toEqual({ jobKey: keyOf('B'), missedFirst: lastAt, begunAt: startedAt });
  await read([[job('A')]]);
  expect(await marked('B')).toMatchObject({ missedFirst: lastAt });
  await read([[job('B')]]);
  expect(await marked('B')).toBeUndefined();
  expect(await marked('A')).toBeDefined();
  // An empty list tells no account; it is the one seen before.
  await read([[]]);
  expect(await marked('B')).toBeDefined();
});

test('a list that leads back to its own page ends', async () => {
  const { main, world } = await prepare([[job('A')]]);
  const list = main.api.listCopyJobs;
  const backend = {
    ...main.api,
    listCopyJobs: async ({ callId, profile, region, filters, maxResults }: Parameters<typeof list>[0]) => {
      const answer = await list({ callId, profile, region, filters, maxResults });
      return answer.ok ? { ...answer, value: { ...answer.value, nextToken: 'again' } } : answer;
    },
  };
  const circle = Sync.of({ ...world, backend }, { name: 'x', places: [PLACE], depth: 'everything', filters: {} });
  await circle.start();
  expect(rowOf(circle)).toMatchObject({ state: 'failed', jobs: 1, error: { code: 'NotAwsAnswer' } });
});

test('a history that takes nothing in is said, with what to do', async () => {
  const history = await openWithoutHistory('aws');
  const full = Object.create(history, {
    recordAll: { value: () => Promise.reject(new HistoryProblem('closed', 'It is closed.')) },
  }) as History;
  const { sync } = await prepare([[job('A')], [job('B')]], { history: full });
  await sync.start();
  expect(rowOf(sync)).toMatchObject({ state: 'failed', jobs: 0 });
  expect(rowOf(sync).error?.message).toContain('could not be saved');
  expect(rowOf(sync).error?.remedy).toContain('Open the history again');
});
