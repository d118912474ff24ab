import Dexie from 'dexie';
import type { JobKey } from '../../domain/job-key';
import {
  isSoundFailure,
  jobKeyOf,
  type RemovedContents,
  type StoredBody,
  type StoredFailure,
  type StoredJob,
  type StoredRemoval,
  type StoredTotal,
} from '../history/rows';
import { DexieCoverage } from '../coverage/dexie-coverage';
import { findFirst, pageOf } from '../history/job-pages';
import type { Place, Rank, Ranked, Shelf, ShelfRecord, WalkedTable } from '../history/shelf';
import type { JobsPage, JobsQuery, Removal } from '../history/types';
import type { CopytrailDatabase } from './database';
import { DexieSetAside } from './dexie-set-aside';
import { readInOrder } from './job-order';
import { packJob, packKey, packedKeysOfId, readJob } from './packed-job';

/**
 * All keys that begin with these parts. In IndexedDB's order a list is smaller than any longer one that begins with it, and a list
 * as a part is greater than any text or number.
 */
function beginningWith(...parts: readonly string[]): [lower: readonly unknown[], upper: readonly unknown[]] {
  return [parts, [...parts, []]];
}

/** Rows read at a time when all are wanted: enough to be fast, few enough to let go of again. */
const ROWS_AT_ONCE = 1000;

/** The shelf in a Dexie database. */
export class DexieShelf implements Shelf {
  readonly coverage: DexieCoverage;
  readonly aside: DexieSetAside;

  constructor(private readonly db: CopytrailDatabase) {
    this.coverage = new DexieCoverage(db);
    this.aside = new DexieSetAside(db);
  }

  async jobs(keys: readonly string[]): Promise<(StoredJob | undefined)[]> {
    // One by one along the index: a search for any of many keys walks it in order instead, which takes longer for ids at random.
    const read = (): Promise<unknown[]> => Promise.all(keys.map((key) => this.db.copyJobs.get({ key: packKey(key) })));
    // In one transaction: each request that stands alone has one of its own made for it.
    const isOne = keys.length === 1 || (Dexie.currentTransaction as unknown) !== null;
    const rows = await (isOne ? read() : this.db.transaction('r', this.db.copyJobs, read));
    return rows.map(readJob);
  }

  async jobsByCopyJobId(copyJobId: string, letterCase: 'as-written' | 'any'): Promise<StoredJob[]> {
    const keys = this.db.copyJobs.where('key');
    const prefix = `${copyJobId}/`;
    const packed = packedKeysOfId(copyJobId);
    const found: unknown[] = [
      ...(packed
        ? await this.db.copyJobs
            .where('key')
            .between(...packed)
            .toArray()
        : []),
      ...(await (letterCase === 'any' ? keys.startsWithIgnoreCase(prefix) : keys.startsWith(prefix)).toArray()),
    ];
    // An id may itself hold slashes: what begins with another id and a slash is another job.
    const parts = prefix.split('/').length + 1;
    return found
      .flatMap((row) => readJob(row) ?? [])
      .filter(({ key }) => key.split('/').length === parts && (letterCase === 'any' || key.startsWith(prefix)));
  }

  async jobsPage(query: JobsQuery): Promise<JobsPage> {
    const rank = query.sort === 'lastSeen' ? 'seenRank' : 'createdRank';
    return pageOf(await findFirst({ next: (behind, size) => this.jobsInOrder(rank, behind, size) }, query), query);
  }

  jobsInOrder(rank: Rank, behind: Place | undefined, size: number): Promise<readonly Ranked[]> {
    return readInOrder(this.db.copyJobs, rank, behind, size);
  }

  async jobKeysSeenBetween(from: number, to: number): Promise<JobKey[]> {
    const rows: unknown[] = await this.db.copyJobs.where('seenRank').between(-to, -from, false, true).toArray();
    return rows.flatMap((row) => jobKeyOf(readJob(row)?.key ?? '') ?? []);
  }

  async *allJobs(): AsyncIterable<readonly StoredJob[]> {
    let behind = 0;
    for (;;) {
      const rows = await this.db.copyJobs.where(':id').above(behind).limit(ROWS_AT_ONCE).toArray();
      behind = rows.at(-1)?.no ?? behind;
      if (rows.length > 0) yield rows.flatMap((row) => readJob(row) ?? []);
      if (rows.length < ROWS_AT_ONCE) return;
    }
  }

  async putJobs(rows: readonly StoredJob[]): Promise<number[]> {
    return this.db.copyJobs.bulkPut(rows.map(packJob), { allKeys: true });
  }

  async deleteJobs(numbers: readonly number[]): Promise<void> {
    await this.db.copyJobs.bulkDelete([...numbers]);
  }

  totals(): Promise<StoredTotal[]> {
    return this.db.totals.toArray();
  }

  async putTotals(rows: readonly StoredTotal[]): Promise<void> {
    await this.db.totals.bulkPut(rows);
  }

  async olderBody(no: number, digest: string): Promise<string | undefined> {
    const row: { readonly body?: unknown } | undefined = await this.db.olderBodies.get([no, digest]);
    return typeof row?.body === 'string' ? row.body : undefined;
  }

  async olderBodies(no: number): Promise<StoredBody[]> {
    const rows: Partial<Record<keyof StoredBody, unknown>>[] = await this.db.olderBodies
      .where(':id')
      .between([no], [no, []])
      .toArray();
    return rows.flatMap(({ digest, body }) =>
      typeof digest === 'string' && typeof body === 'string' ? [{ no, digest, body }] : [],
    );
  }

  async someOlderBodies(wanted: readonly Omit<StoredBody, 'body'>[]): Promise<(string | undefined)[]> {
    const rows: unknown[] = await this.db.olderBodies.bulkGet(wanted.map(({ no, digest }) => [no, digest]));
    return rows.map((row) => {
      const { body } = (row ?? {}) as { readonly body?: unknown };
      return typeof body === 'string' ? body : undefined;
    });
  }

  async putOlderBodies(rows: readonly StoredBody[]): Promise<void> {
    await this.db.olderBodies.bulkPut(rows);
  }

  async deleteOlderBodies(rows: readonly Omit<StoredBody, 'body'>[]): Promise<void> {
    await this.db.olderBodies.bulkDelete(rows.map(({ no, digest }) => [no, digest]));
  }

  async hasFailures(): Promise<boolean> {
    return (await this.db.lookups.limit(1).primaryKeys()).length > 0;
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

  async records(
    table: WalkedTable,
    behind: ShelfRecord['key'] | undefined,
    size: number,
  ): Promise<readonly ShelfRecord[]> {
    const rows = this.db.table<unknown, ShelfRecord['key']>(table);
    const next = behind === undefined ? rows.toCollection() : rows.where(':id').above(behind);
    const found: ShelfRecord[] = [];
    await next.limit(size).each((value, { primaryKey: key }) => found.push({ key, value }));
    return found;
  }

  async preference(name: string): Promise<unknown> {
    return (await this.db.preferences.get(name))?.value;
  }

  async putPreference(name: string, value: unknown): Promise<void> {
    await this.db.preferences.put({ name, value });
  }
}
