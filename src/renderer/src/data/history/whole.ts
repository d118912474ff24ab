import type { JobChanges } from './ledger';
import type { Shelf } from './shelf';
import type { Live } from './types';

/** A history as a whole, row by row: for backing it up, for joining another one to it, and for thinning it out. */
export interface WholeHistory {
  /** Not in one transaction: between two things that are read, others may be written. */
  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T>;
  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T>;
  /** All or nothing; resolves once it is safely written. Await nothing but the shelf inside. */
  join(work: (shelf: Shelf) => Promise<JobChanges>): Promise<void>;
}
