import { parseJobKey, type JobKey } from '../../domain/job-key';
import type { Observation, Workspace } from '../../../../preload/contract/shapes';
import type { StoredGap } from '../coverage/gap-rows';
import { toFailureRow, toJobRow, toSnapshotRow } from './derive';
import { gapsOfJob } from './gaps';
import { KnownRows } from './known-rows';
import { failuresOfJob, jobsOfId, recordFailedLookup, recordObservations, writeNote, type JobChanges } from './ledger';
import { noteRowsOf } from './notes';
import type { OtherWindows } from './other-windows';
import { PastStore } from './past-store';
import { prepare } from './prepare';
import { readBodies, readBody, readJob } from './read-job';
import { removeJob, removeSnapshot, restore } from './removal';
import { jobKeyOf, shelfKeyOf } from './rows';
import type { Shelf, Store } from './shelf';
import { Unsaved } from './unsaved';
import type { WholeHistory } from './whole';
import {
  HistoryProblem,
  type Alongside,
  type CoverageStore,
  type FailedLookup,
  type FailureRow,
  type History,
  type HistoryChange,
  type JobRow,
  type JobsPage,
  type JobsQuery,
  type Live,
  type NoteRow,
  type OutcomeTotal,
  type Recorded,
  type Removal,
  type RemovalId,
  type SnapshotId,
  type SnapshotRow,
} from './types';

/** The history over a store, whichever kind it is. */
export class StoredHistory implements History {
  readonly #listeners = new Set<(change: HistoryChange) => void>();
  readonly #known: KnownRows;
  readonly coverage: CoverageStore = {
    read: (work) => this.store.read((shelf) => work(shelf.coverage)),
    write: (work) => this.#write((shelf) => work(shelf.coverage)),
    watch: (work) => this.store.watch((shelf) => work(shelf.coverage)),
  };

  readonly unsaved = new Unsaved();

  /** For backups and thinning, which are of everything. */
  readonly whole: WholeHistory = {
    read: (work) => this.store.read(work),
    watch: (work) => this.store.watch(work),
    join: async (work) => {
      this.#tell(await this.#write(work));
    },
  };

