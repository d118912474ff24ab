/**
 * What the app and its tests need from the operating system: found out by looking, installed where that needs no question
 * (root on Debian or Ubuntu), named with the exact command elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** These four bring every library that `ldd electron` lists, fonts included, as their dependencies. */
const WINDOW_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
/** Renamed for 64-bit time in Debian 13 and Ubuntu 24.04: the old name is no package there any more. */
const RENAMED_FOR_TIME64 = new Set(['libgtk-3-0', 'libasound2']);
const FIRST_TIME64 = { debian: 13, ubuntu: 24.04 };
const INSTALL_LIMIT_MS = 900_000;
/** Another apt-get may be at work on a fresh cloud machine. */
const LOCK_WAIT_SECONDS = 180;

/** The AWS command line that tests compare the app with; Debian's own, which knows nothing of this project. */
const AWS_CLI = '/usr/bin/aws';

/** What packages are made and read with, beside dpkg-deb, which every Debian has: command and Debian package. */
const PACKERS = [
  { command: 'rpmbuild', debian: 'rpm' },
  { command: '7zz', debian: '7zip' },
];

/** What sets of jobs are compared with beside the app, in the bench. */
const JQ = '/usr/bin/jq';

/**
 * What a start, a test or the bench can need: Electron's shared libraries, a virtual screen, a browser, the AWS command line, jq,
 * what packages are made with.
 *
 * @typedef {'libraries' | 'screen' | 'browser' | 'aws' | 'jq' | 'packers'} Need
 */

/**
 * @typedef {object} Lack
 * @property {string} what what is missing, in words for a person
 * @property {string[]} packages Debian packages that bring it
 */

/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {(command: string) => boolean} has whether a command is on the search path
 * @property {(file: string) => boolean} exists
 * @property {() => string} ldd what `ldd` says of the Electron executable
 */

/**
 * @param {string} output of `ldd`
 * @returns {string[]} the libraries it could not find
 */
export function missingLibraries(output) {
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/**
 * Looks at what is there and says what is not. Libraries and the virtual screen are a matter of Linux alone.
 *
 * @param {Iterable<Need>} needs
 * @param {Machine} machine
 * @returns {Lack[]}
 */
export function findLacks(needs, machine) {
  const wanted = new Set(needs);
  const isLinux = machine.platform === 'linux';
  /** @type {Lack[]} */
  const lacks = [];
  const libraries = isLinux && wanted.has('libraries') ? missingLibraries(machine.ldd()) : [];
  if (libraries.length > 0)
    lacks.push({ what: `libraries of Electron (${libraries.join(', ')})`, packages: WINDOW_PACKAGES });
  if (isLinux && wanted.has('screen') && !machine.has('Xvfb'))
    lacks.push({ what: 'a virtual screen (Xvfb)', packages: ['xvfb'] });
  const browser = machine.env['COPYTRAIL_CHROMIUM'] || '/usr/bin/chromium';
  if (wanted.has('browser') && !machine.exists(browser))
    lacks.push({
      what: `a browser for component tests (${browser}; COPYTRAIL_CHROMIUM may name another)`,
      packages: ['chromium'],
    });
  if (wanted.has('aws') && !machine.exists(AWS_CLI))
    lacks.push({ what: `the AWS command line (${AWS_CLI})`, packages: ['awscli'] });
  if (wanted.has('jq') && !machine.exists(JQ)) lacks.push({ what: `jq, for the bench (${JQ})`, packages: ['jq'] });
  for (const { command, debian } of isLinux && wanted.has('packers') ? PACKERS : [])
    if (!machine.has(command)) lacks.push({ what: `${command}, for making packages`, packages: [debian] });
  return lacks;
}

/**
 * @param {Lack[]} lacks
 * @param {string} osRelease text of /etc/os-release
 * @returns {string[]} package names as this release of Debian or Ubuntu has them, each once
 */
export function packagesFor(lacks, osRelease) {
  const id = field(osRelease, 'ID');
  const version = Number(field(osRelease, 'VERSION_ID') || Infinity);
  const isTime64 = version >= (id === 'ubuntu' ? FIRST_TIME64.ubuntu : FIRST_TIME64.debian);
  const names = lacks.flatMap((lack) => lack.packages);
  return [...new Set(names)].map((name) => (isTime64 && RENAMED_FOR_TIME64.has(name) ? `${name}t64` : name));
}

/**
 * @param {string} osRelease
 * @returns {boolean} whether packages come from apt here
 */
export function isDebianLike(osRelease) {
  return /\b(debian|ubuntu)\b/.test(`${field(osRelease, 'ID')} ${field(osRelease, 'ID_LIKE')}`);
}

/**
 * @param {string} osRelease
 * @param {string} name
 */
function field(osRelease, name) {
  return new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
}

/**
 * @param {Lack[]} lacks
 * @param {string} osRelease
 * @returns {string} what a person must do
 */
export function advice(lacks, osRelease) {
  const list = lacks.map((lack) => `  - ${lack.what}`).join('\n');
  const command = isDebianLike(osRelease)
    ? `Run this, then start again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packagesFor(lacks, osRelease).join(' ')}`
    : `Install it with this system's package manager (Debian's names: ${packagesFor(lacks, 'ID=debian\nVERSION_ID=12').join(' ')}), then start again.`;
  return `This machine lacks:\n${list}\n${command}`;
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/**
 * @param {string} executable of Electron
 * @returns {Machine} the one this runs on
 */
function thisMachine(executable) {
  return {
    platform: process.platform,
    env: process.env,
    has: isOnPath,
    exists: existsSync,
    ldd: () => spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '',
  };
}

/** @param {string[]} packages */
function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', `DPkg::Lock::Timeout=${LOCK_WAIT_SECONDS}`];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const result = spawnSync('apt-get', [...options, ...words], { env, encoding: 'utf8', timeout: INSTALL_LIMIT_MS });
    if (result.status !== 0)
      throw new Error(
        `apt-get ${words.join(' ')} failed:\n${result.error?.message ?? ''}${result.stdout}${result.stderr}`,
      );
  }
}

/**
 * Makes sure that what is needed is there.
 *
 * @param {Iterable<Need>} needs
 * @param {string} executable of Electron; only the need for libraries looks at it
 * @param {(line: string) => void} say
 * @throws {Error} naming what is missing and the command that brings it
 */
export function ensureSystem(needs, executable, say) {
  const machine = thisMachine(executable);
  const lacks = findLacks(needs, machine);
  if (lacks.length === 0) return;
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const mayInstall = isDebianLike(osRelease) && process.getuid?.() === 0 && isOnPath('apt-get');
  if (!mayInstall) throw new Error(advice(lacks, osRelease));
  const packages = packagesFor(lacks, osRelease);
  say(`Installing Debian packages that this machine lacks: ${packages.join(' ')} ...`);
  install(packages);
  const left = findLacks(needs, machine);
  if (left.length > 0) throw new Error(advice(left, osRelease));
}
