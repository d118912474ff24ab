// First of all imports, here and in every test: Dexie looks for the engine when it is loaded.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { onTestFinished } from 'vitest';
import { DexieStore } from '../../../src/renderer/src/data/database/dexie-store';
import type { Engine } from '../../../src/renderer/src/data/database/open';
import { openDatabase } from '../../../src/renderer/src/data/database/open';
import type { History, Live, LiveState } from '../../../src/renderer/src/data/history';
import { MemoryStore } from '../../../src/renderer/src/data/history/memory-store';
import { StoredHistory } from '../../../src/renderer/src/data/history/stored-history';
import type { AppError } from '../../../src/preload/contract/error';
import type { Observation } from '../../../src/preload/contract/shapes';

/** All that an async generator gives. */
export async function all<T>(generator: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of generator) items.push(item);
  return items;
}

/** For what must not happen. */
export function unexpected(problem: unknown): never {
  throw problem instanceof Error ? problem : new Error(String(problem));
}

/** An IndexedDB of its own for one test. */
export function newEngine(): Engine {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}

/** What localStorage is to the app. */
export function newBook(): { getItem(key: string): string | null; setItem(key: string, value: string): void } {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
  };
}

/** Both kinds of history, for tests that hold for either. */
export const KINDS = ['database', 'memory'] as const;

/** A fresh, empty history with a clock that tells the time of the removal tests. */
export async function newHistory(
  kind: (typeof KINDS)[number] = 'database',
  engine = newEngine(),
  now: () => number = () => REMOVED_AT,
): Promise<History> {
  const store = kind === 'memory' ? new MemoryStore() : new DexieStore(await openDatabase('copytrail', engine));
  const history = new StoredHistory('aws', kind === 'database' ? 'copytrail' : undefined, store, now);
  onTestFinished(() => {
    history.close();
  });
  return history;
}

export const REMOVED_AT = 5_000_000;

const FIXTURES = import.meta.glob<string>('../../fixtures/copy-jobs/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of one of the copy-job fixtures. */
export function fixture(name: string): string {
  const text = FIXTURES[`../../fixtures/copy-jobs/${name}.json`];
  if (text === undefined) throw new Error(`There is no fixture ${name}.`);
  return text;
}

export const JOB_ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';

/** A body with a few members; `undefined` leaves one out. */
export function bodyOf(members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    CopyJob: { AccountId: '111122223333', CopyJobId: JOB_ID, State: 'RUNNING', CreationDate: 1790000000, ...members },
  });
}

export const PROFILE = { origin: 'shared', name: 'prod' } as const;

/** An answer at a time. The id asked for is the one in the body. */
export function answer(observedAt: number, body = bodyOf(), more: Partial<Observation> = {}): Observation {
  const { CopyJob } = JSON.parse(body) as { CopyJob?: { CopyJobId?: string } };
  return {
    source: 'describe',
    observedAt,
    profile: PROFILE,
    region: 'eu-central-1',
    copyJobId: CopyJob?.CopyJobId ?? JOB_ID,
    endpoint: 'https://backup.eu-central-1.amazonaws.com',
    body,
    requestId: `request-${observedAt}`,
    attempts: 1,
    tookMs: 12,
    ...more,
  };
}

export const KEY = `111122223333/eu-central-1/${JOB_ID}`;

export function errorOf(code: AppError['code'], message = `It ended with ${code}.`): AppError {
  return { code, message, remedy: 'Try again.', mayRetry: true };
}

/** A failed lookup of the usual job. */
export function failureAt(at: number, error = errorOf('Offline')) {
  return { at, profile: PROFILE, region: 'eu-central-1', copyJobId: JOB_ID, error };
}

/** The first answer of a live query. */
export function once<T>(live: Live<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // Only `loading` comes before `subscribe` has returned.
    const end = live.subscribe((state) => {
      if (state.status === 'loading') return;
      end();
      if (state.status === 'ready') resolve(state.value);
      else reject(state.problem);
    });
  });
}

/** Follows a live query; `until` waits for an answer that fits, which is the only kind of waiting in these tests. */
export function follow<T>(live: Live<T>): {
  readonly states: LiveState<T>[];
  until(fits: (value: T) => boolean): Promise<T>;
} {
  const states: LiveState<T>[] = [];
  const waiting = new Set<() => void>();
  const end = live.subscribe((state) => {
    states.push(state);
    for (const look of waiting) look();
  });
  onTestFinished(end);
  return {
    states,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const newest = states.at(-1);
          if (newest?.status !== 'ready' || !fits(newest.value)) return;
          waiting.delete(look);
          resolve(newest.value);
        };
        waiting.add(look);
        look();
      }),
  };
}
