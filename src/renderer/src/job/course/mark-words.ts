import type { ObservationMark } from '../../domain/course/marks';
import { betweenWords } from '../../domain/course/when';
import { instantWithZone, type TimeDisplay } from '../../domain/instants';

/** An answer, or several, in one line: when, what was said, and where it came from. */
export function markWords({ from, to, times: count, orMore, state, by }: ObservationMark, times: TimeDisplay): string {
  const when =
    count === 1
      ? instantWithZone(from, times)
      : `${count}${orMore ? ' or more' : ''} answers ${betweenWords(from, to, times)}`;
  const source = by === undefined ? '' : ` · ${by.source} · ${by.profile.name}`;
  return `${when}: ${state ?? 'no state'}${source}`;
}
