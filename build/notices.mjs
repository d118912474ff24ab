/** Writes what the app says of the packages inside it: names, versions, licences and their texts. Part of every build. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PARTS } from './bundled-packages.mjs';
import { ROOT } from './project.mjs';

/** What is packed of it is said in electron-builder.yml. */
export const NOTICES_FOLDER = path.join(ROOT, 'out', 'notices');
/** Every part of the app must have said what is in it; the worker is built with the window. */
const NAMES = ['main', 'preload', 'window', 'worker'];
const partFile = (/** @type {string} */ name) => path.join(ROOT, 'out', PARTS, `${name}.json`);
/** Of a package whose package.json forgets it. */
const MIT_TITLE = /^(the )?mit license/i;
const LICENCE_FILE = /^(licen[cs]e|copying)([-._].*)?$/i;

/**
 * @typedef {object} Part a package inside the app
 * @property {string} name
 * @property {string} version
 * @property {string} licence by its SPDX name, as the package says it
 * @property {string} text the licence's own text; empty if the package brings none
 * @property {string} place folder below the project's: the key of package-lock.json
 */

/**
 * @param {string} folder absolute
 * @returns {string} the text of the licence that a package brings, empty if it brings none
 */
function licenceText(folder) {
  const names = readdirSync(folder).filter((name) => LICENCE_FILE.test(name));
  return names
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
}

/**
 * @returns {Part[]} every package whose code is in out/, by name and version
 * @throws {Error} if a part of the build has not said what is in it, or a package does not say its licence
 */
export function readParts() {
  const missing = NAMES.filter((name) => !existsSync(partFile(name)));
  if (missing.length > 0) throw new Error(`The build did not say which packages are in: ${missing.join(', ')}.`);
  const places = new Set(NAMES.flatMap((name) => JSON.parse(readFileSync(partFile(name), 'utf8'))));
  const parts = [...places].map((place) => {
    const folder = path.join(ROOT, place);
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const text = licenceText(folder);
    const licence = license ?? (MIT_TITLE.test(text) ? 'MIT' : undefined);
    if (typeof licence !== 'string') throw new Error(`${name} does not say its licence.`);
    return { name, version, licence, text, place };
  });
  const key = (/** @type {Part} */ { name, version }) => `${name}@${version}`;
  return parts.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/**
 * @param {Part[]} parts
 * @returns {string} all licences as one text, each text once
 */
export function licencesAsText(parts) {
  /** @type {Map<string, Part[]>} */
  const byText = new Map();
  for (const part of parts)
    byText.set(part.text || part.licence, [...(byText.get(part.text || part.licence) ?? []), part]);
  const rule = '-'.repeat(80);
  const sections = [...byText.values()].map((group) => {
    const names = group.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    const text = group[0]?.text || 'These packages bring no licence text; they name the licence above.';
    return [rule, ...names, '', text, ''].join('\n');
  });
  return [
    'Copytrail contains code of the following packages.',
    'The licences of Electron and Chromium lie beside the program: LICENSE.electron.txt and LICENSES.chromium.html.',
    '',
    ...sections,
  ].join('\n');
}

/**
 * @param {Part[]} parts
 * @returns {{ packages: { name: string, version: string, licence: string, text?: number }[], texts: string[] }} as the window reads
 *   it: `src/preload/contract/licences.ts`
 */
export function licencesAsData(parts) {
  const texts = [...new Set(parts.map(({ text }) => text).filter((text) => text !== ''))];
  const packages = parts.map(({ name, version, licence, text }) => ({
    name,
    version,
    licence,
    ...(text === '' ? {} : { text: texts.indexOf(text) }),
  }));
  return { packages, texts };
}

/** Writes the notices of the build that lies in out/. */
export function writeNotices() {
  const parts = readParts();
  mkdirSync(NOTICES_FOLDER, { recursive: true });
  writeFileSync(path.join(NOTICES_FOLDER, 'licences.json'), `${JSON.stringify(licencesAsData(parts))}\n`);
  writeFileSync(path.join(NOTICES_FOLDER, 'third-party-licences.txt'), licencesAsText(parts));
}
