/**
 * Packs the app with the Electron runtime in use, with a list of its parts and their licences. `npm run package` makes all that can be made on this machine;
 * `--release` makes what people get, which the fallback runtime is refused for; other words after `--` go to electron-builder
 * instead (`npm run package -- --linux deb`).
 */
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { accessSync, constants, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runToEnd, tool } from './child-process.mjs';
import { resolveRuntime } from './electron-runtime.mjs';
import { SBOM_FILE, writeSbom } from './sbom.mjs';
import { planPackage } from './package-plan.mjs';
import { checkNode, isMain, readJson, ROOT } from './project.mjs';

/** Compressing a whole Electron for several installers takes minutes each on a small machine. */
const LIMIT_MS = 40 * 60_000;

/**
 * @param {string} command
 * @returns {string | undefined} its path
 */
function find(command) {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next folder.
    }
  }
  return undefined;
}

/**
 * When the sources were last changed, in s since 1970, for everything that packages date: equal sources give equal packages.
 *
 * @returns {Record<string, string>} empty outside a git repository
 */
function sourceDate() {
  const given = process.env['SOURCE_DATE_EPOCH'];
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  const seconds = given ?? (status === 0 ? stdout.trim() : '');
  return seconds === '' ? {} : { SOURCE_DATE_EPOCH: seconds };
}

/**
 * The public key that lists of updates must be signed with goes into the package, if COPYTRAIL_UPDATE_KEY names its PEM file.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} words for electron-builder
 * @throws {Error} if the file holds no Ed25519 key
 */
export function updateKeyArguments(env) {
  const file = env['COPYTRAIL_UPDATE_KEY'];
  if (!file) return [];
  const key = createPublicKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return [`-c.extraMetadata.updateKey=${key.export({ type: 'spki', format: 'der' }).toString('base64')}`];
}

/**
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
async function main(words) {
  const say = (/** @type {string} */ line) => console.log(line);
  checkNode();
  const runtime = await resolveRuntime({ say });
  if (runtime.version === 'unknown')
    throw new Error(`The Electron in ${runtime.folder} has no file "version"; electron-builder must know it.`);
  const plan = planPackage(runtime, words, { platform: process.platform, find, env: process.env });
  await ensureBuilt(say);
  const { version } = readJson('package.json');
  writeSbom({ version, runtime });
  const { code } = await runToEnd(tool('electron-builder'), [...plan.words, ...updateKeyArguments(process.env)], {
    limitMs: LIMIT_MS,
    env: { ...process.env, ...sourceDate(), ...plan.env },
  });
  if (code !== 0) return code;
  mkdirSync(plan.output, { recursive: true });
  copyFileSync(SBOM_FILE, path.join(plan.output, `Copytrail-${version}-sbom.cdx.json`));
  for (const line of plan.leftOut) say(`Left out here: ${line}`);
  if (plan.kind === 'test') {
    say(`Packed into ${plan.output} with Electron ${runtime.version}, FOR TESTS ONLY.`);
    say('What people get is made with --release, on a machine that has the official Electron.');
  } else say(`Packed a release into ${plan.output} with Electron ${runtime.version}.`);
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
