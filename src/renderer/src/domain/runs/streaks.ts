import type { JobKey } from '../job-key';
import { changesBetween, type RunChange } from './changes';
import { inOrder, succeeded, wentWrong, type DatedRun, type Run } from './order';

/** Runs one after the other of which none made its copy, and what stands round them. */
export interface Streak<R extends Run = Run> {
  /** FAILED or PARTIAL, oldest first; at least one. */
  readonly runs: readonly [DatedRun<R>, ...DatedRun<R>[]];
  /** The last one before that succeeded; undefined: none is known. */
  readonly before: DatedRun<R> | undefined;
  /** What the first of them has otherwise than that one. Observed side by side; not necessarily why. */
  readonly changed: readonly RunChange[];
  /** How many more changes there are that ignore rules leave out; absent: none. */
  readonly ignored?: number;
  /** The first one after that succeeded; undefined: none did so far. */
  readonly after: DatedRun<R> | undefined;
  /** What that one has otherwise than the last of the streak. */
  readonly changedBack: readonly RunChange[];
}

/**
 * Every streak, oldest first. A run that has not ended neither makes nor breaks one. A state that nobody knows may have been a
 * success and ends it: never more is claimed than was seen.
 * @param runs in any order
 */
export function streaksOf<R extends Run>(runs: readonly R[]): readonly Streak<R>[] {
  const ordered = inOrder(runs);
  const streaks: Streak<R>[] = [];
  let open: [DatedRun<R>, ...DatedRun<R>[]] | undefined;
  let before: DatedRun<R> | undefined;
  const close = (after: DatedRun<R> | undefined): void => {
    if (open !== undefined) streaks.push(streakOf(open, before, after));
    open = undefined;
  };
  for (const run of ordered) {
    if (wentWrong(run)) {
      if (open === undefined) open = [run];
      else open.push(run);
    } else if (succeeded(run)) {
      close(run);
      before = run;
    } else if (!isUnfinished(run)) close(nextSuccess(ordered, run));
  }
  close(undefined);
  return streaks;
}

/** The streak that a run belongs to; undefined if it did not go wrong. */
export function streakWith<R extends Run>(streaks: readonly Streak<R>[], jobKey: JobKey): Streak<R> | undefined {
  return streaks.find(({ runs }) => runs.some((run) => run.jobKey === jobKey));
}

function streakOf<R extends Run>(
  runs: [DatedRun<R>, ...DatedRun<R>[]],
  before: DatedRun<R> | undefined,
  after: DatedRun<R> | undefined,
): Streak<R> {
  const last = runs.at(-1) ?? runs[0];
  return {
    runs,
    before,
    changed: before === undefined ? [] : changesBetween(before.values, runs[0].values),
    after,
    changedBack: after === undefined ? [] : changesBetween(last.values, after.values),
  };
}

function isUnfinished({ outcomeKind, completedAt }: Run): boolean {
  if (outcomeKind === 'created' || outcomeKind === 'running') return true;
  return (outcomeKind === 'other' || outcomeKind === 'none') && completedAt === undefined;
}

function nextSuccess<R extends Run>(ordered: readonly DatedRun<R>[], from: DatedRun<R>): DatedRun<R> | undefined {
  return ordered.slice(ordered.indexOf(from)).find(succeeded);
}
