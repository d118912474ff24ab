/** What `npm run package` makes, and how electron-builder is told. */
import path from 'node:path';
import { ROOT } from './project.mjs';

/** Tells a release from everything else; whatever is packed without it is for tests, and says so. */
export const RELEASE_SWITCH = '--release';

/** Stands in the name of everything that is no release. */
const TESTS_ONLY = 'for-tests-only';

/** Words by which electron-builder is told to pack for another system than the one it runs on. */
const SYSTEM_WORDS = new Map([
  ['--linux', 'linux'],
  ['-l', 'linux'],
  ['--win', 'win32'],
  ['--windows', 'win32'],
  ['-w', 'win32'],
  ['--mac', 'darwin'],
  ['--macos', 'darwin'],
  ['-m', 'darwin'],
  ['-o', 'darwin'],
]);

/**
 * electron-builder makes no .deb and no .rpm without the project's address in the web, and there is none yet. No host can have this one, and
 * linux-package.mjs leaves it out: people see no address that leads nowhere.
 */
const NO_ADDRESS = 'https://copytrail.invalid/';

/** What each kind of Linux package is made with beside electron-builder itself, and who brings it on Debian. */
const LINUX_TARGETS = [
  { target: 'deb', command: 'dpkg-deb', debian: 'dpkg' },
  { target: 'rpm', command: 'rpmbuild', debian: 'rpm' },
  { target: 'tar.gz', command: '7zz', debian: '7zip' },
];

/**
 * @typedef {import('./electron-runtime.mjs').Runtime} Runtime
 *
 * @typedef {object} PackingMachine
 * @property {NodeJS.Platform} platform
 * @property {(command: string) => string | undefined} find path of a command, undefined if it is not there
 * @property {NodeJS.ProcessEnv} env
 *
 * @typedef {object} Plan
 * @property {'release' | 'test'} kind
 * @property {string[]} words electron-builder's command line
 * @property {Record<string, string>} env what it needs in its environment
 * @property {string} output absolute folder in which everything comes to lie
 * @property {string[]} leftOut lines on what cannot be made here, and why
 */

/**
 * @param {Runtime} runtime
 * @param {string[]} words the caller's
 * @returns {'release' | 'test'}
 * @throws {Error} if a release is asked for on a runtime that people must not get
 */
export function kindOfPackage(runtime, words) {
  if (!words.includes(RELEASE_SWITCH)) return 'test';
  if (runtime.kind === 'official') return 'release';
  const what =
    runtime.kind === 'fallback'
      ? `the fallback, Electron ${runtime.version}, which is out of support and of unproven origin`
      : `an Electron that the environment names, of which nobody knows where it comes from`;
  throw new Error(
    [
      `A release is never packed with ${what}.`,
      'Pack it on a machine that has the official Electron (see "Which Electron runs" in docs/development.md),',
      `or leave ${RELEASE_SWITCH} out for a package that is for tests only.`,
    ].join('\n'),
  );
}

/**
 * @param {'release' | 'test'} kind
 * @returns {string} absolute folder
 */
const outputOf = (kind) => path.join(ROOT, 'dist', ...(kind === 'test' ? [TESTS_ONLY] : []));

/**
 * @param {'release' | 'test'} kind
 * @returns {string} where the unpacked app lies after packing on Linux
 */
export const packedFolder = (kind) => path.join(outputOf(kind), 'linux-unpacked');

/**
 * What can be made without a word of the caller's.
 *
 * @param {PackingMachine} machine
 * @param {'release' | 'test'} kind
 * @returns {{ words: string[], leftOut: string[] }}
 */
function everythingHere({ platform, find, env }, kind) {
  if (platform !== 'linux') return { words: [], leftOut: [] };
  const targets = ['dir'];
  const leftOut = [];
  for (const { target, command, debian } of LINUX_TARGETS) {
    if (find(command) !== undefined) targets.push(target);
    else leftOut.push(`${target}: needs ${command} (Debian's package ${debian}).`);
  }
  // Its runtime comes from GitHub alone; a machine that has the official Electron has reached that.
  if (kind === 'release' || env['APPIMAGE_TOOLS_PATH']) targets.push('AppImage');
  else
    leftOut.push(
      'AppImage: needs its runtime, which is on GitHub alone; APPIMAGE_TOOLS_PATH may name a folder with it.',
    );
  leftOut.push('Windows and macOS: packed on such a machine, or with --win or --mac where GitHub can be reached.');
  return { words: ['--linux', ...targets], leftOut };
}

/**
 * @param {Runtime} runtime
 * @param {'release' | 'test'} kind
 * @returns {string[]} names that say what a package is
 */
function nameArguments(runtime, kind) {
  if (kind === 'release') return [];
  const name = `\${productName}-\${version}-${TESTS_ONLY}-electron-${runtime.version}-\${os}-\${arch}`;
  return [
    `-c.directories.output=dist/${TESTS_ONLY}`,
    `-c.artifactName=${name}.\${ext}`,
    `-c.nsis.artifactName=${name}-setup.\${ext}`,
    `-c.portable.artifactName=${name}-portable.\${ext}`,
  ];
}

/**
 * @param {Runtime} runtime
 * @param {string[]} words of the caller: ours, and those for electron-builder
 * @param {PackingMachine} machine
 * @returns {Plan}
 * @throws {Error} if it cannot be made, with what to do
 */
export function planPackage(runtime, words, machine) {
  const kind = kindOfPackage(runtime, words);
  const rest = words.filter((word) => word !== RELEASE_SWITCH);
  const systems = rest.flatMap((word) => SYSTEM_WORDS.get(word) ?? []);
  const foreign = systems.filter((system) => system !== machine.platform);
  if (foreign.length > 0 && (runtime.kind === 'fallback' || systems.length !== foreign.length)) {
    throw new Error(
      runtime.kind === 'fallback'
        ? 'The fallback Electron is for Linux alone: packages for other systems are made on a machine that reaches GitHub.'
        : 'Packages for this system and for others are made in two runs.',
    );
  }
  const chosen = rest.some((word) => word === '--dir' || SYSTEM_WORDS.has(word));
  const all = chosen ? { words: [], leftOut: [] } : everythingHere(machine, kind);
  const sevenZip = machine.find('7zz');
  return {
    kind,
    words: [
      ...['--config', 'build/electron-builder.yml', '--publish', 'never'],
      // For another system electron-builder fetches the Electron of that system.
      ...(foreign.length > 0 ? [] : [`-c.electronDist=${runtime.folder}`]),
      `-c.electronVersion=${runtime.version}`,
      `-c.extraMetadata.packageKind=${kind}`,
      ...((systems[0] ?? machine.platform) === 'linux' ? [`-c.extraMetadata.homepage=${NO_ADDRESS}`] : []),
      ...nameArguments(runtime, kind),
      ...all.words,
      ...rest,
    ],
    env: {
      ...(machine.platform === 'linux' && { CUSTOM_FPM_PATH: path.join(ROOT, 'build', 'linux-package.mjs') }),
      ...(sevenZip !== undefined && { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }),
      // Nobody downloads a package for tests: it is made quickly and may be larger.
      ...(kind === 'test' && { COPYTRAIL_QUICK_PACKAGES: '1', ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' }),
    },
    output: outputOf(kind),
    leftOut: all.leftOut,
  };
}
