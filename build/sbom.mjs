/**
 * The list of parts of a package as CycloneDX (a software bill of materials). Only what ships: `npm sbom` would list what the project is built and tested
 * with, and nothing of it as shipped, for everything is bundled.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NOTICES_FOLDER, readParts } from './notices.mjs';
import { readJson } from './project.mjs';

/** Where packing takes it from. */
export const SBOM_FILE = path.join(NOTICES_FOLDER, 'sbom.cdx.json');

/**
 * A licence as CycloneDX has it: one name, or an expression that joins several.
 *
 * @param {string} licence
 */
const licenceEntry = (licence) =>
  /[\s()]/.test(licence) ? [{ expression: licence.replace(/^\((.*)\)$/, '$1') }] : [{ license: { id: licence } }];

/**
 * @param {string} name
 * @param {string} version
 * @returns {string} package URL of an npm package
 */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/**
 * The digest of the package as it came from the registry, from the lock file.
 *
 * @param {string | undefined} integrity
 */
function hashes(integrity) {
  const base64 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return base64 === undefined
    ? {}
    : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

/**
 * @param {{ version: string, runtime: import('./electron-runtime.mjs').Runtime, parts: import('./notices.mjs').Part[],
 *   lock: Record<string, { integrity?: string }> }} facts `lock`: the packages of package-lock.json by their folder
 */
export function describeParts({ version, runtime, parts, lock }) {
  const self = `pkg:generic/copytrail@${version}`;
  const packages = parts.map((part) => ({
    type: 'library',
    'bom-ref': purl(part.name, part.version),
    name: part.name,
    version: part.version,
    purl: purl(part.name, part.version),
    licenses: licenceEntry(part.licence),
    ...hashes(lock[part.place]?.integrity),
  }));
  const electron = {
    type: 'framework',
    'bom-ref': `pkg:generic/electron@${runtime.version}`,
    name: 'electron',
    version: runtime.version,
    purl: `pkg:generic/electron@${runtime.version}`,
    description: 'Brings Chromium and Node.js; the licences of their parts are in LICENSES.chromium.html.',
    licenses: [{ license: { id: 'MIT' } }],
    properties: [{ name: 'copytrail:origin', value: runtime.kind }],
  };
  const components = [electron, ...packages.filter((part, at) => packages[at - 1]?.purl !== part.purl)];
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: 'copytrail',
        version,
        purl: self,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [
      { ref: self, dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'] })),
    ],
  };
  // From the content, so that equal packages have equal lists: a time or a chance number would make each one another.
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return { ...document, serialNumber: `urn:uuid:${uuid}` };
}

/**
 * @param {{ version: string, runtime: import('./electron-runtime.mjs').Runtime }} facts
 * @throws {Error} if there is no build
 */
export function writeSbom({ version, runtime }) {
  const lock = readJson('package-lock.json').packages;
  const document = describeParts({ version, runtime, parts: readParts(), lock });
  mkdirSync(NOTICES_FOLDER, { recursive: true });
  writeFileSync(SBOM_FILE, `${JSON.stringify(document, null, 2)}\n`);
}
