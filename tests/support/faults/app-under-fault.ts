import type { ElectronApplication, Page } from '@playwright/test';

/** Pauses of the main process that are at least so long are cut to a fifth, so that a deadline of 30 s takes 6. */
const LONG_PAUSE_MS = 500;
export const HURRY = 5;

/**
 * Cuts the main process's own timers short: deadlines, time-outs, pauses between attempts. What they say stays as it is in use ("30 s"), and so
 * does their order, because all of them are cut alike.
 */
export async function hurry(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(
    (_electron, { longMs, times }) => {
      const wait = globalThis.setTimeout;
      const shorter = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
        wait(act, ms < longMs ? ms : ms / times, ...given);
      Reflect.set(globalThis, 'setTimeout', Object.assign(shorter, wait));
    },
    { longMs: LONG_PAUSE_MS, times: HURRY },
  );
}

/** Sets variables of the running app's environment, and takes away those that an earlier call has set. */
export async function setEnvironment(
  electron: ElectronApplication,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  await electron.evaluate((_electron, wanted) => {
    const known = globalThis as { fromTests?: string[] };
    for (const name of known.fromTests ?? []) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, wanted);
    known.fromTests = Object.keys(wanted);
  }, variables);
}

/** The history as it lies on disk: what was answered, and, apart from it, the newest failure of the one job. */
export interface OnDisk {
  /** All rows and bodies, but for what failures leave in them, as JSON with members in one order. */
  readonly answers: string;
  /** Epoch ms; 0: no failure since the newest answer. */
  readonly failureAt: number;
}

export function onDisk(page: Page): Promise<OnDisk> {
  return page.evaluate(`(async () => {
    const settled = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await settled(indexedDB.open('copytrail'));
    const all = (table) => settled(db.transaction(table).objectStore(table).getAll());
    const jobs = await all('copyJobs');
    const answers = [jobs.map(({ failure, ...answered }) => answered), await all('olderBodies')];
    db.close();
    const plain = (_, value) => {
      if (value instanceof Uint8Array) return [...value];
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
    };
    return {
      answers: JSON.stringify(answers, plain),
      failureAt: Math.max(0, ...jobs.map(({ failure }) => failure?.at ?? 0)),
    };
  })()`);
}

/** The longest time (ms) for which the window, and the main process as asked by the window, have not answered. */
export interface Stalls {
  readonly window: number;
  readonly main: number;
}

/** Begins to measure how long the window and the main process let one wait, until the page goes. */
export async function watchStalls(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const stalls = (globalThis.stalls = { window: 0, main: 0 });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      stalls.window = Math.max(stalls.window, now - last - 20);
      last = now;
    }, 20);
    const ask = async () => {
      const begun = performance.now();
      await window.api.getSettings();
      stalls.main = Math.max(stalls.main, performance.now() - begun);
      setTimeout(ask, 50);
    };
    void ask();
  })()`);
}

/** What was measured since the last time, whole ms. */
export function takeStalls(page: Page): Promise<Stalls> {
  return page.evaluate(`(() => {
    const { window, main } = globalThis.stalls;
    Object.assign(globalThis.stalls, { window: 0, main: 0 });
    return { window: Math.round(window), main: Math.round(main) };
  })()`);
}
