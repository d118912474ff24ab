/** Builds the app into out/, on demand only when its sources have changed. As a script it always builds. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd, tool } from './child-process.mjs';
import { writeNotices } from './notices.mjs';
import { isMain, ROOT } from './project.mjs';

/** What a build is made from, beside src/. */
const INPUTS = [
  'src',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
  'build/bundled-packages.mjs',
  'build/notices.mjs',
];
const RESULTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/notices/licences.json'];
/** Touched with the time at which the last whole build began: an edit during a build makes the next one due. */
const STAMP = 'out/built';
const LIMIT_MS = 180_000;

/**
 * @param {string} place a file or folder
 * @returns {number} when the newest thing in it changed, in ms since 1970; a folder's own time tells of removed files
 */
function newestChange(place) {
  if (!existsSync(place)) return 0;
  const status = statSync(place);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(place).map((name) => newestChange(path.join(place, name))));
}

/**
 * @param {string} root the project's folder
 * @returns {string | undefined} why a build is due, undefined if out/ is up to date
 */
export function whyBuild(root) {
  const missing = RESULTS.find((result) => !existsSync(path.join(root, result)));
  if (missing !== undefined) return `${missing} is missing`;
  const stamp = path.join(root, STAMP);
  if (!existsSync(stamp)) return 'the last build did not end';
  const built = statSync(stamp).mtimeMs;
  const newer = INPUTS.find((input) => newestChange(path.join(root, input)) > built);
  return newer === undefined ? undefined : `${newer} is newer than the last build`;
}

/**
 * Builds with electron-vite.
 *
 * @param {'info' | 'error'} [logLevel] `info` lists every file that was written
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function build(logLevel = 'info') {
  const began = new Date();
  const { code } = await runToEnd(tool('electron-vite'), ['build', '--logLevel', logLevel], { limitMs: LIMIT_MS });
  if (code !== 0) return false;
  writeNotices();
  const stamp = path.join(ROOT, STAMP);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
  return true;
}

/**
 * Builds if that is due.
 *
 * @param {(line: string) => void} say
 * @throws {Error} if the build fails
 */
export async function ensureBuilt(say) {
  const reason = whyBuild(ROOT);
  if (reason === undefined) return;
  say(`Building the app (${reason}) ...`);
  if (!(await build('error'))) throw new Error('The build failed; the messages above say why.');
}

if (isMain(import.meta.url)) process.exitCode = (await build()) ? 0 : 1;
