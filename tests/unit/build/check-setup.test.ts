import { describe, expect, it } from 'vitest';
import { lockfileFaults, manifestFaults, targetFaults } from '../../../build/check-setup.mjs';

const lockfile = (entry: object) => JSON.stringify({ packages: { '': {}, 'node_modules/a': entry } });

describe('lockfileFaults', () => {
  it('accepts a lock file with digests and no addresses', () => {
    expect(lockfileFaults(lockfile({ version: '1.0.0', integrity: 'sha512-x' }))).toEqual([]);
  });

  it('finds a download address', () => {
    const text = lockfile({ integrity: 'sha512-x', resolved: 'https://registry.test/a.tgz' });
    expect(lockfileFaults(text)).toEqual(['package-lock.json names a download address: https://registry.test/a.tgz']);
  });

  it('finds packages that are asked for but not there, whichever system they are for', () => {
    const asks = { integrity: 'sha512-x', dependencies: { b: '1' }, optionalDependencies: { 'b-win32': '1' } };
    const packages = { '': {}, 'node_modules/a': asks, 'node_modules/c/node_modules/b': { integrity: 'sha512-x' } };
    expect(lockfileFaults(JSON.stringify({ packages }))).toEqual([
      'package-lock.json lacks b-win32, which node_modules/a asks for: npm ci would refuse it',
    ]);
  });

  it('finds a package without a digest, but asks none of links and packages inside others', () => {
    expect(lockfileFaults(lockfile({ version: '1.0.0' }))).toEqual([
      'package-lock.json has no integrity for node_modules/a',
    ]);
    expect(lockfileFaults(lockfile({ link: true }))).toEqual([]);
    expect(lockfileFaults(lockfile({ inBundle: true }))).toEqual([]);
  });
});

describe('targetFaults', () => {
  it('wants the Node and the Chromium of the oldest runtime', () => {
    expect(targetFaults("'node20.18' 'chrome130'", '33.2.1')).toEqual([]);
    expect(targetFaults("'node22' 'chrome130'", '33.2.1')).toEqual([
      'electron.vite.config.ts does not build for node20.18.',
    ]);
  });

  it('notices a fallback of another major version', () => {
    expect(targetFaults("'node20.18' 'chrome130'", '35.0.0')[0]).toContain('The fallback is Electron 35.0.0');
  });
});

describe('manifestFaults', () => {
  it('wants exact versions, and types that match the fallback', () => {
    const fine = { devDependencies: { electron33: 'npm:electron@33.2.1', vite: '8.3.8' } };
    expect(manifestFaults(fine, '33.2.1')).toEqual([]);
    const loose = { devDependencies: { electron33: 'npm:electron@33.0.0', vite: '^8.3.8' } };
    expect(manifestFaults(loose, '33.2.1')).toEqual([
      'The types in electron33 are not those of the fallback, Electron 33.2.1.',
      'vite has no exact version: ^8.3.8',
    ]);
  });
});
