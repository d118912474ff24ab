/**
 * Which Electron runs the app in development and tests. Run as a script it prints the path of the executable and nothing else
 * on standard output; what was chosen and why is said in one line on standard error.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  fallbackFits,
  fallbackFolder,
  fallbackIsReady,
  FALLBACK_VERSION,
  makeFallback,
  run,
} from './fallback-runtime.mjs';
import { isMain, ROOT } from './project.mjs';

/** How long a download host may take to answer before the network counts as closed. */
const PROBE_LIMIT_MS = 4_000;
/** About 120 MB from a host that has just answered. */
const INSTALL_LIMIT_MS = 300_000;
const OFFICIAL_HOST = 'https://github.com/electron/electron/releases/download/';

/**
 * @typedef {object} Runtime
 * @property {string} executable absolute path
 * @property {string} folder the distribution's folder: what ELECTRON_OVERRIDE_DIST_PATH wants
 * @property {string} version Electron's version, 'unknown' if the folder does not tell
 * @property {'named' | 'official' | 'fallback'} kind named by the environment, Electron's own download, or the npm package's
 */

/** @param {NodeJS.Platform} platform */
export function executableName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} folder
 * @returns {string} the version a distribution's own file names
 */
function versionIn(folder) {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'unknown';
  }
}

/**
 * The runtime that the environment names, if it does.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Runtime | undefined}
 * @throws {Error} if what it names is not there
 */
export function namedRuntime(env) {
  const folderNamed = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const fileNamed = env['ELECTRON_EXEC_PATH'];
  if (!folderNamed && !fileNamed) return undefined;
  const executable = fileNamed
    ? path.resolve(fileNamed)
    : path.resolve(folderNamed ?? '', executableName(process.platform));
  if (!existsSync(executable)) {
    const variable = fileNamed ? 'ELECTRON_EXEC_PATH' : 'ELECTRON_OVERRIDE_DIST_PATH';
    throw new Error(`${variable} names an Electron that is not there: ${executable}`);
  }
  const inner = executable.length - executableName(process.platform).length;
  const folder = executable.endsWith(executableName(process.platform))
    ? path.resolve(executable.slice(0, inner))
    : path.dirname(executable);
  const version = versionIn(folder);
  const kind = folder === fallbackFolder(ROOT) ? 'fallback' : 'named';
  return { executable, folder, version, kind };
}

/**
 * @param {string} root
 * @returns {string} the version of the `electron` package that is installed
 */
export function declaredVersion(root) {
  const manifest = path.join(root, 'node_modules', 'electron', 'package.json');
  if (!existsSync(manifest)) throw new Error('The project has no node_modules yet. Run: npm ci');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/**
 * Electron's own download, if it is complete (its installer writes path.txt last).
 *
 * @param {string} root
 * @returns {Runtime | undefined}
 */
function officialRuntime(root) {
  const folder = path.join(root, 'node_modules', 'electron', 'dist');
  const executable = path.join(folder, executableName(process.platform));
  const version = versionIn(folder);
  const complete = existsSync(path.join(root, 'node_modules', 'electron', 'path.txt')) && existsSync(executable);
  return complete && version === declaredVersion(root) ? { executable, folder, version, kind: 'official' } : undefined;
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env a mirror may be named, as Electron's own installer reads it
 * @returns {string} where that installer would download from
 */
export function downloadAddress(version, env) {
  const mirror =
    env['npm_config_electron_mirror'] ?? env['NPM_CONFIG_ELECTRON_MIRROR'] ?? env['ELECTRON_MIRROR'] ?? OFFICIAL_HOST;
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/**
 * @param {string} address
 * @param {number} limitMs
 * @returns {Promise<string | undefined>} undefined if the host answers, else why it does not
 */
export async function whyUnreachable(address, limitMs = PROBE_LIMIT_MS) {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(limitMs) });
    return undefined;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const reason = cause instanceof Error && cause.name === 'TimeoutError' ? `no answer in ${limitMs / 1000} s` : code;
    return `${new URL(address).host}: ${reason || String(cause)}`;
  }
}

/** @param {string} version whether Electron's installer has the zip from an earlier time, so that it needs no network */
function isInElectronCache(version) {
  const folder = process.env['electron_config_cache'] ?? path.join(os.homedir(), '.cache', 'electron');
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((entry) => existsSync(path.join(folder, entry, name)));
}

/**
 * Lets Electron's own installer bring the official runtime, unless the network plainly forbids it.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<Runtime | string>} the runtime, or why there is none
 */
async function installOfficial(root, say) {
  const version = declaredVersion(root);
  const usesProxy = Boolean(process.env['ELECTRON_GET_USE_PROXY']);
  if (!usesProxy && !isInElectronCache(version)) {
    const reason = await whyUnreachable(downloadAddress(version, process.env));
    if (reason !== undefined) return reason;
  }
  say(`Installing Electron ${version} with its own installer ...`);
  try {
    const installer = path.join(root, 'node_modules', 'electron', 'install.js');
    await run(process.execPath, [installer], root, INSTALL_LIMIT_MS);
  } catch (error) {
    return `its installer failed (${error instanceof Error ? error.message : String(error)})`;
  }
  return officialRuntime(root) ?? 'its installer left no complete runtime behind';
}

/**
 * Finds the Electron runtime, and brings it first if there is none: what the environment names, else the official one, else
 * the fallback (Linux on x64). Once the fallback is there it is used without asking the network again.
 *
 * @param {{ root?: string, say?: (line: string) => void }} [options] `say` gets lines for a person, standard error by default
 * @returns {Promise<Runtime>}
 * @throws {Error} with what to do, when no runtime can be had
 */
export async function resolveRuntime({ root = ROOT, say = (line) => console.error(line) } = {}) {
  const present = namedRuntime(process.env) ?? officialRuntime(root);
  if (present !== undefined) {
    say(
      `Electron ${present.version} (${present.kind === 'named' ? 'named by the environment' : present.kind}): ${present.executable}`,
    );
    return present;
  }
  let reason = 'fetched earlier, delete .cache/electron to look again';
  if (!(fallbackFits() && fallbackIsReady(root))) {
    const official = await installOfficial(root, say);
    if (typeof official !== 'string') {
      say(`Electron ${official.version} (official): ${official.executable}`);
      return official;
    }
    reason = official;
    if (!fallbackFits()) throw new Error(noRuntime(declaredVersion(root), reason));
  }
  const folder = await makeFallback(root, say);
  const executable = path.join(folder, 'electron');
  say(
    `Electron ${FALLBACK_VERSION} (fallback for tests and development, instead of ${declaredVersion(root)}; ${reason}): ${executable}`,
  );
  return { executable, folder, version: FALLBACK_VERSION, kind: 'fallback' };
}

/**
 * @param {string} version
 * @param {string} reason
 */
function noRuntime(version, reason) {
  return [
    `Electron ${version} could not be downloaded: ${reason}.`,
    `For ${process.platform} on ${process.arch} there is no fallback. Do one of these and start again:`,
    '  - set ELECTRON_MIRROR to a mirror that you can reach',
    '  - set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron distribution',
  ].join('\n');
}

/**
 * The environment in which Electron's own tools, electron-vite and Playwright all use this runtime.
 *
 * @param {Runtime} runtime
 * @returns {Record<string, string>}
 */
export function runtimeEnvironment(runtime) {
  return { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, ELECTRON_EXEC_PATH: runtime.executable };
}

if (isMain(import.meta.url)) {
  try {
    const runtime = await resolveRuntime();
    process.stdout.write(`${runtime.executable}\n`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
