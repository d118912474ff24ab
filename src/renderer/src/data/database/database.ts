import Dexie, { type DexieOptions, type Table } from 'dexie';
import type {
  RemovedContents,
  StoredAside,
  StoredBody,
  StoredFailure,
  StoredPreference,
  StoredRemoval,
  StoredThinning,
  StoredTotal,
} from '../history/rows';
import type { StoredGap } from '../coverage/gap-rows';
import type { StoredNotListed, StoredPlace, StoredReading } from '../coverage/rows';
import { climb, LADDER, NEWEST_VERSION } from './ladder';
import type { PackedJob } from './packed-job';
import type { Rung } from './rung';

/** A history on disk. Tables and keys: docs/history.md. */
export class CopytrailDatabase extends Dexie {
  declare readonly copyJobs: Table<PackedJob, number>;
  declare readonly olderBodies: Table<StoredBody, [no: number, digest: string]>;
  declare readonly totals: Table<StoredTotal, string>;
  declare readonly lookups: Table<StoredFailure, number>;
  declare readonly removed: Table<StoredRemoval & { readonly id?: number }, number>;
  declare readonly removedContents: Table<RemovedContents, number>;
  declare readonly thinnings: Table<StoredThinning, string>;
  declare readonly setAside: Table<StoredAside, number>;
  declare readonly preferences: Table<StoredPreference, string>;
  declare readonly readings: Table<StoredReading, string>;
  declare readonly placesRead: Table<StoredPlace, string>;
  declare readonly notListed: Table<StoredNotListed, string>;
  declare readonly gaps: Table<StoredGap, string>;

  /**
   * @param upTo an earlier version of the ladder, and `ladder` another one; for tests
   */
  constructor(
    name: string,
    options: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {},
    upTo = NEWEST_VERSION,
    ladder: readonly Rung[] = LADDER,
  ) {
    // What was reported as saved must survive a crash of the whole machine: strict, not Chromium's relaxed default.
    super(name, { ...options, autoOpen: false, chromeTransactionDurability: 'strict' });
    climb(this, upTo, ladder);
  }
}
