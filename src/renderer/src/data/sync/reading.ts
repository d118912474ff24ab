import type { AppError } from '../../../../preload/contract/error';
import type { CopyJobFilters, CopyJobsPage } from '../../../../preload/contract/shapes';
import { union } from '../../domain/coverage/intervals';
import { isNarrowed, spanCovered } from '../../domain/coverage/span';
import { parseJobKey, UNKNOWN_ACCOUNT } from '../../domain/job-key';
import { without } from '../../domain/without';
import type { ReadingState, StoredPlace, StoredReading } from '../coverage/rows';
import type { Recorded } from '../history';
import type { Counts } from '../tally';
import { createdAtOf } from './observations';
import { placeKeyOf, type Place } from './place';
import { listsOf, type Plan } from './plan';

/** How the row of a reading moves on, one function per event. Pure: the caller writes what they answer. */

/** The sync that all readings of followed places belong to. Nobody asked for one of them: none is offered to be gone on with. */
export const FOLLOW_SYNC = 'follow';

/** A reading that was asked for and has not begun. */
export function newReading(asked: {
  readonly syncId: string;
  readonly syncName: string;
  readonly place: Place;
  readonly filters: CopyJobFilters;
  readonly plan: Plan;
  /** Epoch ms UTC. */
  readonly at: number;
}): StoredReading {
  const { syncId, syncName, place, filters, plan, at } = asked;
  return {
    id: crypto.randomUUID(),
    syncId,
    syncName,
    placeKey: placeKeyOf(place),
    ...place,
    ...plan,
    filters,
    state: 'waiting',
    open: 1,
    askedAt: at,
    list: 0,
    pages: 0,
    jobs: 0,
    newJobs: 0,
    changedJobs: 0,
    described: 0,
    newestFirst: true,
    accounts: [],
  };
}

/** Begun, or gone on with. */
export function begun(row: StoredReading, at: number): StoredReading {
  return { ...without(row, 'endedAt', 'error'), state: 'reading', open: 1, startedAt: row.startedAt ?? at };
}

/** From its first page again: AWS did not take the token any more. What was listed stays counted. */
export function anew(row: StoredReading): StoredReading {
  return { ...without(row, 'nextToken', 'oldest'), list: 0, newestFirst: true };
}

/** With one page more, as it was recorded. */
export function withPage(
  row: StoredReading,
  page: CopyJobsPage,
  recorded: readonly Recorded[],
  counts: Counts,
): StoredReading {
  const created = page.jobs.map(({ body }) => createdAtOf(body)).filter((at) => at !== undefined);
  const accounts = new Set([...row.accounts, ...recorded.map(({ jobKey }) => parseJobKey(jobKey)?.accountId)]);
  const next: StoredReading = {
    ...without(row, 'nextToken'),
    ...counts,
    list: page.nextToken === undefined ? row.list + 1 : row.list,
    ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    pages: row.pages + 1,
    lastAt: page.observedAt,
    endpoint: page.endpoint,
    accounts: [...accounts].filter((account) => account !== undefined && account !== UNKNOWN_ACCOUNT) as string[],
    ...extremes(row, created),
    // Only the first list tells how far the creation times came; those after it hold unfinished jobs of any age.
    newestFirst: row.newestFirst && (row.list > 0 || comesDown(row.oldest, created)),
  };
  // The lists after the first say nothing about when jobs were created, however late they come.
  return row.list > 0 ? next : withSpan(next);
}

/** Ended, however it did. Only one that came to its end is done with; the others can be gone on with. */
export function ended(row: StoredReading, state: ReadingState, at: number, error?: AppError): StoredReading {
  return {
    ...without(row, 'open', 'error'),
    state,
    endedAt: at,
    ...(state === 'complete' ? {} : { open: 1 }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What a place looks like after what a reading has come to. */
export function placeAfter(row: StoredReading, known: StoredPlace | undefined, at: number): StoredPlace {
  const { placeKey, profile, region, endpoint, covered, newest, startedAt, filters, state, error } = row;
  const newestEver = Math.max(newest ?? -Infinity, known?.newest ?? -Infinity);
  const complete = state === 'complete' && startedAt !== undefined && isWhole(filters);
  return {
    ...(known ?? {}),
    placeKey,
    profile,
    region,
    accounts: accountsOf(row, known),
    ...(endpoint === undefined ? {} : { endpoint }),
    covered: union([...(known?.covered ?? []), ...(covered === undefined ? [] : [covered])]),
    ...(complete ? { lastCompleteAt: Math.max(startedAt, known?.lastCompleteAt ?? 0) } : {}),
    ...(newestEver > -Infinity && isWhole(filters) ? { newest: newestEver } : {}),
    lastTry: { at, state, ...(error === undefined ? {} : { code: error.code }) },
  };
}

/** Whose jobs are listed in a place. Empty lists tell no account: it is the one that was seen there before. */
export function accountsOf(
  { accounts }: Pick<StoredReading, 'accounts'>,
  known: StoredPlace | undefined,
): readonly string[] {
  return accounts.length > 0 ? accounts : (known?.accounts ?? []);
}

/** Without filters by which a later reading of changes would begin too late. */
function isWhole(filters: CopyJobFilters): boolean {
  return !isNarrowed(filters) && filters.ByCreatedAfter === undefined && filters.ByCreatedBefore === undefined;
}

function withSpan(row: StoredReading): StoredReading {
  const rest: StoredReading = without(row, 'covered');
  const { startedAt, lastAt, filters, since, oldest, newestFirst } = row;
  if (startedAt === undefined) return rest;
  // The first list is the one of created jobs, or all of them.
  const complete = row.list > 0;
  const covered = spanCovered({ startedAt, lastAt, filters, since, complete, oldest, newestFirst });
  return covered === undefined ? rest : { ...rest, covered };
}

function extremes(
  row: StoredReading,
  created: readonly number[],
): { readonly newest?: number; readonly oldest?: number } {
  if (created.length === 0) return {};
  return {
    newest: created.reduce((newest, at) => Math.max(newest, at), row.newest ?? -Infinity),
    oldest: created.reduce((oldest, at) => Math.min(oldest, at), row.oldest ?? Infinity),
  };
}

function comesDown(before: number | undefined, created: readonly number[]): boolean {
  let last = before ?? Infinity;
  for (const at of created) {
    if (at > last) return false;
    last = at;
  }
  return true;
}

/** Whether all lists of a reading were read. */
export function hasReadAll(row: StoredReading): boolean {
  return row.list >= listsOf(row).length;
}
