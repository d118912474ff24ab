/** A packed app, started the way a person starts it, and looked at from outside: by its window and by what Linux says of its processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup } from './child-process.mjs';
import { must } from './must.mjs';
import { processesOf } from './processes.mjs';

const WINDOW_LIMIT_MS = 60_000;
/** Between two looks at what a start has come to. */
const LOOK_MS = 50;
/** "Seccomp: 2" in /proc/PID/status: a filter is active (man 5 proc). */
const FILTERED = '2';

/**
 * @typedef {object} Person who starts it
 * @property {string} home an absolute folder that is theirs
 * @property {number | undefined} uid undefined: whoever runs this
 * @property {number | undefined} gid
 */

/**
 * @param {string} executable
 * @param {string[]} words
 * @param {Person} person
 * @param {Record<string, string>} [more] environment variables
 */
function start(executable, words, { home, uid, gid }, more = {}) {
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...more,
  };
  return spawn(executable, words, {
    cwd: home,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} child
 * @returns {Promise<string>} the address of its debugging door
 */
function devToolsAddress(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    const refuse = (/** @type {string} */ why) => reject(new Error(`The packed app ${why}. It said:\n${text}`));
    const timer = setTimeout(() => refuse('opened no DevTools endpoint'), WINDOW_LIMIT_MS);
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.on('error', (error) => refuse(`could not be started (${error.message})`));
    child.on('exit', (code) => refuse(`ended with code ${code}`));
  });
}

/**
 * @param {number} pid
 * @returns {Record<string, string>} /proc/PID/status
 */
function statusOf(pid) {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/)));
}

/**
 * @param {number} group process group of the app
 * @returns {Record<string, string>[]} /proc/PID/status of its renderers
 */
function renderers(group) {
  const found = processesOf(group).filter(({ words }) => words.includes('--type=renderer'));
  return found.flatMap(({ pid }) => {
    try {
      return [statusOf(pid)];
    } catch {
      // It has ended in between: it is no renderer of a window that is open.
      return [];
    }
  });
}

/** @param {number} group */
function checkSandbox(group) {
  const states = renderers(group);
  must(states.length > 0, 'The app has no renderer process.');
  for (const { Seccomp, NoNewPrivs, Uid } of states) {
    must(!Uid?.startsWith('0\t'), 'The renderer runs as root.');
    must(
      Seccomp === FILTERED && NoNewPrivs === '1',
      `The renderer is not sandboxed: Seccomp ${Seccomp}, NoNewPrivs ${NoNewPrivs}.`,
    );
  }
}

/**
 * Starts a package for tests, has something done in its window, and closes it as the system does at the end of a session.
 *
 * @template T
 * @param {string} executable
 * @param {string[]} words
 * @param {Person} person
 * @param {(page: import('@playwright/test').Page) => Promise<T>} act
 * @returns {Promise<T>} what `act` answers
 * @throws {Error} if it does not start, its pages run outside the sandbox, or it does not close in order
 */
export async function withStartedApp(executable, words, person, act) {
  const { chromium } = await import('@playwright/test');
  const child = start(executable, [...words, '--remote-debugging-port=0'], person);
  try {
    const browser = await chromium.connectOverCDP(await devToolsAddress(child), { timeout: WINDOW_LIMIT_MS });
    const [context] = browser.contexts();
    must(context !== undefined, 'The app has no window.');
    context.setDefaultTimeout(WINDOW_LIMIT_MS);
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.locator('h1, h2, main, [role=main]').first().waitFor();
    const answer = await act(page);
    checkSandbox(child.pid ?? 0);
    await browser.close();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code, signal] = await ended;
    must(code === 0, `The app did not close in order: ${signal ?? `code ${code}`}.`);
    return answer;
  } finally {
    signalGroup(child, 'SIGKILL');
  }
}

/**
 * Starts it where it must not start.
 *
 * @param {string} executable
 * @param {string[]} words
 * @param {Person} person
 * @param {Record<string, string>} [env] more environment variables
 * @returns {Promise<{ code: number | null, said: string }>} how it ended and what it wrote on standard error
 */
export async function refusedStart(executable, words, person, env) {
  const child = start(executable, words, person, env);
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), WINDOW_LIMIT_MS);
  try {
    const [code] = await once(child, 'close');
    return { code, said };
  } finally {
    clearTimeout(timer);
    signalGroup(child, 'SIGKILL');
  }
}

/**
 * Starts it as people do, without a door for anybody, and looks at it from outside once its page has begun.
 *
 * @param {string} executable
 * @param {Person} person whose home gets a data folder
 * @param {(pid: number) => void} look given the process id, which is that of the group too
 * @throws {Error} if it does not come up
 */
export async function withRunningApp(executable, person, look) {
  const data = path.join(person.home, 'plain-data');
  const page = path.join(data, 'Partitions', 'copytrail', 'Local Storage', 'leveldb', 'CURRENT');
  const child = start(executable, [`--user-data-dir=${data}`], person);
  child.stderr.resume();
  try {
    for (const until = Date.now() + WINDOW_LIMIT_MS; !existsSync(page); await wait(LOOK_MS))
      must(Date.now() < until && child.exitCode === null, 'The app did not show its window.');
    look(child.pid ?? 0);
  } finally {
    signalGroup(child, 'SIGKILL');
  }
}
