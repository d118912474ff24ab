import {
  isSoundFailure,
  isSoundJob,
  isSoundSnapshot,
  type RemovedContents,
  type StoredBody,
  type StoredFailure,
  type StoredJob,
  type StoredRemoval,
  type StoredSnapshot,
  type StoredTotal,
} from '../history/rows';
import type { Shelf } from '../history/shelf';
import type { JobsPage, JobsQuery, Removal } from '../history/types';
import type { CopytrailDatabase } from './database';
import { readJobsPage } from './job-pages';

/**
 * All keys that begin with these parts. In IndexedDB's order a list is smaller than any longer one that begins with it, and a list
 * as a part is greater than any text or number.
 */
function beginningWith(...parts: readonly string[]): [lower: readonly unknown[], upper: readonly unknown[]] {
  return [parts, [...parts, []]];
}

/** The shelf in a Dexie database. */
export class DexieShelf implements Shelf {
  constructor(private readonly db: CopytrailDatabase) {}

  async job(jobKey: string): Promise<StoredJob | undefined> {
    const row: unknown = await this.db.jobs.get(jobKey);
    return isSoundJob(row) ? row : undefined;
  }

  async jobsByCopyJobId(copyJobId: string): Promise<StoredJob[]> {
    const rows: unknown[] = await this.db.jobs.where('copyJobId').equals(copyJobId).toArray();
    return rows.filter(isSoundJob);
  }

  async jobsByCopyJobIdInAnyCase(copyJobId: string): Promise<StoredJob[]> {
    const rows: unknown[] = await this.db.jobs.where('copyJobId').equalsIgnoreCase(copyJobId).toArray();
    return rows.filter(isSoundJob);
  }

  jobsPage(query: JobsQuery): Promise<JobsPage> {
    return readJobsPage(this.db.jobs, query);
  }

  async putJob(row: StoredJob): Promise<void> {
    await this.db.jobs.put(row);
  }

  async deleteJob(jobKey: string): Promise<void> {
    await this.db.jobs.delete(jobKey);
  }

  totals(): Promise<StoredTotal[]> {
    return this.db.totals.toArray();
  }

  async putTotal(row: StoredTotal): Promise<void> {
    await this.db.totals.put(row);
  }

  async snapshotsOf(jobKey: string): Promise<StoredSnapshot[]> {
    const rows: unknown[] = await this.db.snapshots
      .where('[jobKey+firstSeen+digest]')
      .between(...beginningWith(jobKey))
      .toArray();
    return rows.filter(isSoundSnapshot);
  }

  async putSnapshots(rows: readonly StoredSnapshot[]): Promise<void> {
    await this.db.snapshots.bulkPut(rows);
  }

  async deleteSnapshots(rows: readonly StoredSnapshot[]): Promise<void> {
    await this.db.snapshots.bulkDelete(rows.map(({ jobKey, firstSeen, digest }) => [jobKey, firstSeen, digest]));
  }

  async body(jobKey: string, digest: string): Promise<string | undefined> {
    const row: { readonly body?: unknown } | undefined = await this.db.bodies.get([jobKey, digest]);
    return typeof row?.body === 'string' ? row.body : undefined;
  }

  bodiesOf(jobKey: string): Promise<StoredBody[]> {
    return this.db.bodies
      .where('[jobKey+digest]')
      .between(...beginningWith(jobKey))
      .toArray();
  }

  async putBodies(rows: readonly StoredBody[]): Promise<void> {
    await this.db.bodies.bulkPut(rows);
  }

  async deleteBodies(rows: readonly StoredBody[]): Promise<void> {
    await this.db.bodies.bulkDelete(rows.map(({ jobKey, digest }) => [jobKey, digest]));
  }

  async failuresOf(region: string, copyJobId: string): Promise<StoredFailure[]> {
    const rows: unknown[] = await this.db.lookups
      .where('[region+copyJobId+lastAt]')
      .between(...beginningWith(region, copyJobId))
      .reverse()
      .toArray();
    return rows.filter(isSoundFailure);
  }

  async latestFailures(limit: number): Promise<StoredFailure[]> {
    const rows: unknown[] = await this.db.lookups.orderBy('lastAt').reverse().limit(limit).toArray();
    return rows.filter(isSoundFailure);
  }

  async putFailure(row: StoredFailure): Promise<void> {
    await this.db.lookups.put(row);
  }

  async deleteFailures(ids: readonly number[]): Promise<void> {
    await this.db.lookups.bulkDelete([...ids]);
  }

  async removals(): Promise<Removal[]> {
    const rows = await this.db.removed.orderBy('id').reverse().toArray();
    return rows.map((row) => ({ ...row, id: row.id ?? 0 }));
  }

  async addRemoval(row: StoredRemoval, contents: Omit<RemovedContents, 'id'>): Promise<number> {
    const id = await this.db.removed.add(row);
    await this.db.removedContents.put({ ...contents, id });
    return id;
  }

  removedContents(id: number): Promise<RemovedContents | undefined> {
    return this.db.removedContents.get(id);
  }

  async deleteRemoval(id: number): Promise<void> {
    await this.db.removed.delete(id);
    await this.db.removedContents.delete(id);
  }

  async clearRemovals(): Promise<void> {
    await this.db.removed.clear();
    await this.db.removedContents.clear();
  }

  async preference(name: string): Promise<unknown> {
    return (await this.db.preferences.get(name))?.value;
  }

  async putPreference(name: string, value: unknown): Promise<void> {
    await this.db.preferences.put({ name, value });
  }
}
