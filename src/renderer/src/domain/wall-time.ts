import { MINUTE_MS } from './durations';
import { momentOf } from './filter/moments';
import { wallClock, type TimeDisplay } from './instants';

/** An instant as a field for date and time writes it: `2026-11-03T09:00:00`, on the clock of the zone that is shown. */
export function toWallTime(ms: number, times: TimeDisplay): string {
  return new Date(ms + wallClock(ms, times).aheadMs).toISOString().slice(0, 19);
}

/** The instant that a field for date and time holds, epoch ms UTC; undefined if it holds none. */
export function fromWallTime(text: string, times: TimeDisplay): number | undefined {
  return momentOf(text, { now: 0, times })?.from;
}

/** Yesterday at an hour, epoch ms UTC, on the clock of the zone that is shown. */
export function yesterdayAt(hour: number, now: number, times: TimeDisplay): number {
  const start = momentOf('yesterday', { now, times })?.from ?? now;
  return start + hour * 60 * MINUTE_MS;
}
