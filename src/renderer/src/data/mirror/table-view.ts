import type { ColumnId } from '../../domain/columns/types';
import type { SortKey } from '../../domain/filter';
import type { Bits } from './bits';
import type { ColumnValues } from './column-values';

/** The jobs of a table as they are, or as they were known at a time: some of its rows, and what stands in them. */
export interface TableView {
  /** Rows that hold a job. Not to be changed. */
  readonly inUse: Bits;
  /** How many jobs there are. */
  readonly count: number;
  valuesOf(column: ColumnId): ColumnValues | undefined;
  /** The rows in the order of the keys, jobs equal in all of them in the order of their job keys. Others may stand between them. */
  sorted(sort: readonly SortKey[]): Uint32Array;
}
