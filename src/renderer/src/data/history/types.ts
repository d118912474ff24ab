import type { JobKey } from '../../domain/job-key';
import type { StoredGap } from '../coverage/gap-rows';
import type { CoverageShelf } from '../coverage/shelf';
import type { Observation, Workspace } from '../../../../preload/contract/shapes';
import type {
  FailedLookup,
  FailureRow,
  JobRow,
  JobsPage,
  JobsQuery,
  NoteRow,
  OutcomeTotal,
  Recorded,
  Removal,
  RemovalId,
  SnapshotId,
  SnapshotRow,
} from './answers';
import type { Unsaved } from './unsaved';

export type * from './answers';

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
  /** Answers that could not be written, in memory. */
  readonly unsaved: Unsaved;
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
    readonly code:
      'unreadable-body' | 'wrong-job' | 'disk-full' | 'not-writable' | 'write-failed' | 'closed' | 'earlier',
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
