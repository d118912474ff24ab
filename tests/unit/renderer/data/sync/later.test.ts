import { expect, test } from 'vitest';
import { lastMissed } from '../../../../../src/renderer/src/data/coverage/last-missed';
import { SAFETY_MARGIN_MS } from '../../../../../src/renderer/src/data/sync/plan';
import { Sync } from '../../../../../src/renderer/src/data/sync/sync.svelte';
import { LISTED_FOR_MS } from '../../../../../src/renderer/src/domain/coverage/span';
import { DAY_MS, HOUR_MS } from '../../../../../src/renderer/src/domain/durations';
import { failure } from '../../../../component/support/main-process';
import { CREATED, job, keyOf, PLACE, prepare, REGION, rowOf, type Pages } from '../syncing';

/** A clock that stands still until it is put on. */
async function prepareAt(begin: number, pages: Pages) {
  let now = begin;
  const world = await prepare(pages, { now: () => now });
  return {
    ...world,
    now: () => now,
    pass: (ms: number): void => {
      now += ms;
    },
    missed: (id: string) => world.history.coverage.read((shelf) => lastMissed(shelf, keyOf(id))),
  };
}

const SOON = CREATED * 1000 + HOUR_MS;

test('gone on with days later, it claims no more than AWS still listed when the last page came', async () => {
  const { main, sync, syncOf, now, pass, place, missed } = await prepareAt(SOON, [[job('A'), job('GONE')]]);
  await sync.start();
  const { covered: first } = rowOf(sync);
  expect(first).toEqual({ from: SOON - LISTED_FOR_MS, to: SOON });

  pass(DAY_MS);
  const begunAt = now();
  main.lists(REGION, [[job('A')], failure('Offline'), [job('B', 'COMPLETED', CREATED - 15 * 86_400)]]);
  const second = syncOf();
  await second.start();
  expect(rowOf(second)).toMatchObject({ state: 'failed', covered: { from: CREATED * 1000 + 1, to: begunAt } });

  pass(20 * DAY_MS);
  await second.start();
  expect(rowOf(second)).toMatchObject({
    state: 'complete',
    startedAt: begunAt,
    lastAt: now(),
    covered: { from: now() - LISTED_FOR_MS, to: begunAt },
  });
  // What was known before stays known.
  expect((await place())?.covered).toEqual([{ from: first!.from, to: begunAt }]);
  expect(await missed('GONE')).toEqual({ missedFirst: now(), begunAt, missedLast: now() });
});

test('changes of a place that was read last long ago leave a gap that is known', async () => {
  const { main, sync, syncOf, now, pass, place } = await prepareAt(SOON, [[job('A', 'COMPLETED')]]);
  await sync.start();
  pass(60 * DAY_MS);
  main.lists(REGION, [[job('NEW', 'COMPLETED', now() / 1000 - 3600)]]);
  const changes = syncOf({ depth: 'changes' });
  await changes.start();
  const since = { from: now() - LISTED_FOR_MS, to: now() };
  expect(rowOf(changes)).toMatchObject({ depth: 'changes', state: 'complete', covered: since });
  expect((await place())?.covered).toEqual([rowOf(sync).covered, since]);
});

test('changes: lists after the first that are read on days later take nothing from what it covers', async () => {
  const { main, world, sync, pass } = await prepareAt(SOON, [[job('A', 'COMPLETED')]]);
  await sync.start();
  pass(DAY_MS);
  main.lists(REGION, [[]]);
  let calls = 0;
  const backend: typeof main.api = {
    ...main.api,
    listCopyJobs: (input) => {
      calls += 1;
      return calls === 2 ? Promise.resolve({ ok: false, error: failure('Offline') }) : main.api.listCopyJobs(input);
    },
  };
  const changes = Sync.of({ ...world, backend }, { name: 'x', places: [PLACE], depth: 'changes', filters: {} });
  await changes.start();
  const { covered } = rowOf(changes);
  expect(rowOf(changes)).toMatchObject({ state: 'failed', list: 1 });
  expect(covered).toEqual({ from: CREATED * 1000 - SAFETY_MARGIN_MS + 1, to: SOON + DAY_MS });
  pass(40 * DAY_MS);
  await changes.start();
  expect(rowOf(changes)).toMatchObject({ state: 'complete', covered });
});
