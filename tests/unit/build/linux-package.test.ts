import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { controlFile } from '../../../build/linux/deb.mjs';
import { readRequest } from '../../../build/linux/request.mjs';
import { specFile } from '../../../build/linux/rpm.mjs';
import { ROOT } from '../../../build/project.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

/** As electron-builder 26 asks. */
function wordsFor(target: string, folder: string): string[] {
  return [
    ...['-s', 'dir', '--force', '-t', target, '-d', 'libnss3', '-d', 'libgbm1', '--deb-recommends', 'xdg-utils'],
    ...['--architecture', 'amd64', '--after-install', `${folder}/in.sh`, '--after-remove', `${folder}/out.sh`],
    ...['--description', 'Describes copy jobs\n And keeps them.', '--version', '1.2.3', '--package', `${folder}/made`],
    ...['--name', 'copytrail', '--maintainer', 'A <a@b.example>', '--vendor', 'A', '--url', 'https://b.example/'],
    ...['--license', 'MIT', `${folder}/app/=/opt/Copytrail`],
  ];
}

function layOut(): string {
  const folder = temporaryFolder('linux-package');
  mkdirSync(path.join(folder, 'app'));
  writeFileSync(path.join(folder, 'app', 'copytrail'), '#!/bin/sh\n', { mode: 0o700 });
  writeFileSync(path.join(folder, 'app', 'data'), 'data', { mode: 0o600 });
  for (const name of ['in.sh', 'out.sh']) writeFileSync(path.join(folder, name), '#!/bin/bash\necho 100%\n');
  return folder;
}

test('reads what electron-builder asks for, paths with an equals sign included', () => {
  const request = readRequest([...wordsFor('deb', '/w'), '/a=b/c=/usr/share/c']);
  expect(request.depends).toEqual(['libnss3', 'libgbm1']);
  expect(request.recommends).toEqual(['xdg-utils']);
  expect(request.inputs).toEqual([
    { from: '/w/app/', to: '/opt/Copytrail' },
    { from: '/a=b/c', to: '/usr/share/c' },
  ]);
});

test('the control file says what dpkg wants to know', () => {
  const text = controlFile(readRequest(wordsFor('deb', '/w')), 12);
  expect(text).toBe(
    [
      ...['Package: copytrail', 'Version: 1.2.3', 'Architecture: amd64', 'Maintainer: A <a@b.example>'],
      ...['Installed-Size: 12', 'Depends: libnss3, libgbm1', 'Recommends: xdg-utils', 'Section: utils'],
      ...[
        'Priority: optional',
        'Homepage: https://b.example/',
        'Description: Describes copy jobs',
        ' And keeps them.',
        '',
      ],
    ].join('\n'),
  );
});

test('the spec file owns its own folders and none of the system', () => {
  const folder = layOut();
  const text = specFile(readRequest(wordsFor('rpm', folder)), '/root', [
    { place: '/opt', file: '', isFolder: true },
    { place: '/opt/Copytrail', file: '', isFolder: true },
    { place: '/opt/Copytrail/copytrail', file: '', isFolder: false },
    { place: '/usr/share', file: '', isFolder: true },
  ]);
  expect(text).toContain('%files\n%defattr(-,root,root,-)\n%dir "/opt/Copytrail"\n"/opt/Copytrail/copytrail"\n');
  expect(text).toContain('echo 100%%');
  expect(text).toContain('Requires: libnss3\nRequires: libgbm1');
});

test('an address that no host can have is left out of both', () => {
  const folder = layOut();
  const words = [...wordsFor('deb', folder), '--url', 'https://b.invalid/'];
  expect(controlFile(readRequest(words), 12)).not.toContain('Homepage');
  const text = specFile(readRequest(words), '/root', []);
  expect(text).toContain('Packager: A <a@b.example>\nAutoReqProv: no\n');
  expect(specFile(readRequest(wordsFor('rpm', folder)), '/root', [])).toContain('\nURL: https://b.example/\n');
});

test.runIf(spawnSync('dpkg-deb', ['--version']).status === 0)(
  'equal files make equal packages, readable by all and changed by root alone',
  () => {
    const folder = layOut();
    const make = (name: string) => {
      const words = wordsFor('deb', folder).map((word) => (word === `${folder}/made` ? `${folder}/${name}` : word));
      execFileSync(path.join(ROOT, 'build', 'linux-package.mjs'), words, {
        env: { ...process.env, SOURCE_DATE_EPOCH: '1760000000', COPYTRAIL_QUICK_PACKAGES: '1' },
      });
      return execFileSync('sha256sum', [`${folder}/${name}`], { encoding: 'utf8' }).slice(0, 64);
    };
    expect(make('one.deb')).toBe(make('two.deb'));
    const list = execFileSync('dpkg-deb', ['-c', `${folder}/one.deb`], { encoding: 'utf8' });
    expect(list).toMatch(/^-rwxr-xr-x root\/root .*\.\/opt\/Copytrail\/copytrail$/m);
    expect(list).toMatch(/^-rw-r--r-- root\/root .*\.\/opt\/Copytrail\/data$/m);
  },
);
