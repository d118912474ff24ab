import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';
import { wallClock, type TimeDisplay } from '../instants';

export interface Tick {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly text: string;
}

/** Distances that people count in. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28, 56].map((days) => days * DAY_MS),
];

/**
 * Marks of an axis on round times of the clock on the wall, at most `most` of them. The year and the zone are not in them; a day stands in
 * the place of midnight.
 * @param most at least 1
 */
export function ticksBetween(from: number, to: number, most: number, times: TimeDisplay): readonly Tick[] {
  const step = STEPS.find((size) => (to - from) / size <= most) ?? Math.ceil((to - from) / most / DAY_MS) * DAY_MS;
  const ticks = new Map<number, Tick>();
  const first = Math.floor((from + wallClock(from, times).aheadMs) / step);
  for (let count = first; count <= first + most + 2; count++) {
    const at = instantOf(count * step, from, times);
    if (at >= from && at <= to) ticks.set(at, { at, text: tickText(at, step, times) });
  }
  return [...ticks.values()].slice(0, most);
}

/** The instant at which the clock on the wall shows a time; the zone may change its distance from UTC on the way. */
function instantOf(onTheWall: number, near: number, times: TimeDisplay): number {
  const guess = onTheWall - wallClock(near, times).aheadMs;
  return onTheWall - wallClock(guess, times).aheadMs;
}

function tickText(at: number, step: number, times: TimeDisplay): string {
  const { day, time } = wallClock(at, times);
  if (step >= DAY_MS || time === '00:00:00') return day.slice(0, day.lastIndexOf(' '));
  return step >= MINUTE_MS ? time.slice(0, time.lastIndexOf(':')) : time;
}
