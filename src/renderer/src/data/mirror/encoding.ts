import type { Comparable } from '../../domain/columns/comparable';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import type { Bits } from './bits';

/** Puts two values of a column in order, missing ones included; as for `Array.sort`. */
export type Compare = (left: Comparable | undefined, right: Comparable | undefined) => number;

/** One way to keep the values of a column. Rows are numbered from 0; those without a value hold undefined. */
export interface Encoding {
  /** Makes room for rows 0 to `rows - 1`. */
  grow(rows: number): void;
  /** Keeps the value of a row. */
  set(row: number, value: JobValue | undefined): void;
  /** The value of a row; its letter case may be lost. */
  valueAt(row: number): JobValue | undefined;
  /**
   * Something short that stands for the value of a row among those of its column: the same for equal values (letter case apart, where that
   * may be lost), undefined for none.
   */
  markAt(row: number): string | number | undefined;
  /** The value of a row as it compares. */
  at(row: number): Comparable | undefined;
  /** Adds to `into` the rows whose value passes. Rows that are not in use may be among them. */
  match(token: Pick<CompiledToken, 'test' | 'needles' | 'isPresence'>, into: Bits): void;
  /** Adds to `into` the rows of `within` whose value is a text that holds a folded word; other rows may be added too. */
  search(word: string, into: Bits, within: Bits): void;
}
