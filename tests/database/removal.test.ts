import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/renderer/src/data/history';
import { answer, bodyOf, failureAt, follow, KEY, KINDS, newHistory, once, REMOVED_AT } from './support/world';

/** Everything about the usual job that a person could see. */
async function seen(history: History) {
  const snapshots = await once(history.snapshots(KEY));
  return {
    job: await once(history.job(KEY)),
    snapshots,
    bodies: await Promise.all(snapshots.map((row) => history.body(row.id))),
    failures: (await once(history.failures(KEY))).map(({ firstAt, lastAt, times }) => ({ firstAt, lastAt, times })),
    totals: await once(history.outcomeTotals()),
  };
}

const created = bodyOf({ State: 'CREATED', ResourceName: 'db-data' });
const running = bodyOf({ State: 'RUNNING', ResourceName: 'db-data' });

describe.each(KINDS)('removing in %s', (kind) => {
  test('a removed job is gone with all that belongs to it, and comes back whole', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, created));
    await history.recordFailure(failureAt(1500));
    await history.record(answer(2000, running));
    const before = await seen(history);
    const id = await history.removeJob(KEY);
    expect(await seen(history)).toEqual({ job: undefined, snapshots: [], bodies: [], failures: [], totals: [] });
    expect(await once(history.removals())).toEqual([
      { id, kind: 'job', jobKey: KEY, title: 'db-data', snapshotCount: 2, removedAt: REMOVED_AT },
    ]);
    expect(await history.restore(id!)).toBe(true);
    expect(await seen(history)).toEqual(before);
    expect(await once(history.removals())).toEqual([]);
    expect(await history.restore(id!)).toBe(false);
  });

  test('what was seen in the meantime is merged on restoring', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, created));
    await history.record(answer(2000, running));
    const id = await history.removeJob(KEY);
    await history.record(answer(3000, running));
    await history.record(answer(4000, bodyOf({ State: 'COMPLETED' })));
    await history.restore(id!);
    const rows = await once(history.snapshots(KEY));
    expect(rows.map((row) => [row.state, row.firstSeen, row.lastSeen, row.timesSeen])).toEqual([
      ['COMPLETED', 4000, 4000, 1],
      ['RUNNING', 2000, 3000, 2],
      ['CREATED', 1000, 1000, 1],
    ]);
    expect(await once(history.job(KEY))).toMatchObject({ state: 'COMPLETED', timesSeen: 4, firstSeen: 1000 });
    expect(await once(history.outcomeTotals())).toEqual([{ outcomeKey: 'completed', jobs: 1 }]);
  });

  test('removing the newest snapshot takes the list back to the one before; undo takes it forward again', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, created));
    const { snapshotId } = await history.record(answer(2000, running));
    const before = await seen(history);
    const id = await history.removeSnapshot(snapshotId);
    expect(await once(history.job(KEY))).toMatchObject({ state: 'CREATED', snapshotCount: 1, lastSeen: 1000 });
    expect(await once(history.outcomeTotals())).toEqual([{ outcomeKey: 'created', jobs: 1 }]);
    expect(await history.body(snapshotId)).toBeUndefined();
    await history.restore(id!);
    expect(await seen(history)).toEqual(before);
  });

  test('neighbours that say the same become one while the snapshot between them is away', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, running));
    const { snapshotId } = await history.record(answer(2000, created));
    await history.record(answer(3000, running));
    const before = await seen(history);
    const id = await history.removeSnapshot(snapshotId);
    await history.record(answer(4000, running));
    const [row, ...others] = await once(history.snapshots(KEY));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ firstSeen: 1000, lastSeen: 4000, timesSeen: 3 });
    await history.restore(id!);
    const after = await once(history.snapshots(KEY));
    expect(after.map((s) => [s.state, s.firstSeen, s.lastSeen, s.timesSeen])).toEqual([
      ['RUNNING', 3000, 4000, 2],
      ['CREATED', 2000, 2000, 1],
      ['RUNNING', 1000, 1000, 1],
    ]);
    expect(after.slice(1)).toEqual(before.snapshots.slice(1));
  });

  test('removing one of two snapshots with the same content keeps their common body', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, running));
    await history.record(answer(2000, created));
    const { snapshotId } = await history.record(answer(3000, running));
    await history.removeSnapshot(snapshotId);
    const [, first] = await once(history.snapshots(KEY));
    expect(await history.body(first!.id)).toBe(running);
  });

  test('removing the only snapshot removes the job; unknown things are not there to be removed', async () => {
    const history = await newHistory(kind);
    const { snapshotId } = await history.record(answer(1000, created));
    const id = await history.removeSnapshot(snapshotId);
    expect((await once(history.removals()))[0]).toMatchObject({ id, kind: 'job' });
    expect(await once(history.job(KEY))).toBeUndefined();
    expect(await history.removeSnapshot(snapshotId)).toBeUndefined();
    expect(await history.removeSnapshot('nonsense')).toBeUndefined();
    expect(await history.removeJob(KEY)).toBeUndefined();
    expect(await history.restore(99)).toBe(false);
  });

  test('emptying forgets for good', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, created));
    const removals = follow(history.removals());
    const id = await history.removeJob(KEY);
    await removals.until((rows) => rows.length === 1);
    await history.emptyRemovals();
    await removals.until((rows) => rows.length === 0);
    expect(await history.restore(id!)).toBe(false);
  });
});
