/**
 * Installs the .deb as an administrator does, over a version before it, and uses it as an ordinary user does: the main job on the demo
 * account, an upgrade with the history intact, removal with the history left alone. Needs root on Debian or its kin, for it really installs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { runTool } from './linux/run-tool.mjs';
import { must } from './must.mjs';
import { DESKTOP_ENTRY, ICONS, MIME_TYPES } from './package-contents.mjs';
import { packedFolder } from './package-plan.mjs';
import { isMain, readJson, ROOT } from './project.mjs';
import { withStartedApp } from './started-app.mjs';

const PACK_LIMIT_MS = 240_000;
const EARLIER_VERSION = '0.0.1';
const USER = 'copytrail-check';
const PROGRAM = '/usr/bin/copytrail';

/** @returns {string | undefined} why nothing can be installed here */
function whyNot() {
  if (process.platform !== 'linux' || spawnSync('dpkg', ['--version']).status !== 0) return 'this system has no dpkg';
  if (process.getuid?.() !== 0) return 'only root may install packages';
  if (spawnSync('dpkg', ['--status', 'copytrail']).status === 0) return 'Copytrail is installed here already';
  return undefined;
}

/**
 * @param {string} version
 * @returns {string} path of a .deb of that version
 */
function debOf(version) {
  const output = path.dirname(packedFolder('test'));
  const name = readdirSync(output).find((each) => each.startsWith(`Copytrail-${version}-`) && each.endsWith('.deb'));
  if (name === undefined) throw new Error(`There is no .deb of version ${version}: the step "package" makes it.`);
  return path.join(output, name);
}

/** Makes the same app once more under an earlier version's name. */
async function packEarlier() {
  const words = ['--linux', 'deb', `-c.extraMetadata.version=${EARLIER_VERSION}`];
  const { code } = await runToEnd(process.execPath, [path.join(ROOT, 'build', 'package.mjs'), ...words], {
    limitMs: PACK_LIMIT_MS,
  });
  must(code === 0, 'Packing the earlier version failed.');
}

/** @returns {import('./started-app.mjs').Person} a user with a home, without any rights of their own */
function makeUser() {
  runTool('useradd', ['--create-home', '--home-dir', `/home/${USER}`, '--shell', '/bin/sh', USER]);
  const [uid, gid] = ['-u', '-g'].map((word) => Number(runTool('id', [word, USER])));
  return { home: `/home/${USER}`, uid, gid };
}

/** @param {string} version */
function checkInstalled(version) {
  must(
    runTool('dpkg-query', ['-W', '-f=${Version} ${Status}', 'copytrail']) === `${version} install ok installed`,
    `Version ${version} is not installed.`,
  );
  must(realpathSync(PROGRAM) === '/opt/Copytrail/copytrail', `${PROGRAM} does not lead to the app.`);
  const entry = readFileSync(DESKTOP_ENTRY, 'utf8');
  for (const line of [
    'Name=Copytrail',
    'Exec=/opt/Copytrail/copytrail %U',
    'Icon=copytrail',
    'MimeType=application/x-copytrail;x-scheme-handler/copytrail;',
  ])
    must(entry.split('\n').includes(line), `The desktop entry lacks: ${line}`);
  must(readFileSync(MIME_TYPES, 'utf8').includes('*.copytrail'), 'The file type of histories is not registered.');
  for (const icon of ICONS) must(existsSync(icon), `There is no ${icon}.`);
  const owners = readdirSync('/opt/Copytrail').map((name) => lstatSync(`/opt/Copytrail/${name}`).uid);
  must(
    owners.every((owner) => owner === 0),
    'Files of the app belong to somebody other than root.',
  );
  must((statSync('/opt/Copytrail/resources/app.asar').mode & 0o022) === 0, 'Others than root may change the app.');
}

/** @param {import('@playwright/test').Page} page */
const rowKeys = (page) =>
  page.locator('[role="row"][data-job-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-job-key')));

/**
 * The main job: one look-up on the demo account.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<string>} the job's key
 */
async function lookUp(page) {
  await page
    .getByRole('button', { name: /^Describe: / })
    .first()
    .click();
  const job = page.locator('article[data-job-key]');
  await job.waitFor();
  const key = (await job.getAttribute('data-job-key')) ?? '';
  await page.locator(`[role="row"][data-job-key="${key}"]`).waitFor();
  return key;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} version
 */
async function checkVersionShown(page, version) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByText(`${version} (test build), Electron`).waitFor();
  await page.getByRole('button', { name: 'Show licences' }).click();
  await page.getByText('dexie', { exact: false }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** @param {import('./started-app.mjs').Person} person */
async function liveWithIt(person) {
  const { version } = readJson('package.json');
  const data = path.join(person.home, '.config', 'Copytrail');
  runTool('dpkg', ['-i', debOf(EARLIER_VERSION)]);
  checkInstalled(EARLIER_VERSION);
  const key = await withStartedApp(PROGRAM, ['--demo'], person, async (page) => {
    await checkVersionShown(page, EARLIER_VERSION);
    return lookUp(page);
  });
  console.log(`${EARLIER_VERSION} is installed, and an ordinary user looked a copy job up with it.`);

  runTool('dpkg', ['-i', debOf(version)]);
  checkInstalled(version);
  await withStartedApp(PROGRAM, ['--demo'], person, async (page) => {
    await page.locator(`[role="row"][data-job-key="${key}"]`).waitFor();
    must((await rowKeys(page)).join() === key, 'After the upgrade the history is another one.');
    await checkVersionShown(page, version);
    await page.locator(`[role="row"][data-job-key="${key}"]`).click();
    await page.locator(`article[data-job-key="${key}"]`).waitFor();
  });
  console.log(`${version} is installed over it, with the history as it was.`);

  const kept = runTool('du', ['-sb', data]).split('\t')[0];
  runTool('dpkg', ['-r', 'copytrail']);
  for (const place of ['/opt/Copytrail', PROGRAM, DESKTOP_ENTRY, MIME_TYPES, '/usr/share/doc/copytrail'])
    must(!readdirSync(path.dirname(place)).includes(path.basename(place)), `Removing it left ${place} behind.`);
  must(runTool('du', ['-sb', data]).split('\t')[0] === kept, 'Removing it touched what belongs to the user.');
  console.log('It is removed without a trace but the history, which is the user’s.');
}

if (isMain(import.meta.url)) {
  const reason = whyNot();
  if (reason !== undefined) {
    console.log(`Not run: installing, upgrading and removing the .deb, for ${reason}.`);
  } else {
    try {
      mkdirSync(path.dirname(packedFolder('test')), { recursive: true });
      await packEarlier();
      await liveWithIt(makeUser());
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    } finally {
      spawnSync('dpkg', ['--purge', 'copytrail']);
      spawnSync('userdel', ['--remove', USER]);
    }
  }
}
