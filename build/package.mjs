/**
 * Packs the app with the Electron runtime in use. `npm run package` makes the unpacked folder; words after `--` go to
 * electron-builder instead (`npm run package -- --linux deb`).
 */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runToEnd, tool } from './child-process.mjs';
import { resolveRuntime } from './electron-runtime.mjs';
import { checkNode, isMain, ROOT } from './project.mjs';

/** Compressing a whole Electron for an installer takes minutes on a small machine. */
const LIMIT_MS = 20 * 60_000;
/** Stands in the name of everything that is made with the fallback runtime. */
const TESTS_ONLY = 'for-tests-only';

/**
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {string[]} words of the caller for electron-builder
 * @returns {string[]} its command line
 */
export function builderArguments(runtime, words) {
  const fixed = ['--config', 'build/electron-builder.yml', '--publish', 'never'];
  const electron = [`-c.electronDist=${runtime.folder}`, `-c.electronVersion=${runtime.version}`];
  const names =
    runtime.kind === 'fallback'
      ? [
          `-c.directories.output=dist/${TESTS_ONLY}`,
          `-c.artifactName=\${productName}-\${version}-${TESTS_ONLY}-electron-${runtime.version}-\${os}-\${arch}.\${ext}`,
        ]
      : [];
  return [...fixed, ...electron, ...names, ...(words.length > 0 ? words : ['--dir'])];
}

/**
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @returns {string} where the unpacked app lies after `npm run package` on Linux
 */
export const packedFolder = (runtime) =>
  path.join(ROOT, 'dist', ...(runtime.kind === 'fallback' ? [TESTS_ONLY] : []), 'linux-unpacked');

/**
 * @param {string[]} words for electron-builder
 * @returns {Promise<number>} exit code
 */
async function main(words) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const runtime = await resolveRuntime({ say });
  if (runtime.version === 'unknown')
    throw new Error(`The Electron in ${runtime.folder} has no file "version"; electron-builder must know it.`);
  await ensureBuilt(say);
  const { code } = await runToEnd(tool('electron-builder'), builderArguments(runtime, words), { limitMs: LIMIT_MS });
  if (code !== 0) return code;
  if (runtime.kind === 'fallback') {
    say(
      `Packed into ${path.join(ROOT, 'dist', TESTS_ONLY)}, FOR TESTS ONLY: its Electron ${runtime.version} is the fallback,`,
    );
    say(
      'which is out of support and of unproven origin. Make what people get on a machine that has the official Electron.',
    );
  } else say(`Packed into ${path.join(ROOT, 'dist')} with Electron ${runtime.version}.`);
  return 0;
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
