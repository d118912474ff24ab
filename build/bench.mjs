/** Measures the app (`npm run bench`): everything brought first, then tests/bench/main.ts under a screen of its own. */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { checkNode, ROOT } from './project.mjs';
import { ensureSystem } from './system-libraries.mjs';
import { testEnvironment } from './test.mjs';

const MAIN = path.join(ROOT, 'tests', 'bench', 'main.ts');

/** @param {string[]} words */
async function main(words) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(MAIN, { configFile: false, root: ROOT, logLevel: 'error' });
  const bench = /** @type {typeof import('../tests/bench/main')} */ (module);
  const options = bench.readOptions(words);
  const runtime = await resolveRuntime({ say });
  ensureSystem(
    ['libraries', 'screen', 'aws', ...(options.parts.includes('sets') ? /** @type {const} */ (['jq']) : [])],
    runtime.executable,
    say,
  );
  await ensureBuilt(say);
  // Always a screen of its own: what happens on a desktop would show in the figures.
  const display = process.platform === 'linux' ? await startDisplay() : undefined;
  process.env = {
    ...testEnvironment(process.env),
    ...runtimeEnvironment(runtime),
    ...(display && { DISPLAY: display.name }),
  };
  try {
    await bench.run(runtime.executable, options);
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
