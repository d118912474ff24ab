/** What lies in a package, read back from it. */
import { extractFile, listPackage, statFile } from '@electron/asar';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTool } from './linux/run-tool.mjs';
import { must } from './must.mjs';

/** Where a Linux package puts the app. */
const INSTALLED = 'opt/Copytrail';
/** By what desktops find the app, links and files of its kind lead to it, and menus have its picture: absolute, once installed. */
export const DESKTOP_ENTRY = '/usr/share/applications/copytrail.desktop';
export const MIME_TYPES = '/usr/share/mime/packages/copytrail.xml';
export const ICONS = [16, 24, 32, 48, 64, 128, 256, 512].map(
  (size) => `/usr/share/icons/hicolor/${size}x${size}/apps/copytrail.png`,
);
/** Of a line of `dpkg-deb -c`: path of a plain file outside the app's own folder. */
const DEB_PLACE = /^-.* \.(\/usr\/\S+)$/gm;
/** Of a line of `rpm -qp --dump`: path, size, time, digest, mode. */
const RPM_LINE = /^\/opt\/Copytrail\/(.+) \d+ \d+ ([0-9a-f]+) (\d+) /;
const RPM_PLAIN_FILE = '0100';

/** @param {Buffer} content */
const digestOf = (content) => createHash('sha256').update(content).digest('hex');

/**
 * @param {string} folder
 * @returns {Map<string, string>} SHA-256 of every file below it, by its path
 */
export function filesBelow(folder) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found.set(path.relative(folder, file), digestOf(readFileSync(file)));
  }
  return found;
}

/**
 * @param {string} archive an app.asar
 * @returns {Map<string, string>} SHA-256 of every file in it, by its path
 */
export function filesOfAsar(archive) {
  const names = listPackage(archive, { isPack: false }).map((name) => name.slice(1));
  const files = names.filter((name) => !('files' in statFile(archive, name)));
  return new Map(files.map((name) => [name, digestOf(extractFile(archive, name))]));
}

/**
 * @param {(folder: string) => void} unpack into a folder
 * @param {(folder: string) => string} inside where the app lies in it
 * @returns {Map<string, string>}
 */
function unpacked(unpack, inside) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-contents-'));
  try {
    unpack(folder);
    return filesBelow(inside(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function filesOfRpm(file) {
  must(runTool('rpm', ['-K', '--nosignature', file]).includes('digests OK'), `${file} is damaged.`);
  const lines = runTool('rpm', ['-qp', '--dump', file]).split('\n');
  const files = lines.flatMap((line) => {
    const [, name = '', digest = '', mode = ''] = RPM_LINE.exec(line) ?? [];
    return mode.startsWith(RPM_PLAIN_FILE) ? [/** @type {[string, string]} */ ([name, digest])] : [];
  });
  return new Map(files);
}

/**
 * @param {string} file an installer of a kind that can be read on Linux
 * @returns {Map<string, string> | undefined} SHA-256 of every file of the app in it, by its path; undefined for other kinds
 */
export function filesOfInstaller(file) {
  if (file.endsWith('.deb'))
    return unpacked(
      (folder) => void runTool('dpkg-deb', ['-x', file, folder]),
      (folder) => path.join(folder, INSTALLED),
    );
  if (file.endsWith('.tar.gz'))
    return unpacked(
      (folder) => void runTool('tar', ['-xzf', file, '-C', folder]),
      (folder) => path.join(folder, readdirSync(folder)[0] ?? ''),
    );
  return file.endsWith('.rpm') ? filesOfRpm(file) : undefined;
}

/**
 * @param {string} file a .deb or an .rpm
 * @returns {string[]} what lets the system know the app and is not in it
 */
export function notRegistered(file) {
  const found = file.endsWith('.deb')
    ? [...runTool('dpkg-deb', ['-c', file]).matchAll(DEB_PLACE)].map(([, place]) => place)
    : runTool('rpm', ['-qpl', file]).split('\n');
  return [DESKTOP_ENTRY, MIME_TYPES, ...ICONS].filter((place) => !found.includes(place));
}

/**
 * @param {Map<string, string>} expected
 * @param {Map<string, string>} found
 * @returns {string[]} what differs, in words
 */
export function differences(expected, found) {
  const missing = [...expected.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`);
  const strange = [...found.keys()].filter((name) => !expected.has(name)).map((name) => `${name} is too much`);
  const changed = [...found].filter(([name, digest]) => expected.has(name) && expected.get(name) !== digest);
  return [...missing, ...strange, ...changed.map(([name]) => `${name} has another content`)];
}

/**
 * @param {string} place a file or a folder
 * @returns {string} its size in MB
 */
export function megabytes(place) {
  const files = lstatSync(place).isDirectory()
    ? readdirSync(place, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
    : undefined;
  const bytes =
    files?.reduce((sum, entry) => sum + lstatSync(path.join(entry.parentPath, entry.name)).size, 0) ??
    lstatSync(place).size;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
