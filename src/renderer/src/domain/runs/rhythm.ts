import { gaps, overlap, union, type Interval } from '../coverage/intervals';
import { inOrder, type Run } from './order';

/** Fewer intervals than this are no rhythm. */
const LEAST_INTERVALS = 4;
/** Of all intervals so many must be near the usual one (in thirds): one night in three may be missing or late. */
const REGULAR_THIRDS = 2;
/** How far from the usual one an interval may be and still be one. */
const NEAR = 0.25;
/** From here on, in usual intervals, something is missing between two runs. */
const MISSING_FROM = 1.5;

/** The usual time from the creation of one run to that of the next, in ms; undefined where they come too seldom or too irregularly to say. */
export function usualInterval(runs: readonly Run[]): number | undefined {
  const intervals = intervalsOf(scheduled(runs).map(({ createdAt }) => createdAt));
  if (intervals.length < LEAST_INTERVALS) return undefined;
  const usual = median(intervals);
  const near = intervals.filter((interval) => Math.abs(interval - usual) <= NEAR * usual).length;
  return usual > 0 && near * 3 >= intervals.length * REGULAR_THIRDS ? usual : undefined;
}

/**
 * A time in which a run was to be expected and none is known. `missed`: AWS's lists of all of this time were read, and none was among them.
 * `not-observed`: nobody looked, or not at all of it.
 */
export interface Absence extends Interval {
  readonly kind: 'missed' | 'not-observed';
  /** How many runs were to be expected, by the usual interval. */
  readonly runs: number;
}

/**
 * Where runs are missing, oldest first, by what was usual among the others.
 * @param covered creation times of which every job is known, for each place that the runs come from; all of them must be known
 * @param now epoch ms UTC
 */
export function absencesOf(
  runs: readonly Run[],
  covered: readonly (readonly Interval[])[],
  now: number,
): readonly Absence[] {
  const usual = usualInterval(runs);
  if (usual === undefined) return [];
  const known = whereAllKnow(covered);
  // Runs on demand count as well: no time is said to be empty in which something was created.
  const times = inOrder(runs).map(({ createdAt }) => createdAt);
  return times.flatMap((from, at) => {
    const to = times[at + 1];
    const spans = to === undefined ? expectedUntil(from, now, usual) : expectedBetween(from, to, usual);
    return spans
      .map((span): Absence => ({ ...span, kind: gaps(span, known).length === 0 ? 'missed' : 'not-observed', runs: 1 }))
      .reduce<Absence[]>(joined, []);
  });
}

/** The middle value; of an even number of them the mean of the two in the middle. `NaN` of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** Runs that a plan asked for; where none names a plan, all of them. */
function scheduled(runs: readonly Run[]): readonly { readonly createdAt: number }[] {
  const ordered = inOrder(runs);
  const planned = ordered.filter(({ values }) => Object.keys(values).some((path) => path.startsWith('CreatedBy.')));
  return planned.length > 0 ? planned : ordered;
}

function intervalsOf(times: readonly number[]): readonly number[] {
  return times.slice(1).map((at, before) => at - (times[before] ?? at));
}

/** Times between two runs in which one was to be expected each: together they are all the time between them. */
function expectedBetween(from: number, to: number, usual: number): readonly Interval[] {
  if (to - from < MISSING_FROM * usual) return [];
  const missing = Math.max(Math.round((to - from) / usual) - 1, 1);
  const step = (to - from) / (missing + 1);
  const bounds = Array.from({ length: missing + 1 }, (_, at) =>
    at === 0 ? from : at === missing ? to : from + (at + 0.5) * step,
  );
  return bounds.slice(1).map((end, at) => ({ from: bounds[at] ?? from, to: end }));
}

/** The same after the newest run. One is only late as long as it may still come. */
function expectedUntil(from: number, now: number, usual: number): readonly Interval[] {
  const missing = Math.max(Math.floor((now - from) / usual - NEAR), 0);
  return Array.from({ length: missing }, (_, at) => ({
    from: at === 0 ? from : from + (at + 0.5) * usual,
    to: at === missing - 1 ? from + (at + 1 + NEAR) * usual : from + (at + 1.5) * usual,
  }));
}

/** The time that is known of every place. */
function whereAllKnow(covered: readonly (readonly Interval[])[]): readonly Interval[] {
  const [first, ...others] = covered;
  return others.reduce<readonly Interval[]>(
    (known, next) =>
      known.flatMap((one) => next.map((other) => overlap(one, other)).filter((part) => part !== undefined)),
    union(first ?? []),
  );
}

/** Neighbours of one kind between the same two runs are one. */
function joined(absences: Absence[], next: Absence): Absence[] {
  const last = absences.at(-1);
  if (last?.kind !== next.kind) return [...absences, next];
  return [...absences.slice(0, -1), { ...last, to: next.to, runs: last.runs + next.runs }];
}
