/** Runs a script of the tests that opens the app's windows, with everything it needs brought first. */
import { ensureBuilt } from './build.mjs';
import { startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { checkNode, ROOT } from './project.mjs';
import { ensureSystem } from './system-libraries.mjs';
import { testEnvironment } from './test.mjs';

/**
 * @typedef {object} Plan
 * @property {readonly import('./system-libraries.mjs').Need[]} needs beyond what every window needs
 * @property {(executable: string) => Promise<void>} run given Electron's absolute path
 */

/**
 * Imports the script, brings runtime, libraries, build and a screen of its own, and runs it. What goes wrong is said, and the exit code is 1 then.
 *
 * @param {string} script absolute path of a TypeScript file
 * @param {(module: unknown) => Plan} plan reads the command line, before anything takes time
 */
export async function runWithWindows(script, plan) {
  const say = (/** @type {string} */ line) => console.log(line);
  try {
    checkNode();
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(script, { configFile: false, root: ROOT, logLevel: 'error' });
    const { needs, run } = plan(module);
    const runtime = await resolveRuntime({ say });
    ensureSystem(['libraries', 'screen', ...needs], runtime.executable, say);
    await ensureBuilt(say);
    // Always a screen of its own: what happens on a desktop would show in what comes out.
    const display = process.platform === 'linux' ? await startDisplay() : undefined;
    process.env = {
      ...testEnvironment(process.env),
      ...runtimeEnvironment(runtime),
      ...(display && { DISPLAY: display.name }),
    };
    try {
      await run(runtime.executable);
    } finally {
      display?.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
