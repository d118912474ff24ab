import { findRun, type OtherRun } from '../data/runs/find-run';
import type { JobBench } from './job-bench';

/**
 * Compares the open job with the run before it, or with the last before it that succeeded. Where none is known the job's runs say so. Never rejects.
 */
export async function compareWithRun(bench: JobBench, which: OtherRun): Promise<void> {
  const { job } = bench;
  const row = job?.job.current;
  if (job === undefined || row === undefined) return;
  // Finding it may have to wait for the index: meanwhile the runs say that they are being looked for, and in the end that there is none.
  job.tab = 'runs';
  // A history that cannot be read says so there.
  const other = await findRun(bench.history, bench.familyWorld.index, row, which).catch(() => undefined);
  if (other !== undefined && bench.job === job) bench.compareJobs(other.jobKey, row.jobKey);
}
