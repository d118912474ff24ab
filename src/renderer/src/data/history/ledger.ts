import { identityOf, buildJobKey, parseJobKey, type JobKey } from '../../domain/job-key';
import { withNote } from '../../domain/notes';
import type { CopyJobReading } from '../../domain/copy-job';
import { runOf, thin } from '../../domain/snapshot';
import type { Observation } from '../../../../preload/contract/shapes';
import { parseSnapshotId, runFactsOf, snapshotIdOf } from './derive';
import { JobDraft, type DraftResult } from './job-draft';
import { isOn } from './notes';
import { jobKeyOf, shelfKeyOf, type JobFailure, type StoredFailure, type StoredJob } from './rows';
import type { Shelf } from './shelf';
import type { AnswerOrigin, FailedLookup, Recorded, SnapshotId } from './types';

/**
 * What happens to the history, one function per event. Each runs inside one write of a store and leaves rows, totals and bodies
 * in step with each other.
 */

/** An observation that has been read and digested: both take time that a database transaction does not give. */
export interface PreparedObservation {
  readonly observation: Observation;
  readonly reading: CopyJobReading;
  readonly digest: string;
}

/** What a write did to jobs, for whoever keeps something worked out from them. */
export interface JobChanges {
  /** Rows as they are now, each with the reading of its body if there is one already. */
  readonly put: readonly { readonly row: StoredJob; readonly reading: CopyJobReading | undefined }[];
  readonly removed: readonly JobKey[];
}

/** Files observations in the order given: a new snapshot each, or one more sighting of one that is there. */
export async function recordObservations(
  shelf: Shelf,
  all: readonly PreparedObservation[],
): Promise<{ readonly recorded: readonly Recorded[]; readonly changes: JobChanges }> {
  const jobKeys = all.map(({ observation, reading }) => jobKeyIn(observation, reading));
  const drafts = await openDrafts(shelf, jobKeys);
  const work = all.flatMap((prepared, index) => {
    const draft = drafts.get(jobKeys[index] ?? '');
    return draft ? [{ prepared, draft }] : [];
  });
  await Promise.all(work.map(({ prepared, draft }) => draft.load(shelf, [prepared.digest])));
  // From here to the writing nothing waits: a transaction ends by itself when nothing is asked of it for long.
  const recorded = work.map(({ prepared, draft }) => recordIn(draft, prepared));
  return { recorded, changes: await writeDrafts(shelf, [...drafts.values()]) };
}

function recordIn(draft: JobDraft, prepared: PreparedObservation): Recorded {
  const { observation, reading, digest } = prepared;
  const { body, observedAt } = observation;
  const { jobKey } = draft;
  const countBefore = draft.runs.length;
  draft.keepText(digest, body, reading);
  const placement = draft.merge(
    [runOf({ at: observedAt, digest, origin: originOf(observation) })],
    new Map([[digest, runFactsOf(reading)]]),
  );
  const run = placement.runs.find((candidate) => candidate.digest === digest && candidate.seen.includes(observedAt));
  // Thinning may have dropped an inner time: the run is then the one that spans it.
  const own =
    run ??
    placement.runs.find(
      ({ digest: other, seen }) => other === digest && (seen[0] ?? 0) <= observedAt && observedAt <= (seen.at(-1) ?? 0),
    );
  // Seen once does not make it new: the same may have come twice within a millisecond.
  const isNew = own?.timesSeen === 1 && placement.changed.includes(own);
  return {
    jobKey,
    snapshotId: own ? snapshotIdOf({ jobKey, firstSeen: own.seen[0] ?? observedAt, digest }) : '',
    kind: countBefore === 0 ? 'new-job' : isNew ? 'changed' : 'unchanged',
    snapshotCount: placement.runs.length,
  };
}

/** The jobs by these keys, ready to be worked on. */
export async function openDrafts(shelf: Shelf, jobKeys: readonly JobKey[]): Promise<ReadonlyMap<JobKey, JobDraft>> {
  const keys = [...new Set(jobKeys)];
  const rows = await shelf.jobs(keys.map(shelfKeyOf));
  const drafts = new Map(keys.map((jobKey, index) => [jobKey, new JobDraft(jobKey, rows[index])]));
  const unknown = [...drafts.values()].filter(({ runs }) => runs.length === 0);
  // A job that is new may have been asked for in vain before anybody knew whose it is.
  if (unknown.length > 0 && (await shelf.hasFailures()))
    await Promise.all(unknown.map((draft) => noteFailure(shelf, draft)));
  return drafts;
}

