import { firstSeenOf, lastSeenOf, mergeRuns, type Run } from './snapshot';

/**
 * Joins two histories of one job that may hold the same sightings: a backup with what has been seen since, or two computers' histories. It does
 * not matter which is joined to which, nor how often. {@link mergeRuns} is for what cannot overlap.
 *
 * Sightings that are listed are told apart by their times. Of those that a run only counts, nobody knows whether the other history has seen the
 * same ones: the larger count holds, which is never too many.
 */
export function joinRuns<Origin>(one: readonly Run<Origin>[], other: readonly Run<Origin>[]): readonly Run<Origin>[] {
  const { runs } = mergeRuns(one.map(listedOnly), other.map(listedOnly));
  const isCounted = [...one, ...other].some(({ seen, timesSeen }) => timesSeen > seen.length);
  if (!isCounted) return runs;
  return runs.map((run) => ({
    ...run,
    timesSeen: Math.max(run.timesSeen, timesWithin(run, one), timesWithin(run, other)),
  }));
}

function listedOnly<Origin>(run: Run<Origin>): Run<Origin> {
  return { ...run, timesSeen: run.seen.length };
}

/** How often one history has seen what a run says, within its time; sightings that are only counted are shared out in proportion. */
function timesWithin(run: Run, history: readonly Run[]): number {
  const from = firstSeenOf(run);
  const to = lastSeenOf(run);
  return history
    .filter(({ digest }) => digest === run.digest)
    .reduce((sum, { seen, timesSeen }) => {
      const within = seen.filter((at) => from <= at && at <= to).length;
      return sum + Math.floor((timesSeen * within) / seen.length);
    }, 0);
}
