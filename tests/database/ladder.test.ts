import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieShelf } from '../../src/renderer/src/data/database/dexie-shelf';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { LADDER, NEWEST_VERSION, rewritesRows } from '../../src/renderer/src/data/database/ladder';
import { openDatabase, versionOnDisk, type Engine } from '../../src/renderer/src/data/database/open';
import { openRaw, recordsOf } from '../../src/renderer/src/data/database/raw';
import { packJob, packKey } from '../../src/renderer/src/data/database/packed-job';
import type { Rung } from '../../src/renderer/src/data/database/rung';
import type { History } from '../../src/renderer/src/data/history';
import { holdJobs } from '../../src/renderer/src/data/thinning/holds';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { all, bodyOf, errorOf, JOB_ID, KEY, newEngine, once, PROFILE, unexpected } from './support/world';

/** A rung as a later version might add it. */
const NEXT: Rung = { version: NEWEST_VERSION + 1, stores: { notes: '++id' } };

async function openHistoryOf(engine: Engine): Promise<History> {
  return new StoredHistory('aws', 'copytrail', new DexieStore(await openDatabase('copytrail', engine)));
}

/** The usual job with two snapshots and a failed look-up, and another one in the bin, as version 1 kept them. */
async function writeV1(engine: Engine): Promise<void> {
  const old = new CopytrailDatabase('copytrail', engine, 1);
  await old.open();
  const origin = (at: number) => ({
    source: 'describe',
    profile: PROFILE,
    endpoint: 'https://e',
    requestId: `request-${at}`,
  });
  const snapshot = (digest: string, seen: readonly number[], state: string, jobKey = KEY) => ({
    jobKey,
    firstSeen: seen[0],
    digest,
    seen,
    timesSeen: seen.length,
    state,
    outcomeKey: state.toLowerCase(),
    outcomeKind: state.toLowerCase(),
    first: origin(seen[0]!),
    last: origin(seen.at(-1)!),
  });
  const error = errorOf('Offline');
  await old.table('snapshots').bulkPut([snapshot('aa', [1000], 'CREATED'), snapshot('bb', [2000, 3000], 'RUNNING')]);
  await old.table('bodies').bulkPut([
    { jobKey: KEY, digest: 'aa', body: bodyOf({ State: 'CREATED' }) },
    { jobKey: KEY, digest: 'bb', body: bodyOf() },
  ]);
  await old.table('jobs').put({
    jobKey: KEY,
    copyJobId: JOB_ID,
    seenRank: -3000,
    createdRank: 0,
    outcomeKey: 'running',
    profile: PROFILE,
    lastLookup: { at: 4000, outcome: 'failed', error },
  });
  await old.table('totals').put({ outcomeKey: 'running', jobs: 1 });
  const gone = KEY.replace(JOB_ID, 'GONE');
  await old.table('removed').put({ id: 1, removedAt: 1, kind: 'job', jobKey: gone, title: 'GONE', snapshotCount: 1 });
  await old.table('removedContents').put({
    id: 1,
    snapshots: [snapshot('cc', [500], 'FAILED', gone)],
    bodies: [{ jobKey: gone, digest: 'cc', body: bodyOf({ CopyJobId: 'GONE' }) }],
    failures: [],
  });
  old.close();
}

