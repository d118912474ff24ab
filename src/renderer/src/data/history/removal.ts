import { mergeRuns } from '../../domain/snapshot';
import type { JobKey } from '../../domain/job-key';
import { parseSnapshotId, toRun } from './derive';
import { factsByDigest, failuresOfJob, refreshJob, workOutJob, writePlacement } from './ledger';
import type { StoredFailure, StoredJob } from './rows';
import type { Shelf } from './shelf';
import type { RemovalId, SnapshotId } from './types';

/** Removing, and bringing back. What is removed lies in a bin with everything needed to restore it, until the bin is emptied. */

/** Takes a job away with all its snapshots and failures. Undefined: there is nothing by that key. */
export async function removeJob(shelf: Shelf, jobKey: JobKey, now: number): Promise<RemovalId | undefined> {
  const snapshots = await shelf.snapshotsOf(jobKey);
  const job = (await shelf.job(jobKey)) ?? (await workOutJob(shelf, jobKey, snapshots));
  if (!job) return undefined;
  const bodies = await shelf.bodiesOf(jobKey);
  const failures = await failuresOfJob(shelf, jobKey);
  const id = await shelf.addRemoval(
    { removedAt: now, kind: 'job', jobKey, title: titleOf(job), snapshotCount: snapshots.length },
    { snapshots, bodies, failures },
  );
  await shelf.deleteSnapshots(snapshots);
  await shelf.deleteBodies(bodies);
  await shelf.deleteFailures(failures.flatMap((row) => row.id ?? []));
  await refreshJob(shelf, jobKey, []);
  return id;
}

/**
 * Takes one snapshot away. The two beside it become one if they say the same: neighbouring snapshots always differ. The last
 * snapshot of a job takes the job with it.
 */
export async function removeSnapshot(shelf: Shelf, id: SnapshotId, now: number): Promise<RemovalId | undefined> {
  const wanted = parseSnapshotId(id);
  if (!wanted) return undefined;
  const { jobKey, digest, firstSeen } = wanted;
  const snapshots = await shelf.snapshotsOf(jobKey);
  const removed = snapshots.find((row) => row.digest === digest && row.firstSeen === firstSeen);
  if (!removed) return undefined;
  const others = snapshots.filter((row) => row !== removed);
  if (others.length === 0) return removeJob(shelf, jobKey, now);
  const job = (await shelf.job(jobKey)) ?? (await workOutJob(shelf, jobKey, snapshots));
  const body = await shelf.body(jobKey, digest);
  const bodies = body === undefined ? [] : [{ jobKey, digest, body }];
  const removal = await shelf.addRemoval(
    { removedAt: now, kind: 'snapshot', jobKey, title: job ? titleOf(job) : jobKey, snapshotCount: 1 },
    { snapshots: [removed], bodies, failures: [] },
  );
  await shelf.deleteSnapshots([removed]);
  if (!others.some((row) => row.digest === digest)) await shelf.deleteBodies(bodies);
  const placement = mergeRuns(others.map(toRun), []);
  const rows = await writePlacement(shelf, jobKey, placement, new Map(others.map(factsByDigest)));
  await refreshJob(shelf, jobKey, rows);
  return removal;
}

/**
 * Brings something back and merges it with what was seen since, as if it had never been away. Bodies that are there already stay
 * as they are. False: there is no such removal.
 */
export async function restore(shelf: Shelf, id: RemovalId): Promise<boolean> {
  const contents = await shelf.removedContents(id);
  const jobKey = contents?.snapshots[0]?.jobKey;
  if (!contents || jobKey === undefined) return false;
  const kept = await shelf.snapshotsOf(jobKey);
  const keptDigests = new Set(kept.map((row) => row.digest));
  await shelf.putBodies(contents.bodies.filter((row) => !keptDigests.has(row.digest)));
  const placement = mergeRuns(kept.map(toRun), contents.snapshots.map(toRun));
  const facts = new Map([...contents.snapshots, ...kept].map(factsByDigest));
  const rows = await writePlacement(shelf, jobKey, placement, facts);
  for (const failure of contents.failures) await shelf.putFailure(withoutId(failure));
  await refreshJob(shelf, jobKey, rows);
  await shelf.deleteRemoval(id);
  return true;
}

/** It gets a new id: its old one may be taken by now. */
function withoutId(row: StoredFailure): StoredFailure {
  const { id, ...rest } = row;
  return id === undefined ? row : rest;
}

function titleOf(job: StoredJob): string {
  return job.resourceName ?? job.copyJobId;
}
