import { MINUTE_MS, SECOND_MS } from '../durations';

/** A job is never asked about more often than this, nor less often (ms). */
export const SHORTEST_MS = 10 * SECOND_MS;
export const LONGEST_MS = 10 * MINUTE_MS;

/** What is left, or is over, is asked about in so many steps: the nearer the expected end, the shorter they are. */
const STEPS = 4;
/** Where nobody knows how long such jobs take, the next question comes when the job is this much older. */
const PART_OF_AGE = 1 / 6;

export interface PaceFacts {
  /** Since the job was created, when it was asked about last (ms). */
  readonly ageMs: number;
  /** How long such jobs usually take (ms); undefined if nobody knows. */
  readonly usualMs: number | undefined;
  /** How many times slower than its limit AWS lets the app be; 1 if it does not throttle. */
  readonly slowedBy: number;
}

/** How long to wait before a job is asked about again (ms). */
export function intervalMs({ ageMs, usualMs, slowedBy }: PaceFacts): number {
  const age = Math.max(0, ageMs);
  // Also behind its expected end: soon at first, and less often the longer it overstays.
  const own = usualMs === undefined ? age * PART_OF_AGE : Math.abs(usualMs - age) / STEPS;
  const held = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, own));
  return Math.round(Math.min(LONGEST_MS, held * Math.max(1, slowedBy)));
}

/** A job overstays when it takes half as long again as such jobs usually do, and at least ten minutes more. */
const OVERSTAY_FACTOR = 1.5;
const OVERSTAY_LEAST_MS = 10 * MINUTE_MS;

export function overstays(ageMs: number, usualMs: number): boolean {
  return ageMs > Math.max(usualMs * OVERSTAY_FACTOR, usualMs + OVERSTAY_LEAST_MS);
}
