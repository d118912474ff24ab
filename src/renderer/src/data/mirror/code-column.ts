import type { Bits } from './bits';
import type { Column } from '../../domain/columns';
import { comparable, foldText, type Comparable } from '../../domain/columns/comparable';
import { comparisonOf } from '../../domain/columns/kinds';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import type { Compare, Encoding } from './encoding';

type Codes = Uint8Array | Uint16Array | Uint32Array;

/** A code of its own for "no value". */
const NO_VALUE = 0;

/**
 * A column as small numbers that stand for its values: each different value is kept, and tested, once. Codes take one byte while
 * there are few values, then two, then four. Values that no row has any more keep their code.
 */
export class CodeColumn implements Encoding {
  #codes: Codes = new Uint8Array(0);
  readonly #values: JobValue[] = [];
  readonly #comparables: Comparable[] = [];
  readonly #codeOf = new Map<JobValue, number>();

  constructor(private readonly column: Column) {}

  /** How many different values there are or were. */
  get distinct(): number {
    return this.#values.length;
  }

  /** Makes room for rows 0 to `rows - 1`. */
  grow(rows: number): void {
    this.#codes = copyOf(this.#codes, this.#codes.BYTES_PER_ELEMENT, rows);
  }

  /** Keeps the value of a row. */
  set(row: number, value: JobValue | undefined): void {
    // Before the codes are named: a new value may have them copied.
    const code = value === undefined ? NO_VALUE : (this.#codeOf.get(value) ?? this.#add(value));
    this.#codes[row] = code;
  }

  /** The value of a row as it was given. */
  valueAt(row: number): JobValue | undefined {
    return this.#values[(this.#codes[row] ?? NO_VALUE) - 1];
  }

  /** See {@link Encoding.markAt}. */
  markAt(row: number): number | undefined {
    return this.#codes[row] || undefined;
  }

  /** The value of a row as it compares. */
  at(row: number): Comparable | undefined {
    return this.#comparables[(this.#codes[row] ?? NO_VALUE) - 1];
  }

  /** Adds to `into` the rows whose value passes. Rows beyond those in use may be among them. */
  match({ test }: Pick<CompiledToken, 'test'>, into: Bits): void {
    const passes = [undefined, ...this.#comparables].map((value) => (test(value) ? 1 : 0));
    this.#mark(passes, into);
  }

  /** Adds to `into` the rows whose value is a text that holds a folded word. */
  search(word: string, into: Bits): void {
    // Names are compared in another spelling than they are searched in.
    const isFolded = comparisonOf(this.column.kind) !== 'name';
    const passes = this.#values.map((value, place): number => {
      if (typeof value !== 'string') return 0;
      const text = isFolded ? String(this.#comparables[place]) : foldText(value);
      return text.includes(word) ? 1 : 0;
    });
    if (passes.includes(1)) this.#mark([0, ...passes], into);
  }

  #mark(passes: readonly number[], into: Bits): void {
    const codes = this.#codes;
    const table = Uint8Array.from(passes);
    for (let word = 0, row = 0; row < codes.length; word++) {
      let bits = 0;
      const end = Math.min(row + 32, codes.length);
      for (let bit = 0; row < end; bit++, row++) bits |= (table[codes[row] ?? 0] ?? 0) << bit;
      if (bits !== 0) into[word] = (into[word] ?? 0) | bits;
    }
  }

  /** Calls for each value that rows of a set have, with how many have it; undefined stands for none. */
  count(among: Bits, tell: (value: JobValue | undefined, rows: number) => void): void {
    const codes = this.#codes;
    const tally = new Uint32Array(this.#values.length + 1);
    for (let at = 0; at < among.length; at++) {
      let word = among[at] ?? 0;
      while (word !== 0) {
        const code = codes[(at << 5) + 31 - Math.clz32(word & -word)] ?? 0;
        tally[code] = (tally[code] ?? 0) + 1;
        word &= word - 1;
      }
    }
    tally.forEach((rows, code) => {
      if (rows > 0) tell(this.#values[code - 1], rows);
    });
  }

  /**
   * For each row the place of its value in an order, from 0; equal values have one place. `compare` knows missing values too.
   */
  ranks(compare: Compare): Uint32Array {
    const all: (Comparable | undefined)[] = [undefined, ...this.#comparables];
    const order = all.map((_, code) => code).sort((left, right) => compare(all[left], all[right]));
    const rankOf = new Uint32Array(all.length);
    let rank = 0;
    order.forEach((code, place) => {
      const before = order[place - 1];
      if (before !== undefined && compare(all[before], all[code]) !== 0) rank++;
      rankOf[code] = rank;
    });
    const codes = this.#codes;
    const ranks = new Uint32Array(codes.length);
    for (let row = 0; row < codes.length; row++) ranks[row] = rankOf[codes[row] ?? 0] ?? 0;
    return ranks;
  }

  #add(value: JobValue): number {
    const code = this.#values.push(value);
    this.#comparables.push(comparable(this.column, value));
    this.#codeOf.set(value, code);
    const bytes = code < 0x100 ? 1 : code < 0x10000 ? 2 : 4;
    if (bytes > this.#codes.BYTES_PER_ELEMENT) this.#codes = copyOf(this.#codes, bytes, this.#codes.length);
    return code;
  }
}

function copyOf(codes: Codes, bytes: number, rows: number): Codes {
  const wide = bytes === 1 ? new Uint8Array(rows) : bytes === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  wide.set(codes);
  return wide;
}