/** Lets a draft know of the newest failed look-up of its job. */
export async function noteFailure(shelf: Shelf, draft: JobDraft): Promise<void> {
  const [newest] = await failuresOfJob(shelf, draft.jobKey);
  draft.failed(newest && asJobFailure(newest));
}

/** Puts drafts on the shelf, with their older bodies and the totals. */
export async function writeDrafts(shelf: Shelf, drafts: readonly JobDraft[]): Promise<JobChanges> {
  const results = drafts.map((draft) => draft.finish());
  const kept = results.flatMap((result) => (result.row ? [{ ...result, row: result.row }] : []));
  const lost = results.flatMap(({ row, before }) => (row || before?.no === undefined ? [] : [before]));
  const numbers = await shelf.putJobs(kept.map(({ row }) => row));
  const put = kept.map(({ row, reading }, index) => ({
    row: { ...row, no: numbers[index] ?? row.no ?? 0 },
    reading,
  }));
  const bodies = kept.flatMap(({ olderBodies }, index) =>
    olderBodies.map((body) => ({ ...body, no: put[index]?.row.no ?? 0 })),
  );
  const gone = results.flatMap(({ before, goneBodies }) =>
    goneBodies.flatMap((digest) => (before?.no === undefined ? [] : [{ no: before.no, digest }])),
  );
  if (bodies.length > 0) await shelf.putOlderBodies(bodies);
  if (gone.length > 0) await shelf.deleteOlderBodies(gone);
  if (lost.length > 0) await shelf.deleteJobs(lost.map(({ no }) => no ?? 0));
  await moveTotals(shelf, results);
  return { put, removed: lost.flatMap(({ key }) => jobKeyOf(key) ?? []) };
}

/** Notes a failed lookup. Equal failures in a row, with no answer between them, are one row. */
export async function recordFailedLookup(shelf: Shelf, failure: FailedLookup): Promise<JobChanges> {
  const { at, profile, region, error } = failure;
  const jobKey = failure.jobKey ?? (await onlyJob(shelf, region, failure.copyJobId));
  // In the job's own spelling, under which its failures are looked for.
  const copyJobId = (jobKey === undefined ? undefined : parseJobKey(jobKey)?.copyJobId) ?? failure.copyJobId;
  const draft = jobKey === undefined ? undefined : (await openDrafts(shelf, [jobKey])).get(jobKey);
  const [newest] = await shelf.failuresOf(region, copyJobId);
  const repeats =
    newest !== undefined &&
    newest.jobKey === jobKey &&
    newest.error.code === error.code &&
    newest.error.message === error.message &&
    newest.profile.origin === profile.origin &&
    newest.profile.name === profile.name &&
    at >= newest.firstAt &&
    (draft?.lastSeen === undefined || draft.lastSeen <= newest.lastAt);
  await shelf.putFailure(
    repeats
      ? {
          ...newest,
          lastAt: Math.max(newest.lastAt, at),
          times: newest.times + 1,
          ...(newest.failedAt && { failedAt: thin([...newest.failedAt, at].sort((a, b) => a - b)) }),
          error: at >= newest.lastAt ? error : newest.error,
        }
      : {
          region,
          copyJobId,
          firstAt: at,
          lastAt: at,
          times: 1,
          failedAt: [at],
          profile,
          error,
          ...(jobKey === undefined ? {} : { jobKey }),
        },
  );
  if (!draft || draft.runs.length === 0) return { put: [], removed: [] };
  await noteFailure(shelf, draft);
  return writeDrafts(shelf, [draft]);
}

