import type { JobKey } from '../../domain/job-key';
import { isNotedSince, notesUntil } from '../../domain/notes';
import { lastSeenOf, runsUntil } from '../../domain/snapshot';
import { without } from '../../domain/without';
import { toRun } from './derive';
import { failuresOfJob } from './ledger';
import { jobKeyOf, type JobFailure, type StoredFailure, type StoredJob, type StoredRun } from './rows';
import type { Shelf } from './shelf';

/** More jobs than this at once, and all failed look-ups are read in one go instead of those of each job. */
const FEW = 50;

/** What it takes to tell how rows stood earlier. */
type Source = Pick<Shelf, 'hasFailures' | 'failuresOf' | 'latestFailures' | 'someOlderBodies'>;

/**
 * Rows of jobs as they stood at a time (epoch ms UTC): cut to what had been seen by then, with the body that was the newest. Undefined for
 * a job that nobody had seen. A job that nothing was learned about since then stays the very same row, and nothing is read for it.
 */
export async function jobsAsOf(
  shelf: Source,
  at: number,
  jobs: readonly StoredJob[],
): Promise<readonly (StoredJob | undefined)[]> {
  const touched = jobs.filter((job) => isTouchedSince(job, at));
  if (touched.length === 0) return jobs;
  const cut = touched.map((job) => cutAt(job, at));
  const known = cut.filter((job) => job !== undefined);
  const texts = await textsOf(shelf, known);
  const failureOf = await failuresBy(shelf, at, known);
  const then = new Map<StoredJob, StoredJob | undefined>();
  touched.forEach((job, nth) => {
    const row = cut[nth];
    if (row === undefined) {
      then.set(job, undefined);
      return;
    }
    const body = isSameContent(job, row) ? job.body : texts.get(row);
    const failure = failureOf(row);
    then.set(job, { ...row, ...(body !== undefined && { body }), ...(failure && { failure }) });
  });
  return jobs.map((job) => (then.has(job) ? then.get(job) : job));
}

/** Whether anything was learned about a job after a time, a failed look-up included. */
function isTouchedSince({ runs, failure, notes, hold }: StoredJob, at: number): boolean {
  const newest = runs.at(-1);
  return (
    (newest !== undefined && lastSeenOf(toRun(newest)) > at) ||
    (failure !== undefined && failure.at > at) ||
    (notes !== undefined && isNotedSince(notes, at)) ||
    (hold !== undefined && hold.at > at)
  );
}

/** Without its body and its failure; undefined if there is nothing left. */
function cutAt(job: StoredJob, at: number): StoredJob | undefined {
  const runs = runsThen(job.runs, at);
  const newest = runs.at(-1);
  if (!newest) return undefined;
  const notes = notesUntil(job.notes ?? [], at);
  const { hold } = job;
  return {
    ...without(job, 'body', 'failure', 'notes', 'hold'),
    // The creation date is of now: AWS gives a job one and keeps it.
    seenRank: -lastSeenOf(toRun(newest)),
    outcomeKey: newest.outcomeKey,
    runs,
    ...(notes.length > 0 && { notes }),
    ...(hold !== undefined && hold.at <= at && { hold }),
  };
}

function runsThen(runs: readonly StoredRun[], at: number): readonly StoredRun[] {
  // Cutting leaves out runs at the end, and none before them.
  return runsUntil(runs.map(toRun), at).flatMap(({ seen, timesSeen, roughly }, nth) => {
    const run = runs[nth];
    if (run === undefined || seen === run.seen) return run ?? [];
    return { ...without(run, 'last'), seen, timesSeen, ...(roughly && { roughly }) };
  });
}

function isSameContent(now: StoredJob, then: StoredJob): boolean {
  return now.runs.at(-1)?.digest === then.runs.at(-1)?.digest;
}

/** Texts of contents that are not the newest any more, by row. Those of others are there already, and harmless. */
async function textsOf(shelf: Source, rows: readonly StoredJob[]): Promise<ReadonlyMap<StoredJob, string>> {
  const wanted = rows.map(({ no = 0, runs }) => ({ no, digest: runs.at(-1)?.digest ?? '' }));
  const bodies = wanted.length === 0 ? [] : await shelf.someOlderBodies(wanted);
  return new Map(rows.flatMap((row, nth) => (bodies[nth] === undefined ? [] : [[row, bodies[nth]] as const])));
}

/** Answers the newest failed look-up of a row by a time, if no answer was newer then. */
async function failuresBy(
  shelf: Source,
  at: number,
  rows: readonly StoredJob[],
): Promise<(row: StoredJob) => JobFailure | undefined> {
  if (rows.length === 0 || !(await shelf.hasFailures())) return () => undefined;
  const failuresOf = rows.length > FEW ? await lookUp(shelf) : shelf.failuresOf.bind(shelf);
  const found = await Promise.all(
    rows.map(async (row) => {
      const all = await failuresOfJob({ failuresOf }, jobKeyOf(row.key) ?? '');
      const [newest] = failuresAsOf(all, at);
      return [row, newest] as const;
    }),
  );
  const newestOf = new Map(found);
  return (row) => {
    const newest = newestOf.get(row);
    if (newest === undefined || newest.lastAt <= -row.seenRank) return undefined;
    return { at: newest.lastAt, error: newest.error, profile: newest.profile };
  };
}

/** All failed look-ups, ready to be found by Region and id. */
async function lookUp(shelf: Source): Promise<Source['failuresOf']> {
  const all = new Map<string, StoredFailure[]>();
  for (const row of await shelf.latestFailures(Infinity)) {
    const key = `${row.region}/${row.copyJobId}`;
    const others = all.get(key);
    if (others) others.push(row);
    else all.set(key, [row]);
  }
  return (region, copyJobId) => Promise.resolve(all.get(`${region}/${copyJobId}`) ?? []);
}

/** Jobs of which some look-up has failed. Before a job was known, its id may have been typed in any letter case: others may be among them. */
export async function jobsFailed(
  shelf: Pick<Shelf, 'hasFailures' | 'latestFailures' | 'jobsByCopyJobId'>,
): Promise<readonly JobKey[]> {
  if (!(await shelf.hasFailures())) return [];
  const failures = await shelf.latestFailures(Infinity);
  const ids = new Set(failures.flatMap(({ jobKey, copyJobId }) => (jobKey === undefined ? [copyJobId] : [])));
  const meant = await Promise.all([...ids].map((id) => shelf.jobsByCopyJobId(id, 'any')));
  return [...failures.flatMap(({ jobKey }) => jobKey ?? []), ...meant.flat().flatMap(({ key }) => jobKeyOf(key) ?? [])];
}

/** Failed look-ups as they were known at a time, newest first. */
export function failuresAsOf(rows: readonly StoredFailure[], at: number): StoredFailure[] {
  return rows
    .flatMap((row) => failureAsOf(row, at) ?? [])
    .sort((a, b) => b.lastAt - a.lastAt || (b.id ?? 0) - (a.id ?? 0));
}

/**
 * Of one that failed again later only what is known of it by then: where the times between were not kept, no more than the first. What the
 * error says is the same each time; the request that it names is not.
 */
function failureAsOf(row: StoredFailure, at: number): StoredFailure | undefined {
  if (row.lastAt <= at) return row;
  if (row.firstAt > at) return undefined;
  const failedAt = (row.failedAt ?? [row.firstAt]).filter((time) => time <= at);
  return {
    ...row,
    failedAt,
    lastAt: failedAt.at(-1) ?? row.firstAt,
    times: failedAt.length,
    error: without(row.error, 'requestId', 'retryAfterMs', 'detail'),
  };
}
