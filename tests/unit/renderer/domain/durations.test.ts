import { describe, expect, test } from 'vitest';
import { formatDuration, formatDurationDelta, nominalThroughput } from '../../../../src/renderer/src/domain/durations';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('durations', () => {
  test.each([
    [0, '0 s'],
    [380, '380 ms'],
    [999.7, '999 ms'],
    [1000, '1 s'],
    [16_900, '16 s'],
    [30 * MINUTE + 32_413, '30 m 32 s'],
    [HOUR, '1 h'],
    [2 * HOUR + 14 * MINUTE + 59_000, '2 h 14 m'],
    [HOUR + 59_000, '1 h'],
    [3 * DAY + 2 * HOUR, '3 d 2 h'],
    [400 * DAY, '400 d'],
    [-16_000, '−16 s'],
  ])('%s ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([
    [2 * HOUR + 14 * MINUTE, '+2 h 14 m'],
    [-16_000, '−16 s'],
    [0, '±0 s'],
  ])('a difference of %s ms', (ms, text) => {
    expect(formatDurationDelta(ms)).toBe(text);
  });

  test.each([
    [107374182400n, 1_832_413, '58.6 MB/s'],
    [0n, 1000, undefined],
    [undefined, 1000, undefined],
    [100n, undefined, undefined],
    [100n, 0, undefined],
    [9007199254740993n, 1000, '9 PB/s'],
  ])('%s bytes in %s ms', (bytes, ms, text) => {
    expect(nominalThroughput(bytes, ms)).toBe(text);
  });
});