/** Notes something on a job or a snapshot. Undefined: there is none by that key or id. */
export async function writeNote(
  shelf: Shelf,
  note: {
    readonly jobKey: JobKey;
    readonly snapshotId: SnapshotId | undefined;
    readonly text: string;
    readonly at: number;
  },
): Promise<JobChanges | undefined> {
  const { jobKey, snapshotId, text, at } = note;
  if (!parseJobKey(jobKey)) return undefined;
  const draft = (await openDrafts(shelf, [jobKey])).get(jobKey);
  if (!draft || draft.runs.length === 0) return undefined;
  const named = snapshotId === undefined ? undefined : parseSnapshotId(snapshotId);
  const run = named && draft.runs.find(({ digest, seen }) => digest === named.digest && seen[0] === named.firstSeen);
  if (snapshotId !== undefined && !run) return undefined;
  // Where it stands already, though the snapshot may have been seen earlier since.
  const before = run && draft.notes.find(({ on }) => isOn(run, on))?.on;
  const on = before ?? (named && { digest: named.digest, seenAt: named.firstSeen });
  draft.note(withNote(draft.notes, on, text, at));
  return writeDrafts(shelf, [draft]);
}

/** Failures of a job, newest first, with those from before its account was known. */
export async function failuresOfJob(shelf: Pick<Shelf, 'failuresOf'>, jobKey: JobKey): Promise<StoredFailure[]> {
  const { region = '', copyJobId = '' } = parseJobKey(jobKey) ?? {};
  // Before the job was known, its id stood as somebody typed it: all small or all in capitals, mostly, whatever AWS answers.
  const spellings = new Set([copyJobId, copyJobId.toUpperCase(), copyJobId.toLowerCase()]);
  const failures = await Promise.all([...spellings].map((spelling) => shelf.failuresOf(region, spelling)));
  return failures
    .flat()
    .filter((row) => row.jobKey === undefined || row.jobKey === jobKey)
    .sort((a, b) => b.lastAt - a.lastAt || (b.id ?? 0) - (a.id ?? 0));
}

/** Jobs with this id, in one Region or in any: as it is written; if there are none, in any letter case. */
export async function jobsOfId(shelf: Shelf, copyJobId: string, region?: string): Promise<StoredJob[]> {
  const there = ({ key, runs }: StoredJob): boolean =>
    runs.length > 0 && (region === undefined || key.endsWith(`/${region}`));
  const exact = (await shelf.jobsByCopyJobId(copyJobId, 'as-written')).filter(there);
  return exact.length > 0 ? exact : (await shelf.jobsByCopyJobId(copyJobId, 'any')).filter(there);
}

/** Whose job an id in a Region is, if the history knows exactly one. */
export async function onlyJob(shelf: Shelf, region: string, copyJobId: string): Promise<JobKey | undefined> {
  const jobs = await jobsOfId(shelf, copyJobId, region);
  return jobs.length === 1 && jobs[0] ? jobKeyOf(jobs[0].key) : undefined;
}

/** Brings the counts of jobs by outcome in step with what a write did. */
async function moveTotals(shelf: Shelf, results: readonly DraftResult[]): Promise<void> {
  const moves = new Map<string, number>();
  const move = (row: StoredJob | undefined, by: number) => {
    if (row) moves.set(row.outcomeKey, (moves.get(row.outcomeKey) ?? 0) + by);
  };
  for (const { before, row } of results) {
    move(before, -1);
    move(row, 1);
  }
  const moved = [...moves].filter(([, by]) => by !== 0);
  if (moved.length === 0) return;
  const totals = new Map((await shelf.totals()).map(({ outcomeKey, jobs }) => [outcomeKey, jobs]));
  await shelf.putTotals(
    moved.map(([outcomeKey, by]) => ({ outcomeKey, jobs: Math.max(0, (totals.get(outcomeKey) ?? 0) + by) })),
  );
}

function jobKeyIn({ region, copyJobId }: Observation, reading: CopyJobReading): JobKey {
  return buildJobKey(identityOf(reading, { region, copyJobId: reading.copyJobId ?? copyJobId }));
}

function asJobFailure({ lastAt, error, profile }: StoredFailure): JobFailure {
  return { at: lastAt, error, profile };
}

function originOf({ source, profile, endpoint, requestId }: Observation): AnswerOrigin {
  return { source, profile, endpoint, ...(requestId === undefined ? {} : { requestId }) };
}
