import { afterEach, describe, expect, test, vi } from 'vitest';
import { exactIso, instantWithZone, relativeAge } from '../../../../src/renderer/src/domain/instants';

const AT = Date.UTC(2026, 10, 22, 18, 50, 45, 87);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('instants', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('in UTC, wherever this machine stands', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(instantWithZone(AT, 'utc')).toBe('22 Nov 2026, 18:50:45 UTC');
  });

  test.each([
    ['Europe/Berlin', AT, '22 Nov 2026, 19:50:45 UTC+1'],
    ['Europe/Berlin', AT - 130 * DAY, '15 Jul 2026, 20:50:45 UTC+2'],
    ['Asia/Tokyo', AT, '23 Nov 2026, 03:50:45 UTC+9'],
    ['America/St_Johns', AT, '22 Nov 2026, 15:20:45 UTC-3:30'],
    ['Asia/Kathmandu', Date.UTC(2026, 0, 1), '1 Jan 2026, 05:45:00 UTC+5:45'],
    ['Europe/London', Date.UTC(2026, 0, 1, 0, 0, 5), '1 Jan 2026, 00:00:05 UTC'],
    ['America/New_York', Date.UTC(2026, 0, 1, 4, 59, 59), '31 Dec 2025, 23:59:59 UTC-5'],
  ])('in %s, on the right side of midnight and of summer time', (zone, ms, text) => {
    vi.stubEnv('TZ', zone);
    expect(instantWithZone(ms, 'local')).toBe(text);
  });

  test('exactly, even far away', () => {
    expect(exactIso(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(exactIso(8_640_000_000_000_000)).toBe('+275760-09-13T00:00:00.000Z');
    expect(instantWithZone(8_640_000_000_000_000, 'utc')).toContain('275760');
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(instantWithZone(8_640_000_000_000_000, 'local')).toContain('275760');
  });

  test.each([
    [0, 'just now'],
    [4999, 'just now'],
    [5000, '5 seconds ago'],
    [MINUTE, '1 minute ago'],
    [3 * MINUTE + 59_000, '3 minutes ago'],
    [25 * 60 * MINUTE, '1 day ago'],
    [29 * DAY, '29 days ago'],
    [61 * DAY, '2 months ago'],
    [400 * DAY, '1 year ago'],
    [-5 * MINUTE, 'in 5 minutes'],
    [-1000, 'just now'],
  ])('%s ms old', (age, text) => {
    expect(relativeAge(AT - age, AT)).toBe(text);
  });
});
