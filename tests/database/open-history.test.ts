import 'fake-indexeddb/auto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { LADDER, NEWEST_VERSION } from '../../src/renderer/src/data/database/ladder';
import { openDatabase, type Engine } from '../../src/renderer/src/data/database/open';
import {
  beginHistory,
  describeOpenFailure,
  exportReadable,
  openHistory,
  OpenFailure,
  openWithoutHistory,
  startAfresh,
} from '../../src/renderer/src/data/open-history';
import { answer, fixture, KEY, newBook, newEngine, once } from './support/world';

/** An engine whose `open` fails the way real ones do. */
function failingEngine(problem: DOMException): Engine {
  const { indexedDB, IDBKeyRange } = newEngine();
  const request = () => {
    const failed = { error: problem, onerror: undefined as ((event: unknown) => void) | undefined };
    queueMicrotask(() =>
      failed.onerror?.({ target: failed, preventDefault: () => undefined, stopPropagation: () => undefined }),
    );
    return failed as unknown as IDBOpenDBRequest;
  };
  const factory = Object.create(indexedDB, { open: { value: request } }) as IDBFactory;
  Object.defineProperty(factory, 'databases', { value: () => indexedDB.databases() });
  return { indexedDB: factory, IDBKeyRange };
}

function unusable(): never {
  throw new DOMException('Storage is forbidden.', 'SecurityError');
}

const failureOf = (opening: Promise<unknown>) =>
  opening.then(
    () => expect.fail('it opened'),
    (problem: unknown) => problem as OpenFailure,
  );

