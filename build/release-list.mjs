/**
 * Writes the list by which installed copies are told of a release, and signs it. Put list, signature and packages into one folder of a file server.
 *
 *   npm run release-list -- --new-key=FILE            makes a key: FILE is to be kept secret, FILE.pub is what others check with
 *   npm run release-list -- --key=FILE [FOLDER]       writes the list beside the packages in FOLDER (default: dist)
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isMain, readJson, ROOT } from './project.mjs';

/** As src/main/updates/release-list.ts reads them. */
const LIST_NAME = 'copytrail-release.json';
const FORMAT = 1;
/** Readable by its owner alone. */
const SECRET_MODE = 0o600;

/** What the end of a file's name says; the longest that fits counts. `os` and `arch` as electron-builder writes them. */
const KINDS = [
  { end: '-setup.exe', kind: 'nsis' },
  { end: '-portable.exe', kind: 'portable' },
  { end: '.AppImage', kind: 'AppImage' },
  { end: '.deb', kind: 'deb' },
  { end: '.rpm', kind: 'rpm' },
  { end: '.tar.gz', kind: 'tar.gz' },
  { end: '.dmg', kind: 'dmg' },
  { end: '.zip', kind: 'zip' },
];
const PLATFORMS = new Map([
  ['linux', 'linux'],
  ['win', 'win32'],
  ['mac', 'darwin'],
]);
const ARCHITECTURES = new Map([
  ['x64', 'x64'],
  ['amd64', 'x64'],
  ['x86_64', 'x64'],
  ['arm64', 'arm64'],
  ['aarch64', 'arm64'],
  ['universal', 'universal'],
]);

/**
 * @param {string} name of a file
 * @param {string} version
 * @returns {{ platform: string, arch: string, kind: string } | undefined} undefined if it is no package of that version
 */
export function readPackageName(name, version) {
  const found = KINDS.find(({ end }) => name.endsWith(end));
  const start = `Copytrail-${version}-`;
  if (found === undefined || !name.startsWith(start)) return undefined;
  const [os = '', ...rest] = name.slice(start.length, -found.end.length).split('-');
  const platform = PLATFORMS.get(os);
  const arch = ARCHITECTURES.get(rest.join('-'));
  return platform === undefined || arch === undefined ? undefined : { platform, arch, kind: found.kind };
}

/**
 * @param {string} changelog text of CHANGELOG.md
 * @param {string} version
 * @returns {{ released: string, notes: string }} from the heading `## 1.2.3 - 2026-11-26` to the next one
 * @throws {Error} if the version has no such heading: a release tells what it brings
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const [name, released] = heading.split(' - ');
    if (name?.trim() !== version) continue;
    if (!/^\d{4}-\d\d-\d\d$/.test(released?.trim() ?? '')) break;
    // The window shows text: a heading there is a line of its own.
    const notes = lines.join('\n').replaceAll(/^#+ /gm, '').trim();
    return { released: released?.trim() ?? '', notes };
  }
  throw new Error(`CHANGELOG.md has no heading "## ${version} - YYYY-MM-DD".`);
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Writes list and signature into a folder with packages.
 *
 * @param {{ folder: string, version: string, changelog: string, key: import('node:crypto').KeyObject }} facts
 * @returns {Promise<string[]>} names of the packages in it
 * @throws {Error} if there are none, or the version has no notes
 */
export async function writeReleaseList({ folder, version, changelog, key }) {
  const { released, notes } = releaseNotes(changelog, version);
  const files = [];
  for (const name of readdirSync(folder).sort()) {
    const about = readPackageName(name, version);
    const file = path.join(folder, name);
    if (about !== undefined) files.push({ name, ...about, bytes: statSync(file).size, sha512: await sha512(file) });
  }
  if (files.length === 0) throw new Error(`${folder} holds no package of version ${version}.`);
  const list = Buffer.from(
    `${JSON.stringify({ format: FORMAT, app: 'copytrail', version, released, notes, files }, null, 2)}\n`,
  );
  writeFileSync(path.join(folder, LIST_NAME), list);
  writeFileSync(path.join(folder, `${LIST_NAME}.sig`), `${sign(null, list, key).toString('base64')}\n`);
  return files.map(({ name }) => name);
}

/** @param {string} file where the secret half goes; the public one goes beside it */
function makeKey(file) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: SECRET_MODE, flag: 'wx' });
  writeFileSync(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  console.log(`${file} signs and is to be kept secret. ${file}.pub is what others check with.`);
}

/** @param {string[]} words */
async function main(words) {
  const valueOf = (/** @type {string} */ name) =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const newKey = valueOf('--new-key');
  if (newKey !== undefined) {
    makeKey(newKey);
    return;
  }
  const keyFile = valueOf('--key');
  if (keyFile === undefined) throw new Error('Say which key signs: --key=FILE. --new-key=FILE makes one.');
  const folder = path.resolve(words.find((word) => !word.startsWith('--')) ?? path.join(ROOT, 'dist'));
  const key = createPrivateKey(readFileSync(keyFile));
  if (createPublicKey(key).asymmetricKeyType !== 'ed25519') throw new Error(`${keyFile} is no Ed25519 key.`);
  const { version } = readJson('package.json');
  const changelog = readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
  const names = await writeReleaseList({ folder, version, changelog, key });
  console.log(`Wrote and signed ${path.join(folder, LIST_NAME)}:\n${names.map((name) => `  ${name}`).join('\n')}`);
}

if (isMain(import.meta.url)) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
