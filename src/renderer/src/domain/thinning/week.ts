import { DAY_MS } from '../durations';

/** How long what was thinned out can be brought back, ms. */
export const ASIDE_MS = 7 * DAY_MS;

/** How long something has lasted, ms, and when that was looked at last, epoch ms UTC. */
export interface Lasted {
  readonly age: number;
  readonly lookedAt: number;
}

/**
 * How long it has lasted by now. Computers' clocks are set wrong and right again, and from the time alone nobody can tell a year that has passed
 * from a clock that was a year behind: what has passed between two looks counts for one day at most, and nothing if the clock went back. So a week
 * is never shorter than a week; it is longer where nobody looked for some days.
 */
export function lastedBy({ age, lookedAt }: Lasted, now: number): Lasted {
  return { age: age + Math.min(Math.max(now - lookedAt, 0), DAY_MS), lookedAt: now };
}

/** Days left until it is dropped, begun ones included; 0: its time is over. */
export function daysLeft({ age }: Pick<Lasted, 'age'>): number {
  return Math.max(0, Math.ceil((ASIDE_MS - age) / DAY_MS));
}
