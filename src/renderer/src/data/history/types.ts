import type { OutcomeKind } from '../../domain/outcome';
import type { JobKey } from '../../domain/job-key';
import type { JobValues } from '../../domain/job-values';
import type { StoredGap } from '../coverage/gap-rows';
import type { CoverageShelf } from '../coverage/shelf';
import type { AppError } from '../../../../preload/contract/error';
import type { Observation, ProfileRef, Workspace } from '../../../../preload/contract/shapes';

/** Names one snapshot. Opaque: compare and hand back, do not take apart. */
export type SnapshotId = string;
/** Names one removal that can be undone. */
export type RemovalId = number;

/** How the last lookup of a job ended, whichever way. */
export interface LastLookup {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly outcome: 'answered' | 'failed';
  /** Present for `failed`; `profile` is the one that asked, which need not be the one that was answered before. */
  readonly error?: AppError;
  readonly profile?: ProfileRef;
}

/** One light row per job: what lists need, taken from its newest snapshot. */
export interface JobRow {
  readonly jobKey: JobKey;
  readonly copyJobId: string;
  readonly accountId: string;
  readonly region: string;
  /** As AWS sent it; absent if it sent none. */
  readonly state?: string;
  readonly outcomeKind: OutcomeKind;
  /** See `Outcome.key` in domain/outcome. */
  readonly outcomeKey: string;
  readonly resourceType?: string;
  readonly resourceName?: string;
  readonly resourceArn?: string;
  readonly sourceVault?: string;
  readonly sourceRegion?: string;
  readonly sourceAccount?: string;
  readonly destinationVault?: string;
  readonly destinationRegion?: string;
  readonly destinationAccount?: string;
  readonly crossAccount?: boolean;
  readonly crossRegion?: boolean;
  readonly airGapped?: boolean;
  readonly isParent: boolean;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  /** Epoch ms UTC. */
  readonly completedAt?: number;
  readonly durationMs?: number;
  /** Exact, as decimal digits; absent where AWS reported none. */
  readonly sizeBytes?: string;
  readonly statusMessage?: string;
  /** Everything that somebody has noted on the job and its snapshots; absent if nothing. */
  readonly note?: string;
  /** Every member of the newest answer, for columns and filters. */
  readonly values: JobValues;
  /** First and last time AWS answered for this job, epoch ms UTC, and how often. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly timesSeen: number;
  readonly snapshotCount: number;
  readonly newestSnapshot: SnapshotId;
  readonly lastLookup: LastLookup;
  /** The profile that AWS answered last. */
  readonly profile: ProfileRef;
}

/** Something noted, and when it was written. */
export interface NoteRow {
  /** Absent: on the job itself. */
  readonly snapshotId?: SnapshotId;
  readonly text: string;
  /** Epoch ms UTC. */
  readonly writtenAt: number;
}

/** What is known about one answer besides its body. */
export interface AnswerOrigin {
  readonly source: Observation['source'];
  readonly profile: ProfileRef;
  readonly endpoint: string;
  readonly requestId?: string;
}

/** A run of equal observations, without its body. */
export interface SnapshotRow {
  readonly id: SnapshotId;
  readonly jobKey: JobKey;
  /** SHA-256 of the canonical `CopyJob`. */
  readonly digest: string;
  /** Epoch ms UTC. */
  readonly firstSeen: number;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly timesSeen: number;
  /** When it was seen, epoch ms UTC, ascending: first and last, and those between, thinned out where there are very many. */
  readonly seen: readonly number[];
  /** Set in a history as it was known earlier, where it may have been seen more often than `timesSeen`, and somewhat later than `lastSeen`. */
  readonly roughly?: true;
  readonly state?: string;
  readonly outcomeKey: string;
  readonly first: AnswerOrigin;
  readonly last: AnswerOrigin;
}

/** Lookups that failed in the same way, one after the other. */
export interface FailureRow {
  readonly id: number;
  readonly region: string;
  readonly copyJobId: string;
  /** Absent while nobody knows whose job it is. */
  readonly jobKey?: JobKey;
  /** Epoch ms UTC. */
  readonly firstAt: number;
  /** Epoch ms UTC. */
  readonly lastAt: number;
  readonly times: number;
  readonly profile: ProfileRef;
  /** The last one. */
  readonly error: AppError;
}

