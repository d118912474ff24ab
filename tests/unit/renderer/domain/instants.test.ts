import { describe, expect, test } from 'vitest';
import { exactIso, formatInstant, instantWithZone, relativeAge } from '../../../../src/renderer/src/domain/instants';

const AT = Date.UTC(2026, 10, 22, 18, 50, 45, 87);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('instants', () => {
  test('in UTC', () => {
    expect(formatInstant(AT, 'utc')).toEqual({
      text: '22 Nov 2026, 18:50:45',
      zone: 'UTC',
      iso: '2026-11-22T18:50:45.087Z',
    });
    // The zone that is given is for local times only.
    expect(formatInstant(AT, 'utc', 'Asia/Tokyo').zone).toBe('UTC');
  });

  test('in a zone, on the right side of midnight and of summer time', () => {
    expect(instantWithZone(AT, 'local', 'Europe/Berlin')).toBe('22 Nov 2026, 19:50:45 CET');
    expect(instantWithZone(AT - 130 * DAY, 'local', 'Europe/Berlin')).toBe('15 Jul 2026, 20:50:45 CEST');
    expect(instantWithZone(AT, 'local', 'Asia/Tokyo')).toBe('23 Nov 2026, 03:50:45 GMT+9');
    expect(instantWithZone(Date.UTC(2026, 0, 1, 0, 0, 5), 'local', 'Europe/London')).toBe('1 Jan 2026, 00:00:05 GMT');
  });

  test('exactly, even far away', () => {
    expect(exactIso(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(exactIso(8_640_000_000_000_000)).toBe('+275760-09-13T00:00:00.000Z');
    expect(instantWithZone(8_640_000_000_000_000, 'utc')).toContain('275760');
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
