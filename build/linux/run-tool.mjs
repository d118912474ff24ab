/** Runs a distribution's own packaging tool. */
import { spawnSync } from 'node:child_process';

/** Compressing a whole Electron takes minutes on a small machine. */
const LIMIT_MS = 15 * 60_000;

/**
 * @param {string} command
 * @param {string[]} words
 * @returns {string} what it said on standard output
 * @throws {Error} with what it said on standard error
 */
export function runTool(command, words) {
  const { status, error, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', timeout: LIMIT_MS });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Set by build/package.mjs for packages that nobody downloads: made in seconds, and larger. */
export const isQuick = () => process.env['COPYTRAIL_QUICK_PACKAGES'] === '1';

/**
 * @param {string} text as electron-builder gives it, with lines of its own
 * @returns {string[]} the lines that say something
 */
export const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
