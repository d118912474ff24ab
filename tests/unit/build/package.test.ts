import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { developmentArguments } from '../../../build/dev.mjs';
import { updateKeyArguments } from '../../../build/package.mjs';
import { packedFolder, planPackage, RELEASE_SWITCH } from '../../../build/package-plan.mjs';
import { ROOT } from '../../../build/project.mjs';
import { loadBuilderConfig } from '../../support/builder-config';
import { temporaryFolder } from '../../support/temporary-folder';

const official = { executable: '/e/electron', folder: '/e', version: '45.5.0', kind: 'official' } as const;
const fallback = { ...official, version: '33.2.1', kind: 'fallback' } as const;
const named = { ...official, kind: 'named' } as const;

const everything = { platform: 'linux', find: (command: string) => `/usr/bin/${command}`, env: {} } as const;
const bare = { ...everything, find: () => undefined } as const;
const mac = { ...everything, platform: 'darwin' } as const;

describe('planPackage', () => {
  it('makes a release under its plain name, with the official runtime, and never publishes', () => {
    const plan = planPackage(official, [RELEASE_SWITCH], everything);
    expect(plan.words).toEqual(
      expect.arrayContaining(['-c.electronDist=/e', '-c.electronVersion=45.5.0', '--publish', 'never']),
    );
    expect(plan.words).toContain('-c.extraMetadata.packageKind=release');
    expect(plan.words).not.toContain(RELEASE_SWITCH);
    expect([...plan.words, plan.output].join(' ')).not.toContain('for-tests-only');
    expect(plan.words.slice(-6)).toEqual(['--linux', 'dir', 'deb', 'rpm', 'tar.gz', 'AppImage']);
    expect(plan.env).not.toHaveProperty('COPYTRAIL_QUICK_PACKAGES');
    expect(packedFolder('release')).toBe(path.join(ROOT, 'dist', 'linux-unpacked'));
  });

  it.each([
    ['the fallback', fallback, 'out of support and of unproven origin'],
    ['a runtime that the environment names', named, 'nobody knows where it comes from'],
  ])('refuses a release with %s', (_what, runtime, reason) => {
    expect(() => planPackage(runtime, [RELEASE_SWITCH, '--linux', 'deb'], everything)).toThrow(reason);
  });

  it.each([official, fallback, named])(
    'without that switch it is for tests only, and every name says so ($kind)',
    (runtime) => {
      const plan = planPackage(runtime, ['--linux', 'deb'], everything);
      expect(plan.words.slice(-2)).toEqual(['--linux', 'deb']);
      expect(plan.words).toContain('-c.extraMetadata.packageKind=test');
      expect(plan.words).toContain('-c.directories.output=dist/for-tests-only');
      const names = plan.words.filter((word) => word.includes('artifactName='));
      expect(names).toHaveLength(3);
      for (const name of names) expect(name).toContain(`for-tests-only-electron-${runtime.version}`);
      expect(plan.output).toBe(path.join(ROOT, 'dist', 'for-tests-only'));
      expect(packedFolder('test')).toBe(path.join(plan.output, 'linux-unpacked'));
    },
  );

  it('leaves out what cannot be made here, and says what it would take', () => {
    const plan = planPackage(fallback, [], bare);
    expect(plan.words.slice(-2)).toEqual(['--linux', 'dir']);
    const said = plan.leftOut.join('\n');
    for (const part of ['deb: needs dpkg-deb', 'rpm: needs rpmbuild', 'tar.gz: needs 7zz', 'AppImage', 'macOS'])
      expect(said).toContain(part);
    expect(planPackage(fallback, ['--dir'], bare).leftOut).toEqual([]);
  });

  it('lets electron-builder fetch the Electron of another system, and has none of its own for it', () => {
    const plan = planPackage(official, [RELEASE_SWITCH, '--win'], everything);
    expect(plan.words.some((word) => word.startsWith('-c.electronDist='))).toBe(false);
    expect(() => planPackage(fallback, ['--mac'], everything)).toThrow('for Linux alone');
    expect(() => planPackage(official, ['--linux', '--win'], everything)).toThrow('two runs');
    expect(planPackage(official, [RELEASE_SWITCH, '--win'], everything).words.join(' ')).not.toContain('homepage');
    const own = planPackage(official, [RELEASE_SWITCH], mac);
    expect(own.words).toContain('-c.electronDist=/e');
    expect(own.env).not.toHaveProperty('CUSTOM_FPM_PATH');
  });
});

