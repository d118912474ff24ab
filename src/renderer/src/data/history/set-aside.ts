import { bytesOfText } from '../../domain/bytes';
import type { Hold } from '../../domain/hold';
import type { JobKey } from '../../domain/job-key';
import { readingOfBody } from './derive';
import type { JobDraft } from './job-draft';
import { joinFailedLookups, joinJobs, NO_CHANGES, type JoinedJob } from './join-jobs';
import { failuresOfJob, openDrafts, writeDrafts, type JobChanges } from './ledger';
import type { StoredAside, StoredJob, StoredRun, StoredThinning } from './rows';
import type { Shelf } from './shelf';

/**
 * Setting aside what a thinning takes, and bringing it back: one function per event, each inside one write. Between two of them everything is either
 * in the history or aside, and the row of the thinning says how much is aside.
 */

/** What is to go of one job. */
export interface Going {
  readonly jobKey: JobKey;
  /** Places of the snapshots that go, oldest first; undefined: the whole job. */
  readonly gone: readonly number[] | undefined;
  /** As {@link stampOf} gave it when this was decided. */
  readonly stamp: string;
}

/** What tells whether anything has become of a job: answers, notes, a hold. */
export function stampOf(job: Pick<StoredJob, 'runs' | 'notes'> & { readonly hold?: Hold | undefined }): string {
  const { runs, notes = [], hold } = job;
  const seen = runs.reduce((sum, { timesSeen }) => sum + timesSeen, 0);
  const written = notes.reduce((sum, { texts }) => sum + texts.length, 0);
  return [runs.length, seen, runs.at(-1)?.seen.at(-1) ?? 0, written, hold?.at ?? ''].join(' ');
}

function draftStampOf({ runs, notes, heldBy: hold }: JobDraft): string {
  return stampOf({ runs, notes, hold });
}

/** What one write of many has done. */
export interface Portion {
  readonly changes: JobChanges;
  /** Whether there was nothing left. */
  readonly isOver: boolean;
}

/** Sets jobs and answers aside. A job that something has become of since it was decided stays as it is. */
export async function setAside(
  shelf: Shelf,
  thinning: StoredThinning,
  going: readonly Going[],
): Promise<{ readonly changes: JobChanges; readonly stayed: number }> {
  const drafts = await openDrafts(
    shelf,
    going.map(({ jobKey }) => jobKey),
  );
  const rows: Omit<StoredAside, 'id'>[] = [];
  const touched: JobDraft[] = [];
  for (const { jobKey, gone, stamp } of going) {
    const draft = drafts.get(jobKey);
    if (draft === undefined || draft.runs.length === 0 || draftStampOf(draft) !== stamp) continue;
    rows.push(
      gone === undefined ? await takeAll(shelf, thinning.id, draft) : await takeSome(shelf, thinning.id, draft, gone),
    );
    touched.push(draft);
  }
  if (rows.length > 0) {
    await shelf.aside.add(rows);
    const known = (await shelf.aside.thinnings()).find(({ id }) => id === thinning.id) ?? thinning;
    await shelf.aside.putThinnings([counted(known, rows, 1)]);
  }
  return { changes: await writeDrafts(shelf, touched), stayed: going.length - rows.length };
}

/**
 * Brings back what was set aside of the next jobs of a thinning, merged with what was seen since as if it had never been away. What later thinnings took of
 * the same jobs comes with it: the texts of what stayed then may lie there.
 */
export async function bringBackNext(shelf: Shelf, thinning: string, count: number): Promise<Portion> {
  const jobKeys = new Set((await shelf.aside.first(thinning, count)).map(({ jobKey }) => jobKey));
  const perJob = await Promise.all([...jobKeys].map((jobKey) => shelf.aside.ofJob(jobKey)));
  const changes: JobChanges[] = [];
  const most = Math.max(0, ...perJob.map((rows) => rows.length));
  // The newest first: what an older one left in the history is there again before it.
  for (let nth = 1; nth <= most; nth++) {
    const rows = perJob.flatMap((all) => all.at(-nth) ?? []);
    if (rows.length > 0) changes.push(...(await joinRows(shelf, rows)));
  }
  await forget(shelf, thinning, perJob.flat());
  const put = changes.flatMap((one) => one.put);
  return { changes: { put, removed: changes.flatMap(({ removed }) => removed) }, isOver: jobKeys.size === 0 };
}

/** Drops the next rows of a thinning for good. */
export async function dropNext(shelf: Shelf, thinning: string, count: number): Promise<Portion> {
  const rows = await shelf.aside.first(thinning, count);
  await forget(shelf, thinning, rows);
  return { changes: NO_CHANGES, isOver: rows.length === 0 };
}

