/** A packed app, started the way a person starts it, and looked at from outside: by its window and by what Linux says of its processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { signalGroup } from './child-process.mjs';
import { must } from './must.mjs';

const WINDOW_LIMIT_MS = 60_000;
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
 */
function start(executable, words, { home, uid, gid }) {
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
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
 * @param {number} group process group of the app
 * @returns {Record<string, string>[]} /proc/PID/status of its renderers
 */
function renderers(group) {
  /** @type {Record<string, string>[]} */
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const statistics = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name in brackets: state, parent, process group.
      const isOurs = Number(statistics.slice(statistics.lastIndexOf(')') + 2).split(' ')[2]) === group;
      if (!isOurs || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
      found.push(Object.fromEntries(lines.map((line) => line.split(/:\s*/))));
    } catch {
      // The process has ended in between: it is no renderer of a window that is open.
    }
  }
  return found;
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
 * @returns {Promise<{ code: number | null, said: string }>} how it ended and what it wrote on standard error
 * @throws {Error} if it goes on
 */
export async function refusedStart(executable, words, person) {
  const child = start(executable, words, person);
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
