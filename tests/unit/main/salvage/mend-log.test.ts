import { expect, test } from 'vitest';
import { entriesOfLog } from '../../../../src/main/salvage/log-file';
import { mendedLog } from '../../../../src/main/salvage/mend-log';
import { logOf, type Put } from './engine-files';

const put = (number: number, size: number): Put => ({
  key: Buffer.from(`key ${String(number).padStart(4, '0')}`),
  value: Buffer.alloc(size, 65 + (number % 26)),
});
/** Writes of different lengths: within a block, over the edge of one, over several. */
const BATCHES = [10, 31_000, 2_000, 90_000, 50, 400, 33_000, 7].map((size, number) => [put(number, size)]);

const keysOf = (log: Uint8Array): readonly string[] =>
  [...entriesOfLog(log, () => undefined)].map(({ key }) => Buffer.from(key).toString());

const ENDS = BATCHES.map((_, at) => logOf(BATCHES.slice(0, at + 1)).length);

test('a whole log is left as it is, and an empty one', () => {
  expect(mendedLog(logOf(BATCHES))).toBeUndefined();
  expect(mendedLog(Buffer.alloc(0))).toBeUndefined();
});

test('a write that was cut off at the end goes, wherever it was cut, and nothing else', () => {
  const log = logOf(BATCHES);
  for (let cut = 1; cut < log.length; cut += 2003) {
    const whole = ENDS.filter((end) => end <= cut).length;
    const mended = mendedLog(log.subarray(0, cut));
    if (ENDS.includes(cut)) expect(mended).toBeUndefined();
    else expect(mended?.equals(logOf(BATCHES.slice(0, whole))), `cut at ${cut}`).toBe(true);
  }
});

test('zeros behind the last write, as a disk may leave them, go as well', () => {
  const log = logOf(BATCHES.slice(0, 3));
  expect(mendedLog(Buffer.concat([log, Buffer.alloc(4096)]))).toEqual(log);
});

test('a write of which only the beginning reached the disk goes, and the zeros in place of the rest, however many', () => {
  const log = logOf(BATCHES);
  for (let cut = 1; cut < log.length; cut += 2003) {
    const whole = logOf(BATCHES.slice(0, ENDS.filter((end) => end <= cut).length));
    for (const zeros of [1, 600, 4096, 40_000]) {
      const left = Buffer.concat([log.subarray(0, cut), Buffer.alloc(zeros)]);
      expect(mendedLog(left)?.equals(whole), `cut at ${cut}, ${zeros} zeros`).toBe(true);
    }
  }
});

test('where the engine has gone on behind a write that was cut off, that goes and the others stay', () => {
  const later = [put(100, 300), put(101, 40_000), put(102, 9)].map((one) => [one]);
  const log = logOf(BATCHES);
  for (const cut of [ENDS[4]! + 100, ENDS[5]! + 3000, ENDS[2]! + 200, ENDS[3]! - 12_000]) {
    const gone = Buffer.concat([log.subarray(0, cut), logOf(later, cut)]);
    const before = keysOf(log.subarray(0, cut));
    const mended = mendedLog(gone);
    expect(mended && keysOf(mended), `cut at ${cut}`).toEqual([...before, 'key 0100', 'key 0101', 'key 0102']);
    expect(mended && mendedLog(mended)).toBeUndefined();
  }
});

test('a byte that is other than it was is no write that was cut off: nothing is hidden', () => {
  const log = Buffer.from(logOf(BATCHES));
  for (const at of [20, 500, 31_500, 60_000, ENDS[5]! + 9]) {
    const changed = Buffer.from(log);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    expect(mendedLog(changed), `byte ${at}`).toBeUndefined();
  }
});

test('a length that is other than it was is no write that was cut off either', () => {
  const log = logOf(BATCHES);
  const headers = [0, ENDS[0]!, ENDS[3]!, ENDS[4]!, ENDS[6]!];
  for (const header of headers) {
    const changed = Buffer.from(log);
    changed.writeUInt16LE(0xffff - changed.readUInt16LE(header + 4), header + 4);
    expect(mendedLog(changed), `the piece at ${header}`).toBeUndefined();
  }
});

test('a hole with whole writes in a later block is no write that was cut off: nothing behind it is given up', () => {
  const log = Buffer.from(logOf([0, 1, 2, 3, 4, 5].map((number) => [put(number, 20_000)])));
  log.fill(0, logOf([[put(0, 20_000)]]).length, 32_768);
  expect(mendedLog(log)).toBeUndefined();
  // Of a write over several blocks the middle may be there without its beginning: with nothing behind it, it was cut off.
  const long = Buffer.from(logOf([[put(0, 100)], [put(1, 90_000)]]));
  const first = logOf([[put(0, 100)]]);
  long.fill(0, first.length, 32_768);
  expect(mendedLog(long)?.equals(first)).toBe(true);
});
