import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { LADDER, NEWEST_VERSION, rewritesRows } from '../../src/renderer/src/data/database/ladder';
import { openDatabase, versionOnDisk } from '../../src/renderer/src/data/database/open';
import { openRaw, recordsOf } from '../../src/renderer/src/data/database/raw';
import type { Rung } from '../../src/renderer/src/data/database/rung';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { all, answer, bodyOf, KEY, newEngine, once, unexpected } from './support/world';

/** A rung as a later version might add it: every job gets a mark. */
const NEXT: Rung = {
  version: NEWEST_VERSION + 1,
  stores: { notes: '++id' },
  upgrade: (transaction) =>
    transaction
      .table('jobs')
      .toCollection()
      .modify((row: Record<string, unknown>) => {
        row['mark'] = 'new';
      }),
};

describe('version ladder', () => {
  test('versions climb one after the other', () => {
    expect(LADDER.map((rung) => rung.version)).toEqual(LADDER.map((_, index) => index + 1));
  });

  test.each(LADDER.map((rung) => rung.version))(
    'a history written at version %i is read by this build',
    async (version) => {
      const engine = newEngine();
      const old = new CopytrailDatabase('copytrail', engine, version);
      await old.open();
      expect(await versionOnDisk('copytrail', engine.indexedDB)).toBe(version);
      const writing = new StoredHistory('aws', true, new DexieStore(old));
      await writing.record(answer(1000));
      writing.close();
      const db = await openDatabase('copytrail', engine);
      expect(db.verno).toBe(NEWEST_VERSION);
      const history = new StoredHistory('aws', true, new DexieStore(db));
      expect(await once(history.snapshots(KEY))).toHaveLength(1);
      expect((await once(history.jobs({ sort: 'createdAt', limit: 5 }))).rows).toHaveLength(1);
      history.close();
    },
  );

  test('a rung that rewrites rows leaves a whole copy of what was there', async () => {
    const engine = newEngine();
    const before = await openDatabase('copytrail', engine);
    await new StoredHistory('aws', true, new DexieStore(before)).record(answer(1, bodyOf({ CopyJobId: 'J7' })));
    const row = await before.jobs.toCollection().first();
    await before.jobs.bulkPut(
      Array.from({ length: 599 }, (_, n) => ({ ...row!, jobKey: `a/b/${n}`, copyJobId: 'other' })),
    );
    before.close();
    const ladder = [...LADDER, NEXT];
    expect(rewritesRows(NEWEST_VERSION)).toBe(false);
    expect(rewritesRows(NEWEST_VERSION, ladder)).toBe(true);

    const db = await openDatabase('copytrail', engine, undefined, ladder);
    expect(await db.jobs.filter((row) => 'mark' in row).count()).toBe(600);
    db.close();
    const copy = await openRaw(`copytrail-before-v${NEXT.version}`, engine.indexedDB);
    expect([...copy!.objectStoreNames].sort()).toEqual(Object.keys(LADDER[0]!.stores).sort());
    const rows = await all(recordsOf(copy!, 'jobs', unexpected));
    expect(rows).toHaveLength(600);
    expect(rows[0]!.value).not.toHaveProperty('mark');
    copy!.close();
    // The copy is a history in its own right.
    const old = new CopytrailDatabase(`copytrail-before-v${NEXT.version}`, engine);
    await old.open();
    expect(await old.jobs.where('copyJobId').equals('J7').count()).toBe(1);
    old.close();
  });

  test('a rung that only adds leaves no copy', async () => {
    const engine = newEngine();
    (await openDatabase('copytrail', engine)).close();
    const { version, stores } = NEXT;
    (await openDatabase('copytrail', engine, undefined, [...LADDER, { version, stores }])).close();
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
    const durability = await db.transaction('rw', db.jobs, () =>
      Promise.resolve(Dexie.currentTransaction.idbtrans.durability),
    );
    expect(durability).toBe('strict');
    db.close();
  });
});
