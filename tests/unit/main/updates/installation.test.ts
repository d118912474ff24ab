import { expect, test } from 'vitest';
import { fileFor, findInstallation } from '../../../../src/main/updates/installation';
import type { ReleaseFile } from '../../../../src/main/updates/release-list';

const signs = {
  platform: 'linux',
  arch: 'x64',
  env: {},
  executable: '/opt/Copytrail/copytrail',
  exists: () => false,
} as const;

test.each([
  ['deb', { exists: (file: string) => file === '/var/lib/dpkg/info/copytrail.list' }],
  ['rpm', {}],
  ['tar.gz', { executable: '/home/ada/Copytrail/copytrail' }],
  ['AppImage', { executable: '/tmp/.mount_x/copytrail', env: { APPIMAGE: '/home/ada/Copytrail.AppImage' } }],
  ['nsis', { platform: 'win32' as const }],
  ['portable', { platform: 'win32' as const, env: { PORTABLE_EXECUTABLE_FILE: 'D:\\Copytrail.exe' } }],
  ['dmg', { platform: 'darwin' as const }],
])('%s is told by its signs', (kind, more) => {
  expect(findInstallation({ ...signs, ...more }).kind).toBe(kind);
});

test('the file that came the same way for the same machine is offered, and no other', () => {
  const file = (name: string, more: Partial<ReleaseFile>): ReleaseFile => ({
    name,
    platform: 'linux',
    arch: 'x64',
    kind: 'deb',
    bytes: 1,
    sha512: '0'.repeat(128),
    ...more,
  });
  const files = [
    file('a.rpm', { kind: 'rpm' }),
    file('b.deb', { arch: 'arm64' }),
    file('c.deb', {}),
    file('d.dmg', { platform: 'darwin', kind: 'dmg', arch: 'universal' }),
  ];
  expect(fileFor(files, { platform: 'linux', arch: 'x64', kind: 'deb' })?.name).toBe('c.deb');
  expect(fileFor(files, { platform: 'darwin', arch: 'arm64', kind: 'dmg' })?.name).toBe('d.dmg');
  expect(fileFor(files, { platform: 'win32', arch: 'x64', kind: 'nsis' })).toBeUndefined();
});
