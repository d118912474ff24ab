import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import type { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase, type Engine } from '../../src/renderer/src/data/database/open';
import type { History, Live } from '../../src/renderer/src/data/history';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { answer, bodyOf, failureAt, follow, KEY, newEngine, newHistory, once } from './support/world';

async function newWorld(): Promise<{ db: CopytrailDatabase; history: History }> {
  const db = await openDatabase('copytrail', newEngine());
  return { db, history: new StoredHistory('aws', true, new DexieStore(db)) };
}

/** Writes what no version of the app would. */
const spoil = (db: CopytrailDatabase, table: string, row: unknown) => db.table(table).put(row);

describe('damaged rows', () => {
  test('a damaged job row is passed over in the list and counted; its snapshots tell the job anyway', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000));
    await history.record(answer(2000, bodyOf({ CopyJobId: 'OTHER' })));
    const whole = await once(history.job(KEY));
    await spoil(db, 'jobs', { jobKey: KEY, seenRank: -1000, createdRank: 0, outcomeKey: 'running', sizeBytes: 'many' });
    expect(await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).toMatchObject({
      rows: [{ copyJobId: 'OTHER' }],
      damaged: 1,
      more: false,
    });
    expect(await once(history.job(KEY))).toEqual(whole);
    await history.record(answer(3000));
    expect((await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).damaged).toBe(0);
    await spoil(db, 'jobs', { jobKey: KEY, seenRank: -1000, createdRank: 0, outcomeKey: 'running' });
    await history.recordFailure({ ...failureAt(4000), jobKey: KEY });
    expect(await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).toMatchObject({
      rows: [{ jobKey: KEY }, {}],
      damaged: 0,
    });
  });

  test('a damaged snapshot is passed over and nothing else suffers', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000, bodyOf({ State: 'CREATED' })));
    await spoil(db, 'snapshots', { jobKey: KEY, firstSeen: 1500, digest: 'x', seen: 'often' });
    await history.record(answer(2000, bodyOf({ State: 'RUNNING' })));
    const rows = await once(history.snapshots(KEY));
    expect(rows.map((row) => row.state)).toEqual(['RUNNING', 'CREATED']);
    expect(await db.snapshots.count()).toBe(3);
  });

  test('a body that is lost or no JSON any more leaves a job without facts, not a dead screen', async () => {
    const { db, history } = await newWorld();
    const { snapshotId } = await history.record(answer(1000));
    await db.bodies.toCollection().modify({ body: '{"CopyJob"' });
    await history.recordFailure(failureAt(2000));
    expect(await history.body(snapshotId)).toBe('{"CopyJob"');
    expect(await once(history.job(KEY))).toMatchObject({ jobKey: KEY, outcomeKey: 'none', snapshotCount: 1 });
    await db.bodies.clear();
    expect(await history.body(snapshotId)).toBeUndefined();
    // The next answer heals it.
    await history.record(answer(3000));
    expect(await history.body(snapshotId)).toBe(bodyOf());
    expect(await once(history.job(KEY))).toMatchObject({ state: 'RUNNING', timesSeen: 2 });
  });

  test('damaged failures are passed over', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000));
    await spoil(db, 'lookups', { id: 7, region: 'eu-central-1', copyJobId: KEY.split('/')[2], lastAt: 1 });
    await history.recordFailure(failureAt(2000));
    expect(await once(history.failures(KEY))).toHaveLength(1);
    expect(await once(history.recentFailures(5))).toHaveLength(1);
  });

  test('a write that fails is rolled back whole and says so', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000));
    db.close();
    await expect(history.record(answer(2000))).rejects.toMatchObject({ name: 'HistoryProblem', code: 'closed' });
  });

  test.each([
    ['QuotaExceededError', 'disk-full'],
    ['UnknownError', 'write-failed'],
  ])('a transaction aborted by %s is reported as %s', async (name, code) => {
    const aborted = new Dexie.AbortError(new DOMException('Internal.', name) as unknown as string);
    const db = { tables: [], transaction: () => Promise.reject(aborted) } as unknown as CopytrailDatabase;
    const history = new StoredHistory('aws', true, new DexieStore(db));
    await expect(history.record(answer(1))).rejects.toMatchObject({ name: 'HistoryProblem', code, cause: aborted });
  });
});

describe('a history closed under its live queries', () => {
  test.each([
    ['deletes', (engine: Engine) => engine.indexedDB.deleteDatabase('copytrail')],
    ['upgrades', (engine: Engine) => engine.indexedDB.open('copytrail', 9990)],
  ])('something else that %s it: each query says so, and gives no answer as if nothing were', async (_, interfere) => {
    const engine = newEngine();
    const history = await newHistory('database', engine);
    await history.record(answer(1000));
    const queries = [history.jobs({ sort: 'lastSeen', limit: 5 }), history.job(KEY), history.removals()];
    const followed = queries.map((query) => follow<unknown>(query as Live<unknown>));
    await Promise.all(followed.map((query) => query.until(() => true)));
    const request = interfere(engine);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const closed = { status: 'failed', problem: { name: 'HistoryProblem', code: 'closed' } };
    for (const { states } of followed)
      expect(states).toMatchObject([{ status: 'loading' }, { status: 'ready' }, closed]);
    await expect(once(history.job(KEY))).rejects.toMatchObject(closed.problem);
    (request.result as IDBDatabase | undefined)?.close();
  });

  test('a query that has ended hears nothing of it', async () => {
    const { db, history } = await newWorld();
    const states: unknown[] = [];
    history.job(KEY).subscribe((state) => states.push(state))();
    db.close();
    expect(states).toEqual([{ status: 'loading' }]);
  });
});
