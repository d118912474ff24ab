import { describe, expect, it } from 'vitest';
import { packageFolder } from '../../../build/bundled-packages.mjs';
import { licencesAsData, licencesAsText } from '../../../build/notices.mjs';
import { describeParts } from '../../../build/sbom.mjs';

const part = (name: string, licence: string, text: string) => ({
  name,
  version: '1.0.0',
  licence,
  text,
  place: `node_modules/${name}`,
});
const PARTS = [
  part('@a/b', 'MIT', 'MIT License'),
  part('c', 'MIT', 'MIT License'),
  part('d', '(MPL-2.0 OR Apache-2.0)', ''),
];
const RUNTIME = { executable: '/e/electron', folder: '/e', version: '45.5.0', kind: 'official' } as const;

describe('packageFolder', () => {
  it.each([
    ['/p/node_modules/dexie/dist/dexie.mjs', '/p/node_modules/dexie'],
    ['/p/node_modules/@smithy/core/dist/index.js?commonjs', '/p/node_modules/@smithy/core'],
    ['\0/p/node_modules/a/node_modules/@b/c/x.js', '/p/node_modules/a/node_modules/@b/c'],
    ['/p/src/main/index.ts', undefined],
    ['\0rolldown/runtime.js', undefined],
  ])('%s', (id, folder) => {
    expect(packageFolder(id)).toBe(folder);
  });
});

describe('licences', () => {
  it('stand once each, under the names of all packages that have them', () => {
    expect(licencesAsData(PARTS)).toEqual({
      packages: [
        { name: '@a/b', version: '1.0.0', licence: 'MIT', text: 0 },
        { name: 'c', version: '1.0.0', licence: 'MIT', text: 0 },
        { name: 'd', version: '1.0.0', licence: '(MPL-2.0 OR Apache-2.0)' },
      ],
      texts: ['MIT License'],
    });
    const text = licencesAsText(PARTS);
    expect(text).toContain('@a/b 1.0.0 (MIT)\nc 1.0.0 (MIT)\n\nMIT License\n');
    expect(text).toContain('d 1.0.0 ((MPL-2.0 OR Apache-2.0))\n\nThese packages bring no licence text');
  });
});

describe('the list of parts', () => {
  const lock = { 'node_modules/c': { integrity: `sha512-${Buffer.from('digest').toString('base64')}` } };
  const list = describeParts({ version: '0.1.0', runtime: RUNTIME, parts: PARTS, lock });

  it('names every package and Electron, each with its licence, and digests where the lock file has one', () => {
    expect(list.components.map(({ purl }) => purl)).toEqual([
      'pkg:generic/electron@45.5.0',
      'pkg:npm/%40a/b@1.0.0',
      'pkg:npm/c@1.0.0',
      'pkg:npm/d@1.0.0',
    ]);
    expect(list.components[2]).toMatchObject({
      hashes: [{ alg: 'SHA-512', content: Buffer.from('digest').toString('hex') }],
      licenses: [{ license: { id: 'MIT' } }],
    });
    expect(list.components[3]?.licenses).toEqual([{ expression: 'MPL-2.0 OR Apache-2.0' }]);
  });

  it('joins them by references that all lead somewhere', () => {
    const refs = [list.metadata.component['bom-ref'], ...list.components.map((component) => component['bom-ref'])];
    expect(new Set(refs).size).toBe(refs.length);
    expect(list.dependencies.map(({ ref }) => ref)).toEqual(refs);
    expect(list.dependencies[0]).toMatchObject({ dependsOn: refs.slice(1) });
  });

  it('is the same for the same parts, and another for others', () => {
    const again = describeParts({ version: '0.1.0', runtime: RUNTIME, parts: PARTS, lock });
    expect(again).toEqual(list);
    expect(list.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    const other = describeParts({ version: '0.1.1', runtime: RUNTIME, parts: PARTS, lock });
    expect(other.serialNumber).not.toBe(list.serialNumber);
  });
});
