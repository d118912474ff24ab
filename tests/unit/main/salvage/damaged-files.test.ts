import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../../src/main/salvage/entries';
import { entriesOfLog } from '../../../../src/main/salvage/log-file';
import { unsnap } from '../../../../src/main/salvage/snappy';
import { entriesOfTable } from '../../../../src/main/salvage/table-file';
import { logOf, tableOf, type Put } from './engine-files';

const put = (number: number, size = 300): Put => ({
  key: Buffer.from(`key ${String(number).padStart(6, '0')}`),
  value: Buffer.from(`value ${number} `.padEnd(size, '.')),
});
const PUTS = Array.from({ length: 400 }, (_, number) => put(number));

function read(
  how: (bytes: Uint8Array, ondamage: () => void) => Iterable<Entry>,
  bytes: Uint8Array,
): { readonly found: readonly string[]; readonly damaged: number } {
  let damaged = 0;
  const entries = [...how(bytes, () => (damaged += 1))];
  return {
    found: entries.map(
      ({ key, value, sequence }) =>
        `${Buffer.from(key).toString()} ${sequence} ${value === undefined ? 'deleted' : Buffer.from(value).toString()}`,
    ),
    damaged,
  };
}

const all = (puts: readonly Put[]): string[] =>
  puts.map(
    ({ key, value }, at) =>
      `${Buffer.from(key).toString()} ${at + 1} ${value ? Buffer.from(value).toString() : 'deleted'}`,
  );

/** The same bytes with one changed. */
function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x5a;
  return changed;
}

describe('a log', () => {
  const batches = [
    PUTS.slice(0, 1),
    PUTS.slice(1, 250),
    [...PUTS.slice(250, 252), { key: Buffer.from('key 000001'), value: undefined }],
    PUTS.slice(252),
  ];
  const log = logOf(batches);
  const whole = read(entriesOfLog, log);
  const honest = new Set(whole.found);
  /** The number of the last entry of each batch. */
  const ends = batches.map((_, at) => batches.slice(0, at + 1).flat().length);
  const isBetween = (line: string, behind: number, upTo: number): boolean => {
    const place = whole.found.indexOf(line) + 1;
    return place > behind && place <= upTo;
  };

  test('is read whole, over the edges of its blocks', () => {
    expect(log.length).toBeGreaterThan(3 * 32_768);
    expect(whole).toEqual({ found: all(batches.flat()), damaged: 0 });
  });

  test('with any one byte changed loses no more than the write that it lies in, and makes nothing up', () => {
    for (let at = 0; at < log.length; at += 997) {
      const { found, damaged } = read(entriesOfLog, flipped(log, at));
      expect(damaged, `byte ${at}`).toBeGreaterThan(0);
      const there = new Set(found);
      expect(found.filter((line) => !honest.has(line))).toEqual([]);
      const lost = whole.found.filter((line) => !there.has(line));
      expect(ends.filter((end, batch) => lost.some((line) => isBetween(line, ends[batch - 1] ?? 0, end))).length).toBe(
        1,
      );
    }
  });

  test('with any one byte of a length changed loses nothing: where the next piece begins tells how long it is', () => {
    const many = logOf(PUTS.map((one) => [one]));
    const one = logOf([PUTS.slice(0, 1)]).length;
    for (const piece of [0, 1, 50, 93]) {
      for (const at of [piece * one + 4, piece * one + 5]) {
        expect(read(entriesOfLog, flipped(many, at)), `byte ${at}`).toEqual({ found: all(PUTS), damaged: 1 });
      }
    }
  });

  test('of many writes with a stretch of bytes changed loses those that it touches, and none behind them in its block', () => {
    const many = logOf(PUTS.map((one) => [one]));
    const one = logOf([PUTS.slice(0, 1)]).length;
    const changed = Buffer.from(many);
    changed.fill(0xee, 10 * one + 2, 12 * one + 20);
    const { found, damaged } = read(entriesOfLog, changed);
    expect(found).toEqual(all(PUTS).filter((_, at) => at < 10 || at > 12));
    expect(damaged).toBe(1);
  });

  test('that ends early is read up to there', () => {
    expect(read(entriesOfLog, log.subarray(0, log.length - 10)).found).toEqual(
      whole.found.slice(0, batches.slice(0, 3).flat().length),
    );
  });

  test('with zeros behind it, as a disk may leave them, is read whole', () => {
    expect(read(entriesOfLog, Buffer.concat([log, Buffer.alloc(5000)]))).toEqual(whole);
  });
});

describe('a table', () => {
  const PER_BLOCK = 8;
  const table = tableOf(PUTS, PER_BLOCK);
  const honest = new Set(all(PUTS));

  test('is read whole', () => {
    expect(read(entriesOfTable, table)).toEqual({ found: all(PUTS), damaged: 0 });
  });

  test('with any one byte changed loses one block at most, and makes nothing up', () => {
    for (let at = 0; at < table.length; at += 499) {
      const { found } = read(entriesOfTable, flipped(table, at));
      expect(found.length, `byte ${at}`).toBeGreaterThanOrEqual(PUTS.length - PER_BLOCK);
      expect(found.filter((line) => !honest.has(line))).toEqual([]);
    }
  });

  test('whose index or end is damaged is searched for its blocks, and nothing is lost', () => {
    for (const at of [table.length - 1, table.length - 44, table.length - 60, table.length - 300]) {
      const { found, damaged } = read(entriesOfTable, flipped(table, at));
      expect(found, `byte ${at}`).toEqual(all(PUTS));
      expect(damaged).toBeGreaterThan(0);
    }
  });

  test('that ends early is read up to there', () => {
    const { found } = read(entriesOfTable, table.subarray(0, Math.floor(table.length / 2)));
    expect(found.length).toBeGreaterThan(PUTS.length / 3);
    expect(found).toEqual(all(PUTS).slice(0, found.length));
  });
});

describe('what Snappy has packed', () => {
  test.each([
    ['letters alone', [5, 0x10, 97, 98, 99, 100, 101], 'abcde'],
    ['a copy of what was before', [8, 0x0c, 97, 98, 99, 100, 0x01, 4], 'abcdabcd'],
    ['a copy that overlaps itself', [7, 0x00, 97, 0x16, 1, 0], 'aaaaaaa'],
  ])('%s', (_, packed, text) => {
    const bytes = unsnap(Uint8Array.from(packed));
    expect(bytes && Buffer.from(bytes).toString()).toBe(text);
  });

  test.each([
    ['a copy from before the beginning', [4, 0x01, 9]],
    ['letters that are not there', [5, 0x10, 97]],
    ['less than was said', [9, 0x10, 97, 98, 99, 100, 101]],
    ['a length that nothing can have', [0xff, 0xff, 0xff, 0x7f, 0x00, 97]],
    ['nothing', []],
  ])('%s is refused', (_, packed) => {
    expect(unsnap(Uint8Array.from(packed))).toBeUndefined();
  });
});
