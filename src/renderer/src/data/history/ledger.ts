import { identityOf, buildJobKey, parseJobKey, type JobKey } from '../../domain/job-key';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import { placeObservation, runKey, type Placement } from '../../domain/snapshot';
import type { Observation } from '../../../../preload/contract/shapes';
import { deriveJob, factsOf, snapshotIdOf, toRun, toStoredSnapshot, type SnapshotFacts } from './derive';
import type { StoredBody, StoredFailure, StoredJob, StoredSnapshot } from './rows';
import type { Shelf } from './shelf';
import type { AnswerOrigin, FailedLookup, Recorded } from './types';

/**
 * What happens to the history, one function per event. Each runs inside one write of a store and leaves job rows, totals and
 * bodies in step with the snapshots and failures they are worked out from.
 */

/** An observation that has been read and digested: both take time that a database transaction does not give. */
export interface PreparedObservation {
  readonly observation: Observation;
  readonly reading: CopyJobReading;
  readonly digest: string;
}

/** Files an observation: a new snapshot, or one more sighting of one that is there. */
export async function recordObservation(shelf: Shelf, prepared: PreparedObservation): Promise<Recorded> {
  const { observation, reading, digest } = prepared;
  const { region, body, observedAt } = observation;
  const jobKey = buildJobKey(identityOf(reading, { region, copyJobId: reading.copyJobId ?? observation.copyJobId }));
  const kept = await shelf.snapshotsOf(jobKey);
  const placement = placeObservation(kept.map(toRun), { at: observedAt, digest, origin: originOf(observation) });
  await keepBody(shelf, { jobKey, digest, body });
  const facts = new Map<string, SnapshotFacts>([...kept.map(factsByDigest), [digest, factsOf(reading)]]);
  const rows = await writePlacement(shelf, jobKey, placement, facts);
  await refreshJob(shelf, jobKey, rows);
  const run = placement.runs.find((candidate) => candidate.digest === digest && candidate.seen.includes(observedAt));
  // Thinning may have dropped an inner time: the run is then the one that spans it.
  const own =
    run ??
    placement.runs.find(
      ({ digest: other, seen }) => other === digest && (seen[0] ?? 0) <= observedAt && observedAt <= (seen.at(-1) ?? 0),
    );
  // Seen once does not make it new: the same may have come twice within a millisecond.
  const isNew = own?.timesSeen === 1 && !kept.some((row) => runKey(toRun(row)) === runKey(own));
  return {
    jobKey,
    snapshotId: own ? snapshotIdOf({ jobKey, firstSeen: own.seen[0] ?? observedAt, digest }) : '',
    kind: kept.length === 0 ? 'new-job' : isNew ? 'changed' : 'unchanged',
    snapshotCount: rows.length,
  };
}

/** The first text received for a content stays; only one that is lost or damaged is replaced. */
async function keepBody(shelf: Shelf, row: StoredBody): Promise<void> {
  const kept = await shelf.body(row.jobKey, row.digest);
  if (kept === undefined || !readCopyJob(kept).ok) await shelf.putBodies([row]);
}

/** Notes a failed lookup. Equal failures in a row, with no answer between them, are one row. */
export async function recordFailedLookup(shelf: Shelf, failure: FailedLookup): Promise<void> {
  const { at, profile, region, error } = failure;
  const jobKey = failure.jobKey ?? (await onlyJob(shelf, region, failure.copyJobId));
  // In the job's own spelling, under which its failures are looked for.
  const copyJobId = (jobKey === undefined ? undefined : parseJobKey(jobKey)?.copyJobId) ?? failure.copyJobId;
  const job = jobKey === undefined ? undefined : await shelf.job(jobKey);
  const [newest] = await shelf.failuresOf(region, copyJobId);
  const repeats =
    newest !== undefined &&
    newest.jobKey === jobKey &&
    newest.error.code === error.code &&
    newest.error.message === error.message &&
    newest.profile.origin === profile.origin &&
    newest.profile.name === profile.name &&
    at >= newest.firstAt &&
    (job === undefined || job.lastSeen <= newest.lastAt);
  await shelf.putFailure(
    repeats
      ? {
          ...newest,
          lastAt: Math.max(newest.lastAt, at),
          times: newest.times + 1,
          error: at >= newest.lastAt ? error : newest.error,
        }
      : {
          region,
          copyJobId,
          firstAt: at,
          lastAt: at,
          times: 1,
          profile,
          error,
          ...(jobKey === undefined ? {} : { jobKey }),
        },
  );
  if (jobKey !== undefined) await refreshJob(shelf, jobKey);
}

