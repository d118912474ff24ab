import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FoundAnswers } from '../in-page/shapes';
import { bundlePage } from '../support/page-code';

/** The project's folder, which is the app to Electron. */
const APP = path.resolve(import.meta.dirname, '../..');
const REMOTE = path.join(import.meta.dirname, 'remote.cjs');
/** Far beyond any honest wait, so that what hangs is said and not waited for. */
export const LIMIT_MS = 90_000;

export interface VictimStart {
  /** Absolute path of Electron. */
  readonly executable: string;
  readonly userData: string;
  readonly environment: Readonly<Record<string, string>>;
  /** By how much its clocks are wrong (ms). */
  readonly clockShiftMs?: number;
}

/** A process of the app: everything at once, the main process alone (the others follow), or one that it has begun. */
export type Target = 'app' | 'main' | 'window' | 'gpu';

/** An app that is being tortured, as seen from outside. */
export interface Victim {
  readonly pid: number;
  /** Resolves when the page has loaded so many times, the first time included. */
  loaded(times: number): Promise<void>;
  /** How often it has loaded by now. */
  readonly loads: number;
  /** Puts the answer filer into the page as it is now. */
  prepare(): Promise<void>;
  /** Begins to file; what is acknowledged counts in `acknowledged`. */
  file(from: number, until: number): void;
  /** All answers before this one are acknowledged. */
  readonly acknowledged: number;
  /** What the page said of itself, and what boxes said, in order. */
  readonly said: readonly string[];
  /** Resolves when the page or a box has said something that fits. */
  hears(fits: RegExp): Promise<string>;
  found(textsFrom: number): Promise<FoundAnswers>;
  evaluate(code: string): Promise<unknown>;
  power(state: 'suspend' | 'resume'): Promise<void>;
  /** The next page asks the database engine for nothing before so many milliseconds have passed since the process of the one before it ended. */
  aim(ms: number): Promise<void>;
  /** SIGKILL. Resolves once it is gone; false: there is no such process. */
  kill(target: Target): Promise<boolean>;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Quits as the system does at shutdown. */
  close(): Promise<void>;
  readonly isGone: boolean;
  /** The exit code once it has ended by itself; null: by a signal. */
  readonly ended: Promise<number | null>;
}

/** What remote.cjs says. */
type Message =
  | { readonly said: string }
  | { readonly moment: string }
  | { readonly answerTo: number; readonly value?: unknown; readonly fault?: string };

/** Starts the built app on a data folder. Does not wait for its window. */
export function startVictim({ executable, userData, environment, clockShiftMs = 0 }: VictimStart): Victim {
  const isRoot = process.getuid?.() === 0;
  const words = ['-r', REMOTE, APP, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`];
  const child = spawn(executable, words, {
    env: { ...environment, TORTURE_CLOCK_SHIFT_MS: String(clockShiftMs) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const waiting = new Map<number, (answer: { value?: unknown; fault?: string }) => void>();
  const said: string[] = [];
  const moments: string[] = [];
  let acknowledged = 0;
  let look: (() => void)[] = [];
  let questions = 0;
  /** Whether nothing is left of it: its number may be that of another process by then. */
  let swept = false;

  child.on('message', (message: Message) => {
    if ('answerTo' in message) waiting.get(message.answerTo)?.(message);
    else if ('moment' in message) moments.push(message.moment);
    else if (message.said.startsWith('acknowledged '))
      acknowledged = Number(message.said.slice('acknowledged '.length));
    else said.push(message.said);
    for (const again of look.splice(0)) again();
  });
  void ended.then(() => {
    for (const answer of [...waiting.values()]) answer({ fault: 'the app has ended' });
    for (const again of look.splice(0)) again();
    look = [];
  });

  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;

  async function until(holds: () => boolean, what: string): Promise<void> {
    const change = async (): Promise<void> => {
      while (!holds()) {
        if (gone()) throw new Error(`The app ended while waiting for ${what}.`);
        await new Promise<void>((resolve) => look.push(resolve));
      }
    };
    await inTime(change(), () => `${what} (${moments.join(', ')}; ${said.join(' | ')})`);
  }

  function ask(question: object): Promise<unknown> {
    const id = ++questions;
    const answer = new Promise<unknown>((resolve, reject) => {
      waiting.set(id, ({ value, fault }) => {
        waiting.delete(id);
        if (fault === undefined) resolve(value);
        else reject(new Error(`The app could not do what was asked: ${fault}`));
      });
    });
    if (gone()) waiting.get(id)?.({ fault: 'the app has ended' });
    else child.send({ id, ...question });
    return inTime(answer, () => `an answer to ${JSON.stringify(question).slice(0, 200)}`);
  }

  /** Its other processes outlive it by a moment, and would hold files of the next one. */
  async function sweep(): Promise<void> {
    await inTime(ended, () => 'the end of the app');
    if (!swept) killGroup(child);
    swept = true;
  }

  const count = (moment: string): number => moments.filter((one) => one === moment).length;

  return {
    pid: child.pid ?? 0,
    get acknowledged() {
      return acknowledged;
    },
    said,
    get isGone() {
      return gone();
    },
    get loads() {
      return count('loaded');
    },
    loaded: (times) => until(() => count('loaded') >= times, `the page to load (${times})`),
    async hears(fits) {
      await until(() => said.some((text) => fits.test(text)), String(fits));
      return said.find((text) => fits.test(text)) ?? '';
    },
    async prepare() {
      await ask({ code: `${await bundlePage('file-answers')};undefined` });
    },
    file(from, end) {
      acknowledged = from;
      // What was refused before is no news.
      said.splice(0);
      // Ends with whatever is killed.
      ask({ code: `answerFiler.file(${from}, ${end})` }).catch(() => undefined);
    },
    found: async (textsFrom) => (await ask({ code: `answerFiler.found(${textsFrom})` })) as FoundAnswers,
    evaluate: (code) => ask({ code }),
    async power(state) {
      await ask({ power: state });
    },
    async aim(ms) {
      await ask({ aim: ms });
    },
    async kill(target) {
      if (target === 'app' || target === 'main') {
        if (swept) return false;
        if (target === 'app') killGroup(child);
        else child.kill('SIGKILL');
        await sweep();
        return true;
      }
      const pid = ((await ask({ ask: 'processes' })) as Record<typeof target, number | undefined>)[target];
      if (pid === undefined) return false;
      const moment = target === 'gpu' ? 'GPU gone' : 'page gone';
      const before = count(moment);
      process.kill(pid, 'SIGKILL');
      await until(() => count(moment) > before, `the end of ${target}`);
      return true;
    },
    signal(signal) {
      process.kill(-(child.pid ?? 0), signal);
    },
    async close() {
      if (!gone()) child.kill('SIGTERM');
      await sweep();
    },
    ended,
  };
}

async function inTime<T>(work: Promise<T>, what: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Waited for ${what()}, which did not come within ${LIMIT_MS / 1000} s.`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of them are gone already.
  }
}
