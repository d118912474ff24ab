/**
 * Makes every package that can be made here and holds the result to what people may expect of it: nothing but the app inside, the
 * same in each kind, every fuse as configured, a window that opens for an ordinary user with Chromium's sandbox on, and no door for debuggers in a
 * release.
 */
import { createPackage, extractAll, extractFile } from '@electron/asar';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { resolveRuntime } from './electron-runtime.mjs';
import { must } from './must.mjs';
import {
  differences,
  filesBelow,
  filesOfAsar,
  filesOfInstaller,
  megabytes,
  notRegistered,
} from './package-contents.mjs';
import { checkDoors } from './packed-doors.mjs';
import { packedFolder } from './package-plan.mjs';
import { readJson, ROOT } from './project.mjs';
import { refusedStart, withStartedApp } from './started-app.mjs';

const PACK_LIMIT_MS = 480_000;
/** Debian's user `nobody`: owns nothing. */
const NOBODY = 65_534;
/** Set-user-id root, as the .deb installs it: Chromium's second way into its sandbox, where user namespaces are forbidden. */
const HELPER_MODE = 0o4755;

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

/** What may lie beside the app's own code: its licences and parts, and the profile that Ubuntu's AppArmor wants. */
const RESOURCES = ['app.asar', 'apparmor-profile', 'legal'];
const LEGAL = ['LICENSE', 'sbom.cdx.json', 'third-party-licences.txt'];

/** @param {string} executable */
async function checkFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  for (const { name, fuse, on } of FUSES) {
    must(Number(wire[fuse]) === (on ? ON : OFF), `The fuse ${name} is not ${on ? 'on' : 'off'}.`);
  }
  console.log(`All ${FUSES.length} fuses are as configured.`);
}

/** @returns {Map<string, string>} what must lie in app.asar, but for package.json: the build without its maps */
function expectedFiles() {
  const built = [...filesBelow(path.join(ROOT, 'out'))].map(
    ([name, digest]) => /** @type {[string, string]} */ ([`out/${name}`, digest]),
  );
  return new Map(
    built.filter(
      ([name]) => /^out\/((main|preload|renderer)\/|notices\/licences\.json$)/.test(name) && !name.endsWith('.map'),
    ),
  );
}

/**
 * @param {string} folder the unpacked app
 * @param {string} runtimeFolder the Electron it was made with
 */
function checkContents(folder, runtimeFolder) {
  const archive = path.join(folder, 'resources', 'app.asar');
  const found = filesOfAsar(archive);
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString());
  must(found.delete('package.json'), 'app.asar has no package.json.');
  const faults = differences(expectedFiles(), found);
  must(faults.length === 0, `app.asar is not what was built: ${faults.join(', ')}`);
  must(found.has(manifest.main), `app.asar has no ${manifest.main}`);
  for (const member of ['scripts', 'devDependencies', 'dependencies'])
    must(!(member in manifest), `The package.json inside tells of the build: ${member}`);
  must(manifest.packageKind === 'test', 'A package that is no release must say so inside.');

  const resources = readdirSync(path.join(folder, 'resources'));
  const strangers = resources.filter((name) => !RESOURCES.includes(name));
  must(strangers.length === 0, `resources/ holds more than the app: ${strangers.join(', ')}`);
  must(
    readdirSync(path.join(folder, 'resources', 'legal'))
      .sort()
      .join() === LEGAL.join(),
    `resources/legal is not ${LEGAL.join(', ')}`,
  );
  const electrons = readdirSync(runtimeFolder).map((name) => (name === 'LICENSE' ? 'LICENSE.electron.txt' : name));
  const beside = readdirSync(folder).filter((name) => name !== 'copytrail' && !electrons.includes(name));
  must(beside.length === 0, `Beside the program lies what is not Electron's: ${beside.join(', ')}`);
  must(
    readdirSync(path.join(folder, 'locales')).join() === 'en-US.pak',
    'More than one language of Chromium is inside.',
  );
  console.log(`app.asar (${megabytes(archive)}) holds the ${found.size} files that were built, and nothing else.`);
}

/** @param {string} folder the unpacked app */
function checkInstallers(folder) {
  const output = path.dirname(folder);
  const { version } = readJson('package.json');
  const expected = filesBelow(folder);
  console.log(`Unpacked: ${megabytes(folder)}`);
  for (const name of readdirSync(output)
    .filter((each) => each.startsWith(`Copytrail-${version}-`))
    .sort()) {
    const file = path.join(output, name);
    const found = filesOfInstaller(file);
    if (found === undefined) continue;
    must(name.includes('for-tests-only'), `${name} does not say that it is for tests only.`);
    const own = new Map([...expected].filter(([each]) => each !== 'resources/apparmor-profile' || found.has(each)));
    const faults = differences(own, found);
    must(faults.length === 0, `${name} is not what was checked: ${faults.join(', ')}`);
    const unknown = /\.(deb|rpm)$/.test(name) ? notRegistered(file) : [];
    must(unknown.length === 0, `${name} does not bring ${unknown.join(', ')}`);
    console.log(`${name}: ${megabytes(file)}, the same ${found.size} files.`);
  }
}

/**
 * Makes a release of it, as far as that can be told from inside: the same app without the word that makes it one for tests.
 *
 * @param {string} folder an unpacked app
 */
async function turnIntoRelease(folder) {
  const archive = path.join(folder, 'resources', 'app.asar');
  const content = path.join(folder, 'content');
  extractAll(archive, content);
  const file = path.join(content, 'package.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), packageKind: undefined }));
  await createPackage(content, archive);
  rmSync(content, { recursive: true });
}

/**
 * Starts the packed app as an ordinary user, for tests and as a release.
 *
 * @param {string} packed
 */
async function checkStarts(packed) {
  const isRoot = process.getuid?.() === 0;
  const home = mkdtempSync(path.join(os.tmpdir(), 'copytrail-package-'));
  const person = { home, uid: isRoot ? NOBODY : undefined, gid: isRoot ? NOBODY : undefined };
  const folder = path.join(home, 'Copytrail');
  const executable = path.join(folder, 'copytrail');
  try {
    cpSync(packed, folder, { recursive: true });
    if (isRoot) {
      for (const place of [home, folder]) chmodSync(place, 0o755);
      chownSync(home, NOBODY, NOBODY);
      chmodSync(path.join(folder, 'chrome-sandbox'), HELPER_MODE);
    }
    const words = ['--demo', `--user-data-dir=${home}/data`];
    await withStartedApp(executable, words, person, (page) => page.getByText('Test build', { exact: true }).waitFor());
    console.log('The packed app opened its window with the sandbox on, said what it is, and closed in order.');

    await turnIntoRelease(folder);
    for (const door of ['--remote-debugging-port=0', '--remote-debugging-pipe']) {
      const { code, said } = await refusedStart(executable, [...words, door], person);
      must(code === 1 && said.includes('Copytrail does not start with'), `A release took ${door}: ${code} ${said}`);
      must(!said.includes('DevTools listening'), `A release opened its debugging door for ${door}.`);
    }
    console.log('As a release it opens no door for debuggers.');
    await checkDoors(executable, words, person);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  const { code } = await runToEnd(process.execPath, [path.join(ROOT, 'build', 'package.mjs')], {
    limitMs: PACK_LIMIT_MS,
  });
  must(code === 0, 'Packing failed.');
  const folder = packedFolder('test');
  const runtime = await resolveRuntime({ say: () => undefined });
  await checkFuses(path.join(folder, 'copytrail'));
  checkContents(folder, runtime.folder);
  checkInstallers(folder);
  await checkStarts(folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