/** Takes rows out of what is set aside, and the thinnings that have none left with them. */
async function forget(shelf: Shelf, thinning: string, rows: readonly StoredAside[]): Promise<void> {
  await shelf.aside.delete(rows.flatMap(({ id }) => id ?? []));
  for (const known of await shelf.aside.thinnings()) {
    const own = rows.filter((row) => row.thinning === known.id);
    const left = counted(known, own, -1);
    const isEmpty = left.wholeJobs + left.thinnedJobs <= 0;
    if (isEmpty || (rows.length === 0 && known.id === thinning)) await shelf.aside.deleteThinning(known.id);
    else if (own.length > 0) await shelf.aside.putThinnings([left]);
  }
}

async function joinRows(shelf: Shelf, rows: readonly StoredAside[]): Promise<JobChanges[]> {
  const now = await openDrafts(
    shelf,
    rows.map(({ jobKey }) => jobKey),
  );
  const { changes } = await joinJobs(
    shelf,
    rows.map((row) => asJoined(row, now.get(row.jobKey)?.runs ?? [])),
  );
  const failures = rows.flatMap((row) => row.failures);
  return failures.length === 0 ? [changes] : [changes, await joinFailedLookups(shelf, failures)];
}

/** Of the answers that stayed only those that are still there: the texts of the others are elsewhere, or nowhere. */
function asJoined({ jobKey, runs, bodies, notes = [], stayed }: StoredAside, now: readonly StoredRun[]): JoinedJob {
  const here = new Set(now.map(({ digest }) => digest));
  const elsewhere = new Set(stayed.filter((digest) => !here.has(digest)));
  return {
    jobKey,
    runs: runs.filter(({ digest }) => !elsewhere.has(digest)),
    notes,
    texts: new Map(bodies.map(({ digest, body }) => [digest, { body, reading: readingOfBody(body) }])),
  };
}

async function takeAll(shelf: Shelf, thinning: string, draft: JobDraft): Promise<Omit<StoredAside, 'id'>> {
  const { jobKey, runs, notes } = draft;
  const bodies = await textsOf(shelf, draft, runs);
  const failures = await failuresOfJob(shelf, jobKey);
  await shelf.deleteFailures(failures.flatMap(({ id }) => id ?? []));
  draft.clear();
  return {
    ...{
      thinning,
      jobKey,
      whole: true,
      answers: runs.length,
      bytes: bytesOf(bodies),
      runs,
      stayed: [],
      bodies,
      failures,
    },
    ...(notes.length > 0 && { notes }),
  };
}

async function takeSome(
  shelf: Shelf,
  thinning: string,
  draft: JobDraft,
  places: readonly number[],
): Promise<Omit<StoredAside, 'id'>> {
  const { jobKey, runs } = draft;
  const gone = places.flatMap((place) => runs[place] ?? []);
  draft.remove(...gone);
  const stayed = [...new Set(draft.runs.map(({ digest }) => digest))];
  const bodies = await textsOf(
    shelf,
    draft,
    gone.filter(({ digest }) => !stayed.includes(digest)),
  );
  const bytes = bytesOf(bodies);
  return { thinning, jobKey, whole: false, answers: gone.length, bytes, runs, stayed, bodies, failures: [] };
}

async function textsOf(shelf: Shelf, draft: JobDraft, runs: readonly StoredRun[]): Promise<StoredAside['bodies']> {
  const digests = new Set(runs.map(({ digest }) => digest));
  await draft.load(shelf, digests);
  return [...digests].flatMap((digest) => {
    const body = draft.text(digest);
    return body === undefined ? [] : [{ digest, body }];
  });
}

function bytesOf(bodies: StoredAside['bodies']): number {
  return bodies.reduce((sum, { body }) => sum + bytesOfText(body), 0);
}

function counted(thinning: StoredThinning, rows: readonly Omit<StoredAside, 'id'>[], by: 1 | -1): StoredThinning {
  const whole = rows.filter((row) => row.whole);
  const sum = (of: (row: Omit<StoredAside, 'id'>) => number): number =>
    by * rows.reduce((all, row) => all + of(row), 0);
  return {
    ...thinning,
    wholeJobs: thinning.wholeJobs + by * whole.length,
    thinnedJobs: thinning.thinnedJobs + by * (rows.length - whole.length),
    answers: thinning.answers + sum(({ answers }) => answers),
    bytes: thinning.bytes + sum(({ bytes }) => bytes),
  };
}
