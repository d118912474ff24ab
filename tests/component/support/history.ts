import { onTestFinished } from 'vitest';
import type { Observation, Workspace } from '../../../src/preload/contract/shapes';
import type { History, Live, Recorded } from '../../../src/renderer/src/data/history';
import { openHistory } from '../../../src/renderer/src/data/open-history';
import { read } from './fixtures';

const FIRST_NAMES: Readonly<Record<Workspace, string>> = { aws: 'copytrail', demo: 'copytrail-demo' };

/** Above this many, a name drawn at random is as good as unique. */
const MANY = 1_000_000_000;

/** The app's own history in this browser's own IndexedDB, in a database that only this test has. */
export async function newHistory(workspace: Workspace = 'aws'): Promise<History> {
  return (await newNamedHistory(workspace)).history;
}

/** Like {@link newHistory}, for tests that reach behind it. */
export async function newNamedHistory(workspace: Workspace): Promise<{ history: History; name: string }> {
  const current = `${FIRST_NAMES[workspace]}-${Math.floor(Math.random() * MANY)}`;
  const entry = JSON.stringify({ current, aside: [] });
  const history = await openHistory(workspace, { book: { getItem: () => entry, setItem: () => undefined } });
  onTestFinished(() => {
    history.close();
    indexedDB.deleteDatabase(current);
  });
  return { history, name: current };
}

/** Deletes a database at a place that the next test finds empty; one that is still open goes once it is closed. */
export function deleteDatabase(name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = deleting.onerror = deleting.onblocked = resolve;
  });
}

/** Writes into the rows of one table what no version of the app would; `limit` spares those behind the first ones. */
export async function damage(name: string, table: string, members: object, limit = Infinity): Promise<void> {
  const db = await settled(indexedDB.open(name));
  const store = db.transaction(table, 'readwrite').objectStore(table);
  const rows = (await settled(store.getAll())) as object[];
  await Promise.all(rows.slice(0, limit).map((row) => settled(store.put({ ...row, ...members }))));
  db.close();
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The request to IndexedDB failed.'));
    };
  });
}

/** An answer of AWS Backup about the job in the body, asked for in `region`. */
export function answer(body: string, observedAt: number, more: Partial<Observation> = {}): Observation {
  const region = more.region ?? read(body).sourceRegion ?? 'eu-central-1';
  return {
    source: 'describe',
    observedAt,
    profile: { origin: 'shared', name: 'prod' },
    region,
    copyJobId: read(body).copyJobId ?? '',
    endpoint: `https://backup.${region}.amazonaws.com`,
    body,
    attempts: 1,
    tookMs: 40,
    ...more,
  };
}

/** Records bodies one after the other, the first at `from`, each a minute after the one before. */
export async function recordAll(history: History, bodies: readonly string[], from: number): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (const [index, body] of bodies.entries()) {
    recorded.push(await history.record(answer(body, from + index * 60_000)));
  }
  return recorded;
}

/** The first answer of a live query. */
export function once<T>(live: Live<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = live.subscribe((state) => {
      if (state.status === 'loading') return;
      end();
      if (state.status === 'ready') resolve(state.value);
      else reject(state.problem);
    });
  });
}

/** The same history behind a disk that no longer gives anything back. */
export function unreadable(history: History): History {
  const failing: Live<never> = {
    subscribe: (listener) => {
      listener({ status: 'failed', problem: new Error('The disk gave nothing back.') });
      return () => undefined;
    },
  };
  return Object.assign(Object.create(history) as History, {
    jobs: () => failing,
    job: () => failing,
    snapshots: () => failing,
    failures: () => failing,
    outcomeTotals: () => failing,
  });
}
