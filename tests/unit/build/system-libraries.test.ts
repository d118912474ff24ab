import { describe, expect, it } from 'vitest';
import {
  advice,
  findLacks,
  isDebianLike,
  missingLibraries,
  packagesFor,
  type Machine,
} from '../../../build/system-libraries.mjs';

const LDD = `	linux-vdso.so.1 (0x00007ffd)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)
	libgtk-3.so.0 => not found
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
`;
const BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const TRIXIE = 'VERSION_ID="13"\nID=debian\n';
const SID = 'PRETTY_NAME="Debian GNU/Linux sid"\nID=debian\n';
const NOBLE = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';
const JAMMY = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\n';
const FEDORA = 'ID=fedora\nVERSION_ID=41\n';

/** A machine that has everything, but for what a test takes away. */
const machine = (changes: Partial<Machine>): Machine => ({
  platform: 'linux',
  env: {},
  has: () => true,
  exists: () => true,
  ldd: () => 'libc.so.6 => /lib/libc.so.6 (0x0)',
  ...changes,
});
const EVERYTHING = ['libraries', 'screen', 'browser', 'aws'] as const;

describe('missingLibraries', () => {
  it('names each library that ldd did not find, once', () => {
    expect(missingLibraries(LDD)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('names nothing when all are found', () => {
    expect(missingLibraries('libc.so.6 => /lib/libc.so.6 (0x0)')).toEqual([]);
  });
});

describe('findLacks', () => {
  it('finds nothing on a machine that has everything', () => {
    expect(findLacks(EVERYTHING, machine({}))).toEqual([]);
  });

  it('finds everything on a bare one', () => {
    const bare = machine({ has: () => false, exists: () => false, ldd: () => LDD });
    const packages = findLacks(EVERYTHING, bare).flatMap((lack) => lack.packages);
    expect(packages).toEqual(['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'xvfb', 'chromium', 'awscli']);
  });

  it('looks only at what is needed', () => {
    const bare = machine({ has: () => false, exists: () => false, ldd: () => LDD });
    expect(findLacks(['aws'], bare).flatMap((lack) => lack.packages)).toEqual(['awscli']);
    expect(findLacks(['jq'], bare).flatMap((lack) => lack.packages)).toEqual(['jq']);
    expect(findLacks([], bare)).toEqual([]);
  });

  it('asks neither for libraries nor for a virtual screen outside Linux', () => {
    const mac = machine({ platform: 'darwin', has: () => false, ldd: () => LDD });
    expect(findLacks(EVERYTHING, mac)).toEqual([]);
  });

  it('takes the browser that the environment names', () => {
    const own = machine({ env: { COPYTRAIL_CHROMIUM: '/opt/chrome' }, exists: (place) => place === '/opt/chrome' });
    expect(findLacks(['browser'], own)).toEqual([]);
    const wrong = machine({ env: { COPYTRAIL_CHROMIUM: '/opt/chrome' }, exists: (place) => place !== '/opt/chrome' });
    expect(findLacks(['browser'], wrong)[0]?.what).toContain('/opt/chrome');
  });
});

describe('packagesFor', () => {
  const lacks = [
    { what: 'libraries', packages: ['libgtk-3-0', 'libnss3', 'libasound2'] },
    { what: 'more', packages: ['libnss3', 'xvfb'] },
  ];

  it.each([
    ['Debian 12', BOOKWORM],
    ['Ubuntu 22.04', JAMMY],
  ])('uses the old names on %s, each once', (_name, release) => {
    expect(packagesFor(lacks, release)).toEqual(['libgtk-3-0', 'libnss3', 'libasound2', 'xvfb']);
  });

  it.each([
    ['Debian 13', TRIXIE],
    ['Debian without a number', SID],
    ['Ubuntu 24.04', NOBLE],
  ])('uses the 64-bit-time names on %s', (_name, release) => {
    expect(packagesFor(lacks, release)).toEqual(['libgtk-3-0t64', 'libnss3', 'libasound2t64', 'xvfb']);
  });
});

describe('advice', () => {
  const lacks = [{ what: 'a virtual screen (Xvfb)', packages: ['xvfb'] }];

  it('gives the exact command on Debian and its like', () => {
    expect(isDebianLike(BOOKWORM)).toBe(true);
    expect(isDebianLike(NOBLE)).toBe(true);
    expect(advice(lacks, BOOKWORM)).toBe(
      'This machine lacks:\n  - a virtual screen (Xvfb)\nRun this, then start again:\n' +
        '  sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb',
    );
  });

  it('names the packages elsewhere', () => {
    expect(isDebianLike(FEDORA)).toBe(false);
    expect(advice(lacks, FEDORA)).toContain("package manager (Debian's names: xvfb)");
    expect(advice(lacks, FEDORA)).not.toContain('apt-get');
  });
});
