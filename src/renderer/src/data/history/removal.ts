import type { JobKey } from '../../domain/job-key';
import { joinHolds } from '../../domain/hold';
import { mergeNotes } from '../../domain/notes';
import { parseSnapshotId, readingOfBody, toRun } from './derive';
import { factsOfRun, startOf, type JobDraft } from './job-draft';
import { failuresOfJob, noteFailure, openDrafts, writeDrafts, type JobChanges } from './ledger';
import { partNotes } from './notes';
import type { StoredFailure } from './rows';
import type { Shelf } from './shelf';
import type { RemovalId, SnapshotId } from './types';

/** Removing, and bringing back. What is removed lies in a bin with everything needed to restore it, until the bin is emptied. */

export interface Removed {
  readonly id: RemovalId;
  readonly changes: JobChanges;
}

/** Takes a job away with all its snapshots and failures. Undefined: there is nothing by that key. */
export async function removeJob(shelf: Shelf, jobKey: JobKey, now: number): Promise<Removed | undefined> {
  const draft = (await openDrafts(shelf, [jobKey])).get(jobKey);
  return draft && removeAll(shelf, draft, now);
}

/**
 * Takes one snapshot away. The two beside it become one if they say the same: neighbouring snapshots always differ. The last
 * snapshot of a job takes the job with it.
 */
export async function removeSnapshot(shelf: Shelf, id: SnapshotId, now: number): Promise<Removed | undefined> {
  const wanted = parseSnapshotId(id);
  const draft = wanted && (await openDrafts(shelf, [wanted.jobKey])).get(wanted.jobKey);
  const run = draft?.runs.find((row) => row.digest === wanted?.digest && startOf(row) === wanted.firstSeen);
  if (!draft || !run) return undefined;
  if (draft.runs.length === 1) return removeAll(shelf, draft, now);
  const { jobKey } = draft;
  await draft.load(
    shelf,
    draft.runs.map(({ digest }) => digest),
  );
  const body = draft.text(run.digest);
  const { own, others } = partNotes(draft.notes, run);
  const removal = await shelf.addRemoval(
    { removedAt: now, kind: 'snapshot', jobKey, title: titleOf(draft), snapshotCount: 1 },
    {
      jobKey,
      runs: [run],
      bodies: body === undefined ? [] : [{ digest: run.digest, body }],
      failures: [],
      ...(own.length > 0 && { notes: own }),
    },
  );
  draft.remove(run);
  draft.note(others);
  // With the newest answer gone, a failure from before it may be the last word again.
  await noteFailure(shelf, draft);
  return { id: removal, changes: await writeDrafts(shelf, [draft]) };
}

/**
 * Brings something back and merges it with what was seen since, as if it had never been away. Bodies that are there already stay
 * as they are. Undefined: there is no such removal.
 */
export async function restore(shelf: Shelf, id: RemovalId): Promise<JobChanges | undefined> {
  const contents = await shelf.removedContents(id);
  const draft = contents && (await openDrafts(shelf, [contents.jobKey])).get(contents.jobKey);
  if (!draft) return undefined;
  await draft.load(
    shelf,
    contents.bodies.map(({ digest }) => digest),
  );
  for (const { digest, body } of contents.bodies) draft.keepText(digest, body);
  draft.merge(contents.runs.map(toRun), new Map(contents.runs.map((run) => [run.digest, factsOfRun(run)])));
  draft.note(mergeNotes(draft.notes, contents.notes ?? []));
  draft.hold(joinHolds(draft.heldBy, contents.hold));
  for (const failure of contents.failures) await shelf.putFailure(withoutId(failure));
  await noteFailure(shelf, draft);
  const changes = await writeDrafts(shelf, [draft]);
  await shelf.deleteRemoval(id);
  return changes;
}

async function removeAll(shelf: Shelf, draft: JobDraft, now: number): Promise<Removed | undefined> {
  const { jobKey, runs } = draft;
  if (runs.length === 0) return undefined;
  const digests = new Set(runs.map((run) => run.digest));
  await draft.load(shelf, digests);
  const bodies = [...digests].flatMap((digest) => {
    const body = draft.text(digest);
    return body === undefined ? [] : [{ digest, body }];
  });
  const failures = await failuresOfJob(shelf, jobKey);
  const { notes, heldBy: hold } = draft;
  const id = await shelf.addRemoval(
    { removedAt: now, kind: 'job', jobKey, title: titleOf(draft), snapshotCount: runs.length },
    { jobKey, runs, bodies, failures, ...(notes.length > 0 && { notes }), ...(hold && { hold }) },
  );
  await shelf.deleteFailures(failures.flatMap((row) => row.id ?? []));
  draft.clear();
  return { id, changes: await writeDrafts(shelf, [draft]) };
}

/** It gets a new id: its old one may be taken by now. */
function withoutId(row: StoredFailure): StoredFailure {
  const { id, ...rest } = row;
  return id === undefined ? row : rest;
}

/** For people: the resource's name, else the job's id. */
function titleOf(draft: JobDraft): string {
  const newest = draft.runs.at(-1);
  const reading = readingOfBody(newest && draft.text(newest.digest));
  return reading.resourceName ?? draft.jobKey.split('/').slice(2).join('/');
}
