import type { JobKey } from '../../domain/job-key';
import type {
  RemovedContents,
  StoredBody,
  StoredFailure,
  StoredJob,
  StoredRemoval,
  StoredSnapshot,
  StoredTotal,
} from './rows';
import type { JobsPage, JobsQuery, Live, Removal } from './types';

/**
 * Where rows lie. What the history does is written once against this; the database and the memory of a session each
 * provide it. Reading passes over damaged rows. Writing is for inside {@link Store.write} only.
 */
export interface Shelf {
  job(jobKey: JobKey): Promise<StoredJob | undefined>;
  jobsByCopyJobId(copyJobId: string): Promise<StoredJob[]>;
  /** The same in any letter case. */
  jobsByCopyJobIdInAnyCase(copyJobId: string): Promise<StoredJob[]>;
  jobsPage(query: JobsQuery): Promise<JobsPage>;
  putJob(row: StoredJob): Promise<void>;
  deleteJob(jobKey: JobKey): Promise<void>;

  totals(): Promise<StoredTotal[]>;
  putTotal(row: StoredTotal): Promise<void>;

  /** In time order. */
  snapshotsOf(jobKey: JobKey): Promise<StoredSnapshot[]>;
  putSnapshots(rows: readonly StoredSnapshot[]): Promise<void>;
  deleteSnapshots(rows: readonly StoredSnapshot[]): Promise<void>;

  body(jobKey: JobKey, digest: string): Promise<string | undefined>;
  bodiesOf(jobKey: JobKey): Promise<StoredBody[]>;
  putBodies(rows: readonly StoredBody[]): Promise<void>;
  deleteBodies(rows: readonly StoredBody[]): Promise<void>;

  /** Newest first. */
  failuresOf(region: string, copyJobId: string): Promise<StoredFailure[]>;
  /** Newest first, of all jobs. */
  latestFailures(limit: number): Promise<StoredFailure[]>;
  /** Adds it, or replaces the one with its `id`. */
  putFailure(row: StoredFailure): Promise<void>;
  deleteFailures(ids: readonly number[]): Promise<void>;

  /** Newest first. */
  removals(): Promise<Removal[]>;
  addRemoval(row: StoredRemoval, contents: Omit<RemovedContents, 'id'>): Promise<number>;
  removedContents(id: number): Promise<RemovedContents | undefined>;
  deleteRemoval(id: number): Promise<void>;
  clearRemovals(): Promise<void>;

  preference(name: string): Promise<unknown>;
  putPreference(name: string, value: unknown): Promise<void>;
}

/** Runs work on a shelf. */
export interface Store {
  /** All or nothing; resolves once it is safely written. No two writes at the same time. Await nothing but the shelf inside. */
  write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T>;
  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T>;
  /** Reads again whenever what was read has changed. */
  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T>;
  close(): void;
}
