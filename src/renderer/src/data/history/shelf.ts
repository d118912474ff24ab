import type { JobKey } from '../../domain/job-key';
import type { CoverageShelf } from '../coverage/shelf';
import type { SetAside } from './set-aside-shelf';
import type { RemovedContents, StoredBody, StoredFailure, StoredJob, StoredRemoval, StoredTotal } from './rows';
import type { JobsPage, JobsQuery, Live, Removal } from './types';

/** Orders in which rows can be walked, newest first: by the last answer, by creation. */
export type Rank = 'seenRank' | 'createdRank';

/** A place in such an order: rows of one rank stand in the order of their numbers. */
export interface Place {
  readonly rank: number;
  readonly no: number;
}

/** Tables that a backup takes row by row; the others are walked through what they belong to. */
export type WalkedTable = 'lookups' | 'readings' | 'notListed' | 'gaps' | 'preferences';

/** A row as it lies on the shelf, whatever it is, by its key. */
export interface ShelfRecord {
  readonly key: string | number;
  readonly value: unknown;
}

/** A row where it stands in an order; without a job if it is damaged beyond reading. */
export interface Ranked {
  readonly place: Place;
  readonly job: StoredJob | undefined;
}

/**
 * Where rows lie. What the history does is written once against this; the database and the memory of a session each
 * provide it. Reading passes over damaged rows. Writing is for inside {@link Store.write} only.
 */
export interface Shelf {
  /** Rows of jobs by {@link StoredJob.key}, in the order of the keys; damaged ones are there without snapshots. */
  jobs(keys: readonly string[]): Promise<(StoredJob | undefined)[]>;
  /** Jobs with this id, or with this id in any letter case. */
  jobsByCopyJobId(copyJobId: string, letterCase: 'as-written' | 'any'): Promise<StoredJob[]>;
  jobsPage(query: JobsQuery): Promise<JobsPage>;
  /** The next rows in an order, from its begin or behind a place. Fewer than `size`: there are no more. */
  jobsInOrder(rank: Rank, behind: Place | undefined, size: number): Promise<readonly Ranked[]>;
  /** Jobs about which AWS last answered at or after `from` and before `to` (epoch ms UTC). */
  jobKeysSeenBetween(from: number, to: number): Promise<JobKey[]>;
  /** Every job in the order of their numbers, some at a time. */
  allJobs(): AsyncIterable<readonly StoredJob[]>;
  /** Adds rows, or replaces those with their numbers. Answers the numbers. */
  putJobs(rows: readonly StoredJob[]): Promise<number[]>;
  deleteJobs(numbers: readonly number[]): Promise<void>;

  totals(): Promise<StoredTotal[]>;
  putTotals(rows: readonly StoredTotal[]): Promise<void>;

  /** Of a content that is not the job's newest. */
  olderBody(no: number, digest: string): Promise<string | undefined>;
  /** All of a job. */
  olderBodies(no: number): Promise<StoredBody[]>;
  /** Several at once, of any jobs, in the order asked for. */
  someOlderBodies(wanted: readonly Omit<StoredBody, 'body'>[]): Promise<(string | undefined)[]>;
  putOlderBodies(rows: readonly StoredBody[]): Promise<void>;
  deleteOlderBodies(rows: readonly Omit<StoredBody, 'body'>[]): Promise<void>;

  /** Whether any look-up ever failed. */
  hasFailures(): Promise<boolean>;
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

  /** The next rows of a table in the order of their keys, from its begin or behind a key. Fewer than `size`: there are no more. */
  records(table: WalkedTable, behind: ShelfRecord['key'] | undefined, size: number): Promise<readonly ShelfRecord[]>;

  /** What thinnings have set aside, in the same transactions. */
  readonly aside: SetAside;

  /** What was looked at: the rows of data/coverage, in the same transactions. */
  readonly coverage: CoverageShelf;

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
