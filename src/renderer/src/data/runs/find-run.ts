import { runBefore, succeeded } from '../../domain/runs/order';
import type { JobIndex } from '../found-jobs';
import type { History, JobRow } from '../history';
import { firstAnswer } from '../sync/first-answer';
import { knownRuns } from './known-runs';

/** Which run is wanted beside another one. */
export type OtherRun = 'previous' | 'success';

/**
 * The newest run before this one in the history, or the newest that succeeded. Undefined: none is known. Waits while the index is being read;
 * rejects where the history cannot be read.
 */
export async function findRun(
  history: History,
  index: JobIndex | undefined,
  row: JobRow,
  which: OtherRun,
): Promise<JobRow | undefined> {
  const runs = knownRuns(history, index, row.values);
  if (runs === undefined) return undefined;
  const { rows } = await firstAnswer(runs);
  return runBefore(rows, row.jobKey, which === 'success' ? succeeded : undefined);
}
