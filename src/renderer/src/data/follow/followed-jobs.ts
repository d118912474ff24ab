import { columnSet } from '../../domain/columns';
import { compileFilter } from '../../domain/filter';
import { endOf, type EndKind } from '../../domain/follow/happening';
import { followedBy, type Watch } from '../../domain/follow/watch';
import type { JobKey } from '../../domain/job-key';
import { isUnfinishedKey } from '../../domain/outcome';
import type { History, HistoryChange, JobRow } from '../history';
import { firstAnswer } from '../sync/first-answer';

/** Most jobs that are followed at the same time: an organisation's copies of one night. The newest are taken. */
export const MOST_FOLLOWED = 5000;

/** An unfinished job that somebody watches. */
export interface FollowedJob {
  readonly row: JobRow;
  /** By which watches; never empty. */
  readonly watchIds: readonly string[];
}

/** A followed job that has come to its end. */
export interface JobEnd extends FollowedJob {
  readonly kind: EndKind;
}

const COLUMNS = columnSet();

/** By which watches a job is chosen, whether it has ended or not. */
export function chooserOf(watches: readonly Watch[], now: number): (row: JobRow) => readonly string[] {
  const tests = watches.map(({ id, target }): { readonly id: string; readonly fits: (row: JobRow) => boolean } => {
    switch (target.kind) {
      case 'job':
        return { id, fits: ({ jobKey }) => jobKey === target.jobKey };
      case 'view':
        return { id, fits: compileFilter(followedBy(target.filter), { columns: COLUMNS, now, times: 'local' }).fits };
      case 'unfinished':
        return { id, fits: () => true };
    }
  });
  return (row) => tests.filter(({ fits }) => fits(row)).map(({ id }) => id);
}

/** The unfinished jobs that the history holds, and those of single watches that have ended since somebody looked. */
export async function readFollowed(
  history: History,
  watches: readonly Watch[],
  now: number,
): Promise<{ readonly jobs: ReadonlyMap<JobKey, FollowedJob>; readonly ends: readonly JobEnd[] }> {
  const single = watches.flatMap(({ target }) => (target.kind === 'job' ? [target.jobKey] : []));
  const rows = (await firstAnswer(history.jobsByKey(single))).filter((row) => row !== undefined);
  if (watches.some(({ target }) => target.kind !== 'job')) {
    const totals = await firstAnswer(history.outcomeTotals());
    const outcomes = totals.map(({ outcomeKey }) => outcomeKey).filter(isUnfinishedKey);
    const page = { outcomes, sort: 'createdAt', limit: MOST_FOLLOWED } as const;
    if (outcomes.length > 0) rows.push(...(await firstAnswer(history.jobs(page))).rows);
  }
  return sorted(rows, chooserOf(watches, now));
}

function sorted(
  rows: readonly JobRow[],
  choose: (row: JobRow) => readonly string[],
): { jobs: Map<JobKey, FollowedJob>; ends: JobEnd[] } {
  const jobs = new Map<JobKey, FollowedJob>();
  const ends: JobEnd[] = [];
  for (const row of rows) {
    const watchIds = choose(row);
    const kind = endOf(row);
    if (kind === undefined && watchIds.length > 0) jobs.set(row.jobKey, { row, watchIds });
    // What fits a view and ended long ago is no news; one's own job is, until it was told.
    const single = watchIds.filter((id) => id.startsWith('job:'));
    if (kind !== undefined && single.length > 0) ends.push({ row, watchIds: single, kind });
  }
  return { jobs, ends };
}

/**
 * Jobs that were followed before a reading and changed while it lasted: the reading may have met them ended already, and their
 * change is to be taken as that of a followed job. Without those whose end the reading tells itself.
 */
export function changedWhileRead(
  before: ReadonlyMap<JobKey, FollowedJob>,
  changes: readonly HistoryChange[],
  ends: readonly JobEnd[],
  watches: readonly Watch[],
): readonly FollowedJob[] {
  const told = new Set(ends.map(({ row }) => row.jobKey));
  const ids = new Set(watches.map(({ id }) => id));
  return changes
    .flatMap(({ put }) => put.flatMap(({ jobKey }) => (told.has(jobKey) ? [] : (before.get(jobKey) ?? []))))
    .filter(({ watchIds }) => watchIds.some((id) => ids.has(id)));
}

/**
 * The followed jobs after a write to the history, and those among them that it has brought to their end. `stale`: more jobs are
 * chosen than can be followed, and which are the newest has to be read anew.
 */
export function followedAfter(
  before: ReadonlyMap<JobKey, FollowedJob>,
  change: HistoryChange,
  watches: readonly Watch[],
  now: number,
): {
  readonly jobs: ReadonlyMap<JobKey, FollowedJob>;
  readonly ends: readonly JobEnd[];
  readonly stale: boolean;
} {
  const choose = chooserOf(watches, now);
  const jobs = new Map(before);
  const ends: JobEnd[] = [];
  let leftOut = false;
  for (const row of change.put) {
    const known = before.get(row.jobKey);
    const kind = endOf(row);
    const watchIds = choose(row);
    if (kind !== undefined) {
      jobs.delete(row.jobKey);
      if (known !== undefined) ends.push({ row, watchIds: known.watchIds, kind });
    } else if (watchIds.length === 0) jobs.delete(row.jobKey);
    else if (known !== undefined || jobs.size < MOST_FOLLOWED) jobs.set(row.jobKey, { row, watchIds });
    else leftOut = true;
  }
  for (const jobKey of change.removed) jobs.delete(jobKey);
  // Where there were as many as can be, there may be older ones for the places that became free.
  const madeRoom = before.size >= MOST_FOLLOWED && jobs.size < MOST_FOLLOWED;
  return { jobs, ends, stale: leftOut || madeRoom };
}
