/** The app with hot reload: `npm run dev`; words after `--` go on to the app. */
import { spawn } from 'node:child_process';
import { forwardSignals, signalGroup, tool, watchParent } from './child-process.mjs';
import { lacksDisplay, startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { checkNode, isMain, ROOT } from './project.mjs';
import { ensureSystem } from './system-libraries.mjs';

/**
 * @param {string[]} words for the app
 * @param {boolean} isRoot
 * @returns {string[]} electron-vite's command line
 */
export function developmentArguments(words, isRoot) {
  return ['dev', '--watch', ...(isRoot ? ['--noSandbox'] : []), ...(words.length > 0 ? ['--', ...words] : [])];
}

/** @param {string[]} words for the app */
async function main(words) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const stopWaiting = watchParent(() => process.exit(1));
  const runtime = await resolveRuntime({ say });
  const headless = lacksDisplay(process.env, process.platform);
  ensureSystem(headless ? ['libraries', 'screen'] : ['libraries'], runtime.executable, say);
  const display = headless ? await startDisplay() : undefined;
  if (display) say(`This machine has no display: the window opens on a virtual one (${display.name}).`);
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isRoot) say('Started as root: Chromium runs without its sandbox (--no-sandbox). Packaged builds never do.');
  const env = { ...process.env, ...runtimeEnvironment(runtime), ...(display && { DISPLAY: display.name }) };
  const child = spawn(tool('electron-vite'), developmentArguments(words, isRoot), {
    cwd: ROOT,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    detached: process.platform !== 'win32',
  });
  // To the whole group: electron-vite ends without taking the app along.
  stopWaiting();
  const stopForwarding = forwardSignals((signal) => signalGroup(child, signal), child);
  child.on('error', (error) => console.error(error.message));
  child.on('close', (code) => {
    stopForwarding();
    signalGroup(child, 'SIGTERM');
    display?.stop();
    process.exitCode = code ?? 1;
  });
}

if (isMain(import.meta.url)) {
  try {
    await main(process.argv.slice(2).filter((word) => word !== '--'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
