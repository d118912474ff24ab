import type { Table } from 'dexie';
import { isSoundGap, type StoredGap } from './gap-rows';
import {
  isSoundNotListed,
  isSoundPlace,
  isSoundReading,
  type StoredNotListed,
  type StoredPlace,
  type StoredReading,
} from './rows';
import type { CoverageShelf } from './shelf';

/** The tables of coverage in a Dexie database. */
export interface CoverageTables {
  readonly readings: Table<StoredReading, string>;
  readonly placesRead: Table<StoredPlace, string>;
  readonly notListed: Table<StoredNotListed, string>;
  readonly gaps: Table<StoredGap, string>;
}

/** Coverage in a Dexie database. */
export class DexieCoverage implements CoverageShelf {
  constructor(private readonly db: CoverageTables) {}

  async reading(id: string): Promise<StoredReading | undefined> {
    const row: unknown = await this.db.readings.get(id);
    return isSoundReading(row) ? row : undefined;
  }

  async openReadings(): Promise<StoredReading[]> {
    const rows: unknown[] = await this.db.readings.where('open').equals(1).toArray();
    return rows.filter(isSoundReading);
  }

  async readingsOf(placeKey: string, limit: number): Promise<StoredReading[]> {
    const rows: unknown[] = await this.db.readings
      .where('[placeKey+askedAt]')
      .between([placeKey, -Infinity], [placeKey, Infinity])
      .reverse()
      .limit(limit)
      .toArray();
    return rows.filter(isSoundReading);
  }

  async putReadings(rows: readonly StoredReading[]): Promise<void> {
    await this.db.readings.bulkPut(rows);
  }

  async place(placeKey: string): Promise<StoredPlace | undefined> {
    const row: unknown = await this.db.placesRead.get(placeKey);
    return isSoundPlace(row) ? row : undefined;
  }

  async places(): Promise<StoredPlace[]> {
    const rows: unknown[] = await this.db.placesRead.toArray();
    return rows.filter(isSoundPlace);
  }

  async putPlace(row: StoredPlace): Promise<void> {
    await this.db.placesRead.put(row);
  }

  async notListed(jobKey: string): Promise<StoredNotListed | undefined> {
    const row: unknown = await this.db.notListed.get(jobKey);
    return isSoundNotListed(row) ? row : undefined;
  }

  async markNotListed(rows: readonly StoredNotListed[]): Promise<void> {
    const marked: unknown[] = await this.db.notListed.bulkGet(rows.map(({ jobKey }) => jobKey));
    await this.db.notListed.bulkPut(rows.filter((_, at) => !isSoundNotListed(marked[at])));
  }

  async unmarkListed(jobKeys: readonly string[]): Promise<void> {
    const [first, ...others] = [...jobKeys].sort();
    if (first === undefined) return;
    // Few jobs of an account and Region are marked, and reading their keys is far cheaper than deleting a page of keys (1 ms against 58 ms).
    const near = await this.db.notListed
      .where('jobKey')
      .between(first, others.at(-1) ?? first, true, true)
      .limit(jobKeys.length)
      .primaryKeys();
    const listed = new Set(jobKeys);
    await this.db.notListed.bulkDelete(
      near.length < jobKeys.length ? near.filter((jobKey) => listed.has(jobKey)) : [...jobKeys],
    );
  }

  async openGaps(): Promise<StoredGap[]> {
    const rows: unknown[] = await this.db.gaps.where('open').equals(1).toArray();
    return rows.filter(isSoundGap);
  }

  async gapsBegun(region: string, from: number, to: number): Promise<StoredGap[]> {
    const rows: unknown[] = await this.db.gaps
      .where('[region+from]')
      .between([region, from], [region, to], true, true)
      .toArray();
    return rows.filter(isSoundGap);
  }

  async putGaps(rows: readonly StoredGap[]): Promise<void> {
    await this.db.gaps.bulkPut(rows);
  }
}
