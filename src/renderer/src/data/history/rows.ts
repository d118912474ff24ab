import type { JobKey } from '../../domain/job-key';
import type { AppError } from '../../../../preload/contract/error';
import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { AnswerOrigin, JobRow, Removal } from './types';

/** Rows as they lie on the shelf, with what only the shelf needs. See docs/history.md. */

export interface StoredJob extends JobRow {
  /** Minus `lastSeen`: indexes are read fastest forwards, and the newest come first. */
  readonly seenRank: number;
  /** Minus `createdAt`; 0, and so last, for jobs without one. */
  readonly createdRank: number;
  /** Everything the text filter looks at, in small letters. */
  readonly searchText: string;
}

export interface StoredSnapshot {
  readonly jobKey: JobKey;
  readonly firstSeen: number;
  readonly digest: string;
  /** All listed sightings; see `Run` in domain/snapshot. */
  readonly seen: readonly number[];
  readonly timesSeen: number;
  readonly state?: string;
  readonly outcomeKey: string;
  readonly outcomeKind: JobRow['outcomeKind'];
  readonly first: AnswerOrigin;
  readonly last: AnswerOrigin;
}

/** One text per job and content: snapshots that say the same share it. */
export interface StoredBody {
  readonly jobKey: JobKey;
  readonly digest: string;
  readonly body: string;
}

/** Failed lookups, equal ones in a row as one. Without `id` until it is on the shelf. */
export interface StoredFailure {
  readonly id?: number;
  readonly region: string;
  readonly copyJobId: string;
  readonly jobKey?: JobKey;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  readonly profile: ProfileRef;
  readonly error: AppError;
}

export type StoredRemoval = Omit<Removal, 'id'>;

/** Everything it takes to bring something back. */
export interface RemovedContents {
  readonly id: number;
  readonly snapshots: readonly StoredSnapshot[];
  readonly bodies: readonly StoredBody[];
  readonly failures: readonly StoredFailure[];
}

/** How many jobs stand in one outcome. */
export interface StoredTotal {
  readonly outcomeKey: string;
  readonly jobs: number;
}

export interface StoredPreference {
  readonly name: string;
  readonly value: unknown;
}

type Unchecked<T> = { readonly [K in keyof T]?: unknown };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether a row read from disk is what it claims to be, as far as the screen would fall over it otherwise. Disks fail and
 * other programs write: a damaged row is passed over, and job rows are worked out anew from their snapshots.
 */
export function isSoundJob(row: unknown): row is StoredJob {
  if (!isRecord(row)) return false;
  const { jobKey, copyJobId, outcomeKey, firstSeen, lastSeen, snapshotCount, lastLookup, profile } =
    row as Unchecked<StoredJob>;
  return (
    [jobKey, copyJobId, outcomeKey, row['outcomeKind'], row['searchText']].every(
      (value) => typeof value === 'string',
    ) &&
    [firstSeen, lastSeen, snapshotCount, row['timesSeen']].every((value) => typeof value === 'number') &&
    (row['sizeBytes'] === undefined || (typeof row['sizeBytes'] === 'string' && /^-?\d+$/.test(row['sizeBytes']))) &&
    isRecord(lastLookup) &&
    isRecord(profile)
  );
}

export function isSoundSnapshot(row: unknown): row is StoredSnapshot {
  if (!isRecord(row)) return false;
  const { jobKey, digest, firstSeen, timesSeen, seen, first, last } = row as Unchecked<StoredSnapshot>;
  return (
    typeof jobKey === 'string' &&
    typeof digest === 'string' &&
    typeof firstSeen === 'number' &&
    typeof timesSeen === 'number' &&
    Array.isArray(seen) &&
    seen.length > 0 &&
    seen.every((at) => typeof at === 'number') &&
    seen[0] === firstSeen &&
    isRecord(first) &&
    isRecord(last)
  );
}

export function isSoundFailure(row: unknown): row is StoredFailure {
  if (!isRecord(row)) return false;
  const { region, copyJobId, firstAt, lastAt, times, profile, error } = row as Unchecked<StoredFailure>;
  return (
    typeof region === 'string' &&
    typeof copyJobId === 'string' &&
    [firstAt, lastAt, times].every((value) => typeof value === 'number') &&
    isRecord(profile) &&
    isRecord(error) &&
    typeof error['code'] === 'string'
  );
}
