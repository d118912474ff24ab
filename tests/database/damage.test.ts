import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import type { DiskLook } from '../../src/preload/contract/trouble';
import type { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase, type Engine } from '../../src/renderer/src/data/database/open';
import { packKey } from '../../src/renderer/src/data/database/packed-job';
import type { History, Live } from '../../src/renderer/src/data/history';
import { shelfKeyOf } from '../../src/renderer/src/data/history/rows';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { answer, bodyOf, failureAt, follow, JOB_ID, KEY, newEngine, newHistory, once } from './support/world';

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

describe('a disk that takes nothing', () => {
  const FOLDER = '/home/ada/.config/Copytrail';

  /** A history whose every write fails like this, on a disk in this state. */
  function failing(name: string, state: DiskLook['state'] | undefined) {
    const aborted = new Dexie.AbortError(new DOMException('Internal.', name) as unknown as string);
    const db = { tables: [], transaction: () => Promise.reject(aborted) } as unknown as CopytrailDatabase;
    const look = () => Promise.resolve(state && { state, folder: FOLDER, free: 4096 });
    return new StoredHistory('aws', 'copytrail', new DexieStore(db, look));
  }

  test.each([
    ['full', 'disk-full', `The disk with ${FOLDER} has 4.1 kB left, which is not enough.`],
    ['read-only', 'not-writable', `The disk with ${FOLDER} is read-only.`],
    ['refused', 'not-writable', `The system does not let you write to ${FOLDER}.`],
    ['fine', 'write-failed', 'The history could not be written. Nothing of this was kept.'],
    [undefined, 'write-failed', 'The history could not be written. Nothing of this was kept.'],
  ] as const)('%s: told as %s, and what could not be saved waits in memory', async (state, code, message) => {
    const history = failing('UnknownError', state);
    await expect(history.record(answer(1))).rejects.toMatchObject({ code, message });
    expect(history.unsaved.answers).toEqual([answer(1)]);
    await expect(history.setPreference('x', 1)).rejects.toMatchObject({ code });
    expect(history.unsaved.answers).toHaveLength(1);
  });

  test('what is wrong with an answer itself does not wait: it would stay wrong', async () => {
    const { history } = await newWorld();
    await expect(history.record(answer(1, '{}', { copyJobId: JOB_ID }))).rejects.toMatchObject({
      code: 'unreadable-body',
    });
    expect(history.unsaved.answers).toEqual([]);
  });

  test('what waits goes over into the history that is opened in its place', async () => {
    const before = failing('UnknownError', 'full');
    await expect(before.recordAll([answer(1), answer(2)])).rejects.toThrow();
    const { history } = await newWorld();
    history.unsaved.adopt(before.unsaved);
    expect(before.unsaved.answers).toEqual([]);
    await history.recordAll(history.unsaved.take());
    expect(await once(history.job(KEY))).toMatchObject({ lastSeen: 2 });
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