describe('opening', () => {
  test('finds again what was kept, and keeps the workspaces apart', async () => {
    const world = { engine: newEngine(), book: newBook() };
    const real = await openHistory('aws', world);
    expect([real.workspace, real.kept]).toEqual(['aws', true]);
    await real.record(answer(1000));
    real.close();
    const demo = await openHistory('demo', world);
    expect(await once(demo.job(KEY))).toBeUndefined();
    demo.close();
    const again = await openHistory('aws', world);
    expect(await once(again.job(KEY))).toMatchObject({ lastSeen: 1000 });
    again.close();
    const names = (await world.engine.indexedDB.databases()).map(({ name }) => name);
    expect(names.sort()).toEqual(['copytrail', 'copytrail-demo']);
  });

  test.each([
    ['QuotaExceededError', 'disk-full'],
    ['UnknownError', 'damaged'],
    ['SecurityError', 'unavailable'],
    ['SomethingElseError', 'unknown'],
  ])('%s is reported as %s', async (name, code) => {
    const engine = failingEngine(new DOMException('Internal error.', name));
    const failure = await failureOf(openHistory('aws', { engine, book: newBook() }));
    expect(failure).toBeInstanceOf(OpenFailure);
    expect(failure).toMatchObject({ code });
    expect(describeOpenFailure(failure)).toMatchObject({ code, message: failure.message });
    expect(failure.message).not.toContain('Error');
    expect(failure.detail).toContain(name);
  });

  test.each([
    ['full', 'disk-full'],
    ['read-only', 'not-writable'],
    ['refused', 'not-writable'],
    ['fine', 'damaged'],
  ] as const)('files that cannot be opened on a disk that is %s are reported as %s', async (state, code) => {
    const engine = failingEngine(new DOMException('Internal error.', 'UnknownError'));
    const look = () => Promise.resolve({ state, folder: '/home/ada/.config/Copytrail' });
    const failure = await failureOf(openHistory('aws', { engine, book: newBook(), look }));
    expect(failure).toMatchObject({ code });
    expect(failure.detail).toContain('UnknownError');
  });

  test('can be asked before it is open: questions wait for their answers', async () => {
    const world = { engine: newEngine(), book: newBook() };
    const { history, opened } = beginHistory('aws', world);
    const left: unknown[] = [];
    const leave = history.job(KEY).subscribe((state) => left.push(state));
    leave();
    const [recorded, seen] = await Promise.all([history.record(answer(1000)), history.preference('none')]);
    await opened;
    expect(recorded).toMatchObject({ jobKey: KEY });
    expect(seen).toBeUndefined();
    expect(await once(history.job(KEY))).toMatchObject({ lastSeen: 1000 });
    expect(left).toEqual([{ status: 'loading' }]);
    history.close();
  });

  test('one that does not open fails all that was asked of it, the same way', async () => {
    const engine = failingEngine(new DOMException('Internal error.', 'UnknownError'));
    const { history, opened } = beginHistory('aws', { engine, book: newBook() });
    const states: unknown[] = [];
    history.job(KEY).subscribe((state) => states.push(state));
    const failure = await failureOf(opened);
    expect(failure).toMatchObject({ code: 'damaged' });
    expect(await failureOf(history.record(answer(1000)))).toBe(failure);
    expect(await failureOf(history.preference('any'))).toBe(failure);
    expect(states).toEqual([{ status: 'loading' }, { status: 'failed', problem: failure }]);
    history.close();
  });

  test('one closed before it was open does not stay open', async () => {
    const world = { engine: newEngine(), book: newBook() };
    const { history, opened } = beginHistory('aws', world);
    history.close();
    await opened;
    await expect(history.record(answer(1000))).rejects.toMatchObject({ code: 'closed' });
  });

  test('an engine that never answers is given up, and a late connection closed', async () => {
    const { indexedDB, IDBKeyRange } = newEngine();
    let answerNow: () => void = () => undefined;
    const later = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    const slow = Object.create(indexedDB, {
      databases: { value: () => later.then(() => indexedDB.databases()) },
      open: { value: indexedDB.open.bind(indexedDB) },
    }) as IDBFactory;
    const failure = await failureOf(openDatabase('copytrail', { indexedDB: slow, IDBKeyRange }, 5));
    expect(failure.code).toBe('no-answer');
    answerNow();
    // Deleting waits for open connections; it ends because the late one has been closed.
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase('copytrail');
      request.onsuccess = resolve;
    });
  });

  test('a database that the engine takes away once it has told its name is lost, and no empty one is made', async () => {
    const { indexedDB, IDBKeyRange } = newEngine();
    const told = [{ name: 'copytrail', version: 10 * NEWEST_VERSION }];
    const hasty = Object.create(indexedDB, {
      databases: { value: () => Promise.resolve(told) },
      open: { value: indexedDB.open.bind(indexedDB) },
    }) as IDBFactory;
    const failure = await failureOf(openDatabase('copytrail', { indexedDB: hasty, IDBKeyRange }));
    expect(failure).toMatchObject({ code: 'lost', detail: 'the engine took the database "copytrail" away' });
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('a window that holds an older version open is named as the cause', async () => {
    const engine = newEngine();
    const other = new CopytrailDatabase('copytrail', engine);
    other.on('versionchange', () => false);
    await other.open();
    const raw = other.backendDB();
    raw.onversionchange = null;
    const ladder = [...LADDER, { version: NEWEST_VERSION + 1, stores: { notes: '++id' } }];
    const failure = await failureOf(openDatabase('copytrail', engine, undefined, ladder));
    expect(failure.code).toBe('blocked');
    other.close();
    const db = await openDatabase('copytrail', engine, undefined, ladder);
    expect(db.verno).toBe(NEWEST_VERSION + 1);
    db.close();
  });

  test('one that the engine has taken away is said to be lost, and no empty one passes for it', async () => {
    const world = { engine: newEngine(), book: newBook() };
    (await openHistory('aws', world)).close();
    const bare = { ...world, engine: newEngine() };
    const failure = await failureOf(openHistory('aws', bare));
    expect(failure.code).toBe('lost');
    expect(failure.message).toContain('Kept history');
    expect(await bare.engine.indexedDB.databases()).toEqual([]);
    // The other workspace never had one.
    (await openHistory('demo', bare)).close();
    const fresh = await startAfresh('aws', bare);
    expect(fresh.database).toBe('copytrail-2');
    fresh.close();
    (await openHistory('aws', bare)).close();
  });

  test.each([
    ['cannot be read', { getItem: unusable, setItem: () => undefined }],
    ['cannot be written', { getItem: () => null, setItem: unusable }],
  ])('a history opens where notes about it %s', async (_, book) => {
    const engine = newEngine();
    for (const round of [1, 2]) {
      const history = await openHistory('aws', { engine, book });
      await history.record(answer(round * 1000));
      expect(await once(history.job(KEY))).toMatchObject({ firstSeen: 1000 });
      history.close();
    }
  });

  test('no engine at all is an open failure like any other', async () => {
    const failure = await failureOf(openDatabase('copytrail', null));
    expect(failure.code).toBe('unavailable');
  });
});

