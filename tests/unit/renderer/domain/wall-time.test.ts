import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../src/renderer/src/domain/durations';
import { fromWallTime, toWallTime, yesterdayAt } from '../../../../src/renderer/src/domain/wall-time';

const NOON = Date.UTC(2026, 10, 26, 12);

describe('times in a field for date and time', () => {
  test('what is written is read back, to the second, in either zone', () => {
    // Without the hours that a clock shows twice.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom('utc', 'local'), (days, times) => {
        const at = NOON + days * DAY_MS;
        expect(fromWallTime(toWallTime(at, times), times)).toBe(at);
      }),
    );
    expect(toWallTime(NOON + 999, 'utc')).toBe('2026-11-26T12:00:00');
  });

  test('without seconds it is the begin of the minute; nothing, or no time at all, is none', () => {
    expect(fromWallTime('2026-11-26T12:00', 'utc')).toBe(NOON);
    for (const text of ['', 'soon', '2026-13-01T00:00']) expect(fromWallTime(text, 'utc')).toBeUndefined();
  });

  test('yesterday is the day before today where the clock stands', () => {
    expect(yesterdayAt(9, NOON, 'utc')).toBe(NOON - DAY_MS - 3 * HOUR_MS);
  });
});
