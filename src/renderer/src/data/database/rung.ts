import type Dexie from 'dexie';

/** One rung of the version ladder: what the database looks like from then on, and how rows get there. */
export interface Rung {
  readonly version: number;
  /** Dexie's schema language. Only tables that are new, different or gone (null). */
  readonly stores: Readonly<Record<string, string | null>>;
  /** Set when rows have to be rewritten: a copy of the database is put aside first. */
  readonly upgrade?: Parameters<ReturnType<Dexie['version']>['upgrade']>[0];
}
