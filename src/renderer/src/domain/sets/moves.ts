import { MINUTE_MS } from '../durations';
import { bitOf, type ClassBits } from './classes';

/** Less than this is no change of speed, whatever its share: a copy of ten seconds may take fifteen. */
export const LEAST_DURATION_MS = MINUTE_MS;
/** Less than this is no change of size, bytes. */
export const LEAST_BYTES = 1024 * 1024;

/** What is measured of a job. Undefined: AWS does not say, or the job has not ended. */
export interface Measured {
  readonly durationMs: number | undefined;
  /** As AWS reports it, to the precision of a `number`. */
  readonly bytes: number | undefined;
}

/** Slower or faster, larger or smaller; nothing where one side does not tell. Swapping the sides swaps the words. */
export function movesOf(left: Measured, right: Measured, threshold: number): ClassBits {
  const time = direction(left.durationMs, right.durationMs, threshold, LEAST_DURATION_MS);
  const size = direction(left.bytes, right.bytes, threshold, LEAST_BYTES);
  return (
    (time > 0 ? bitOf('slower') : time < 0 ? bitOf('faster') : 0) |
    (size > 0 ? bitOf('larger') : size < 0 ? bitOf('smaller') : 0)
  );
}

/** Share of the smaller one by which the larger exceeds it. */
function direction(left: number | undefined, right: number | undefined, threshold: number, least: number): number {
  if (left === undefined || right === undefined || Math.abs(right - left) < least) return 0;
  if (right > left * (1 + threshold)) return 1;
  return left > right * (1 + threshold) ? -1 : 0;
}
