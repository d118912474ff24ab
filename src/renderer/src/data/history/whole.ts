import type { JobChanges } from './ledger';
import type { Shelf } from './shelf';

/** A history as a whole, row by row: for backing it up, and for joining another one to it. */
export interface WholeHistory {
  /** Not in one transaction: between two things that are read, others may be written. */
  read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T>;
  /** All or nothing; resolves once it is safely written. Await nothing but the shelf inside. */
  join(work: (shelf: Shelf) => Promise<JobChanges>): Promise<void>;
}
