import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const REMOTE = path.join(import.meta.dirname, 'remote.cjs');
/** Far beyond any honest start or lookup, so that what hangs is said and not waited for. */
const LIMIT_MS = 60_000;

export interface WindowStart {
  /** Absolute path of Electron. */
  readonly executable: string;
  /** Folder of the app. */
  readonly app: string;
  readonly userData: string;
  readonly environment: Readonly<Record<string, string>>;
  /** JavaScript that finds what counts as the first content; see `presentationOf`. */
  readonly content: string;
}

/** What happened on the way to the first content, each in ms after the process was started. */
export interface StartTimes {
  readonly mainScript: number;
  readonly ready: number;
  readonly pageCommitted: number;
  readonly shown: number;
  /** The content has been presented and the window is on screen: the later of the two. */
  readonly painted: number;
}

/** An Electron window under measurement. */
export interface MeasuredWindow {
  readonly pid: number;
  /** Settled once the content is painted. */
  readonly times: StartTimes;
  /** Evaluates code in the page and gives its value, a promise's awaited. Rejects after `limitMs`. */
  evaluate(code: string, limitMs?: number): Promise<unknown>;
  /** Quits as the system does at shutdown, and waits until every process is gone. */
  close(): Promise<void>;
}

/** JavaScript for the page, before its own: keeps the workers that it starts, so that the bench can ask them, too. */
const KEEP_WORKERS = `globalThis.startedWorkers = [];
globalThis.Worker = class extends Worker {
  constructor(...words) {
    super(...words);
    startedWorkers.push(this);
  }
}`;

/** Texts marked within what is waited for: they come in one frame, so that the first to be seen tells of all. */
const MARKED_TEXTS = 8;

/**
 * JavaScript for the page: a promise of the moment (ms after `performance.timeOrigin`) at which text of an element was
 * presented on screen. The text is marked for the Element Timing API as soon as the element stands in the document, which
 * is before its first frame; what was painted earlier has to carry the mark itself.
 * @param find JavaScript for the element, or null while it is not there
 */
export function presentationOf(find: string, mark = 'bench'): string {
  return `new Promise((resolve) => {
    const name = ${JSON.stringify(mark)};
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntries().find(({ identifier }) => identifier === name);
      if (entry === undefined) return;
      observer.disconnect();
      resolve(entry.renderTime);
    }).observe({ type: 'element', buffered: true });
    const mark = () => {
      const found = ${find};
      if (found === null) return false;
      const texts = document.createTreeWalker(found, NodeFilter.SHOW_TEXT, ({ data }) =>
        data.trim() === '' ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT,
      );
      for (let left = ${MARKED_TEXTS}; left > 0 && texts.nextNode() !== null; left--)
        texts.currentNode.parentElement.setAttribute('elementtiming', name);
      return true;
    };
    if (!mark())
      new MutationObserver((_, observer) => {
        if (mark()) observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
  })`;
}

/** What remote.cjs says. */
type Message = { readonly moment: string; readonly at: number } | Answer;

interface Answer {
  readonly answerTo: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/**
 * Starts Electron and waits until the first content is painted.
 * @throws {Error} if that takes too long, or the process ends before
 */
export async function openWindow(start: WindowStart): Promise<MeasuredWindow> {
  const { executable, app, userData, environment, content } = start;
  const isRoot = process.getuid?.() === 0;
  const words = ['-r', REMOTE, app, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`];
  const moments = new Map<string, number>();
  const waiting = new Map<number, (answer: Answer) => void>();
  const firstPaint = `${KEEP_WORKERS}; ${presentationOf(content)}.then((at) => performance.timeOrigin + at)`;
  const startedAt = Date.now();
  const child = spawn(executable, words, {
    env: { ...environment, BENCH_FIRST_CODE: firstPaint },
    // Nothing of what Chromium complains of on a server may scroll the figures away.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  const end = once(child, 'exit');
  const endedEarly = end.then(() => {
    throw new Error('The measured app ended by itself.');
  });
  // Somebody may ask only after it has happened.
  endedEarly.catch(() => undefined);
  const painted = new Promise<void>((resolve) => {
    child.on('message', (message: Message) => {
      if ('answerTo' in message) waiting.get(message.answerTo)?.(message);
      else moments.set(message.moment, message.at);
      if (moments.has('painted') && moments.has('shown')) resolve();
    });
  });
  try {
    await inTime(Promise.race([painted, endedEarly]), 'the first paint', () => [...moments.keys()].join(', '));
  } catch (error) {
    killGroup(child);
    throw error;
  }

  let questions = 0;
  return {
    pid: child.pid ?? 0,
    times: timesSince(startedAt, moments),
    evaluate(code, limitMs) {
      const id = ++questions;
      const answer = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, ({ value, fault }) => {
          waiting.delete(id);
          if (fault === undefined) resolve(value);
          else reject(new Error(`The page could not do what was asked: ${fault}`));
        });
      });
      child.send({ id, code });
      return inTime(Promise.race([answer, endedEarly]), 'an answer of the page', () => code.slice(0, 200), limitMs);
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await inTime(end, 'the end of the app', () => `process ${child.pid ?? 0}`);
      // Zygotes outlive the main process by a moment and would still be busy during the next start.
      killGroup(child);
    },
  };
}

function timesSince(startedAt: number, moments: ReadonlyMap<string, number>): StartTimes {
  const after = (moment: string) => (moments.get(moment) ?? Number.NaN) - startedAt;
  return {
    mainScript: after('main script'),
    ready: after('ready'),
    pageCommitted: after('page committed'),
    shown: after('shown'),
    painted: Math.max(after('painted'), after('shown')),
  };
}

async function inTime<T>(work: Promise<T>, what: string, detail: () => string, limitMs: number = LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} did not come within ${limitMs / 1000} s (${detail()}).`));
    }, limitMs);
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
