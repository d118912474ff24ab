import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, expect } from 'vitest';
import { BackupDesk } from '../../../src/main/backup/backup-desk';
import { BackupWriter } from '../../../src/main/backup/backup-writer';
import { HEADER_BYTES, packBlock, writeHeader } from '../../../src/main/backup/block';
import { digestOf, withCheck } from '../../../src/main/backup/check-line';
import { newSeal } from '../../../src/main/backup/seal';
import type { BackupPart } from '../../../src/preload/contract/backup';
import { CALLS } from '../../../src/preload/contract/calls';
import type { AppError } from '../../../src/preload/contract/error';
import { fuzz, type Fate } from '../support/fuzz';
import { nearlyText, nearlyValue, TOKENS } from '../support/hostile';

const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-fuzz-backups-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const FILE = path.join(folder, 'given.copytrail');
/** Each input is a file that is written and read. */
const RUNS = { short: 400, long: 20_000 };
const WINDOW = 1;
const { signal } = new AbortController();

const PASSPHRASE = 'correct horse';
/** Guessing costs nothing here: what it costs is written in the file. */
const CHEAP = { N: 16, r: 8, p: 1 };
const PIECES = [
  '{"copytrail":{"format":1,"workspace":"aws","app":"0.1.0","madeAt":1790000000000,"jobs":2}}\n',
  ...[1, 2].map((nth) => `{"preference":{"name":"view-${nth}","value":"${'äöü€😀 <b>'.repeat(30 * nth)}"}}\n`),
];

async function honest(seal?: Awaited<ReturnType<typeof newSeal>>): Promise<Buffer> {
  const writer = await BackupWriter.create(FILE, seal);
  for (const piece of PIECES) await writer.add(piece);
  await writer.finish({ preference: 2 });
  return readFileSync(FILE);
}

const OPEN = await honest();
const SEALED = await honest(await newSeal(PASSPHRASE, CHEAP));

/** Everything that the window is told of a file, from opening it to its end. Throws if an answer is not one of the contract. */
async function told(bytes: Buffer): Promise<{ readonly parts: readonly BackupPart[]; readonly error?: AppError }> {
  writeFileSync(FILE, bytes);
  const none = (): Promise<undefined> => Promise.resolve(undefined);
  const desk = new BackupDesk({
    dataFolder: folder,
    settings: () => ({ every: 'daily', keep: 2, folder: '' }),
    chooseNew: none,
    chooseOld: () => Promise.resolve(FILE),
    chooseFolder: none,
    takeArrived: () => undefined,
    openKept: none,
    now: () => 0,
    log: { warn: () => undefined },
  });
  const parts: BackupPart[] = [];
  try {
    const opened = await desk.open(WINDOW, { from: 'file' });
    if (!opened.ok) return { parts, error: opened.error };
    const { backupId, locked } = v.parse(v.nonNullable(CALLS.openBackup.output), opened.value);
    if (locked) {
      const wrong = await desk.unlock(WINDOW, { backupId, passphrase: 'incorrect horse' });
      expect(wrong).toMatchObject({ ok: false, error: { code: 'WrongPassphrase' } });
      expect(await desk.read(WINDOW, { backupId }, signal)).toMatchObject({ error: { code: 'WrongPassphrase' } });
      const right = await desk.unlock(WINDOW, { backupId, passphrase: PASSPHRASE });
      if (!right.ok) return { parts, error: right.error };
    }
    for (;;) {
      const read = await desk.read(WINDOW, { backupId }, signal);
      if (!read.ok) return { parts, error: read.error };
      const part = v.parse(CALLS.readBackup.output, read.value);
      parts.push(part);
      expect(part.done).toBeLessThanOrEqual(part.of);
      if (part.kind === 'end') return { parts };
      // Every part but the end stands for bytes of the file.
      expect(parts.length).toBeLessThanOrEqual(bytes.length / HEADER_BYTES + 2);
    }
  } finally {
    await desk.closeAll();
  }
}

const linesOf = (parts: readonly BackupPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'lines' ? [part.lines] : []));

function fateOf(parts: readonly BackupPart[], error: AppError | undefined): Fate {
  const end = parts.at(-1);
  // Read as far as it is sound: the window writes nothing of it unless the user says so.
  if (error === undefined && end?.kind === 'end') return end.whole ? 'taken' : { refused: 'not-whole' };
  expect(['NotABackup', 'BackupNewer', 'WrongPassphrase']).toContain(error?.code);
  return { refused: String(error?.code) };
}

const asText = (bytes: Buffer): string => bytes.toString('latin1');

fuzz('backups that were damaged or changed', nearlyText([OPEN, SEALED].map(asText)), RUNS, async (text) => {
  const { parts, error } = await told(Buffer.from(text, 'latin1'));
  // What comes back is what was written, never anything else, and called whole only if it is all of it.
  for (const lines of linesOf(parts)) expect(PIECES).toContain(lines);
  const fate = fateOf(parts, error);
  if (fate === 'taken') expect(linesOf(parts)).toEqual(PIECES);
  return fate;
});

/** A block with any text and right digests, as somebody writes it who knows the form; its header may lie. */
interface Forged {
  readonly lines: string;
  readonly number: number | undefined;
  readonly length: number | undefined;
}

/** Unpacks to two million signs. */
const BOMB = gzipSync(Buffer.alloc(2_000_000, '{}\n')).subarray(10);
const LIES = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.oneof(fc.nat(4), fc.integer({ min: 0, max: 0xffffffff })),
);
const forged: fc.Arbitrary<Forged> = fc.record({
  lines: fc.oneof(nearlyText(PIECES), fc.constantFrom(...TOKENS), fc.constant('')),
  number: LIES,
  length: LIES,
});
const END = { blocks: 2, counts: { preference: 2 }, sha256: digestOf('') };
const forgedFile = fc.record({
  blocks: fc.array(forged, { minLength: 1, maxLength: 5 }),
  /** Undefined: the right one. */
  end: fc.option(nearlyValue([END], fc.jsonValue() as fc.Arbitrary<unknown>), { nil: undefined, freq: 2 }),
  bomb: fc.integer({ min: 0, max: 19 }).map((nth) => nth === 0),
});

async function packed({ lines, number, length }: Forged, nth: number): Promise<Buffer> {
  const block = await packBlock(number ?? nth, withCheck(number ?? nth, lines, digestOf(lines)));
  if (length !== undefined) block.writeUInt32LE(length, HEADER_BYTES - 4);
  return block;
}

fuzz('backups that were forged', forgedFile, RUNS, async ({ blocks, end, bomb }) => {
  const digests = blocks.map(({ lines }) => digestOf(lines)).join('');
  const right = { blocks: blocks.length, counts: { job: 5 }, sha256: digestOf(digests) };
  const last = { lines: `${JSON.stringify({ end: end ?? right })}\n`, number: undefined, length: undefined };
  const pieces = await Promise.all([...blocks, last].map((block, at) => packed(block, at + 1)));
  if (bomb) pieces.splice(1, 0, writeHeader(2, BOMB.length, false), BOMB);
  const { parts, error } = await told(Buffer.concat(pieces));
  // As UTF-8 has it: halves of signs do not come back.
  const given = [...blocks, last].map(({ lines }) => Buffer.from(lines).toString());
  for (const lines of linesOf(parts)) expect(given).toContain(lines);
  return fateOf(parts, error);
});
