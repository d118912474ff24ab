/**
 * Packs the app and holds the result to what people may expect of it: nothing but the app inside, every fuse as configured,
 * and a window that opens for an ordinary user with Chromium's sandbox on.
 */
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { extractFile, listPackage } from '@electron/asar';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runToEnd, signalGroup } from './child-process.mjs';
import { resolveRuntime } from './electron-runtime.mjs';
import { packedFolder } from './package.mjs';
import { ROOT } from './project.mjs';
import { saveScreenshot } from './screenshot.mjs';

const PACK_LIMIT_MS = 300_000;
const WINDOW_LIMIT_MS = 60_000;
/** Debian's user `nobody`: owns nothing. */
const NOBODY = 65_534;
/** Set-user-id root, as the .deb installs it: Chromium's second way into its sandbox, where user namespaces are forbidden. */
const HELPER_MODE = 0o4755;
/** "Seccomp: 2" in /proc/PID/status: a filter is active (man 5 proc). */
const FILTERED = '2';

/** How a fuse is written in the executable: the characters 1 and 0 (electronjs.org/docs/latest/tutorial/fuses). */
const ON = 0x31;
const OFF = 0x30;
/** As build/electron-builder.yml asks, read back from the executable. */
const FUSES = [
  { name: 'RunAsNode', fuse: FuseV1Options.RunAsNode, on: false },
  { name: 'EnableCookieEncryption', fuse: FuseV1Options.EnableCookieEncryption, on: true },
  { name: 'EnableNodeOptionsEnvironmentVariable', fuse: FuseV1Options.EnableNodeOptionsEnvironmentVariable, on: false },
  { name: 'EnableNodeCliInspectArguments', fuse: FuseV1Options.EnableNodeCliInspectArguments, on: false },
  {
    name: 'EnableEmbeddedAsarIntegrityValidation',
    fuse: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    on: true,
  },
  { name: 'OnlyLoadAppFromAsar', fuse: FuseV1Options.OnlyLoadAppFromAsar, on: true },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', fuse: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, on: false },
  { name: 'GrantFileProtocolExtraPrivileges', fuse: FuseV1Options.GrantFileProtocolExtraPrivileges, on: false },
];

/**
 * @param {boolean} condition
 * @param {string} message
 * @returns {asserts condition}
 */
function must(condition, message) {
  if (!condition) throw new Error(message);
}

/** @param {string} executable */
async function checkFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  for (const { name, fuse, on } of FUSES) {
    must(Number(wire[fuse]) === (on ? ON : OFF), `The fuse ${name} is not ${on ? 'on' : 'off'}.`);
  }
  console.log(`All ${FUSES.length} fuses are as configured.`);
}

/** @param {string} folder */
function checkContents(folder) {
  const resources = readdirSync(path.join(folder, 'resources'));
  must(resources.join() === 'app.asar', `resources/ holds more than the app: ${resources.join(', ')}`);
  const archive = path.join(folder, 'resources', 'app.asar');
  const files = listPackage(archive, { isPack: false });
  const strangers = files.filter((file) => !/^\/(out(\/|$)|package\.json$)/.test(file) || file.endsWith('.map'));
  must(strangers.length === 0, `app.asar holds what is not the app: ${strangers.join(', ')}`);
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString());
  must(files.includes(`/${manifest.main}`), `app.asar has no ${manifest.main}`);
  console.log(`app.asar holds ${files.length} files of the app and nothing else.`);
}

/**
 * @param {number} group process group of the app
 * @returns {Record<string, string>[]} /proc/PID/status of its renderers
 */
function renderers(group) {
  /** @type {Record<string, string>[]} */
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const statistics = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name in brackets: state, parent, process group.
      const isOurs = Number(statistics.slice(statistics.lastIndexOf(')') + 2).split(' ')[2]) === group;
      if (!isOurs || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
      found.push(Object.fromEntries(lines.map((line) => line.split(/:\s*/))));
    } catch {
      // The process has ended in between: it is no renderer of a window that is open.
    }
  }
  return found;
}

/**
 * Starts the packed app as an ordinary user and looks at its renderer from outside.
 *
 * @param {string} packed
 */
async function checkWindow(packed) {
  const isRoot = process.getuid?.() === 0;
  const home = mkdtempSync(path.join(os.tmpdir(), 'copytrail-package-'));
  const installed = path.join(home, 'Copytrail');
  cpSync(packed, installed, { recursive: true });
  if (isRoot) {
    for (const place of [home, installed]) chmodSync(place, 0o755);
    chownSync(home, NOBODY, NOBODY);
    chmodSync(path.join(installed, 'chrome-sandbox'), HELPER_MODE);
  }
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const child = spawn(
    path.join(installed, 'copytrail'),
    ['--demo', '--remote-debugging-port=0', `--user-data-dir=${home}/data`],
    {
      cwd: home,
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    },
  );
  try {
    await saveScreenshot(await devToolsAddress(child), path.join(home, 'window.png'), WINDOW_LIMIT_MS);
    const states = renderers(child.pid ?? 0);
    must(states.length > 0, 'The app has no renderer process.');
    for (const { Seccomp, NoNewPrivs, Uid } of states) {
      must(!Uid?.startsWith('0\t'), 'The renderer runs as root.');
      must(
        Seccomp === FILTERED && NoNewPrivs === '1',
        `The renderer is not sandboxed: Seccomp ${Seccomp}, NoNewPrivs ${NoNewPrivs}.`,
      );
    }
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code, signal] = await ended;
    must(code === 0, `The app did not close in order: ${signal ?? `code ${code}`}.`);
    console.log(`The packed app opened its window with the sandbox on (Seccomp: ${FILTERED}) and closed in order.`);
  } finally {
    signalGroup(child, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} child
 * @returns {Promise<string>}
 */
function devToolsAddress(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    const refuse = (/** @type {string} */ why) => reject(new Error(`The packed app ${why}. It said:\n${text}`));
    const timer = setTimeout(() => refuse('opened no DevTools endpoint'), WINDOW_LIMIT_MS);
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.on('error', (error) => refuse(`could not be started (${error.message})`));
    child.on('exit', (code) => refuse(`ended with code ${code}`));
  });
}

try {
  const { code } = await runToEnd(process.execPath, [path.join(ROOT, 'build', 'package.mjs')], {
    limitMs: PACK_LIMIT_MS,
  });
  must(code === 0, 'Packing failed.');
  const folder = packedFolder(await resolveRuntime({ say: () => undefined }));
  await checkFuses(path.join(folder, 'copytrail'));
  checkContents(folder);
  await checkWindow(folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
