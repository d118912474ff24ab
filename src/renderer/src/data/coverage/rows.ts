import type { AppError } from '../../../../preload/contract/error';
import type { CopyJobFilters, ProfileRef } from '../../../../preload/contract/shapes';
import type { Interval } from '../../domain/coverage/intervals';
import type { JobKey } from '../../domain/job-key';

/** `everything`: all that AWS lists. `changes`: what can have changed since the place was last read. */
export type SyncDepth = 'everything' | 'changes';

/** `waiting`: not begun. `reading`: begun, and if nobody reads, interrupted. `cancelled` and `failed`: not read to the end. */
export type ReadingState = 'waiting' | 'reading' | 'complete' | 'cancelled' | 'failed';

/** One reading of a place: what was asked, what came, and where to go on. Written together with each page. */
export interface StoredReading {
  readonly id: string;
  /** The sync it belongs to; readings of one sync share both. */
  readonly syncId: string;
  readonly syncName: string;
  readonly placeKey: string;
  readonly profile: ProfileRef;
  readonly region: string;
  readonly depth: SyncDepth;
  /** As chosen by the user. */
  readonly filters: CopyJobFilters;
  /** For `changes`: jobs created after this are listed, epoch ms UTC. */
  readonly since?: number;
  /** For `changes`: and jobs that ended after this, epoch ms UTC. */
  readonly endedSince?: number;
  readonly state: ReadingState;
  /** 1 while it can be gone on with; gone once it is complete or was given up. An index cannot hold a boolean. */
  readonly open?: 1;
  /** When the sync was asked for, epoch ms UTC. */
  readonly askedAt: number;
  /** When the first page was asked for, the last one came, and it ended however it did; epoch ms UTC. */
  readonly startedAt?: number;
  readonly lastAt?: number;
  readonly endedAt?: number;
  /** The resume place: which of its lists is being read (from 0), and AWS's token for the next page. */
  readonly list: number;
  readonly nextToken?: string;
  readonly pages: number;
  /** Jobs listed, each once; those new to the history, and those that say something else than before. */
  readonly jobs: number;
  readonly newJobs: number;
  readonly changedJobs: number;
  /** Unfinished jobs that no list brought and that were asked about one by one. */
  readonly described: number;
  /** Of those, the ones that got no answer: what the history says of them may be out of date. */
  readonly undescribed?: number;
  /** Creation dates of the newest and oldest job listed, epoch ms UTC. */
  readonly newest?: number;
  readonly oldest?: number;
  /** Whether the first list came newest first so far. */
  readonly newestFirst: boolean;
  /** Accounts whose jobs were listed. */
  readonly accounts: readonly string[];
  /** The endpoint that answered, origin only. */
  readonly endpoint?: string;
  /** Creation times of which every job is known by this reading. */
  readonly covered?: Interval;
  readonly error?: AppError;
}

/** What all readings of a place together have covered; the next one is planned from it. */
export interface StoredPlace {
  readonly placeKey: string;
  readonly profile: ProfileRef;
  readonly region: string;
  /** Accounts whose jobs were listed in the last reading that listed any. */
  readonly accounts: readonly string[];
  readonly endpoint?: string;
  /** Joined and in order. */
  readonly covered: readonly Interval[];
  /** When the last reading without narrowing filters that came to its end began, epoch ms UTC. */
  readonly lastCompleteAt?: number;
  /** Creation date of the newest job ever listed, epoch ms UTC. */
  readonly newest?: number;
  /** When the last reading of everything began whose missing jobs have been marked, epoch ms UTC. */
  readonly markedAt?: number;
  /** The last attempt, and how it ended; a failure says why. */
  readonly lastTry?: { readonly at: number; readonly state: ReadingState; readonly code?: AppError['code'] };
}

/** A job that a complete list of its account and Region did not hold. Gone once it is listed again. */
export interface StoredNotListed {
  readonly jobKey: JobKey;
  /** When the last page came of the reading that missed it first, epoch ms UTC. */
  readonly missedFirst: number;
  /** When that reading began, epoch ms UTC. Absent in old rows, which have it in `missedFirst`. */
  readonly begunAt?: number;
}

type Unchecked<T> = { readonly [K in keyof T]?: unknown };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isInterval(value: unknown): value is Interval {
  return isRecord(value) && typeof value['from'] === 'number' && typeof value['to'] === 'number';
}

/** Whether a row read from disk is what it claims to be. A damaged one counts as not there: nothing is known from it. */
export function isSoundReading(row: unknown): row is StoredReading {
  if (!isRecord(row)) return false;
  const { id, syncId, placeKey, region, profile, filters, accounts, list } = row as Unchecked<StoredReading>;
  return (
    [id, syncId, placeKey, region, row['syncName'], row['state'], row['depth']].every(
      (text) => typeof text === 'string',
    ) &&
    [list, row['askedAt'], row['pages'], row['jobs']].every((count) => typeof count === 'number') &&
    isRecord(profile) &&
    isRecord(filters) &&
    Array.isArray(accounts) &&
    (row['covered'] === undefined || isInterval(row['covered']))
  );
}

/** See {@link isSoundReading}. */
export function isSoundPlace(row: unknown): row is StoredPlace {
  if (!isRecord(row)) return false;
  const { placeKey, region, profile, accounts, covered } = row as Unchecked<StoredPlace>;
  return (
    typeof placeKey === 'string' &&
    typeof region === 'string' &&
    isRecord(profile) &&
    Array.isArray(accounts) &&
    Array.isArray(covered) &&
    covered.every(isInterval)
  );
}

/** See {@link isSoundReading}. */
export function isSoundNotListed(row: unknown): row is StoredNotListed {
  if (!isRecord(row)) return false;
  const { jobKey, missedFirst, begunAt } = row as Unchecked<StoredNotListed>;
  return (
    typeof jobKey === 'string' &&
    typeof missedFirst === 'number' &&
    (begunAt === undefined || typeof begunAt === 'number')
  );
}
