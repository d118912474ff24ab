import { buildJobKey, parseJobKey, type JobKey } from '../../domain/job-key';
import type { Hold } from '../../domain/hold';
import type { Note } from '../../domain/notes';
import type { AppError } from '../../../../preload/contract/error';
import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { AnswerOrigin, Removal } from './types';

/** Rows as they lie on the shelf, with what only the shelf needs. See docs/history.md. */

/** A snapshot within its job's row. */
export interface StoredRun {
  readonly digest: string;
  /** All listed sightings; see `Run` in domain/snapshot. */
  readonly seen: readonly number[];
  readonly timesSeen: number;
  readonly first: AnswerOrigin;
  /** Absent where the last answer came from the same place and request as the first. */
  readonly last?: AnswerOrigin;
  readonly state?: string;
  readonly outcomeKey: string;
  /** Set where it was cut at an earlier time, and may have been seen more often by then than is listed. Never on disk. */
  readonly roughly?: true;
}

/**
 * Everything about one job but the bodies of its older snapshots: one row a job, because each record costs the engine several
 * entries of its own, and most jobs are seen with one content only. Lists work the light facts out of the newest body.
 */
export interface StoredJob {
  /** In the order in which jobs were first filed; the shelf gives it. Keys in time order keep inserting fast. */
  readonly no?: number;
  /** See {@link shelfKeyOf}. */
  readonly key: string;
  /** Minus the time of the last answer: indexes are read fastest forwards, and the newest come first. */
  readonly seenRank: number;
  /** Minus the time of creation; 0, and so last, for jobs without one. */
  readonly createdRank: number;
  /** Of the newest snapshot. */
  readonly outcomeKey: string;
  /** Snapshots in time order. None: the row is damaged and says nothing. */
  readonly runs: readonly StoredRun[];
  /** The newest snapshot's text as received; absent if it was lost. */
  readonly body?: string;
  /** The newest failed look-up, while no answer is newer. */
  readonly failure?: JobFailure;
  /** What somebody has noted on it or its snapshots; absent if nothing. */
  readonly notes?: readonly Note[];
  /** Absent: nobody holds it. */
  readonly hold?: Hold;
}

export type JobFailure = Pick<StoredFailure, 'error' | 'profile'> & { readonly at: number };

/** The text of a content that is not the newest: one per job and content, snapshots that say the same share it. */
export interface StoredBody {
  /** The job's. */
  readonly no: number;
  readonly digest: string;
  readonly body: string;
}

/**
 * The job key with the id in front, so that one index finds a job by its key and all jobs by an id.
 * @throws {RangeError} if it is no job key
 */
export function shelfKeyOf(jobKey: JobKey): string {
  const identity = parseJobKey(jobKey);
  if (!identity) throw new RangeError('Not a job key.');
  const { copyJobId, accountId, region } = identity;
  return `${copyJobId}/${accountId}/${region}`;
}

/** The job key a shelf key stands for; undefined if it is none. */
export function jobKeyOf(shelfKey: string): JobKey | undefined {
  const parts = shelfKey.split('/');
  const region = parts.pop() ?? '';
  const accountId = parts.pop() ?? '';
  const jobKey = buildJobKey({ accountId, region, copyJobId: parts.join('/') });
  return parseJobKey(jobKey) && jobKey;
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
  /** When they failed, epoch ms UTC, ascending; thinned out where there are very many. Absent in rows from before it was kept. */
  readonly failedAt?: readonly number[];
  readonly profile: ProfileRef;
  readonly error: AppError;
}

export type StoredRemoval = Omit<Removal, 'id'>;

/** Everything it takes to bring something back. */
export interface RemovedContents {
  readonly id: number;
  readonly jobKey: JobKey;
  readonly runs: readonly StoredRun[];
  readonly bodies: readonly Omit<StoredBody, 'no'>[];
  readonly failures: readonly StoredFailure[];
  /** Absent if there were none. */
  readonly notes?: readonly Note[];
  /** Absent if nobody held it. */
  readonly hold?: Hold;
}

