import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import type { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase, type Engine } from '../../src/renderer/src/data/database/open';
import { packKey } from '../../src/renderer/src/data/database/packed-job';
import type { History, Live } from '../../src/renderer/src/data/history';
import { shelfKeyOf } from '../../src/renderer/src/data/history/rows';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { answer, bodyOf, failureAt, follow, KEY, newEngine, newHistory, once } from './support/world';

async function newWorld(): Promise<{ db: CopytrailDatabase; history: History }> {
  const db = await openDatabase('copytrail', newEngine());
  return { db, history: new StoredHistory('aws', 'copytrail', new DexieStore(db)) };
}

/** Writes what no version of the app would into the usual job's row. */
const spoil = (db: CopytrailDatabase, members: object) =>
  db.copyJobs
    .where('key')
    .equals(packKey(shelfKeyOf(KEY)))
    .modify(members);

describe('damaged rows', () => {
  test.each([{ runs: 'many' }, { runs: [] }, { runs: [{ digest: 'x', seen: 'often' }] }])(
    'a job row with %j is passed over in the list and counted; the next answer puts it right',
    async (members) => {
      const { db, history } = await newWorld();
      await history.record(answer(1000));
      await history.record(answer(2000, bodyOf({ CopyJobId: 'OTHER' })));
      await spoil(db, members);
      expect(await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).toMatchObject({
        rows: [{ copyJobId: 'OTHER' }],
        damaged: 1,
        more: false,
      });
      expect(await once(history.job(KEY))).toBeUndefined();
      expect(await once(history.snapshots(KEY))).toEqual([]);
      await history.record(answer(3000));
      expect(await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).toMatchObject({
        rows: [{ jobKey: KEY }, {}],
        damaged: 0,
      });
      expect(await once(history.outcomeTotals())).toEqual([{ outcomeKey: 'running', jobs: 2 }]);
      expect(await db.copyJobs.count()).toBe(2);
    },
  );

  test('a row that does not even tell whose it is is passed over and counted', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000));
    await spoil(db, { key: 'nobody' });
    expect(await once(history.jobs({ sort: 'lastSeen', limit: 5 }))).toMatchObject({ rows: [], damaged: 1 });
    await history.record(answer(2000));
    expect(await once(history.job(KEY))).toMatchObject({ firstSeen: 2000 });
  });

  test('a damaged snapshot is passed over and nothing else suffers', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000, bodyOf({ State: 'CREATED' })));
    await spoil(db, { runs: [...(await db.copyJobs.toArray())[0]!.runs, { digest: 'x', seen: 'often' }] });
    await history.record(answer(2000, bodyOf({ State: 'RUNNING' })));
    const rows = await once(history.snapshots(KEY));
    expect(rows.map((row) => row.state)).toEqual(['RUNNING', 'CREATED']);
  });

  test('a body that is lost or no JSON any more leaves a job without facts, not a dead screen', async () => {
    const { db, history } = await newWorld();
    const { snapshotId } = await history.record(answer(1000));
    await spoil(db, { body: '{"CopyJob"' });
    await history.recordFailure(failureAt(2000));
    expect(await history.body(snapshotId)).toBe('{"CopyJob"');
    expect(await once(history.job(KEY))).toMatchObject({ jobKey: KEY, outcomeKey: 'none', snapshotCount: 1 });
    await spoil(db, { body: 7 });
    expect(await history.body(snapshotId)).toBeUndefined();
    // The next answer heals it.
    await history.record(answer(3000));
    expect(await history.body(snapshotId)).toBe(bodyOf());
    expect(await once(history.job(KEY))).toMatchObject({ state: 'RUNNING', timesSeen: 2 });
  });

  test('the lost body of an older snapshot comes back with the next answer that says the same', async () => {
    const { db, history } = await newWorld();
    const { snapshotId } = await history.record(answer(1000, bodyOf({ State: 'CREATED' })));
    await history.record(answer(2000));
    expect(await history.body(snapshotId)).toBe(bodyOf({ State: 'CREATED' }));
    await db.olderBodies.clear();
    expect(await history.body(snapshotId)).toBeUndefined();
    await history.record(answer(1500, bodyOf({ State: 'CREATED' })));
    expect(await history.body(snapshotId)).toBe(bodyOf({ State: 'CREATED' }));
  });

  test('damaged failures are passed over', async () => {
    const { db, history } = await newWorld();
    await history.record(answer(1000));
    await db.table('lookups').put({ id: 7, region: 'eu-central-1', copyJobId: KEY.split('/')[2], lastAt: 1 });
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
    const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
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
