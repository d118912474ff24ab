import type { Interval } from '../coverage/intervals';
import type { JobKey } from '../job-key';
import { changesAlong, type RunChange } from './changes';
import { inOrder, runBefore, succeeded, type DatedRun, type Run } from './order';
import { absencesOf, median, usualInterval, type Absence } from './rhythm';
import { streaksOf, streakWith, type Streak } from './streaks';
import { trendOf, type Trend } from './trend';

/** Runs before that tell how long one usually takes. */
const RUNS_THAT_TELL = 10;
/** Fewer of them tell nothing. */
const LEAST_RUNS = 3;

/** What can be told of the runs of one resource to one destination, from the rows of the history and nothing else. */
export interface RunsAnalysis<R extends Run = Run> {
  /** Oldest first. */
  readonly runs: readonly DatedRun<R>[];
  /** The run that is looked from. */
  readonly own: DatedRun<R> | undefined;
  readonly previous: DatedRun<R> | undefined;
  readonly lastSuccess: DatedRun<R> | undefined;
  /** By job key. */
  readonly changes: ReadonlyMap<JobKey, readonly RunChange[]>;
  /** The one that the run is part of, else the newest. */
  readonly streak: Streak<R> | undefined;
  readonly usualInterval: number | undefined;
  readonly absences: readonly Absence[];
  /** Drift of durations of those that made their copy, up to the run that is looked from or, where there is none, up to the newest. */
  readonly durations: RunTrend<R> | undefined;
  /** The same of their sizes. */
  readonly sizes: RunTrend<R> | undefined;
  /** Median duration of those that made their copy, of the last before the run; undefined: too few. */
  readonly usualDurationMs: number | undefined;
  /** Of how many that is the median. */
  readonly usualOf: number;
}

/** A drift, and the run that it reaches up to. */
export interface RunTrend<R extends Run = Run> extends Trend {
  readonly upTo: DatedRun<R>;
}

/**
 * @param covered creation times of which every job is known, for each place that the runs come from
 * @param now epoch ms UTC
 */
export function analyseRuns<R extends Run>(
  runs: readonly R[],
  jobKey: JobKey,
  covered: readonly (readonly Interval[])[],
  now: number,
): RunsAnalysis<R> {
  const ordered = inOrder(runs);
  const at = ordered.findIndex((run) => run.jobKey === jobKey);
  const upTo = at < 0 ? ordered : ordered.slice(0, at + 1);
  const streaks = streaksOf(ordered);
  const good = ordered.filter(succeeded);
  const before = upTo
    .filter((run) => run.jobKey !== jobKey && succeeded(run))
    .flatMap(({ durationMs }) => durationMs ?? [])
    .slice(-RUNS_THAT_TELL);
  const drift = (measure: (run: R) => number | undefined): RunTrend<R> | undefined =>
    trendUpTo(upTo.filter(succeeded), measure) ?? trendUpTo(good, measure);
  return {
    runs: ordered,
    own: ordered[at],
    previous: runBefore(ordered, jobKey),
    lastSuccess: runBefore(ordered, jobKey, succeeded),
    changes: changesAlong(ordered),
    streak: streakWith(streaks, jobKey) ?? streaks.at(-1),
    usualInterval: usualInterval(ordered),
    absences: absencesOf(ordered, covered, now),
    durations: drift(({ durationMs }) => durationMs),
    sizes: drift(({ sizeBytes }) => (sizeBytes === undefined ? undefined : Number(sizeBytes))),
    usualDurationMs: before.length < LEAST_RUNS ? undefined : median(before),
    usualOf: before.length,
  };
}

function trendUpTo<R extends Run>(
  runs: readonly DatedRun<R>[],
  measure: (run: R) => number | undefined,
): RunTrend<R> | undefined {
  const measured = runs.filter((run) => measure(run) !== undefined);
  const upTo = measured.at(-1);
  const trend = upTo && trendOf(measured.map((run) => measure(run) ?? 0));
  return trend && { ...trend, upTo };
}
