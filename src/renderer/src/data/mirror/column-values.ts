import type { Column } from '../../domain/columns';
import type { Comparable } from '../../domain/columns/comparable';
import { comparisonOf } from '../../domain/columns/kinds';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import type { Bits } from './bits';
import { CodeColumn } from './code-column';
import type { Encoding } from './encoding';
import { NumberColumn } from './number-column';
import { TextColumn } from './text-column';

/** When a column is kept in another way. */
export interface EncodingLimits {
  /** Different numbers above which codes cost more room than the numbers. */
  readonly numbers: number;
  /** Different texts above which they are looked at for being nearly all different. */
  readonly texts: number;
}

/** Below this it matters little how values are kept; above it the table of values would soon take more room than they do. */
export const ENCODING_LIMITS: EncodingLimits = { numbers: 0x4000, texts: 0x4000 };

/** Share of rows with a value of their own above which texts are kept joined. */
const MOSTLY_DIFFERENT = 0.5;

/** The values of one column over all rows, kept in whichever way suits what has come so far. */
export class ColumnValues {
  #kept: Encoding;
  /** Set while the kept values are codes. */
  #codes: CodeColumn | undefined;
  #rows = 0;
  #filled = 0;
  #limit: number;

  constructor(
    readonly column: Column,
    limits: EncodingLimits,
  ) {
    this.#codes = new CodeColumn(column);
    this.#kept = this.#codes;
    this.#limit = this.#isNumber ? limits.numbers : limits.texts;
  }

  get encoding(): Encoding {
    return this.#kept;
  }

  get #isNumber(): boolean {
    return comparisonOf(this.column.kind) === 'number';
  }

  /** Makes room for rows 0 to `rows - 1`. */
  grow(rows: number): void {
    this.#rows = rows;
    this.#kept.grow(rows);
  }

  /** Keeps the value of a row. */
  set(row: number, value: JobValue | undefined): void {
    this.#kept.set(row, value);
    if (value === undefined || !this.#codes) return;
    this.#filled++;
    if (this.#codes.distinct > this.#limit) this.#reconsider(this.#codes);
  }

  /** To be called when a batch of rows has been written. */
  settle(): void {
    if (this.#kept instanceof TextColumn) this.#kept.settle();
  }

  at(row: number): Comparable | undefined {
    return this.#kept.at(row);
  }

  match(token: CompiledToken, into: Bits): void {
    this.#kept.match(token, into);
  }

  #reconsider(codes: CodeColumn): void {
    const comparison = comparisonOf(this.column.kind);
    if (comparison === 'number') this.#moveTo(new NumberColumn(this.column));
    else if (comparison === 'text' && codes.distinct > this.#filled * MOSTLY_DIFFERENT)
      this.#moveTo(new TextColumn(this.column));
    else this.#limit *= 2;
  }

  #moveTo(next: Encoding): void {
    next.grow(this.#rows);
    for (let row = 0; row < this.#rows; row++) next.set(row, this.#kept.valueAt(row));
    this.#kept = next;
    this.#codes = undefined;
    this.settle();
  }
}
