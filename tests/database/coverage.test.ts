import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { StoredReading } from '../../src/renderer/src/data/coverage/rows';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { LADDER } from '../../src/renderer/src/data/database/ladder';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { without } from '../../src/renderer/src/domain/without';
import { newReading } from '../../src/renderer/src/data/sync/reading';
import {
  answer,
  bodyOf,
  errorOf,
  failureAt,
  follow,
  KEY,
  KINDS,
  newEngine,
  newHistory,
  once,
  PROFILE,
} from './support/world';

const place = { profile: PROFILE, region: 'eu-central-1' };
function reading(more: Partial<StoredReading> = {}): StoredReading {
  const row = newReading({ syncId: 's', syncName: 'n', place, filters: {}, plan: { depth: 'everything' }, at: 1000 });
  return { ...row, ...more };
}

describe.each(KINDS)('coverage beside %s', (kind) => {
  test('a page, its coverage and its resume place are written together', async () => {
    const history = await newHistory(kind);
    const row = reading({ nextToken: 'next' });
    const recorded = await history.recordAll([answer(1000)], async (coverage, written) => {
      await coverage.putReadings([{ ...row, jobs: written.length }]);
    });
    expect(recorded).toMatchObject([{ kind: 'new-job' }]);
    expect(await history.coverage.read((shelf) => shelf.openReadings())).toEqual([{ ...row, jobs: 1 }]);
  });

  test('readings of a place come newest first; given up, they are not open any more', async () => {
    const history = await newHistory(kind);
    const rows = [1000, 3000, 2000].map((askedAt) => reading({ askedAt }));
    const closed = without(reading({ askedAt: 4000, placeKey: 'other' }), 'open');
    await history.coverage.write((shelf) => shelf.putReadings([...rows, closed]));
    const found = await history.coverage.read((shelf) => shelf.readingsOf(rows[0]!.placeKey, 2));
    expect(found.map(({ askedAt }) => askedAt)).toEqual([3000, 2000]);
    expect(await history.coverage.read((shelf) => shelf.openReadings())).toHaveLength(3);
    expect(await history.coverage.read((shelf) => shelf.reading(closed.id))).toEqual(closed);
  });

  test('a mark keeps its first time, and goes', async () => {
    const history = await newHistory(kind);
    const mark = (missedFirst: number) =>
      history.coverage.write((shelf) => shelf.markNotListed([{ jobKey: KEY, missedFirst }]));
    const marked = follow(history.coverage.watch((shelf) => shelf.notListed(KEY)));
    await mark(1000);
    await mark(2000);
    await marked.until((row) => row?.missedFirst === 1000);
    await history.coverage.write((shelf) => shelf.unmarkListed([KEY, 'another']));
    await marked.until((row) => row === undefined);
  });

  test('jobs by when AWS last answered: the beginning belongs to it, the end does not', async () => {
    const history = await newHistory(kind);
    for (const at of [1000, 2000, 3000]) await history.record(answer(at, bodyOf({ CopyJobId: `J${at}` })));
    const ids = async (from: number, to: number) =>
      (await history.jobKeysSeenBetween(from, to)).map((key) => key.split('/').at(-1)).sort();
    expect(await ids(1000, 3000)).toEqual(['J1000', 'J2000']);
    expect(await ids(-Infinity, 1001)).toEqual(['J1000']);
    expect(await ids(3000, Infinity)).toEqual(['J3000']);
  });

  test('failures are kept many at once', async () => {
    const history = await newHistory(kind);
    await history.recordFailures([failureAt(1000), { ...failureAt(2000, errorOf('NotFound')), copyJobId: 'other' }]);
    expect(await once(history.recentFailures(5))).toMatchObject([{ copyJobId: 'other' }, { lastAt: 1000 }]);
  });
});

describe('in the database', () => {
  test('a write alongside that fails takes the page with it', async () => {
    const history = await newHistory('database');
    const failing = history.recordAll([answer(1000)], async (coverage) => {
      await coverage.putReadings([reading()]);
      throw new Error('The power went.');
    });
    await expect(failing).rejects.toMatchObject({ code: 'write-failed' });
    expect(await once(history.job(KEY))).toBeUndefined();
    expect(await history.coverage.read((shelf) => shelf.openReadings())).toEqual([]);
  });

  test('damaged rows tell nothing', async () => {
    const db = await openDatabase('copytrail', newEngine());
    const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
    await db.table('readings').put({ id: 'r', open: 1, placeKey: 'p', askedAt: 'soon' });
    await db.table('placesRead').put({ placeKey: 'p', covered: 'all' });
    await db.table('notListed').put({ jobKey: KEY, missedFirst: 'once' });
    expect(await history.coverage.read((shelf) => shelf.openReadings())).toEqual([]);
    expect(await history.coverage.read((shelf) => shelf.places())).toEqual([]);
    expect(await history.coverage.read((shelf) => shelf.place('p'))).toBeUndefined();
    expect(await history.coverage.read((shelf) => shelf.notListed(KEY))).toBeUndefined();
    history.close();
  });

  test('a history from before has looked at nothing yet, and keeps its jobs', async () => {
    const engine = newEngine();
    const old = new CopytrailDatabase('copytrail', engine, 2);
    await old.open();
    await new StoredHistory('aws', 'copytrail', new DexieStore(old)).record(answer(1000));
    old.close();
    const db = await openDatabase('copytrail', engine, undefined, LADDER.slice(0, 3));
    const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
    expect(await history.coverage.read((shelf) => shelf.places())).toEqual([]);
    expect(await once(history.job(KEY))).toBeDefined();
    expect((await engine.indexedDB.databases()).map(({ name }) => name)).toEqual(['copytrail']);
    history.close();
  });
});
