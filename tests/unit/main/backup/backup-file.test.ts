import { execFileSync } from 'node:child_process';
import {
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BackupReader } from '../../../../src/main/backup/backup-reader';
import { BackupWriter } from '../../../../src/main/backup/backup-writer';
import { HEADER_BYTES, packBlock, writeHeader } from '../../../../src/main/backup/block';
import { digestOf, withCheck } from '../../../../src/main/backup/check-line';
import { newSeal, SEALED_START } from '../../../../src/main/backup/seal';
import type { BackupPart } from '../../../../src/preload/contract/backup';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backup-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Guessing costs nothing here: what it costs is written in the file. */
const CHEAP = { N: 16, r: 8, p: 1 };

let names = 0;
const newFile = (): string => path.join(folder, `${++names}.copytrail`);

/** Lines that no compression makes small, and some that none can hurt. */
const PIECES = Array.from(
  { length: 6 },
  (_, nth) => `{"line":${nth},"text":"${'äöü€😀 \\u0000'.repeat(40 + nth)}"}\n{"nth":${Math.sqrt(nth + 2)}}\n`,
);

async function write(pieces: readonly string[], passphrase?: string): Promise<string> {
  const file = newFile();
  const writer = await BackupWriter.create(
    file,
    passphrase === undefined ? undefined : await newSeal(passphrase, CHEAP),
  );
  for (const piece of pieces) await writer.add(piece);
  await writer.finish({ line: pieces.length });
  return file;
}

async function open(file: string, passphrase?: string): Promise<BackupReader> {
  const reader = await BackupReader.open(file);
  if (typeof reader === 'string') throw new Error(reader);
  if (passphrase !== undefined && !(await reader.unlock(passphrase))) throw new Error('wrong passphrase');
  return reader;
}

async function readAll(reader: BackupReader): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  reader.rewind();
  do parts.push(await reader.next());
  while (parts.at(-1)?.kind !== 'end');
  return parts;
}

async function partsOf(file: string, passphrase?: string): Promise<BackupPart[]> {
  const reader = await open(file, passphrase);
  try {
    return await readAll(reader);
  } finally {
    await reader.close();
  }
}

const linesIn = (parts: readonly BackupPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'lines' ? [part.lines] : []));

