/** Tortures the app (`npm run torture`): everything brought first, then tests/torture/main.ts under a screen of its own. */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { checkNode, ROOT } from './project.mjs';
import { ensureSystem } from './system-libraries.mjs';
import { testEnvironment } from './test.mjs';

const MAIN = path.join(ROOT, 'tests', 'torture', 'main.ts');

/** @param {string[]} words */
async function main(words) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(MAIN, { configFile: false, root: ROOT, logLevel: 'error' });
  const torture = /** @type {typeof import('../tests/torture/main')} */ (module);
  const options = torture.readOptions(words);
  const runtime = await resolveRuntime({ say });
  ensureSystem(['libraries', 'screen'], runtime.executable, say);
  await ensureBuilt(say);
  const display = process.platform === 'linux' ? await startDisplay() : undefined;
  process.env = {
    ...testEnvironment(process.env),
    ...runtimeEnvironment(runtime),
    ...(display && { DISPLAY: display.name }),
  };
  try {
    if (!(await torture.run(runtime.executable, options))) process.exitCode = 1;
  } finally {
    display?.stop();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