/** Brings the light row and the totals in step with the snapshots; drops the row once there are none. */
export async function refreshJob(
  shelf: Shelf,
  jobKey: JobKey,
  snapshots?: readonly StoredSnapshot[],
): Promise<StoredJob | undefined> {
  const before = await shelf.job(jobKey);
  const after = await workOutJob(shelf, jobKey, snapshots ?? (await shelf.snapshotsOf(jobKey)));
  if (after) await shelf.putJob(after);
  else await shelf.deleteJob(jobKey);
  if (before?.outcomeKey !== after?.outcomeKey) {
    await addToTotal(shelf, before?.outcomeKey, -1);
    await addToTotal(shelf, after?.outcomeKey, 1);
  }
  return after;
}

/** The light row as it ought to be; undefined if there are no snapshots to work it out from. */
export async function workOutJob(
  shelf: Shelf,
  jobKey: JobKey,
  snapshots: readonly StoredSnapshot[],
): Promise<StoredJob | undefined> {
  const newest = snapshots.at(-1);
  if (!newest) return undefined;
  const body = await shelf.body(jobKey, newest.digest);
  return deriveJob(jobKey, snapshots, body, await failuresOfJob(shelf, jobKey));
}

/** Failures of a job, newest first, with those from before its account was known. */
export async function failuresOfJob(shelf: Shelf, jobKey: JobKey): Promise<StoredFailure[]> {
  const { region = '', copyJobId = '' } = parseJobKey(jobKey) ?? {};
  // Before the job was known, its id stood as somebody typed it: all small or all in capitals, mostly, whatever AWS answers.
  const spellings = new Set([copyJobId, copyJobId.toUpperCase(), copyJobId.toLowerCase()]);
  const failures = [];
  for (const spelling of spellings) failures.push(...(await shelf.failuresOf(region, spelling)));
  return failures
    .filter((row) => row.jobKey === undefined || row.jobKey === jobKey)
    .sort((a, b) => b.lastAt - a.lastAt || (b.id ?? 0) - (a.id ?? 0));
}

/** Jobs with this id, in one Region or in any: as it is written; if there are none, in any letter case. */
export async function jobsOfId(shelf: Shelf, copyJobId: string, region?: string): Promise<StoredJob[]> {
  const there = (row: StoredJob): boolean => region === undefined || row.region === region;
  const exact = (await shelf.jobsByCopyJobId(copyJobId)).filter(there);
  return exact.length > 0 ? exact : (await shelf.jobsByCopyJobIdInAnyCase(copyJobId)).filter(there);
}

/** Makes the shelf look like a placement; answers all rows in time order. */
export async function writePlacement(
  shelf: Shelf,
  jobKey: JobKey,
  placement: Placement<AnswerOrigin>,
  facts: ReadonlyMap<string, SnapshotFacts>,
): Promise<StoredSnapshot[]> {
  const toRow = (run: (typeof placement.runs)[number]) =>
    toStoredSnapshot(jobKey, run, facts.get(run.digest) ?? { outcomeKey: 'none', outcomeKind: 'none' });
  const changed = new Set(placement.changed.map(runKey));
  const rows = placement.runs.map(toRow);
  await shelf.deleteSnapshots(placement.gone.map(toRow));
  await shelf.putSnapshots(rows.filter((row) => changed.has(runKey(toRun(row)))));
  return rows;
}

export function factsByDigest(row: StoredSnapshot): [string, SnapshotFacts] {
  const { digest, outcomeKey, outcomeKind, state } = row;
  return [digest, { outcomeKey, outcomeKind, ...(state === undefined ? {} : { state }) }];
}

/** Whose job an id in a Region is, if the history knows exactly one. */
async function onlyJob(shelf: Shelf, region: string, copyJobId: string): Promise<JobKey | undefined> {
  const jobs = await jobsOfId(shelf, copyJobId, region);
  return jobs.length === 1 ? jobs[0]?.jobKey : undefined;
}

async function addToTotal(shelf: Shelf, outcomeKey: string | undefined, by: number): Promise<void> {
  if (outcomeKey === undefined) return;
  const totals = await shelf.totals();
  const jobs = (totals.find((row) => row.outcomeKey === outcomeKey)?.jobs ?? 0) + by;
  await shelf.putTotal({ outcomeKey, jobs: Math.max(0, jobs) });
}

function originOf({ source, profile, endpoint, requestId }: Observation): AnswerOrigin {
  return { source, profile, endpoint, ...(requestId === undefined ? {} : { requestId }) };
}