describe.each([
  ['open', undefined],
  ['sealed', 'correct horse'],
] as const)('a file that is %s', (_, passphrase) => {
  test('gives back what was written, and says that it is whole', async () => {
    const parts = await partsOf(await write(PIECES, passphrase), passphrase);
    expect(linesIn(parts)).toEqual(PIECES);
    expect(parts.at(-1)).toMatchObject({ kind: 'end', whole: true, counts: { line: PIECES.length } });
    for (const { done, of } of parts) expect(done).toBeLessThanOrEqual(of);
  });

  test('is the user’s alone, and leaves nothing unfinished behind', async () => {
    const file = await write(PIECES, passphrase);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('with any byte changed, costs one block at most, and never gives back anything else', async () => {
    const file = await write(PIECES, passphrase);
    const bytes = await readFile(file);
    const begin = passphrase === undefined ? 0 : bytes.indexOf('\n') + 1;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: begin, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ by;
          const other = newFile();
          await writeFile(other, damaged);
          const parts = await partsOf(other, passphrase);
          const lines = linesIn(parts);
          expect(lines.length).toBeGreaterThanOrEqual(PIECES.length - 1);
          expect(PIECES.filter((piece) => lines.includes(piece))).toEqual(lines);
          // A few bits between two packed pieces mean nothing.
          const isNoticed = parts.some(({ kind }) => kind === 'damaged');
          expect(isNoticed || lines.length === PIECES.length).toBe(true);
          expect(parts.at(-1)).toMatchObject({ kind: 'end', whole: !isNoticed });
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  test('cut off anywhere, gives back what comes before, and says that the rest is gone', async () => {
    const file = await write(PIECES, passphrase);
    const bytes = await readFile(file);
    const begin = passphrase === undefined ? 16 : bytes.indexOf('\n') + 1;
    for (const share of [0.02, 0.3, 0.5, 0.77, 0.99]) {
      const other = newFile();
      await writeFile(other, bytes.subarray(0, begin + Math.floor((bytes.length - begin) * share)));
      const parts = await partsOf(other, passphrase);
      const lines = linesIn(parts);
      expect(PIECES.slice(0, lines.length)).toEqual(lines);
      expect(parts.at(-2)).toMatchObject({ kind: 'damaged', from: lines.length + 1 });
      expect(parts.at(-2)).not.toHaveProperty('to');
      expect(parts.at(-1)).toMatchObject({ kind: 'end', whole: false });
    }
  });

  test('with blocks exchanged, left out or written twice, is not whole', async () => {
    const file = await write(PIECES, passphrase);
    const bytes = await readFile(file);
    const starts: number[] = [];
    let at = passphrase === undefined ? 0 : bytes.indexOf('\n') + 1;
    const first = bytes.subarray(0, at);
    while (at < bytes.length) {
      starts.push(at);
      at += HEADER_BYTES + bytes.readUInt32LE(at + 20);
    }
    const blocks = starts.map((start, nth) => bytes.subarray(start, starts[nth + 1] ?? bytes.length));
    const orders = [
      [0, 2, 1, 3, 4, 5, 6],
      [0, 1, 2, 4, 5, 6],
      [0, 1, 1, 2, 3, 4, 5, 6],
      [0, 1, 2, 3, 4, 5],
      [0, 1, 2, 3, 4, 5, 6, 6],
    ];
    for (const order of orders) {
      const other = newFile();
      await writeFile(other, Buffer.concat([first, ...order.map((nth) => blocks[nth] ?? Buffer.alloc(0))]));
      const parts = await partsOf(other, passphrase);
      expect(parts.at(-1)).toMatchObject({ kind: 'end', whole: false });
      const lines = linesIn(parts);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });
});

test('an open file is what gunzip reads, each line JSON', async () => {
  const file = await write(PIECES);
  const text = execFileSync('gzip', ['-dc'], { input: await readFile(file), encoding: 'utf8' });
  expect(text.replaceAll(/\{"(?:check|end)".*\n/g, '')).toBe(PIECES.join(''));
  for (const line of text.trimEnd().split('\n')) expect(typeof JSON.parse(line)).toBe('object');
  expect(gunzipSync(await readFile(file)).toString()).toBe(text);
});

test('a sealed file opens with its passphrase alone, however that is typed, and shows nothing of what it holds', async () => {
  const file = await write(['{"secret":"arn:aws:iam::111122223333"}\n'], 'Käse');
  const bytes = await readFile(file);
  expect(bytes.includes('secret')).toBe(false);
  expect(bytes.includes(Buffer.from([0x1f, 0x8b]))).toBe(false);
  const reader = await open(file);
  expect(reader.locked).toBe(true);
  expect(await reader.unlock('Kase')).toBe(false);
  expect(reader.locked).toBe(true);
  expect(await reader.unlock('Ka\u0308se')).toBe(true);
  expect(linesIn(await readAll(reader))).toEqual(['{"secret":"arn:aws:iam::111122223333"}\n']);
  await reader.close();
});

describe('what is no backup', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'Dear Ada,\n'],
    ['another gzip file', gzipSync('{"a":1}\n')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ])('%s is refused', async (_, content) => {
    const file = newFile();
    await writeFile(file, content);
    expect(await BackupReader.open(file)).toBe('not-a-backup');
  });

  test.each([
    ['another cipher', { cipher: 'none' }],
    ['a cost that would take all memory', { N: 2 ** 30 }],
    ['a cost of more than four times the work of ours', { N: 262_144, p: 3 }],
    ['a cost of more than twice the memory of ours', { N: 524_288 }],
    ['a cost that is no power of two', { N: 100_000 }],
    ['a short salt', { salt: 'ab' }],
  ])('one sealed with %s is refused before anything is worked out', async (_, change) => {
    const bytes = await readFile(await write([], 'x'));
    const end = bytes.indexOf('\n');
    const line = JSON.parse(bytes.subarray(SEALED_START.length, end).toString()) as object;
    const file = newFile();
    await writeFile(file, `${SEALED_START}${JSON.stringify({ ...line, ...change })}\n`);
    expect(await BackupReader.open(file)).toBe('newer');
  });

  test('a block that unpacks to more than any block is damaged, and so is one that claims to be longer than the file', async () => {
    const bomb = gzipSync(Buffer.alloc(120 * 1024 * 1024)).subarray(10);
    const file = newFile();
    await writeFile(file, Buffer.concat([writeHeader(1, bomb.length, false), bomb, writeHeader(2, 60_000_000, false)]));
    expect(linesIn(await partsOf(file))).toEqual([]);
  });
});

/** What is read of a file from opening it to its end, in bytes. */
async function readOf(file: string): Promise<number> {
  const handle = await openFile(file);
  const read = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'read');
  await handle.close();
  try {
    await partsOf(file);
    const results = await Promise.all(read.mock.results.map(({ value }) => value as ReturnType<FileHandle['read']>));
    return results.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  } finally {
    read.mockRestore();
  }
}

describe('a forged file is read a few times over at most', () => {
  const COUNT = 100_000;
  test.each([
    ['headers one after the other', (nth: number) => writeHeader(nth, 0, false)],
    ['headers that all claim the rest of the file', (nth: number, rest: number) => writeHeader(nth, rest, false)],
    ['headers that cannot follow', () => writeHeader(0, 0, false)],
    ['marks without a header', () => writeHeader(1, 0, false).subarray(0, 16)],
  ])('%s', async (_, headerOf) => {
    const { length } = headerOf(1, 0);
    const file = newFile();
    await writeFile(
      file,
      Buffer.concat(Array.from({ length: COUNT }, (_each, at) => headerOf(at + 1, (COUNT - at - 1) * length))),
    );
    expect(await readOf(file)).toBeLessThan(6 * COUNT * length);
  });

  test('sound blocks between headers that claim the rest of the file', async () => {
    const empty = await packBlock(1, withCheck(1, '', digestOf('')));
    const count = 2000;
    const blocks: Buffer[] = [];
    for (let nth = 1; nth <= count; nth++) {
      const sound = await packBlock(2 * nth, withCheck(2 * nth, '', digestOf('')));
      const rest = (count - nth) * (empty.length + HEADER_BYTES);
      blocks.push(writeHeader(2 * nth - 1, rest, false), sound);
    }
    const bytes = Buffer.concat(blocks);
    const file = newFile();
    await writeFile(file, bytes);
    expect(await readOf(file)).toBeLessThan(8 * bytes.length + 2 * 1024 * 1024);
  });
});

test('a line of millions of signs is none that main wrote, and is not parsed', async () => {
  const file = newFile();
  const nested = `{"end":${'['.repeat(8_000_000)}\n`;
  const long = await packBlock(1, `{"a":1}\n${'['.repeat(8_000_000)}\n`);
  const end = await packBlock(2, withCheck(2, nested, digestOf(nested)));
  await writeFile(file, Buffer.concat([long, end]));
  const parse = vi.spyOn(JSON, 'parse');
  const parts = await partsOf(file);
  expect(Math.max(...parse.mock.calls.map(([text]) => text.length))).toBeLessThan(5000);
  parse.mockRestore();
  expect(parts).toMatchObject([
    { kind: 'damaged', from: 1, to: 1 },
    { kind: 'lines' },
    { kind: 'damaged', from: 3 },
    { kind: 'end', whole: false },
  ]);
});

test('a full disk fails the writing, and nothing of it stays', async () => {
  const file = newFile();
  await symlink('/dev/full', `${file}.part`);
  const writer = await BackupWriter.create(file);
  await expect(writer.add('{"a":1}\n')).rejects.toMatchObject({ code: 'ENOSPC' });
  await writer.drop();
  expect((await readdir(folder)).filter((name) => name.startsWith(`${names}.`))).toEqual([]);
});

test('a file that is there stays as it is until the new one is whole', async () => {
  const file = await write(['{"old":1}\n']);
  const writer = await BackupWriter.create(file);
  await writer.add('{"new":1}\n');
  expect(linesIn(await partsOf(file))).toEqual(['{"old":1}\n']);
  await writer.drop();
  expect(linesIn(await partsOf(file))).toEqual(['{"old":1}\n']);
});
