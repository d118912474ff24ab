import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';

/** How times are written: in this machine's zone, or in UTC. */
export type TimeDisplay = 'local' | 'utc';

export interface InstantText {
  /** `22 Nov 2026, 19:50:45`. */
  readonly text: string;
  /** `UTC`, `CET`, `GMT-3`. */
  readonly zone: string;
  /** `2026-11-22T18:50:45.087Z`: exact, to the millisecond, always UTC. */
  readonly iso: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Making a formatter takes longer than using it a thousand times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant for people.
 * @param ms epoch milliseconds, UTC
 * @param zone an IANA name instead of this machine's own, for `local`
 */
export function formatInstant(ms: number, times: TimeDisplay, zone?: string): InstantText {
  const parts = partsOf(ms, times === 'utc' ? 'UTC' : zone);
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const month = MONTHS[Number(get('month')) - 1] ?? get('month');
  return {
    text: `${Number(get('day'))} ${month} ${get('year')}, ${get('hour')}:${get('minute')}:${get('second')}`,
    zone: get('timeZoneName'),
    iso: exactIso(ms),
  };
}

/** Text and zone in one: `22 Nov 2026, 19:50:45 CET`. */
export function instantWithZone(ms: number, times: TimeDisplay, zone?: string): string {
  const { text, zone: name } = formatInstant(ms, times, zone);
  return `${text} ${name}`;
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

function partsOf(ms: number, timeZone: string | undefined): Intl.DateTimeFormatPart[] {
  const key = timeZone ?? '';
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      ...(timeZone === undefined ? {} : { timeZone }),
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
    formatters.set(key, formatter);
  }
  return formatter.formatToParts(ms);
}
