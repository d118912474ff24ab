import { describe, expect, it } from 'vitest';
import { cronOf, dayOf, Night, startOf } from '../../../../../src/main/demo/fleet/calendar';

const night = (date: string): Night => new Night(dayOf(Date.parse(`${date}T00:00:00Z`)));
const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

describe('startOf', () => {
  it.each([
    ['Etc/UTC', '2026-09-21', '2026-09-21T02:30:00.000Z'],
    ['Europe/Berlin', '2026-09-21', '2026-09-21T00:30:00.000Z'],
    ['Europe/Berlin', '2026-12-21', '2026-12-21T01:30:00.000Z'],
    ['America/New_York', '2026-09-21', '2026-09-21T06:30:00.000Z'],
    ['Australia/Sydney', '2026-09-21', '2026-09-20T16:30:00.000Z'],
    ['Australia/Sydney', '2026-12-21', '2026-12-20T15:30:00.000Z'],
    ['Asia/Kathmandu', '2026-09-21', '2026-09-20T20:45:00.000Z'],
    // The mornings on which the clocks change; 02:30 comes after the change in New York's spring only on paper.
    ['Europe/Berlin', '2026-10-25', '2026-10-25T01:30:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T07:30:00.000Z'],
  ])('half past two in %s on %s', (timezone, date, expected) => {
    expect(iso(startOf({ hour: 2, minute: 30, timezone }, night(date)))).toBe(expected);
  });

  it('runs a weekly rule on its weekday only', () => {
    const schedule = { hour: 5, minute: 0, timezone: 'Etc/UTC', weekday: 'SUN' } as const;
    expect(iso(startOf(schedule, night('2026-09-20')))).toBe('2026-09-20T05:00:00.000Z');
    expect(startOf(schedule, night('2026-09-21'))).toBeUndefined();
  });
});

describe('cronOf', () => {
  it('writes the notation of AWS Backup', () => {
    expect(cronOf({ hour: 5, minute: 0, timezone: 'Etc/UTC' })).toBe('cron(0 5 ? * * *)');
    expect(cronOf({ hour: 1, minute: 30, timezone: 'Etc/UTC', weekday: 'SUN' })).toBe('cron(30 1 ? * SUN *)');
  });
});

describe('Night', () => {
  it('knows its weekday and date', () => {
    expect(['2026-09-20', '2026-09-21', '1970-01-01'].map((date) => night(date).weekday)).toEqual([
      'SUN',
      'MON',
      'THU',
    ]);
    expect(night('2026-09-21').isoDate).toBe('2026-09-21');
  });

  it('counts the days of a cycle of 28, and its four weeks', () => {
    const first = night('2026-09-21');
    const days = Array.from({ length: 28 }, (_, i) => new Night(first.day + i).dayOfCycle);
    expect([...days].sort((a, b) => a - b)).toEqual(Array.from({ length: 28 }, (_, i) => i));
    for (const day of days) expect(new Night(day).weekOfCycle).toBe(Math.floor(day / 7));
    expect(new Night(first.day + 28)).toMatchObject({ cycle: first.cycle + 1, dayOfCycle: first.dayOfCycle });
  });
});
