import type { JobKey } from '../../domain/job-key';
import type { StoredGap } from './gap-rows';
import type { StoredNotListed, StoredPlace, StoredReading } from './rows';

/**
 * Where the rows of coverage lie, beside those of the history and in the same transactions. Reading passes over damaged
 * rows. Await nothing else inside a write.
 */
export interface CoverageShelf {
  reading(id: string): Promise<StoredReading | undefined>;
  /** Readings that can be gone on with. */
  openReadings(): Promise<StoredReading[]>;
  /** Of one place, newest first. */
  readingsOf(placeKey: string, limit: number): Promise<StoredReading[]>;
  putReadings(rows: readonly StoredReading[]): Promise<void>;

  place(placeKey: string): Promise<StoredPlace | undefined>;
  places(): Promise<StoredPlace[]>;
  putPlace(row: StoredPlace): Promise<void>;

  notListed(jobKey: JobKey): Promise<StoredNotListed | undefined>;
  /** Leaves those that are marked already as they are. */
  markNotListed(rows: readonly StoredNotListed[]): Promise<void>;
  unmarkListed(jobKeys: readonly JobKey[]): Promise<void>;

  /** Gaps that last. */
  openGaps(): Promise<StoredGap[]>;
  /** Gaps of a Region that began at or after `from` and not after `to` (epoch ms UTC), oldest first. */
  gapsBegun(region: string, from: number, to: number): Promise<StoredGap[]>;
  putGaps(rows: readonly StoredGap[]): Promise<void>;
}
