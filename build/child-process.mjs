/** Programs that this project starts: run to their end, under a time limit, and leave nothing behind. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './project.mjs';

/** Between asking a program to end and ending it by force: enough for Playwright to close its windows. */
const GRACE_MS = 8_000;
/** Whoever presses Ctrl-C again after this long wants an end by force; sooner is one press heard twice (npm passes it on). */
const SECOND_PRESS_MS = 1_000;
const PARENT_WATCH_MS = 500;

/**
 * @typedef {object} Ending
 * @property {number} code exit code; 128 + number is not used, a signal counts as 1
 * @property {boolean} timedOut whether the time limit ended it
 */

/** Process groups that still run, so that an interrupted runner can take them along. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @param {string} name a command that a dependency brings
 * @returns {string} its path
 */
export const tool = (name) =>
  path.join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/**
 * Sends a signal to a program and everything it started.
 *
 * @param {import('node:child_process').ChildProcess} child started with `detached`
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already: that is what was asked for.
  }
}

/**
 * Runs a program with our own output streams until it ends or its time is up.
 *
 * @param {string} command
 * @param {string[]} words
 * @param {{ env?: NodeJS.ProcessEnv, limitMs: number }} options
 * @returns {Promise<Ending>}
 */
export function runToEnd(command, words, { env = process.env, limitMs }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    });
    running.add(child);
    let timedOut = false;
    /** @type {NodeJS.Timeout | undefined} */
    let force;
    const limit = setTimeout(() => {
      timedOut = true;
      signalGroup(child, 'SIGTERM');
      force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
    }, limitMs);
    const tidy = () => {
      clearTimeout(limit);
      clearTimeout(force);
      running.delete(child);
    };
    child.on('error', (error) => {
      tidy();
      reject(error);
    });
    child.on('exit', (code) => {
      tidy();
      // What the program left running in its group must not disturb the next one.
      signalGroup(child, 'SIGKILL');
      resolve({ code: timedOut ? 1 : (code ?? 1), timedOut });
    });
  });
}

/** Ends every program that still runs; for a runner that is interrupted itself. */
export function endAll() {
  for (const child of running) signalGroup(child, 'SIGTERM');
}

/**
 * Calls back when npm's shell is gone. A SIGTERM for npm goes on to that shell, which ends without telling its child: this
 * process would work on for nobody. Nothing is watched when it was not npm that started it.
 *
 * @param {() => void} gone called once
 * @returns {() => void} stops watching
 */
export function watchParent(gone) {
  if (!process.env['npm_lifecycle_event']) return () => undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, PARENT_WATCH_MS);
  watch.unref();
  return () => clearInterval(watch);
}

/**
 * Passes signals on to a program of a process group of its own, once; a second Ctrl-C ends it by force.
 *
 * @param {(signal: NodeJS.Signals) => void} pass gives the program the signal
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops doing so
 */
export function forwardSignals(pass, child) {
  let first = 0;
  const heard = (/** @type {NodeJS.Signals} */ signal) => {
    if (first === 0) {
      first = Date.now();
      pass(signal);
    } else if (Date.now() - first > SECOND_PRESS_MS) signalGroup(child, 'SIGKILL');
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, heard);
  const stopWatching = watchParent(() => {
    if (first === 0) heard('SIGTERM');
  });
  return () => {
    stopWatching();
    for (const signal of signals) process.off(signal, heard);
  };
}
