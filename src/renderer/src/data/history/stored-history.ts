import { readCopyJob } from '../../domain/copy-job';
import { digestOf } from '../../domain/json';
import type { JobKey } from '../../domain/job-key';
import type { Observation, Workspace } from '../../../../preload/contract/shapes';
import { parseSnapshotId, toFailureRow, toSnapshotRow } from './derive';
import {
  failuresOfJob,
  jobsOfId,
  recordFailedLookup,
  recordObservation,
  workOutJob,
  type PreparedObservation,
} from './ledger';
import { removeJob, removeSnapshot, restore } from './removal';
import type { Shelf, Store } from './shelf';
import {
  HistoryProblem,
  type FailedLookup,
  type FailureRow,
  type History,
  type JobRow,
  type JobsPage,
  type JobsQuery,
  type Live,
  type OutcomeTotal,
  type Recorded,
  type Removal,
  type RemovalId,
  type SnapshotId,
  type SnapshotRow,
} from './types';

/** The history over a store, whichever kind it is. */
export class StoredHistory implements History {
  constructor(
    readonly workspace: Workspace,
    readonly kept: boolean,
    private readonly store: Store,
    /** Epoch ms UTC. */
    private readonly now: () => number = Date.now,
  ) {}

  async record(observation: Observation): Promise<Recorded> {
    // Digesting waits for something that is not the database, during which a transaction would end by itself: do it first.
    const prepared = await prepare(observation);
    return this.store.write((shelf) => recordObservation(shelf, prepared));
  }

  async recordAll(observations: readonly Observation[]): Promise<readonly Recorded[]> {
    const all = await Promise.all(observations.map(prepare));
    return this.store.write(async (shelf) => {
      const recorded: Recorded[] = [];
      // One after the other: two may be about the same job.
      for (const prepared of all) recorded.push(await recordObservation(shelf, prepared));
      return recorded;
    });
  }

  async recordFailure(failure: FailedLookup): Promise<void> {
    await this.store.write((shelf) => recordFailedLookup(shelf, failure));
  }

  jobs(query: JobsQuery): Live<JobsPage> {
    return this.store.watch((shelf) => shelf.jobsPage(query));
  }

  job(jobKey: JobKey): Live<JobRow | undefined> {
    return this.store.watch((shelf) => readJob(shelf, jobKey));
  }

  snapshots(jobKey: JobKey): Live<readonly SnapshotRow[]> {
    return this.store.watch(async (shelf) => (await shelf.snapshotsOf(jobKey)).map(toSnapshotRow).reverse());
  }

  async body(snapshotId: SnapshotId): Promise<string | undefined> {
    const id = parseSnapshotId(snapshotId);
    return id && this.store.read((shelf) => shelf.body(id.jobKey, id.digest));
  }

  failures(jobKey: JobKey): Live<readonly FailureRow[]> {
    return this.store.watch(async (shelf) => (await failuresOfJob(shelf, jobKey)).map(toFailureRow));
  }

  recentFailures(limit: number): Live<readonly FailureRow[]> {
    return this.store.watch(async (shelf) => (await shelf.latestFailures(limit)).map(toFailureRow));
  }

  outcomeTotals(): Live<readonly OutcomeTotal[]> {
    return this.store.watch(async (shelf) => (await shelf.totals()).filter(({ jobs }) => jobs > 0));
  }

  findByCopyJobId(copyJobId: string, region?: string): Promise<readonly JobRow[]> {
    return this.store.read((shelf) => jobsOfId(shelf, copyJobId, region));
  }

  removeJob(jobKey: JobKey): Promise<RemovalId | undefined> {
    return this.store.write((shelf) => removeJob(shelf, jobKey, this.now()));
  }

  removeSnapshot(snapshotId: SnapshotId): Promise<RemovalId | undefined> {
    return this.store.write((shelf) => removeSnapshot(shelf, snapshotId, this.now()));
  }

  restore(removalId: RemovalId): Promise<boolean> {
    return this.store.write((shelf) => restore(shelf, removalId));
  }

  removals(): Live<readonly Removal[]> {
    return this.store.watch((shelf) => shelf.removals());
  }

  emptyRemovals(): Promise<void> {
    return this.store.write((shelf) => shelf.clearRemovals());
  }

  preference(name: string): Promise<unknown> {
    return this.store.read((shelf) => shelf.preference(name));
  }

  setPreference(name: string, value: unknown): Promise<void> {
    return this.store.write((shelf) => shelf.putPreference(name, value));
  }

  close(): void {
    this.store.close();
  }
}

/** A damaged job row is worked out anew from the snapshots; the next write puts it right on disk. */
async function readJob(shelf: Shelf, jobKey: JobKey): Promise<JobRow | undefined> {
  return (await shelf.job(jobKey)) ?? workOutJob(shelf, jobKey, await shelf.snapshotsOf(jobKey));
}

async function prepare(observation: Observation): Promise<PreparedObservation> {
  const result = readCopyJob(observation.body);
  if (!result.ok) {
    throw new HistoryProblem('unreadable-body', `The answer was not kept: ${result.problem.message}`);
  }
  const { reading } = result;
  const { copyJobId } = reading;
  if (copyJobId !== undefined && copyJobId.toLowerCase() !== observation.copyJobId.toLowerCase()) {
    throw new HistoryProblem(
      'wrong-job',
      'The answer was not kept: it is about another copy job than the one asked for.',
    );
  }
  return { observation, reading, digest: await digestOf(reading.copyJob) };
}
