/** Checks what no other tool looks at: the lock file names no machine, and build targets fit the oldest Electron in use. */
import { isMain, readJson, ROOT } from './project.mjs';
import { FALLBACK_VERSION } from './fallback-runtime.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Which Node and Chromium are inside the oldest Electron that the build must run on (electronjs.org/docs/latest/tutorial/electron-timelines). */
const INSIDE_FALLBACK = { electron: '33', node: 'node20.18', chromium: 'chrome130' };

/**
 * A lock file with download addresses ties every installation to one registry, and tells where it was written. One that lacks a
 * package of another operating system (npm leaves out what a registry did not have) is refused by `npm ci` everywhere.
 *
 * @param {string} lockfile text of package-lock.json
 * @returns {string[]} what is wrong
 */
export function lockfileFaults(lockfile) {
  const addresses = [...lockfile.matchAll(/"resolved":\s*"([^"]*)"/g)].map((match) => match[1] ?? '');
  const faults = addresses.map((address) => `package-lock.json names a download address: ${address}`);
  const packages = Object.entries(JSON.parse(lockfile).packages ?? {});
  const present = new Set(
    packages.map(([name]) => name.slice(name.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  for (const [name, entry] of packages) {
    const isOurs = name === '' || entry.link === true || entry.inBundle === true;
    if (!isOurs && !entry.integrity) faults.push(`package-lock.json has no integrity for ${name}`);
    for (const wanted of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      if (!present.has(wanted))
        faults.push(`package-lock.json lacks ${wanted}, which ${name} asks for: npm ci would refuse it`);
  }
  return faults;
}

/**
 * @param {string} config text of electron.vite.config.ts
 * @param {string} fallbackVersion
 * @returns {string[]} what is wrong
 */
export function targetFaults(config, fallbackVersion) {
  const faults = [];
  const major = fallbackVersion.split('.')[0];
  if (major !== INSIDE_FALLBACK.electron)
    faults.push(`The fallback is Electron ${fallbackVersion}: set the targets in build/check-setup.mjs anew.`);
  for (const target of [INSIDE_FALLBACK.node, INSIDE_FALLBACK.chromium])
    if (!config.includes(`'${target}'`)) faults.push(`electron.vite.config.ts does not build for ${target}.`);
  return faults;
}

/**
 * @param {{ devDependencies: Record<string, string> }} manifest package.json
 * @param {string} fallbackVersion
 * @returns {string[]} what is wrong
 */
export function manifestFaults(manifest, fallbackVersion) {
  const faults = [];
  if (manifest.devDependencies['electron33'] !== `npm:electron@${fallbackVersion}`)
    faults.push(`The types in electron33 are not those of the fallback, Electron ${fallbackVersion}.`);
  for (const [name, range] of Object.entries(manifest.devDependencies))
    if (/[\^~*<>]/.test(range)) faults.push(`${name} has no exact version: ${range}`);
  return faults;
}

if (isMain(import.meta.url)) {
  const text = (/** @type {string} */ file) => readFileSync(path.join(ROOT, file), 'utf8');
  const faults = [
    ...lockfileFaults(text('package-lock.json')),
    ...targetFaults(text('electron.vite.config.ts'), FALLBACK_VERSION),
    ...manifestFaults(readJson('package.json'), FALLBACK_VERSION),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log('The lock file, the build targets and the versions agree.');
  process.exitCode = faults.length === 0 ? 0 : 1;
}
