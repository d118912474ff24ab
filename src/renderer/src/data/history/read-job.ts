import { parseJobKey, type JobKey } from '../../domain/job-key';
import { parseSnapshotId } from './derive';
import { JobDraft } from './job-draft';
import { shelfKeyOf, type StoredJob } from './rows';
import type { Shelf } from './shelf';
import type { SnapshotId } from './types';

/** The text that was received for a snapshot; undefined: there is no such snapshot, or its text is lost. */
export async function readBody(shelf: Shelf, snapshotId: SnapshotId): Promise<string | undefined> {
  const id = parseSnapshotId(snapshotId);
  if (!id) return undefined;
  const draft = new JobDraft(id.jobKey, await readJob(shelf, id.jobKey));
  await draft.load(shelf, [id.digest]);
  return draft.text(id.digest);
}

/** The texts of all snapshots of a job, by their digests. */
export async function readBodies(shelf: Shelf, jobKey: JobKey): Promise<ReadonlyMap<string, string>> {
  const { no, runs = [], body } = (await readJob(shelf, jobKey)) ?? {};
  const older = no === undefined ? [] : await shelf.olderBodies(no);
  const bodies = new Map(older.map(({ digest, body: text }) => [digest, text]));
  const newest = runs.at(-1);
  if (newest !== undefined && body !== undefined) bodies.set(newest.digest, body);
  return bodies;
}

/** Undefined as well if the key is none: somebody may have typed it. */
export async function readJob(shelf: Shelf, jobKey: JobKey): Promise<StoredJob | undefined> {
  if (!parseJobKey(jobKey)) return undefined;
  const [row] = await shelf.jobs([shelfKeyOf(jobKey)]);
  return row;
}