/** What a thinning has set aside of one job: what it takes to bring it back. */
export interface StoredAside {
  /** Without until it is on the shelf; in the order in which they were set aside. */
  readonly id?: number;
  /** See {@link StoredThinning.id}. */
  readonly thinning: string;
  readonly jobKey: JobKey;
  /** Whether the whole job went. */
  readonly whole: boolean;
  /** Snapshots that went. */
  readonly answers: number;
  /** Of the texts in `bodies`. */
  readonly bytes: number;
  /** All the snapshots that the job had, those that stayed included: where one was cut, these tell where its ends came from. */
  readonly runs: readonly StoredRun[];
  /** Contents that stayed, whose texts are not here. */
  readonly stayed: readonly string[];
  readonly bodies: readonly Omit<StoredBody, 'no'>[];
  readonly failures: readonly StoredFailure[];
  readonly notes?: readonly Note[];
}

/** One thinning, and what of it can still be brought back. */
export interface StoredThinning {
  readonly id: string;
  /** Epoch ms UTC. */
  readonly at: number;
  /** How long it has lasted, ms, and when that was looked at last (epoch ms UTC): see domain/thinning/week. */
  readonly age: number;
  readonly lookedAt: number;
  /** The rules in words. */
  readonly rules: readonly string[];
  /** Set aside and not brought back: jobs as a whole, jobs of which answers went, these answers, and bytes of their texts. */
  readonly wholeJobs: number;
  readonly thinnedJobs: number;
  readonly answers: number;
  readonly bytes: number;
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
 * A job's row as far as what was read from disk is one. Disks fail and other programs write: a snapshot that is none is passed
 * over, and a row without any is handed on with its number, so that the next answer can put it right. Undefined: not even
 * whose row it is can be told.
 */
export function soundJob(row: unknown): StoredJob | undefined {
  if (!isRecord(row)) return undefined;
  const { no, key, seenRank, createdRank, outcomeKey, runs, body, failure, notes, hold } = row as Unchecked<StoredJob>;
  if (typeof no !== 'number' || typeof key !== 'string' || jobKeyOf(key) === undefined) return undefined;
  return {
    no,
    key,
    seenRank: typeof seenRank === 'number' ? seenRank : 0,
    createdRank: typeof createdRank === 'number' ? createdRank : 0,
    outcomeKey: typeof outcomeKey === 'string' ? outcomeKey : 'none',
    runs: Array.isArray(runs) ? runs.filter(isSoundRun) : [],
    ...(typeof body === 'string' && { body }),
    ...(isSoundJobFailure(failure) && { failure }),
    ...(Array.isArray(notes) && { notes: notes.filter(isSoundNote) }),
    ...(isSoundHold(hold) && { hold }),
  };
}

function isSoundRun(run: unknown): run is StoredRun {
  if (!isRecord(run)) return false;
  const { digest, timesSeen, seen, first, last, outcomeKey } = run as Unchecked<StoredRun>;
  return (
    typeof digest === 'string' &&
    typeof outcomeKey === 'string' &&
    typeof timesSeen === 'number' &&
    Array.isArray(seen) &&
    seen.length > 0 &&
    seen.every((at) => typeof at === 'number') &&
    isRecord(first) &&
    (last === undefined || isRecord(last))
  );
}

function isSoundNote(note: unknown): note is Note {
  if (!isRecord(note)) return false;
  const { on, texts } = note as Unchecked<Note>;
  const isSubject = isRecord(on) && typeof on['digest'] === 'string' && typeof on['seenAt'] === 'number';
  return (
    (on === undefined || isSubject) &&
    Array.isArray(texts) &&
    texts.every((one) => isRecord(one) && typeof one['at'] === 'number' && typeof one['text'] === 'string')
  );
}

function isSoundHold(hold: unknown): hold is Hold {
  return isRecord(hold) && typeof hold['at'] === 'number' && typeof hold['why'] === 'string';
}

function isSoundJobFailure(failure: unknown): failure is JobFailure {
  return (
    isRecord(failure) &&
    typeof failure['at'] === 'number' &&
    isRecord(failure['profile']) &&
    isRecord(failure['error']) &&
    typeof failure['error']['code'] === 'string'
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
    typeof error['code'] === 'string' &&
    (row['failedAt'] === undefined || isTimes(row['failedAt']))
  );
}

function isTimes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((at) => typeof at === 'number');
}
