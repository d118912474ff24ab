import { formatDuration, formatDurationUp, SECOND_MS } from '../durations';
import { instantWithZone, wallClock, type TimeDisplay } from '../instants';
import type { Bounds, TimeInState } from './types';

/**
 * `between 25 Nov 2026, 02:10:31 and 02:11:02 UTC+1`. To whole seconds, the earlier one rounded down and the later one up, so that
 * what is said is never narrower than what is known.
 */
export function betweenWords(earliest: number, latest: number, times: TimeDisplay): string {
  const [from, to] = [secondBefore(earliest), secondAfter(latest)];
  if (from === to) return `at ${instantWithZone(from, times)}`;
  const [left, right] = [wallClock(from, times), wallClock(to, times)];
  const zone = left.zone === right.zone ? '' : ` ${left.zone}`;
  const day = left.day === right.day ? '' : `${right.day}, `;
  return `between ${left.day}, ${left.time}${zone} and ${day}${right.time} ${right.zone}`;
}

/** When something happened, for the end of a sentence. */
export function whenWords({ earliest, latest }: Bounds, times: TimeDisplay): string {
  if (earliest === undefined) return `at ${instantWithZone(secondAfter(latest), times)} or before`;
  if (earliest === latest) return `at ${instantWithZone(latest, times)}`;
  return betweenWords(earliest, latest, times);
}

function secondBefore(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function secondAfter(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}

/** `between 4 m 10 s and 5 m 2 s`, `at least 3 m`, `at most 30 m`; undefined: nothing is known. */
export function rangeWords({ least, most }: Pick<TimeInState, 'least' | 'most'>): string | undefined {
  if (most === undefined) return least === 0 ? undefined : `at least ${formatDuration(least)}`;
  if (most === 0) return 'no time';
  const [low, high] = [formatDuration(least), formatDurationUp(most)];
  if (least === most || low === high) return low;
  return least === 0 ? `at most ${high}` : `between ${low} and ${high}`;
}

/** The same for a figure that stands by itself. */
export function timeInWords(time: TimeInState): string {
  if (time.ahead) return 'Not seen yet';
  const words = rangeWords(time);
  return words === undefined ? 'Unknown' : words.charAt(0).toUpperCase() + words.slice(1);
}
