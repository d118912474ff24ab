import { expect, test } from 'vitest';
import { Collection } from '../../../../src/renderer/src/data/collection.svelte';
import { HistoryProblem, type History } from '../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { once } from '../../../component/support/history';
import { failure, LISTS, MainProcess } from '../../../component/support/main-process';

const REGION = 'eu-central-1';
const PLACE = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;

const job = (id: string, state = 'RUNNING'): string =>
  JSON.stringify({ AccountId: '111122223333', CopyJobId: id, State: state, CreationDate: 1790000000 });

async function prepare(pages: Parameters<MainProcess['lists']>[1], history?: History) {
  const main = new MainProcess();
  main.lists(REGION, pages);
  const kept = history ?? (await openWithoutHistory('aws'));
  const collection = new Collection(main.api, kept, PLACE);
  const ids = async (): Promise<string[]> =>
    (await once(kept.jobs({ text: '', sort: 'lastSeen', limit: 100 }))).rows.map(({ copyJobId }) => copyJobId).sort();
  const counts = (): object => {
    const { state, counts: all } = collection;
    return { state, ...all };
  };
  return { main, history: kept, collection, ids, counts, tokens: () => main.listed.map(({ nextToken }) => nextToken) };
}

test('reads all pages, the largest AWS gives, and counts what is new', async () => {
  const { main, collection, ids, counts, tokens } = await prepare([[job('A'), job('B')], [job('C')], []]);
  expect(collection.state).toBe('waiting');
  await collection.read();
  expect(counts()).toEqual({ state: 'ended', jobs: 3, newJobs: 3, changedJobs: 0 });
  expect(await ids()).toEqual(['A', 'B', 'C']);
  expect(tokens()).toEqual([undefined, '1', '2']);
  expect(main.listed[0]).toMatchObject({ ...PLACE, filters: {}, maxResults: 1000 });
});

test('counts afresh when it reads again: what changed, and what did not', async () => {
  const { main, history, collection, counts } = await prepare([[job('A'), job('B')]]);
  await collection.read();
  main.lists(REGION, [[job('A', 'COMPLETED'), job('B')], [job('C')]]);
  await collection.read();
  expect(counts()).toEqual({ state: 'ended', jobs: 3, newJobs: 1, changedJobs: 1 });
  expect(await once(history.snapshots(`111122223333/${REGION}/A`))).toHaveLength(2);
  expect(await once(history.snapshots(`111122223333/${REGION}/B`))).toHaveLength(1);
});

test('a job that moved to the next page meanwhile counts once', async () => {
  const { collection, counts } = await prepare([
    [job('A'), job('B')],
    [job('B'), job('C')],
  ]);
  await collection.read();
  expect(counts()).toMatchObject({ jobs: 3, newJobs: 3, changedJobs: 0 });
});

test('a page that fails leaves those before it in the history, and a retry goes on with it', async () => {
  const { collection, ids, counts, tokens } = await prepare([[job('A')], failure('Throttled'), [job('B')]]);
  await collection.read();
  expect(counts()).toMatchObject({ state: 'failed', jobs: 1 });
  expect(collection.error).toMatchObject({ code: 'Throttled' });
  expect(await ids()).toEqual(['A']);
  await collection.read();
  expect(counts()).toEqual({ state: 'ended', jobs: 2, newJobs: 2, changedJobs: 0 });
  expect(collection.error).toBeUndefined();
  expect(tokens()).toEqual([undefined, '1', '1']);
});

test('a token that AWS does not take any more: it begins anew', async () => {
  const { main, collection, counts, tokens } = await prepare([[job('A')], failure('Offline'), [job('B')]]);
  await collection.read();
  main.lists(REGION, [[job('A'), job('B')]]);
  await collection.read();
  expect(counts()).toEqual({ state: 'ended', jobs: 2, newJobs: 1, changedJobs: 0 });
  expect(tokens()).toEqual([undefined, '1', '1', undefined]);
});

test('an endpoint that never takes its own tokens is not asked for ever', async () => {
  const { collection, tokens } = await prepare([[job('A')], failure('InvalidInput'), [job('B')]]);
  await collection.read();
  expect(collection).toMatchObject({ state: 'failed', counts: { jobs: 1 }, error: { code: 'InvalidInput' } });
  expect(tokens()).toEqual([undefined, '1']);
});

test('refused from the start, it ends', async () => {
  const { collection, tokens } = await prepare([failure('InvalidInput')]);
  await collection.read();
  expect(collection).toMatchObject({ state: 'failed', error: { code: 'InvalidInput' } });
  expect(tokens()).toEqual([undefined]);
});

test('cancelled, it keeps what it has and can go on', async () => {
  const { main, collection, ids, tokens } = await prepare([[job('A')], [job('B')]]);
  const letGo = main.hold(LISTS);
  const end = collection.read();
  await expect.poll(tokens).toEqual([undefined]);
  collection.cancel();
  await end;
  expect(collection).toMatchObject({ state: 'cancelled', error: undefined });
  letGo();
  await collection.read();
  expect(collection).toMatchObject({ state: 'ended' });
  expect(await ids()).toEqual(['A', 'B']);
  collection.cancel();
  expect(collection.state).toBe('ended');
});

test('asked twice, it reads once', async () => {
  const { collection, tokens } = await prepare([[job('A')]]);
  await Promise.all([collection.read(), collection.read()]);
  expect(tokens()).toEqual([undefined]);
});

test('a list that leads back to its own page ends', async () => {
  const { main, collection } = await prepare([[job('A')]]);
  const list = main.api.listCopyJobs;
  const api = {
    ...main.api,
    listCopyJobs: async ({ callId, profile, region, filters, maxResults }: Parameters<typeof list>[0]) => {
      const answer = await list({ callId, profile, region, filters, maxResults });
      return answer.ok ? { ...answer, value: { ...answer.value, nextToken: 'again' } } : answer;
    },
  };
  const circle = new Collection(api, await openWithoutHistory('aws'), PLACE);
  await circle.read();
  expect(circle).toMatchObject({ state: 'failed', counts: { jobs: 1 }, error: { code: 'NotAwsAnswer' } });
  expect(collection.state).toBe('waiting');
});

test('a history that takes nothing in is said, with what to do', async () => {
  const history = await openWithoutHistory('aws');
  const full = Object.create(history, {
    recordAll: { value: () => Promise.reject(new HistoryProblem('closed', 'It is closed.')) },
  }) as History;
  const { collection } = await prepare([[job('A')], [job('B')]], full);
  await collection.read();
  expect(collection).toMatchObject({ state: 'failed', counts: { jobs: 0 } });
  expect(collection.error?.message).toContain('could not be saved');
  expect(collection.error?.remedy).toContain('Open the history again');
});
