import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { StoredGap } from '../../src/renderer/src/data/coverage/gap-rows';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { LADDER } from '../../src/renderer/src/data/database/ladder';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { without } from '../../src/renderer/src/domain/without';
import { answer, bodyOf, follow, KEY, KINDS, newEngine, newHistory, once, PROFILE } from './support/world';

function gap(from: number, more: Partial<StoredGap> = {}): StoredGap {
  const region = 'eu-central-1';
  return { id: `gap-${from}`, profile: PROFILE, region, from, open: 1, why: 'asleep', jobKeys: [KEY], ...more };
}

describe.each(KINDS)('gaps beside %s', (kind) => {
  test('a gap that lasts touches its jobs, and is told again once it has ended', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    const gaps = follow(history.gaps(KEY));
    await gaps.until((rows) => rows.length === 0);
    await history.coverage.write((shelf) => shelf.putGaps([gap(2000)]));
    await gaps.until((rows) => rows[0]?.open === 1);
    expect(await history.coverage.read((shelf) => shelf.openGaps())).toEqual([gap(2000)]);
    const closed = without({ ...gap(2000), until: 3000 }, 'open');
    await history.coverage.write((shelf) => shelf.putGaps([closed]));
    await gaps.until((rows) => rows[0]?.until === 3000);
    expect(await history.coverage.read((shelf) => shelf.openGaps())).toEqual([]);
  });

  test('a gap of other jobs, of another Region, from before the job was seen or after it had ended is none of its', async () => {
    const history = await newHistory(kind);
    await history.recordAll([answer(1000), answer(5000, bodyOf({ State: 'COMPLETED' }))]);
    const others = [
      gap(2000, { jobKeys: ['111122223333/eu-central-1/ANOTHER'] }),
      gap(2001, { region: 'us-east-1' }),
      gap(500),
      gap(6000),
    ];
    await history.coverage.write((shelf) => shelf.putGaps([...others, gap(3000), gap(2500)]));
    expect((await once(history.gaps(KEY))).map(({ from }) => from)).toEqual([2500, 3000]);
    expect(await once(history.gaps('111122223333/eu-central-1/UNKNOWN'))).toEqual([]);
  });

  test('a gap too large to list its jobs touches those that its profile has answered about', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    const large = (from: number, name: string) =>
      without(gap(from, { profile: { origin: 'shared', name }, why: 'closed' }), 'jobKeys');
    await history.coverage.write((shelf) => shelf.putGaps([large(2000, PROFILE.name), large(3000, 'another')]));
    expect((await once(history.gaps(KEY))).map(({ from }) => from)).toEqual([2000]);
  });
});

test('damaged gaps are passed over', async () => {
  const db = await openDatabase('copytrail', newEngine());
  const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
  await history.record(answer(1000));
  await db.table('gaps').bulkPut([gap(2000), { ...gap(3000), why: 'bored' }, { ...gap(4000), profile: 'prod' }]);
  expect(await once(history.gaps(KEY))).toEqual([gap(2000)]);
  history.close();
});

test('a history of version 3 takes gaps in without losing anything', async () => {
  const engine = newEngine();
  const old = new CopytrailDatabase('copytrail', engine, 3);
  await old.open();
  const before = new StoredHistory('aws', 'copytrail', new DexieStore(old));
  await before.record(answer(1000));
  await old.table('notListed').put({ jobKey: KEY, missedFirst: 7 });
  before.close();
  const db = await openDatabase('copytrail', engine, undefined, LADDER.slice(0, 4));
  const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
  await history.coverage.write((shelf) => shelf.putGaps([gap(2000)]));
  expect(await once(history.gaps(KEY))).toEqual([gap(2000)]);
  expect(await history.coverage.read((shelf) => shelf.notListed(KEY))).toEqual({ jobKey: KEY, missedFirst: 7 });
  expect(await once(history.snapshots(KEY))).toHaveLength(1);
  expect((await engine.indexedDB.databases()).map(({ name }) => name)).toEqual(['copytrail']);
  history.close();
});