/** A failed lookup to be kept. */
export interface FailedLookup {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly profile: ProfileRef;
  readonly region: string;
  readonly copyJobId: string;
  /** Whose job it is, where that is known (a refresh of a job in the history). */
  readonly jobKey?: JobKey;
  readonly error: AppError;
}

/** What recording an observation did. */
export interface Recorded {
  readonly jobKey: JobKey;
  readonly snapshotId: SnapshotId;
  /** `new-job`: never seen before. `changed`: a new snapshot. `unchanged`: equal to one that was there. */
  readonly kind: 'new-job' | 'changed' | 'unchanged';
  readonly snapshotCount: number;
}

export interface JobsQuery {
  /** Words that must all occur, in any order and letter case. */
  readonly text?: string;
  /** Outcome keys; empty or absent means all. */
  readonly outcomes?: readonly string[];
  /** Newest first in either. Jobs without a creation date come last. */
  readonly sort: 'lastSeen' | 'createdAt';
  /** How many rows to show; grow it to show more. */
  readonly limit: number;
}

export interface JobsPage {
  readonly rows: readonly JobRow[];
  /** Whether there are more rows than `limit`. */
  readonly more: boolean;
  /** Rows that could not be read; they are passed over, never lost. */
  readonly damaged: number;
}

export interface OutcomeTotal {
  readonly outcomeKey: string;
  readonly jobs: number;
}

/** Something removed that can be brought back. */
export interface Removal {
  readonly id: RemovalId;
  /** Epoch ms UTC. */
  readonly removedAt: number;
  readonly kind: 'job' | 'snapshot';
  readonly jobKey: JobKey;
  /** For people: resource name or id. */
  readonly title: string;
  readonly snapshotCount: number;
}

export type LiveState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: Error };

/**
 * A query that answers again whenever its answer changes. It follows Svelte's store contract: the listener is called at
 * once (with `loading` the first time), then on every change; the returned function ends it.
 */
export interface Live<T> {
  subscribe(listener: (state: LiveState<T>) => void): () => void;
}

/** What one write did to jobs. */
export interface HistoryChange {
  /** New or different rows. */
  readonly put: readonly JobRow[];
  readonly removed: readonly JobKey[];
  /**
   * The earliest time that the write tells something of, epoch ms UTC: what was known before that is still the same. Absent: it may tell of
   * any time.
   */
  readonly since?: number;
}

/** What was looked at, beside what was seen. Work runs as it does on the history's own rows; await nothing else inside. */
export interface CoverageStore {
  read<T>(work: (shelf: CoverageShelf) => Promise<T>): Promise<T>;
  /** All or nothing; resolves once it is safely written. */
  write<T>(work: (shelf: CoverageShelf) => Promise<T>): Promise<T>;
  watch<T>(work: (shelf: CoverageShelf) => Promise<T>): Live<T>;
}

/** Written in one transaction with observations: what these say about what was looked at. */
export type Alongside = (coverage: CoverageShelf, recorded: readonly Recorded[]) => Promise<void>;

/** Everything ever seen in one workspace. */
export interface History {
  readonly workspace: Workspace;
  /** Name of the database it lies in; undefined: nothing is written to disk, all is forgotten when the app closes. */
  readonly database: string | undefined;
  /** Whether it is on disk. */
  readonly kept: boolean;
  /** Set: this is the history as it was known at that time (epoch ms UTC). It only reads; writing is refused. */
  readonly knownAt?: number | undefined;
  /**
   * The history as it was known at an earlier time (epoch ms UTC): what had been observed by then, and nothing later. It reads what this one
   * reads, which goes on as before. To be closed by itself.
   */
  asKnownAt(at: number): History;

  /**
   * Keeps an observation. Resolves only once it is safely on disk. Rejects with {@link HistoryProblem} if the body
   * holds no copy job (nothing is written then).
   */
  record(observation: Observation): Promise<Recorded>;
  /**
   * Keeps many observations, all or none, in one write: a page of a list takes little longer than a few single ones.
   * Answers in the order given. Rejects as {@link record} does. `alongside` writes in the same transaction.
   */
  recordAll(observations: readonly Observation[], alongside?: Alongside): Promise<readonly Recorded[]>;
  /** Notes that a lookup failed. Never touches a snapshot. */
  recordFailure(failure: FailedLookup): Promise<void>;
  /** Notes that several failed, all in one write. */
  recordFailures(failures: readonly FailedLookup[]): Promise<void>;
  /** Jobs about which AWS last answered at or after `from` and before `to`, epoch ms UTC. */
  jobKeysSeenBetween(from: number, to: number): Promise<readonly JobKey[]>;
  readonly coverage: CoverageStore;

