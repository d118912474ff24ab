import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { developmentArguments } from '../../../build/dev.mjs';
import { builderArguments, packedFolder } from '../../../build/package.mjs';
import { ROOT } from '../../../build/project.mjs';

const official = { executable: '/e/electron', folder: '/e', version: '45.4.1', kind: 'official' } as const;
const fallback = { ...official, version: '33.2.1', kind: 'fallback' } as const;

describe('builderArguments', () => {
  it('packs the official runtime under its plain name, and never publishes', () => {
    const words = builderArguments(official, []);
    expect(words).toEqual(
      expect.arrayContaining(['-c.electronDist=/e', '-c.electronVersion=45.4.1', '--dir', '--publish', 'never']),
    );
    expect(words.join(' ')).not.toContain('for-tests-only');
    expect(packedFolder(official)).toBe(path.join(ROOT, 'dist', 'linux-unpacked'));
  });

  it('names the fallback wherever it goes', () => {
    const words = builderArguments(fallback, ['--linux', 'deb']);
    expect(words.slice(-2)).toEqual(['--linux', 'deb']);
    expect(words).not.toContain('--dir');
    expect(words).toContain('-c.directories.output=dist/for-tests-only');
    expect(words.find((word) => word.startsWith('-c.artifactName='))).toContain('for-tests-only-electron-33.2.1');
    expect(packedFolder(fallback)).toBe(path.join(ROOT, 'dist', 'for-tests-only', 'linux-unpacked'));
  });
});

describe('developmentArguments', () => {
  it('leaves out the sandbox for root alone, and hands words on to the app', () => {
    expect(developmentArguments([], false)).toEqual(['dev', '--watch']);
    expect(developmentArguments(['--demo'], true)).toEqual(['dev', '--watch', '--noSandbox', '--', '--demo']);
  });
});
