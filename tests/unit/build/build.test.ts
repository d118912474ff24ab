import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyBuild } from '../../../build/build.mjs';

const SOURCE = 'src/main/app/window.ts';
const BEFORE = new Date('2026-01-01T10:00:00Z');
const BUILT = new Date('2026-01-01T11:00:00Z');
const AFTER = new Date('2026-01-01T12:00:00Z');

describe('whyBuild', () => {
  let root = '';
  const place = (file: string) => path.join(root, file);
  const write = (file: string, when: Date) => {
    mkdirSync(path.dirname(place(file)), { recursive: true });
    writeFileSync(place(file), '');
    utimesSync(place(file), when, when);
  };
  const ageFolders = (...folders: string[]) => {
    for (const folder of folders) utimesSync(place(folder), BEFORE, BEFORE);
  };

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'copytrail-build-'));
    write(SOURCE, BEFORE);
    write('package.json', BEFORE);
    ageFolders('src/main/app', 'src/main', 'src');
    for (const result of ['main/index.js', 'preload/index.cjs', 'renderer/index.html', 'notices/licences.json'])
      write(`out/${result}`, BUILT);
    write('out/built', BUILT);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('says nothing while the last build is newer than all sources', () => {
    expect(whyBuild(root)).toBeUndefined();
  });

  it('sees an edited source', () => {
    write(SOURCE, AFTER);
    expect(whyBuild(root)).toBe('src is newer than the last build');
  });

  it('sees a removed source', () => {
    rmSync(place(SOURCE));
    expect(whyBuild(root)).toBe('src is newer than the last build');
  });

  it('sees a changed manifest', () => {
    write('package.json', AFTER);
    expect(whyBuild(root)).toBe('package.json is newer than the last build');
  });

  it('sees a part that is missing', () => {
    rmSync(place('out/preload/index.cjs'));
    expect(whyBuild(root)).toBe('out/preload/index.cjs is missing');
  });

  it('does not trust a build that was broken off', () => {
    rmSync(place('out/built'));
    expect(whyBuild(root)).toBe('the last build did not end');
  });
});