  jobs(query: JobsQuery): Live<JobsPage>;
  job(jobKey: JobKey): Live<JobRow | undefined>;
  /** Rows in the order of the keys; undefined where there is no such job (any more). */
  jobsByKey(jobKeys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]>;
  /**
   * Looks through every job, which takes seconds where there are many: for where no index can be asked. `outcomes` leaves out by the outcome's
   * key what need not be taken apart.
   */
  jobsWhere(fits: (row: JobRow) => boolean, outcomes?: (outcomeKey: string) => boolean): Promise<readonly JobRow[]>;
  /**
   * Hears of every write that touched jobs, once it is safely on disk: of this window's at once, of those of other windows with the same
   * history as soon as they are read. Answers how to stop.
   */
  onChange(listener: (change: HistoryChange) => void): () => void;
  /** Newest first. */
  snapshots(jobKey: JobKey): Live<readonly SnapshotRow[]>;
  /** The body exactly as received; undefined if the snapshot is not there (any more). */
  body(snapshotId: SnapshotId): Promise<string | undefined>;
  /**
   * Every body of a job at once, as received, by the digest of its content; those that were lost are left out. Far quicker than one by one.
   */
  bodies(jobKey: JobKey): Promise<ReadonlyMap<string, string>>;
  /** Failed lookups of a job, newest first, those from before its account was known included. */
  failures(jobKey: JobKey): Live<readonly FailureRow[]>;
  /** The times in which this job was followed and due, and nobody could ask about it; oldest first. One that lasts has no end. */
  gaps(jobKey: JobKey): Live<readonly StoredGap[]>;
  /** The latest failed lookups of all jobs, newest first. */
  recentFailures(limit: number): Live<readonly FailureRow[]>;
  /** How many jobs stand in each outcome; outcomes without jobs are left out. */
  outcomeTotals(): Live<readonly OutcomeTotal[]>;
  /** Letter case matters only where it tells jobs apart: AWS answers in capitals, whatever was typed. */
  findByCopyJobId(copyJobId: string, region?: string): Promise<readonly JobRow[]>;

  /** What is noted on a job and its snapshots. */
  notes(jobKey: JobKey): Live<readonly NoteRow[]>;
  /**
   * Notes something on a job, or on one of its snapshots, in the place of what was noted there; an empty text takes that away. False: there is no such
   * job or snapshot (any more). Never leaves this computer.
   */
  writeNote(jobKey: JobKey, snapshotId: SnapshotId | undefined, text: string): Promise<boolean>;

  /** Removes a job with all its snapshots and failures. Undefined: there is no such job. */
  removeJob(jobKey: JobKey): Promise<RemovalId | undefined>;
  /** Removes one snapshot; the last one of a job takes the job with it. Undefined: there is no such snapshot. */
  removeSnapshot(snapshotId: SnapshotId): Promise<RemovalId | undefined>;
  /** Brings back what was removed, merged with what was seen since. False: there is no such removal (any more). */
  restore(removalId: RemovalId): Promise<boolean>;
  /** What can be brought back, newest first. */
  removals(): Live<readonly Removal[]>;
  /** Forgets removed things for good. */
  emptyRemovals(): Promise<void>;

  /** A small setting kept with this history. */
  preference(name: string): Promise<unknown>;
  setPreference(name: string, value: unknown): Promise<void>;

  close(): void;
}

/** Something the history refuses or cannot do; `message` is for people. */
export class HistoryProblem extends Error {
  override readonly name = 'HistoryProblem';
  constructor(
    readonly code: 'unreadable-body' | 'wrong-job' | 'disk-full' | 'write-failed' | 'closed' | 'earlier',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether a live query failed because the history was closed under the window: then all of them have. */
export function isHistoryClosed(problem: Error | undefined): boolean {
  return problem instanceof HistoryProblem && problem.code === 'closed';
}