describe('version ladder', () => {
  test('versions climb one after the other', () => {
    expect(LADDER.map((rung) => rung.version)).toEqual(LADDER.map((_, index) => index + 1));
  });

  test('a history written at version 1 is read by this build, with all that was in it', async () => {
    const engine = newEngine();
    await writeV1(engine);
    const history = await openHistoryOf(engine);
    expect(await once(history.snapshots(KEY))).toMatchObject([
      { state: 'RUNNING', firstSeen: 2000, lastSeen: 3000, timesSeen: 2, last: { requestId: 'request-3000' } },
      { state: 'CREATED', firstSeen: 1000, lastSeen: 1000, timesSeen: 1 },
    ]);
    const [newest, oldest] = await once(history.snapshots(KEY));
    expect(await history.body(newest!.id)).toBe(bodyOf());
    expect(await history.body(oldest!.id)).toBe(bodyOf({ State: 'CREATED' }));
    expect(await once(history.jobs({ sort: 'createdAt', limit: 5 }))).toMatchObject({
      rows: [
        { jobKey: KEY, state: 'RUNNING', lastLookup: { at: 4000, outcome: 'failed', error: { code: 'Offline' } } },
      ],
      damaged: 0,
    });
    expect(await once(history.outcomeTotals())).toEqual([{ outcomeKey: 'running', jobs: 1 }]);
    // What lay in the bin can still be brought back.
    expect(await history.restore(1)).toBe(true);
    const restored = await once(history.job(KEY.replace(JOB_ID, 'GONE')));
    expect(restored).toMatchObject({ copyJobId: 'GONE', firstSeen: 500 });
    history.close();
  });

  test('a rung that rewrites rows leaves a whole copy of what was there', async () => {
    const engine = newEngine();
    await writeV1(engine);
    expect(rewritesRows(1)).toBe(true);
    expect(rewritesRows(NEWEST_VERSION)).toBe(false);
    (await openHistoryOf(engine)).close();
    const copy = await openRaw(`copytrail-before-v${NEWEST_VERSION}`, engine.indexedDB);
    expect([...copy!.objectStoreNames].sort()).toEqual(Object.keys(LADDER[0]!.stores).sort());
    expect(await all(recordsOf(copy!, 'snapshots', unexpected))).toHaveLength(2);
    copy!.close();
    // The copy is a history in its own right.
    const old = new CopytrailDatabase(`copytrail-before-v${NEWEST_VERSION}`, engine, 1);
    await old.open();
    expect(await old.table('jobs').where('copyJobId').equals(JOB_ID).count()).toBe(1);
    old.close();
  });

  test('version 5 keeps ids and digests as bytes; a damaged row and an id of another form stay as they are', async () => {
    const engine = newEngine();
    const old = new CopytrailDatabase('copytrail', engine, 4);
    await old.open();
    const digest = '0123456789abcdef'.repeat(4);
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digest.slice(2 * at, 2 * at + 2), 16));
    const usual = '0F2B9C3E-1D4A-4E7B-8C5D-6A7B8C9D0E1F/111122223333/eu-central-1';
    const unusual = 'Copy/Job/111122223333/eu-central-1';
    const run = {
      digest,
      seen: [5],
      timesSeen: 1,
      outcomeKey: 'running',
      first: { source: 'list', profile: PROFILE, endpoint: 'https://e' },
    };
    const rowOf = (key: string) => ({
      key,
      seenRank: -5,
      createdRank: 0,
      outcomeKey: 'running',
      runs: [run],
      body: bodyOf(),
    });
    const damaged = { key: 'DAMAGED/111122223333/eu-central-1', runs: 'none' };
    await old.table('copyJobs').bulkAdd([rowOf(usual), rowOf(unusual), damaged]);
    old.close();
    const db = await openDatabase('copytrail', engine);
    const [first, second, third] = await db.table<Record<string, unknown>>('copyJobs').toArray();
    expect(first).toMatchObject({ key: packKey(usual), runs: [{ digest: bytes, seen: [5] }] });
    expect(second).toMatchObject({ key: unusual, runs: [{ digest: bytes }] });
    expect(third).toEqual({ no: 3, ...damaged });
    const shelf = new DexieShelf(db);
    expect(await shelf.jobs([usual, unusual])).toEqual([
      { no: 1, ...rowOf(usual) },
      { no: 2, ...rowOf(unusual) },
    ]);
    db.close();
  });

  test('version 6 takes notes into the rows of version 5, which stay as they are', async () => {
    const engine = newEngine();
    const old = new CopytrailDatabase('copytrail', engine, 5);
    await old.open();
    const first = { source: 'list', profile: PROFILE, endpoint: 'https://e' };
    const run = { digest: 'aa', seen: [5], timesSeen: 1, outcomeKey: 'running', first };
    const key = `${JOB_ID}/111122223333/eu-central-1`;
    await old.copyJobs.add(
      packJob({ key, seenRank: -5, createdRank: 0, outcomeKey: 'running', runs: [run as never], body: bodyOf() }),
    );
    const before = await old.copyJobs.toArray();
    old.close();
    expect(rewritesRows(5)).toBe(false);
    const db = await openDatabase('copytrail', engine);
    expect(await db.copyJobs.toArray()).toEqual(before);
    const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
    expect(await history.writeNote(KEY, undefined, 'seen by Ada')).toBe(true);
    expect(await once(history.job(KEY))).toMatchObject({ note: 'seen by Ada', firstSeen: 5 });
    history.close();
    // What an older build makes of it: nothing, for it would lose the note.
    await expect(openDatabase('copytrail', engine, undefined, LADDER.slice(0, 5))).rejects.toMatchObject({
      code: 'newer',
    });
  });

  test('version 7 takes holds into the rows of version 6, and what is set aside; rows stay as they are', async () => {
    const engine = newEngine();
    const old = new CopytrailDatabase('copytrail', engine, 6);
    await old.open();
    const first = { source: 'list', profile: PROFILE, endpoint: 'https://e' };
    const run = { digest: 'aa', seen: [5], timesSeen: 1, outcomeKey: 'running', first };
    const notes = [{ texts: [{ at: 6, text: 'seen by Ada' }] }];
    const key = `${JOB_ID}/111122223333/eu-central-1`;
    await old.copyJobs.add(
      packJob({
        key,
        seenRank: -5,
        createdRank: 0,
        outcomeKey: 'running',
        runs: [run as never],
        body: bodyOf(),
        notes,
      }),
    );
    const before = await old.copyJobs.toArray();
    old.close();
    expect(rewritesRows(6)).toBe(false);
    const db = await openDatabase('copytrail', engine);
    expect(await db.copyJobs.toArray()).toEqual(before);
    const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
    expect(await holdJobs(history, [KEY], 'audit', 9)).toBe(1);
    expect(await once(history.job(KEY))).toMatchObject({ note: 'seen by Ada', hold: 'audit', firstSeen: 5 });
    expect(await history.whole.read((shelf) => shelf.aside.thinnings())).toEqual([]);
    history.close();
    // What an older build makes of it: nothing, for it would lose the hold.
    await expect(openDatabase('copytrail', engine, undefined, LADDER.slice(0, 6))).rejects.toMatchObject({
      code: 'newer',
    });
  });

  test('a history that is copied and rewritten takes as long as it takes', async () => {
    const engine = newEngine();
    await writeV1(engine);
    const { indexedDB, IDBKeyRange } = engine;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const slow = Object.create(indexedDB, {
      databases: { value: indexedDB.databases.bind(indexedDB) },
      open: { value: indexedDB.open.bind(indexedDB) },
      // The first thing that copying does.
      deleteDatabase: {
        value: (name: string) => {
          vi.advanceTimersByTime(3_600_000);
          return indexedDB.deleteDatabase(name);
        },
      },
    }) as IDBFactory;
    const db = await openDatabase('copytrail', { indexedDB: slow, IDBKeyRange });
    expect(await db.copyJobs.count()).toBe(1);
    db.close();
  });

  test('a rung that only adds leaves no copy', async () => {
    const engine = newEngine();
    (await openDatabase('copytrail', engine)).close();
    (await openDatabase('copytrail', engine, undefined, [...LADDER, NEXT])).close();
    expect((await engine.indexedDB.databases()).map(({ name }) => name)).toEqual(['copytrail']);
  });

  test('a newer history is refused and left exactly as it is', async () => {
    const engine = newEngine();
    const newer = await openDatabase('copytrail', engine, undefined, [...LADDER, NEXT]);
    await newer.table('notes').add({ text: 'from the future' });
    newer.close();
    const opening = openDatabase('copytrail', engine);
    await expect(opening).rejects.toMatchObject({ name: 'OpenFailure', code: 'newer' });
    expect(await versionOnDisk('copytrail', engine.indexedDB)).toBe(NEXT.version);
    const raw = await openRaw('copytrail', engine.indexedDB);
    expect(await all(recordsOf(raw!, 'notes', unexpected))).toHaveLength(1);
    raw!.close();
  });

  test('writes are strict: flushed to disk before they count as done', async () => {
    const db = await openDatabase('copytrail', newEngine());
    const durability = await db.transaction('rw', db.copyJobs, () =>
      Promise.resolve(Dexie.currentTransaction.idbtrans.durability),
    );
    expect(durability).toBe('strict');
    db.close();
  });
});
