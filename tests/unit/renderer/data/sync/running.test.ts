import { expect, test } from 'vitest';
import { Sync } from '../../../../../src/renderer/src/data/sync/sync.svelte';
import { failure } from '../../../../component/support/main-process';
import { job, PLACE, prepare, REGION } from '../syncing';

const OTHER = 'us-east-1';

/** A sync whose first place has failed and whose second is still being read. Each Region's lists wait until it is let go. */
async function oneFailed() {
  const { main, world } = await prepare([failure('AccessDenied'), [job('A')]]);
  main.lists(OTHER, [[job('B')]]);
  const waiting = new Map<string, () => void>();
  const held = new Set([OTHER]);
  const list = main.api.listCopyJobs;
  const backend: typeof main.api = {
    ...main.api,
    listCopyJobs: async (input) => {
      if (held.has(input.region)) await new Promise<void>((go) => waiting.set(input.region, go));
      return list(input);
    },
  };
  const places = [PLACE, { ...PLACE, region: OTHER }];
  const sync = Sync.of({ ...world, backend }, { name: 'x', places, depth: 'everything', filters: {} });
  const start = sync.start();
  await expect.poll(() => sync.pairs[0]!.row.state).toBe('failed');
  await expect.poll(() => waiting.has(OTHER)).toBe(true);
  held.add(REGION);
  return {
    sync,
    start,
    failedOne: sync.pairs[0]!,
    isAsked: (region: string) => expect.poll(() => waiting.has(region)).toBe(true),
    letGo: (region: string): void => {
      held.delete(region);
      waiting.get(region)?.();
    },
  };
}

test('it runs until a place that was read on meanwhile has ended, too', async () => {
  const { sync, start, failedOne, isAsked, letGo } = await oneFailed();
  const resumed = sync.resume(failedOne);
  await isAsked(REGION);
  letGo(OTHER);
  await start;
  expect(sync.running).toBe(true);
  expect(failedOne.active).toBe(true);
  letGo(REGION);
  await resumed;
  expect(sync.running).toBe(false);
  expect(sync.pairs.map(({ row }) => row.state)).toEqual(['complete', 'complete']);
});

test('it runs until the others have ended when a place that was read on is done first', async () => {
  const { sync, start, failedOne, letGo } = await oneFailed();
  letGo(REGION);
  await sync.resume(failedOne);
  expect(sync.running).toBe(true);
  letGo(OTHER);
  await start;
  expect(sync.running).toBe(false);
});

test('what is read on is not being cancelled, and can be', async () => {
  const { sync, start, failedOne, isAsked, letGo } = await oneFailed();
  sync.cancel();
  expect(sync.cancelling).toBe(true);
  const resumed = sync.resume(failedOne);
  expect(sync.cancelling).toBe(false);
  await isAsked(REGION);
  letGo(OTHER);
  await start;
  expect(sync.running).toBe(true);
  sync.cancel();
  expect(sync.cancelling).toBe(true);
  letGo(REGION);
  await resumed;
  expect([sync.running, sync.cancelling]).toEqual([false, false]);
});

test('cancelled while it is being written down, it reads nothing, and can be read on', async () => {
  const { main, sync } = await prepare([[job('A')]]);
  const start = sync.start();
  sync.cancel();
  await start;
  expect([sync.running, sync.cancelling]).toEqual([false, false]);
  expect(main.listed).toEqual([]);
  await sync.resume(sync.pairs[0]!);
  expect([sync.running, sync.cancelling]).toEqual([false, false]);
  expect(sync.pairs[0]!.row.state).toBe('complete');
});
