import type { CopyJobReading } from '../../domain/copy-job';
import type { JobKey } from '../../domain/job-key';
import { joinHolds, type Hold } from '../../domain/hold';
import { mergeNotes, type Note } from '../../domain/notes';
import type { CoverageShelf } from '../coverage/shelf';
import { runFactsOf, toRun } from './derive';
import { factsOfRun, type JobDraft } from './job-draft';
import { joinFailures } from './join-failures';
import { failuresOfJob, noteFailure, onlyJob, openDrafts, writeDrafts, type JobChanges } from './ledger';
import type { StoredFailure, StoredRun } from './rows';
import type { Shelf } from './shelf';

/**
 * Joining another history to this one, inside one write. What both have stays single; the outcome is the same whichever is joined to which, and
 * however often.
 */

/** A job of the other history; the texts of its contents are read and digested before. */
export interface JoinedJob {
  readonly jobKey: JobKey;
  readonly runs: readonly StoredRun[];
  readonly notes: readonly Note[];
  /** A hold of either side stays. */
  readonly hold?: Hold | undefined;
  /** By digest; contents whose text is lost have none. */
  readonly texts: ReadonlyMap<string, JoinedText>;
}

export interface JoinedText {
  readonly body: string;
  readonly reading: CopyJobReading;
}

export const NO_CHANGES: JobChanges = { put: [], removed: [] };

/** Joins jobs, each given once. */
export async function joinJobs(
  shelf: Shelf,
  jobs: readonly JoinedJob[],
): Promise<{ readonly newJobs: number; readonly changedJobs: number; readonly changes: JobChanges }> {
  const drafts = await openDrafts(
    shelf,
    jobs.map(({ jobKey }) => jobKey),
  );
  const work = jobs.flatMap((job) => {
    const draft = drafts.get(job.jobKey);
    return draft ? [{ job, draft, isNew: draft.runs.length === 0 }] : [];
  });
  await Promise.all(work.map(({ job, draft }) => draft.load(shelf, digestsOf(job.runs))));
  const touched = work.filter(({ job, draft }) => joinJob(draft, job));
  const known = touched.filter(({ isNew }) => !isNew);
  await unmarkListed(
    shelf.coverage,
    known.map(({ draft }) => draft),
  );
  await cutFailures(
    shelf,
    touched.map(({ draft }) => draft),
  );
  const changes = await writeDrafts(
    shelf,
    touched.map(({ draft }) => draft),
  );
  return { newJobs: touched.length - known.length, changedJobs: known.length, changes };
}

/** Adds texts of contents of jobs that are there already; those of contents that nothing refers to are left out. */
export async function joinTexts(
  shelf: Shelf,
  jobs: readonly Pick<JoinedJob, 'jobKey' | 'texts'>[],
): Promise<JobChanges> {
  const drafts = await openDrafts(
    shelf,
    jobs.map(({ jobKey }) => jobKey),
  );
  const touched = new Set<JobDraft>();
  for (const { jobKey, texts } of jobs) {
    const draft = drafts.get(jobKey);
    if (draft === undefined || draft.runs.length === 0) continue;
    await draft.load(shelf, texts.keys());
    for (const [digest, { body, reading }] of texts) draft.keepText(digest, body, reading);
    if (draft.hasNewTexts) touched.add(draft);
  }
  return writeDrafts(shelf, [...touched]);
}

/** Equal failures that were in a row until an answer came between them are in a row no more. */
async function cutFailures(shelf: Shelf, drafts: readonly JobDraft[]): Promise<void> {
  if (!(await shelf.hasFailures())) return;
  const cut = async ({ jobKey, runs }: JobDraft): Promise<void> => {
    for (const kept of byId(await failuresOfJob(shelf, jobKey)).values())
      await replaceFailures(shelf, kept, joinFailures(kept, [], answerTimes(runs)));
  };
  await Promise.all(drafts.map(cut));
}

