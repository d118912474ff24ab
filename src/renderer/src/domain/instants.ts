import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';

/** How times are written: in this machine's zone, or in UTC. */
export type TimeDisplay = 'local' | 'utc';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * An instant for people: `22 Nov 2026, 19:50:45 UTC+1`. The zone is told by its distance from UTC, which means one thing
 * only, everywhere; names such as CST or IST do not. (Nor does it wait for `Intl`, whose first use takes longer than
 * building a list of times.)
 * @param ms epoch milliseconds, UTC
 */
export function instantWithZone(ms: number, times: TimeDisplay): string {
  const { day, time, zone } = wallClock(ms, times);
  return `${day}, ${time} ${zone}`;
}

/** An instant as a clock and a calendar on the wall show it. */
export interface WallClock {
  /** `22 Nov 2026` */
  readonly day: string;
  /** `19:50:45` */
  readonly time: string;
  /** `UTC+1` */
  readonly zone: string;
  /** How far the clock is ahead of UTC. */
  readonly aheadMs: number;
}

/** @param ms epoch milliseconds, UTC */
export function wallClock(ms: number, times: TimeDisplay): WallClock {
  const minutesAhead = times === 'utc' ? 0 : -new Date(ms).getTimezoneOffset();
  const shifted = new Date(ms + minutesAhead * MINUTE_MS);
  // The very last instants there are have no later one to be written with.
  const at = Number.isNaN(shifted.getTime()) ? new Date(ms) : shifted;
  return {
    day: `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`,
    time: [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join(':'),
    zone: zoneText(minutesAhead),
    aheadMs: minutesAhead * MINUTE_MS,
  };
}

/** `UTC`, `UTC+1`, `UTC-3:30`. */
function zoneText(minutesAhead: number): string {
  if (minutesAhead === 0) return 'UTC';
  const minutes = Math.abs(minutesAhead) % 60;
  const hours = Math.trunc(Math.abs(minutesAhead) / 60);
  return `UTC${minutesAhead < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${twoDigits(minutes)}`}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** `2026-11-22T18:50:45.087Z`. */
export function exactIso(ms: number): string {
  return new Date(ms).toISOString();
}

const AGES = [
  { ms: 365 * DAY_MS, name: 'year' },
  { ms: 30 * DAY_MS, name: 'month' },
  { ms: DAY_MS, name: 'day' },
  { ms: HOUR_MS, name: 'hour' },
  { ms: MINUTE_MS, name: 'minute' },
  { ms: SECOND_MS, name: 'second' },
] as const;

/** Below this an age is "just now": seconds would only flicker. */
const JUST_NOW_MS = 5 * SECOND_MS;

/** `just now`, `3 minutes ago`, `1 day ago`; `in 5 minutes` for a clock that ran ahead. Rounded down. */
export function relativeAge(ms: number, now: number): string {
  const distance = Math.abs(now - ms);
  if (distance < JUST_NOW_MS) return 'just now';
  const unit = AGES.find((age) => distance >= age.ms) ?? AGES[5];
  const count = Math.floor(distance / unit.ms);
  const words = `${count} ${unit.name}${count === 1 ? '' : 's'}`;
  return now >= ms ? `${words} ago` : `in ${words}`;
}