  constructor(
    readonly workspace: Workspace,
    readonly database: string | undefined,
    private readonly store: Store,
    /** Epoch ms UTC. */
    private readonly now: () => number = Date.now,
    /** Other windows with the same history; none for one that is not on disk. */
    private readonly others?: OtherWindows,
    readonly knownAt?: number,
  ) {
    this.#known = new KnownRows({
      read: (jobKeys) =>
        store.read(async (shelf) => (await shelf.jobs(jobKeys.map(shelfKeyOf))).map((row) => row && toJobRow(row))),
      // Fails as soon as there is nothing to read from any more.
      alive: store.watch((shelf) => shelf.preference('')),
    });
    others?.hear((touched) => void this.#hear(touched).catch(() => undefined));
  }

  get kept(): boolean {
    return this.database !== undefined;
  }

  asKnownAt(at: number): History {
    const store = new PastStore(this.store, at, (listener) => this.onChange(listener));
    return new StoredHistory(this.workspace, this.database, store, () => at, store, at);
  }

  async record(observation: Observation): Promise<Recorded> {
    const [recorded] = await this.recordAll([observation]);
    if (!recorded) throw new Error('One observation leaves one record.');
    return recorded;
  }

  async recordAll(observations: readonly Observation[], alongside?: Alongside): Promise<readonly Recorded[]> {
    // Digesting waits for something that is not the database, during which a transaction would end by itself: do it first.
    const all = await Promise.all(observations.map(prepare));
    const { recorded, changes } = await this.#write(async (shelf) => {
      const done = await recordObservations(shelf, all);
      await alongside?.(shelf.coverage, done.recorded);
      return done;
    }, observations);
    this.#tell(changes, Math.min(...observations.map(({ observedAt }) => observedAt)));
    return recorded;
  }

  recordFailure(failure: FailedLookup): Promise<void> {
    return this.recordFailures([failure]);
  }

  async recordFailures(failures: readonly FailedLookup[]): Promise<void> {
    const changes = await this.#write(async (shelf) => {
      const all: JobChanges[] = [];
      for (const failure of failures) all.push(await recordFailedLookup(shelf, failure));
      return { put: all.flatMap(({ put }) => put), removed: [] };
    });
    this.#tell(changes, Math.min(...failures.map(({ at }) => at)));
  }

  jobKeysSeenBetween(from: number, to: number): Promise<readonly JobKey[]> {
    return this.store.read((shelf) => shelf.jobKeysSeenBetween(from, to));
  }

  jobs(query: JobsQuery): Live<JobsPage> {
    return this.store.watch((shelf) => shelf.jobsPage(query));
  }

  job(jobKey: JobKey): Live<JobRow | undefined> {
    return this.store.watch(async (shelf) => {
      const row = await readJob(shelf, jobKey);
      return row && toJobRow(row);
    });
  }

  jobsByKey(jobKeys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]> {
    return this.#known.watch(jobKeys);
  }

  jobsWhere(
    fits: (row: JobRow) => boolean,
    outcomes: (outcomeKey: string) => boolean = () => true,
  ): Promise<readonly JobRow[]> {
    return this.store.read(async (shelf) => {
      const found: JobRow[] = [];
      for await (const stored of shelf.allJobs()) {
        const some = stored.filter(({ outcomeKey }) => outcomes(outcomeKey));
        found.push(...some.flatMap((row) => toJobRow(row) ?? []).filter(fits));
      }
      return found;
    });
  }

  onChange(listener: (change: HistoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshots(jobKey: JobKey): Live<readonly SnapshotRow[]> {
    return this.store.watch(async (shelf) => {
      const { runs = [] } = (await readJob(shelf, jobKey)) ?? {};
      return runs.map((run) => toSnapshotRow(jobKey, run)).reverse();
    });
  }

  body(snapshotId: SnapshotId): Promise<string | undefined> {
    return this.store.read((shelf) => readBody(shelf, snapshotId));
  }

  bodies(jobKey: JobKey): Promise<ReadonlyMap<string, string>> {
    return this.store.read((shelf) => readBodies(shelf, jobKey));
  }

  failures(jobKey: JobKey): Live<readonly FailureRow[]> {
    return this.store.watch(async (shelf) => (await failuresOfJob(shelf, jobKey)).map(toFailureRow));
  }

  gaps(jobKey: JobKey): Live<readonly StoredGap[]> {
    if (!parseJobKey(jobKey)) return this.store.watch(() => Promise.resolve([]));
    return this.store.watch(async (shelf) => {
      // Right here and no deeper: behind nested waiting, Dexie does not note any more what else is read for a live query.
      const [row] = await shelf.jobs([shelfKeyOf(jobKey)]);
      return row === undefined ? [] : gapsOfJob(shelf.coverage, row);
    });
  }

  recentFailures(limit: number): Live<readonly FailureRow[]> {
    return this.store.watch(async (shelf) => (await shelf.latestFailures(limit)).map(toFailureRow));
  }

  outcomeTotals(): Live<readonly OutcomeTotal[]> {
    return this.store.watch(async (shelf) => (await shelf.totals()).filter(({ jobs }) => jobs > 0));
  }

  findByCopyJobId(copyJobId: string, region?: string): Promise<readonly JobRow[]> {
    return this.store.read(async (shelf) =>
      (await jobsOfId(shelf, copyJobId, region)).flatMap((row) => toJobRow(row) ?? []),
    );
  }

  notes(jobKey: JobKey): Live<readonly NoteRow[]> {
    return this.store.watch(async (shelf) => {
      const row = await readJob(shelf, jobKey);
      return row ? noteRowsOf(row) : [];
    });
  }

  async writeNote(jobKey: JobKey, snapshotId: SnapshotId | undefined, text: string): Promise<boolean> {
    const at = this.now();
    const changes = await this.#write((shelf) => writeNote(shelf, { jobKey, snapshotId, text, at }));
    this.#tell(changes, at);
    return changes !== undefined;
  }

  async removeJob(jobKey: JobKey): Promise<RemovalId | undefined> {
    const removed = await this.#write((shelf) => removeJob(shelf, jobKey, this.now()));
    this.#tell(removed?.changes);
    return removed?.id;
  }

  async removeSnapshot(snapshotId: SnapshotId): Promise<RemovalId | undefined> {
    const removed = await this.#write((shelf) => removeSnapshot(shelf, snapshotId, this.now()));
    this.#tell(removed?.changes);
    return removed?.id;
  }

  async restore(removalId: RemovalId): Promise<boolean> {
    const changes = await this.#write((shelf) => restore(shelf, removalId));
    this.#tell(changes);
    return changes !== undefined;
  }

  removals(): Live<readonly Removal[]> {
    return this.store.watch((shelf) => shelf.removals());
  }

  emptyRemovals(): Promise<void> {
    return this.#write((shelf) => shelf.clearRemovals());
  }

  preference(name: string): Promise<unknown> {
    return this.store.read((shelf) => shelf.preference(name));
  }

  setPreference(name: string, value: unknown): Promise<void> {
    return this.#write((shelf) => shelf.putPreference(name, value));
  }

  close(): void {
    this.#listeners.clear();
    this.#known.clear();
    this.others?.close();
    this.store.close();
  }

  /** @param since the earliest time that the write tells something of; absent: any */
  #tell(changes: JobChanges | undefined, since?: number): void {
    if (!changes || changes.put.length + changes.removed.length === 0) return;
    this.others?.tell([...changes.put.flatMap(({ row }) => jobKeyOf(row.key) ?? []), ...changes.removed]);
    if (!this.#isHeard) return;
    const put = changes.put.flatMap(({ row, reading }) => toJobRow(row, reading) ?? []);
    this.#tellHere({ put, removed: changes.removed, ...(since !== undefined && { since }) });
  }

  /** @param answers what is to be kept in memory if the disk does not take it */
  async #write<T>(work: (shelf: Shelf) => Promise<T>, answers: readonly Observation[] = []): Promise<T> {
    try {
      return await this.store.write(work);
    } catch (problem) {
      if (problem instanceof HistoryProblem) this.unsaved.failed(problem, answers);
      throw problem;
    }
  }

  get #isHeard(): boolean {
    return this.#listeners.size > 0 || this.#known.inUse;
  }

  #tellHere(change: HistoryChange): void {
    this.#known.take(change);
    for (const listener of this.#listeners) listener(change);
  }

  /** Another window has written these jobs: reads what has become of them. */
  async #hear(touched: readonly JobKey[]): Promise<void> {
    const keys = touched.filter((key) => parseJobKey(key) !== undefined);
    if (!this.#isHeard || keys.length === 0) return;
    const rows = await this.store.read((shelf) => shelf.jobs(keys.map(shelfKeyOf)));
    const put = rows.flatMap((row) => (row && toJobRow(row)) ?? []);
    this.#tellHere({ put, removed: keys.filter((_, at) => !rows[at]) });
  }
}
