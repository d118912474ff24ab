/**
 * Opens the app from its sources: brings whatever is missing, builds if the sources are newer, starts a virtual screen where
 * there is none. `npm start` and `npm run demo`; words after `--` go on to the app.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { forwardSignals, watchParent } from './child-process.mjs';
import { lacksDisplay, startDisplay } from './display.mjs';
import { resolveRuntime } from './electron-runtime.mjs';
import { checkNode, isMain, ROOT } from './project.mjs';
import { saveScreenshot } from './screenshot.mjs';
import { ensureSystem } from './system-libraries.mjs';

const WINDOW_LIMIT_MS = 60_000;
/** What Chromium always complains of on a server without a desktop's message bus and graphics card: no fault of the app. */
const SERVER_NOISE =
  /:ERROR:(bus|object_proxy|viz_main_impl|gpu_process_host|command_buffer_proxy_impl|gl_\w+|angle_\w+)\.cc\(|X connection error received/;

/**
 * @typedef {object} StartOptions
 * @property {string[]} app words for the app
 * @property {boolean} endAfterScreenshot
 * @property {string | undefined} screenshot file to save a picture of the window to, when asked for
 */

/**
 * Tells our own options from those of the app.
 *
 * @param {string[]} words
 * @returns {StartOptions}
 */
export function readArguments(words) {
  const screenshot = words.find((word) => word.startsWith('--screenshot='))?.slice('--screenshot='.length);
  const isOurs = (/** @type {string} */ word) =>
    word === '--' || word === '--exit-after-screenshot' || word.startsWith('--screenshot=');
  return {
    app: words.filter((word) => !isOurs(word)),
    endAfterScreenshot: words.includes('--exit-after-screenshot'),
    screenshot: screenshot || undefined,
  };
}

/**
 * The command line for Electron.
 *
 * @param {string[]} app words for the app
 * @param {{ isRoot: boolean, wantsDevTools: boolean, onlyWayland: boolean }} circumstances
 * @returns {string[]}
 */
export function electronArguments(app, { isRoot, wantsDevTools, onlyWayland }) {
  const words = [ROOT];
  if (isRoot && !app.includes('--no-sandbox')) words.push('--no-sandbox');
  if (onlyWayland) words.push('--ozone-platform-hint=auto');
  const hasPort = app.some((word) => word.startsWith('--remote-debugging-port'));
  if (wantsDevTools && !hasPort) words.push('--remote-debugging-port=0');
  return [...words, ...app];
}

/**
 * Passes the app's error stream on line by line.
 *
 * @param {import('node:stream').Readable} stream
 * @param {boolean} quiet leaves out what every server complains of
 * @returns {Promise<string>} the DevTools address, once the app has printed it; refused if that takes too long or it ends before
 */
function passOn(stream, quiet) {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Error('the app opened no DevTools endpoint'));
    const timer = setTimeout(refuse, WINDOW_LIMIT_MS).unref();
    let rest = '';
    stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
        if (address !== undefined) {
          clearTimeout(timer);
          resolve(address);
        }
        if (!quiet || !SERVER_NOISE.test(line)) process.stderr.write(`${line}\n`);
      }
    });
    stream.on('end', () => {
      process.stderr.write(rest);
      refuse();
    });
  });
}

/**
 * @param {StartOptions} options
 * @returns {Promise<number>} the app's exit code
 */
export async function start(options) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const stopWaiting = watchParent(() => process.exit(1));
  const runtime = await resolveRuntime({ say });
  const headless = lacksDisplay(process.env, process.platform);
  ensureSystem(headless ? ['libraries', 'screen'] : ['libraries'], runtime.executable, say);
  await ensureBuilt(say);

  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const display = headless ? await startDisplay() : undefined;
  if (display) say(`This machine has no display: the window opens on a virtual one (${display.name}).`);
  if (isRoot) say('Started as root: Chromium runs without its sandbox (--no-sandbox). Packaged builds never do.');
  const wantsPicture = headless || options.screenshot !== undefined || options.endAfterScreenshot;
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...(display && { DISPLAY: display.name }) };
  // Left over from a tool that uses Electron as Node, it would keep the window from opening.
  delete env['ELECTRON_RUN_AS_NODE'];
  const words = electronArguments(options.app, {
    isRoot,
    wantsDevTools: wantsPicture,
    onlyWayland: process.platform === 'linux' && !env['DISPLAY'] && Boolean(env['WAYLAND_DISPLAY']),
  });
  // A process group of its own: a Ctrl-C reaches the app once, from here, and it can close in order.
  const child = spawn(runtime.executable, words, {
    cwd: process.cwd(),
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  stopWaiting();
  const stopForwarding = forwardSignals((signal) => void child.kill(signal), child);
  const endpoint = passOn(child.stderr, headless);
  const picture = wantsPicture
    ? takePicture(endpoint, options, say)
    : endpoint.then(
        () => false,
        () => false,
      );
  if (options.endAfterScreenshot) void picture.then(() => child.kill('SIGTERM'));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve(exitCode ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
  }).finally(() => {
    stopForwarding();
    display?.stop();
  });
  if (!options.endAfterScreenshot) return code;
  return (await picture) ? 0 : code || 1;
}

/**
 * @param {Promise<string>} endpoint the app's DevTools address
 * @param {StartOptions} options
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} whether a picture was saved
 */
async function takePicture(endpoint, options, say) {
  const name = options.app.includes('--demo') ? 'copytrail-demo.png' : 'copytrail.png';
  const file = path.resolve(options.screenshot ?? path.join(ROOT, '.cache', 'screenshots', name));
  try {
    await saveScreenshot(await endpoint, file, WINDOW_LIMIT_MS);
    say(`Screenshot of the window: ${file}`);
    if (!options.endAfterScreenshot) say('Copytrail is running. Press Ctrl-C to end it.');
    return true;
  } catch (error) {
    say(`No screenshot could be taken: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await start(readArguments(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
