import { stateRank, type ChildCount } from '../../domain/copy-job';
import { isParentJob, type FamilyMember } from '../../domain/family';
import { buildJobKey, parseJobKey, type JobKey } from '../../domain/job-key';
import type { JobValue } from '../../domain/job-values';
import { splitPath } from '../../domain/paths';
import type { JobRow } from '../history';

/** A job of a family, with its row of the history. */
export interface Relative extends FamilyMember {
  readonly row: JobRow;
}

const CHILD_COUNTS = 'ChildJobsInState';

/** What a row says about the job's place in a family. */
export function relativeOf(row: JobRow): Relative {
  const { jobKey, copyJobId, state, statusMessage, createdAt, completedAt, isParent, values } = row;
  const reading = {
    copyJobId,
    parentJobId: textOf(values['ParentJobId']),
    state,
    statusMessage,
    messageCategory: textOf(values['MessageCategory']),
    createdAt,
    completedAt,
    isParent,
    numberOfChildJobs: wholeOf(values['NumberOfChildJobs']),
    childCounts: childCountsOf(row),
  };
  return { jobKey, reading, row };
}

/** Rows as relatives, each job once. */
export function relativesOf(rows: readonly (JobRow | undefined)[]): readonly Relative[] {
  const byKey = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.jobKey, row] as const])));
  return [...byKey.values()].map(relativeOf);
}

/** Whether a job says of itself that there are jobs below it. */
export function isParentRow(row: JobRow): boolean {
  return isParentJob(relativeOf(row).reading);
}

/** Whether a job is part of a family at all, as far as its own answer says. */
export function hasFamily({ reading }: Relative): boolean {
  return isParentJob(reading) || reading.parentJobId !== undefined;
}

/** The key of the job that this one names as its parent: they share account and Region. */
export function parentKeyOf({ jobKey, reading: { parentJobId } }: Relative): JobKey | undefined {
  const identity = parseJobKey(jobKey);
  if (identity === undefined || parentJobId === undefined) return undefined;
  return buildJobKey({ ...identity, copyJobId: parentJobId });
}

function childCountsOf({ values }: JobRow): readonly ChildCount[] {
  const counts: ChildCount[] = [];
  for (const path in values) {
    if (!path.startsWith(CHILD_COUNTS)) continue;
    const [map, state, ...deeper] = splitPath(path) ?? [];
    const count = wholeOf(values[path]);
    if (map === CHILD_COUNTS && state !== undefined && deeper.length === 0 && count !== undefined)
      counts.push({ state, count });
  }
  return counts.sort((a, b) => stateRank(a.state) - stateRank(b.state));
}

function textOf(value: JobValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function wholeOf(value: JobValue | undefined): bigint | undefined {
  return typeof value === 'number' ? BigInt(value) : undefined;
}