/** Joins failed look-ups, and lets the jobs know of the newest ones. */
export async function joinFailedLookups(shelf: Shelf, failures: readonly StoredFailure[]): Promise<JobChanges> {
  const drafts = new Map<JobKey, JobDraft>();
  for (const rows of byId(failures).values()) {
    const [{ region, copyJobId, jobKey } = { region: '', copyJobId: '' }] = rows;
    const job = jobKey ?? (await onlyJob(shelf, region, copyJobId));
    const draft = job === undefined ? undefined : (drafts.get(job) ?? (await openDrafts(shelf, [job])).get(job));
    if (job !== undefined && draft !== undefined) drafts.set(job, draft);
    const kept = await shelf.failuresOf(region, copyJobId);
    await replaceFailures(shelf, kept, joinFailures(kept, rows, answerTimes(draft?.runs ?? [])));
  }
  const known = [...drafts.values()].filter(({ runs }) => runs.length > 0);
  for (const draft of known) await noteFailure(shelf, draft);
  return writeDrafts(shelf, known);
}

function answerTimes(runs: JobDraft['runs']): readonly number[] {
  return runs.flatMap(({ seen }) => seen);
}

async function replaceFailures(
  shelf: Shelf,
  kept: readonly StoredFailure[],
  next: readonly StoredFailure[],
): Promise<void> {
  if (sameRows(kept, next)) return;
  await shelf.deleteFailures(kept.flatMap(({ id }) => id ?? []));
  for (const row of next) await shelf.putFailure(row);
}

/** Whether it has changed anything. */
function joinJob(draft: JobDraft, { runs, notes, hold, texts }: JoinedJob): boolean {
  const before = JSON.stringify([draft.runs, draft.notes, draft.heldBy]);
  for (const [digest, { body, reading }] of texts) {
    // Of two spellings of the same content the one stays that was received first.
    if (firstTime(runs, digest) < firstTime(draft.runs, digest)) draft.dropText(digest);
    draft.keepText(digest, body, reading);
  }
  const facts = runs.map((run) => {
    const text = texts.get(run.digest);
    return [run.digest, text === undefined ? factsOfRun(run) : runFactsOf(text.reading)] as const;
  });
  draft.join(runs.map(toRun), new Map(facts));
  draft.note(mergeNotes(draft.notes, notes));
  draft.hold(joinHolds(draft.heldBy, hold));
  return draft.hasNewTexts || JSON.stringify([draft.runs, draft.notes, draft.heldBy]) !== before;
}

function digestsOf(runs: readonly StoredRun[]): readonly string[] {
  return runs.map(({ digest }) => digest);
}

function firstTime(runs: readonly StoredRun[], digest: string): number {
  return runs.find((run) => run.digest === digest)?.seen[0] ?? Infinity;
}

/** A job that a list has held since it was missed is missing no more. */
async function unmarkListed(coverage: CoverageShelf, drafts: readonly JobDraft[]): Promise<void> {
  const marks = await Promise.all(drafts.map(({ jobKey }) => coverage.notListed(jobKey)));
  const listed = drafts.filter(({ runs }, at) => {
    const mark = marks[at];
    return mark !== undefined && isListedAfter(runs, mark.begunAt ?? mark.missedFirst);
  });
  if (listed.length > 0) await coverage.unmarkListed(listed.map(({ jobKey }) => jobKey));
}

/** Whether the newest answer came from a list, after a time. */
export function isListedAfter(runs: readonly StoredRun[], at: number): boolean {
  const newest = runs.at(-1);
  return newest !== undefined && (newest.seen.at(-1) ?? 0) > at && (newest.last ?? newest.first).source === 'list';
}

function byId(failures: readonly StoredFailure[]): ReadonlyMap<string, StoredFailure[]> {
  const groups = new Map<string, StoredFailure[]>();
  for (const row of failures) {
    const id = `${row.region}/${row.copyJobId}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

/** Whether two lists hold the same failures; their ids are the shelf's own matter. */
function sameRows(one: readonly StoredFailure[], other: readonly StoredFailure[]): boolean {
  const texts = (rows: readonly StoredFailure[]): string =>
    JSON.stringify(
      rows
        .map(({ region, copyJobId, firstAt, lastAt, times, failedAt, profile, error, jobKey }) =>
          JSON.stringify([region, copyJobId, firstAt, lastAt, times, failedAt, profile, error, jobKey]),
        )
        .sort(),
    );
  return texts(one) === texts(other);
}
