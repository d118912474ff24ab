/** A virtual screen for machines without one. */
import { spawn } from 'node:child_process';

/** Roomy enough for the app's first window with its frame, and the size people see in README's pictures. */
const SCREEN = '1600x1000x24';
const START_LIMIT_MS = 15_000;
/** The first file descriptor after standard error: Xvfb writes its number there. */
const NUMBER_CHANNEL = 3;

/**
 * @typedef {object} Display
 * @property {string} name what DISPLAY must hold, e.g. `:99`
 * @property {() => void} stop ends the screen; windows on it end too
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {boolean} whether a window can be opened only on a virtual screen
 */
export function lacksDisplay(env, platform) {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

/**
 * Starts Xvfb on a number that is free, in a session of its own: a Ctrl-C in the terminal must reach the app first, or its
 * screen would go before it can close in order.
 *
 * @returns {Promise<Display>}
 * @throws {Error} if Xvfb is missing or does not come up
 */
export function startDisplay() {
  return new Promise((resolve, reject) => {
    // Without -noreset Xvfb starts anew whenever its last window closes, and refuses a client that comes just then.
    const words = ['-displayfd', String(NUMBER_CHANNEL), '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
    const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
    let errors = '';
    let number = '';
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new Error(`The virtual screen did not come up in ${START_LIMIT_MS / 1000} s. ${errors}`));
    }, START_LIMIT_MS);
    server.stderr?.on('data', (chunk) => (errors += String(chunk)));
    server.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`The virtual screen (Xvfb) could not be started: ${error.message}`));
    });
    server.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The virtual screen ended with code ${code}. ${errors}`));
    });
    const channel = server.stdio[NUMBER_CHANNEL];
    channel?.on('data', (chunk) => {
      number += String(chunk);
      if (!number.endsWith('\n')) return;
      clearTimeout(timer);
      // Nothing of the screen may keep this process alive once its work is done.
      server.unref();
      channel.destroy();
      server.stderr?.destroy();
      resolve({ name: `:${number.trim()}`, stop: () => void server.kill('SIGTERM') });
    });
  });
}
