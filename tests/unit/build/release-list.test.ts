import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPackageName, releaseNotes, writeReleaseList } from '../../../build/release-list.mjs';
import { LIST_NAME, readReleaseList, SIGNATURE_NAME } from '../../../src/main/updates/release-list';
import { makeKeys } from '../../support/release-folder';
import { temporaryFolder } from '../../support/temporary-folder';

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.3 - 2026-12-01\n\n### Added\n\n- This.\n\n## 1.2.2 - 2026-11-01\n\n- That.\n';

describe('readPackageName', () => {
  it.each([
    ['Copytrail-1.2.3-linux-amd64.deb', { platform: 'linux', arch: 'x64', kind: 'deb' }],
    ['Copytrail-1.2.3-linux-x86_64.rpm', { platform: 'linux', arch: 'x64', kind: 'rpm' }],
    ['Copytrail-1.2.3-linux-x64.tar.gz', { platform: 'linux', arch: 'x64', kind: 'tar.gz' }],
    ['Copytrail-1.2.3-linux-x86_64.AppImage', { platform: 'linux', arch: 'x64', kind: 'AppImage' }],
    ['Copytrail-1.2.3-win-arm64-setup.exe', { platform: 'win32', arch: 'arm64', kind: 'nsis' }],
    ['Copytrail-1.2.3-win-x64-portable.exe', { platform: 'win32', arch: 'x64', kind: 'portable' }],
    ['Copytrail-1.2.3-mac-universal.dmg', { platform: 'darwin', arch: 'universal', kind: 'dmg' }],
    ['Copytrail-1.2.3-for-tests-only-electron-33.2.1-linux-amd64.deb', undefined],
    ['Copytrail-1.2.2-linux-amd64.deb', undefined],
    ['Copytrail-1.2.3-sbom.cdx.json', undefined],
  ])('%s', (name, about) => {
    expect(readPackageName(name, '1.2.3')).toEqual(about);
  });
});

describe('releaseNotes', () => {
  it('are what CHANGELOG says under the version, and no release goes without', () => {
    expect(releaseNotes(CHANGELOG, '1.2.3')).toEqual({ released: '2026-12-01', notes: 'Added\n\n- This.' });
    expect(() => releaseNotes(CHANGELOG, '1.3.0')).toThrow('no heading "## 1.3.0 - YYYY-MM-DD"');
  });
});

describe('writeReleaseList', () => {
  it('writes what an installed copy reads', async () => {
    const folder = temporaryFolder('release-list');
    mkdirSync(path.join(folder, 'linux-unpacked'));
    writeFileSync(path.join(folder, 'Copytrail-1.2.3-linux-amd64.deb'), 'deb');
    const { privateKey, publicKey } = makeKeys();
    await writeReleaseList({ folder, version: '1.2.3', changelog: CHANGELOG, key: privateKey });
    const [list, signature] = [LIST_NAME, SIGNATURE_NAME].map((name) => readFileSync(path.join(folder, name)));
    expect(readReleaseList(list!, signature!, publicKey)).toMatchObject({
      version: '1.2.3',
      released: '2026-12-01',
      files: [{ name: 'Copytrail-1.2.3-linux-amd64.deb', platform: 'linux', kind: 'deb', bytes: 3 }],
    });
    expect(readReleaseList(list!, signature!, makeKeys().publicKey)).toBe('unsigned');
  });

  it('refuses a folder without packages', async () => {
    const folder = temporaryFolder('release-list');
    const key = makeKeys().privateKey;
    await expect(writeReleaseList({ folder, version: '1.2.3', changelog: CHANGELOG, key })).rejects.toThrow(
      'no package',
    );
  });
});
