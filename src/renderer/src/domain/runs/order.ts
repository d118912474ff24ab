import type { OutcomeKind } from '../outcome';
import type { JobKey } from '../job-key';
import type { JobValues } from '../job-values';

/** What a run is told by; rows of the history are such. */
export interface Run {
  readonly jobKey: JobKey;
  readonly copyJobId: string;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  readonly completedAt?: number;
  readonly durationMs?: number;
  /** Exact, as decimal digits. */
  readonly sizeBytes?: string;
  readonly outcomeKind: OutcomeKind;
  readonly outcomeKey: string;
  readonly values: JobValues;
}

/** A run whose place among the others is known. */
export type DatedRun<R extends Run = Run> = R & { readonly createdAt: number };

/** Oldest first. Of two that were created in the same millisecond the job key decides, so that the order never depends on that of arrival. */
export function inOrder<R extends Run>(runs: readonly R[]): readonly DatedRun<R>[] {
  return runs.filter(isDated).sort(byCreation);
}

export function isDated<R extends Run>(run: R): run is DatedRun<R> {
  return run.createdAt !== undefined;
}

function byCreation(a: DatedRun, b: DatedRun): number {
  return a.createdAt - b.createdAt || (a.jobKey < b.jobKey ? -1 : a.jobKey > b.jobKey ? 1 : 0);
}

/** Whether a run made its copy, issues or not. A parent that is PARTIAL did so for some of its parts only. */
export function succeeded({ outcomeKind }: Run): boolean {
  return outcomeKind === 'completed' || outcomeKind === 'completed-with-issues';
}

/** Whether it ended without all of its copy. Of a state that nobody knows neither this nor {@link succeeded} is true. */
export function wentWrong({ outcomeKind }: Run): boolean {
  return outcomeKind === 'failed' || outcomeKind === 'partial';
}

/** The newest run that was created before this one, of runs in any order; `fits` narrows them. Undefined if none is known. */
export function runBefore<R extends Run>(
  runs: readonly R[],
  jobKey: JobKey,
  fits: (run: R) => boolean = () => true,
): DatedRun<R> | undefined {
  const ordered = inOrder(runs);
  const at = ordered.findIndex((run) => run.jobKey === jobKey);
  return at < 0 ? undefined : ordered.slice(0, at).findLast(fits);
}
