import { expect, test } from 'vitest';
import type { Api } from '../../../../../src/preload/contract/api';
import { CallBudget, type BudgetClock } from '../../../../../src/renderer/src/data/sync/budget.svelte';
import { Sync } from '../../../../../src/renderer/src/data/sync/sync.svelte';
import { MINUTE_MS } from '../../../../../src/renderer/src/domain/durations';
import { failure } from '../../../../component/support/main-process';
import { job, PLACE, prepare, rowOf } from '../syncing';

const THROTTLED_MS = 10 * MINUTE_MS;

/** Time that passes only while somebody waits, and then at once. */
class SkippingClock implements BudgetClock {
  #now = 0;
  now(): number {
    return this.#now;
  }
  later(ms: number, act: () => void): () => void {
    const due = this.#now + ms;
    const timer = setTimeout(() => {
      this.#now = Math.max(this.#now, due);
      act();
    });
    return () => {
      clearTimeout(timer);
    };
  }
}

test('Throttled for ten minutes, a sync asks seldom, reads no page twice and loses none', async () => {
  const { main, history, ids, tokens } = await prepare([[job('A')], [job('B')], [job('C')]]);
  const clock = new SkippingClock();
  const refusedAt: number[] = [];
  const listCopyJobs: Api['listCopyJobs'] = async (input) => {
    if (input.nextToken === undefined || clock.now() >= THROTTLED_MS) return main.api.listCopyJobs(input);
    refusedAt.push(clock.now());
    return { ok: false, error: failure('Throttled') };
  };
  const sync = Sync.of(
    { backend: { ...main.api, listCopyJobs }, history, budget: new CallBudget(clock), now: Date.now },
    { name: 'nightly', places: [PLACE], depth: 'everything', filters: {} },
  );
  let starts = 0;
  while (rowOf(sync).state !== 'complete') {
    await sync.start();
    starts += 1;
    // Given up, it says so, and what was read stays: somebody has it read on.
    if (clock.now() < THROTTLED_MS)
      expect(rowOf(sync)).toMatchObject({ state: 'failed', error: { code: 'Throttled' }, jobs: 1 });
  }
  expect(clock.now()).toBeGreaterThanOrEqual(THROTTLED_MS);
  expect(refusedAt.length).toBeLessThanOrEqual(30);
  expect(starts).toBeLessThanOrEqual(5);
  expect(tokens()).toEqual([undefined, '1', '2']);
  expect(await ids()).toEqual(['A', 'B', 'C']);
});
