/** Where the project lives, what Node it needs, and whether a script was started by itself. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '..');

/** The oldest Node on which every tool here runs, as package.json's `engines` says: [major, minor]. */
const OLDEST_NODE = [20, 19];

/**
 * @param {string} [version] as `process.versions.node` gives it
 * @returns {void}
 * @throws {Error} on a Node that is too old, or before `npm ci`, with what to do
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new Error(`Node ${version} is too old: this project needs ${OLDEST_NODE.join('.')} or newer.`);
  if (!existsSync(path.join(ROOT, 'node_modules', '.package-lock.json')))
    throw new Error('The project has no node_modules yet. Run: npm ci');
}

/**
 * @param {string} file below the project's folder
 * @returns {any} its content
 */
export const readJson = (file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

/**
 * @param {string} moduleUrl the caller's `import.meta.url`
 * @returns {boolean} true if that module is the script Node was started with
 */
export function isMain(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl));
}