describe('updateKeyArguments', () => {
  it('puts an Ed25519 public key into the package, and refuses any other', () => {
    const folder = temporaryFolder('update-key');
    const pem = path.join(folder, 'key.pem');
    const { publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }));
    const base64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(updateKeyArguments({ COPYTRAIL_UPDATE_KEY: pem })).toEqual([`-c.extraMetadata.updateKey=${base64}`]);
    expect(updateKeyArguments({})).toEqual([]);
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    writeFileSync(pem, other.export({ type: 'spki', format: 'pem' }));
    expect(() => updateKeyArguments({ COPYTRAIL_UPDATE_KEY: pem })).toThrow('holds no Ed25519 key');
  });
});

describe('developmentArguments', () => {
  it('leaves out the sandbox for root alone, and hands words on to the app', () => {
    expect(developmentArguments([], false)).toEqual(['dev', '--watch']);
    expect(developmentArguments(['--demo'], true)).toEqual(['dev', '--watch', '--noSandbox', '--', '--demo']);
  });
});

describe('the configuration of electron-builder', () => {
  it('is one that electron-builder takes, for every target of every system', async () => {
    const { config, validate } = await loadBuilderConfig();
    await expect(validate(config)).resolves.toBeUndefined();
    await expect(
      validate({ ...config, linux: { ...(config['linux'] as object), target: ['debb'], iconn: 1 } }),
    ).rejects.toThrow('configuration.linux should be');
    const targets = ['linux', 'win', 'mac'].map((system) => (config[system] as { target: unknown }).target);
    expect(targets).toEqual([
      ['AppImage', 'deb', 'rpm', 'tar.gz'],
      [
        { target: 'nsis', arch: ['x64', 'arm64'] },
        { target: 'portable', arch: ['x64', 'arm64'] },
      ],
      [
        { target: 'dmg', arch: ['universal'] },
        { target: 'zip', arch: ['universal'] },
      ],
    ]);
  });

  it('names every fuse that Electron 33 has', async () => {
    const { config } = await loadBuilderConfig();
    const known = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
    const named = Object.keys(config['electronFuses'] as object).map((name) => name.toLowerCase());
    expect(named.sort()).toEqual(known.map((name) => name.toLowerCase()).sort());
  });

  it('leaves the history alone when it is removed from Windows', async () => {
    expect((await loadBuilderConfig()).config['nsis']).toMatchObject({ deleteAppDataOnUninstall: false });
  });

  it('packs the same for every system: no kind of package has a list of files of its own', async () => {
    const { config } = await loadBuilderConfig();
    const kinds = ['linux', 'deb', 'rpm', 'win', 'nsis', 'portable', 'mac', 'dmg'];
    for (const kind of kinds)
      for (const list of ['files', 'extraFiles', 'extraResources', 'asar', 'asarUnpack'])
        expect(config[kind], kind).not.toHaveProperty(list);
    expect(config).not.toHaveProperty('extraFiles');
  });

  it('finds every file that it names', () => {
    const text = readFileSync(path.join(ROOT, 'build', 'electron-builder.yml'), 'utf8');
    const named = [...text.matchAll(/: (build\/\S+\.\w+)$/gm)].map(([, file = '']) => file);
    for (const file of named) expect(readFileSync(path.join(ROOT, file)).length).toBeGreaterThan(0);
    expect(named).toContain('build/icon.icns');
  });
});
