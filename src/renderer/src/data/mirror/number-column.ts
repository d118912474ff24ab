import { setBit, setTo, type Bits } from './bits';
import type { Column } from '../../domain/columns';
import { comparable, foldText, type Comparable } from '../../domain/columns/comparable';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import type { Encoding } from './encoding';

/**
 * A column of numbers that are mostly different: times, sizes. The few values that are no numbers, or too large to be exact, are
 * kept beside them as they came.
 */
export class NumberColumn implements Encoding {
  #numbers: Float64Array = new Float64Array(0);
  /** Values that are not what stands in `#numbers`. */
  readonly #odd = new Map<number, JobValue>();

  constructor(private readonly column: Column) {}

  /** Makes room for rows 0 to `rows - 1`. */
  grow(rows: number): void {
    const grown = new Float64Array(rows).fill(NaN);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  /** Keeps the value of a row. */
  set(row: number, value: JobValue | undefined): void {
    this.#numbers[row] = typeof value === 'number' ? value : NaN;
    if (value === undefined || typeof value === 'number') {
      if (this.#odd.size > 0) this.#odd.delete(row);
    } else this.#odd.set(row, value);
  }

  /** The value of a row as it was given. */
  valueAt(row: number): JobValue | undefined {
    const number = this.#numbers[row] ?? NaN;
    return Number.isNaN(number) ? this.#odd.get(row) : number;
  }

  /** See {@link Encoding.markAt}. */
  markAt(row: number): string | number | undefined {
    const value = this.valueAt(row);
    return typeof value === 'boolean' ? String(value) : value;
  }

  /** The value of a row as it compares. */
  at(row: number): Comparable | undefined {
    const value = this.valueAt(row);
    return value === undefined ? undefined : comparable(this.column, value);
  }

  /** Adds to `into` the rows whose value passes. Rows beyond those in use may be among them. */
  match({ test }: Pick<CompiledToken, 'test'>, into: Bits): void {
    const numbers = this.#numbers;
    const sign = this.column.kind === 'age' ? -1 : 1;
    const without = test(undefined) ? 1 : 0;
    for (let word = 0, row = 0; row < numbers.length; word++) {
      let bits = 0;
      const end = Math.min(row + 32, numbers.length);
      for (let bit = 0; row < end; bit++, row++) {
        const number = numbers[row] ?? NaN;
        bits |= (Number.isNaN(number) ? without : test(number * sign + 0) ? 1 : 0) << bit;
      }
      if (bits !== 0) into[word] = (into[word] ?? 0) | bits;
    }
    for (const [row, value] of this.#odd) {
      setTo(into, row, test(comparable(this.column, value)));
    }
  }

  /** Adds to `into` the rows whose value is a text that holds a folded word. */
  search(word: string, into: Bits): void {
    for (const [row, value] of this.#odd) {
      if (typeof value === 'string' && foldText(value).includes(word)) setBit(into, row);
    }
  }

  /** The numbers of all rows as given, NaN where there is none; undefined while some value is no number. */
  get pureNumbers(): Float64Array | undefined {
    return this.#odd.size === 0 ? this.#numbers : undefined;
  }
}
