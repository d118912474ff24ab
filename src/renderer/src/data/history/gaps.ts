import { isUnfinishedKey } from '../../domain/outcome';
import type { StoredGap } from '../coverage/gap-rows';
import type { CoverageShelf } from '../coverage/shelf';
import { jobKeyOf, type StoredJob } from './rows';

/** The gaps that touch a job, oldest first. Nothing can have been due before it was first seen, or after it was seen to have ended. */
export async function gapsOfJob(
  shelf: Pick<CoverageShelf, 'gapsBegun'>,
  job: StoredJob,
): Promise<readonly StoredGap[]> {
  const jobKey = jobKeyOf(job.key);
  const first = job.runs[0]?.seen[0];
  if (jobKey === undefined || first === undefined) return [];
  const ended = job.runs.find(({ outcomeKey }) => !isUnfinishedKey(outcomeKey))?.seen[0] ?? Infinity;
  const region = job.key.slice(job.key.lastIndexOf('/') + 1);
  const gaps = await shelf.gapsBegun(region, first, ended);
  return gaps.filter((gap) => gap.jobKeys?.includes(jobKey) ?? answeredBy(job, gap));
}

/** Whether the profile of a gap ever answered about the job. */
function answeredBy({ runs }: StoredJob, { profile }: StoredGap): boolean {
  return runs.some(({ first, last = first }) =>
    [first, last].some((origin) => origin.profile.name === profile.name && origin.profile.origin === profile.origin),
  );
}