describe('persistence', () => {
  test.each([
    ['is granted', () => Promise.resolve(true)],
    ['is refused', () => Promise.resolve(false)],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('is asked for at start; the history opens whether it %s', async (_name, persist) => {
    const asked = vi.fn(persist);
    vi.stubGlobal('navigator', { storage: { persist: asked } });
    onTestFinished(() => void vi.unstubAllGlobals());
    (await openHistory('aws', { engine: newEngine(), book: newBook() })).close();
    expect(asked).toHaveBeenCalledOnce();
  });
});

describe('ways on', () => {
  test('starting afresh opens an empty history, keeps the old one, and stays so after a restart', async () => {
    const world = { engine: newEngine(), book: newBook() };
    const old = await openHistory('aws', world);
    await old.record(answer(1000));
    old.close();
    const fresh = await startAfresh('aws', world);
    expect((await once(fresh.jobs({ sort: 'lastSeen', limit: 5 }))).rows).toEqual([]);
    await fresh.record(answer(2000));
    fresh.close();
    const restarted = await openHistory('aws', world);
    expect(await once(restarted.job(KEY))).toMatchObject({ firstSeen: 2000 });
    restarted.close();
    const kept = new CopytrailDatabase('copytrail', world.engine);
    await kept.open();
    expect(await kept.copyJobs.count()).toBe(1);
    kept.close();
    const third = await startAfresh('aws', world);
    third.close();
    const names = (await world.engine.indexedDB.databases()).map(({ name }) => name);
    expect(names.sort()).toEqual(['copytrail', 'copytrail-2', 'copytrail-3']);
  });

  test('starting afresh never takes over a database that is there, even if the note about it is lost', async () => {
    const engine = newEngine();
    const fresh = await startAfresh('aws', { engine, book: newBook() });
    await fresh.record(answer(1000));
    fresh.close();
    const other = await startAfresh('aws', { engine, book: newBook() });
    expect((await once(other.jobs({ sort: 'lastSeen', limit: 5 }))).rows).toEqual([]);
    other.close();
  });

  test('if the fresh one does not open either, the old one stays in use', async () => {
    const book = newBook();
    const engine = failingEngine(new DOMException('Full.', 'QuotaExceededError'));
    expect((await failureOf(startAfresh('aws', { engine, book }))).code).toBe('disk-full');
    expect(book.getItem('copytrail.database.aws')).toBeNull();
  });

  test('a spoilt note leads to the first history, not to a crash', async () => {
    const world = { engine: newEngine(), book: newBook() };
    for (const note of ['', '{', '[]', '{"current":"other","aside":[]}', '{"current":"copytrail-demo","aside":[]}']) {
      world.book.setItem('copytrail.database.aws', note);
      const history = await openHistory('aws', world);
      history.close();
    }
    expect((await world.engine.indexedDB.databases()).map(({ name }) => name)).toEqual(['copytrail']);
  });

  test('without a history the app works, and says that nothing is kept', async () => {
    const history = await openWithoutHistory('aws');
    expect(history.kept).toBe(false);
    await history.record(answer(1000));
    expect(await once(history.job(KEY))).toMatchObject({ lastSeen: 1000 });
    history.close();
  });

  test('export writes every readable row of any version as JSON lines', async () => {
    const world = { engine: newEngine(), book: newBook() };
    const ladder = [...LADDER, { version: NEWEST_VERSION + 1, stores: { notes: '++id' } }];
    const db = await openDatabase('copytrail', world.engine, undefined, ladder);
    await db.table('notes').bulkAdd(Array.from({ length: 450 }, (_, n) => ({ n })));
    const body = fixture('22-edge-unknown-state-and-member');
    await db.olderBodies.put({ no: 1, digest: 'd', body });
    db.close();
    const { lines, count, problems } = await exportReadable('aws', world);
    expect([count, problems]).toEqual([451, []]);
    const rows = (await lines.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; value: { body?: string } });
    expect(rows).toHaveLength(451);
    expect(rows.find((row) => row.table === 'olderBodies')?.value.body).toBe(body);
  });

  test('export of a history that was never there is empty and makes none', async () => {
    const world = { engine: newEngine(), book: newBook() };
    expect((await exportReadable('aws', world)).count).toBe(0);
    expect(await world.engine.indexedDB.databases()).toEqual([]);
  });
});
