import { compareComparables } from '../../domain/columns/comparable';
import type { SortKey } from '../../domain/filter';
import type { JobKey } from '../../domain/job-key';
import { forEachBit, type Bits } from './bits';
import { CodeColumn } from './code-column';
import type { ColumnValues } from './column-values';
import { NumberColumn } from './number-column';
import { sortedByKeys, sortedByNumbers } from './radix';
import { TextColumn } from './text-column';
import { compareTexts, sortedByText } from './text-order';

/** Orders kept ready: the one on screen, the ones it was before, and the one of the keys. */
const KEPT_ORDERS = 4;
/** Above this share of changed rows an order is made anew rather than mended. */
const MENDABLE = 0.1;

interface Order {
  rows: Uint32Array;
  /** Rows that were written, added or removed since. */
  readonly changed: Set<number>;
  readonly compare: (left: number, right: number) => number;
}

/** A column that something is sorted by. */
interface Key {
  readonly values: ColumnValues;
  readonly descending: boolean;
}

/** The rows that are put in order. */
export interface OrderedRows {
  /** How many rows there is room for. */
  readonly room: number;
  readonly taken: Bits;
  readonly takenCount: number;
  isTaken(row: number): boolean;
  keyAt(row: number): JobKey;
  /** All of them in the order of their job keys, where that is known without sorting. */
  inKeyOrder?(): Uint32Array;
}

/** All rows of a table, or some of them, in whatever order is asked for. Orders are kept, and mended when rows change. */
export class Orders {
  /** By the text of the sort keys, the one used last at the end. */
  readonly #orders = new Map<string, Order>();

  constructor(
    private readonly rows: OrderedRows,
    private readonly valuesOf: (column: string) => ColumnValues | undefined,
  ) {}

  /** To be called for every row written, added or removed. */
  changed(row: number): void {
    for (const { changed } of this.#orders.values()) changed.add(row);
  }

  /** The rows in the order of the keys; jobs equal in all of them in the order of their job keys. */
  sorted(sort: readonly SortKey[]): Uint32Array {
    const keys = sort.flatMap(({ column, descending }) => {
      const values = this.valuesOf(column);
      return values ? [{ values, descending }] : [];
    });
    const name = JSON.stringify(keys.map(({ values, descending }) => [values.column.id, descending]));
    const order = this.#kept(name) ?? this.#made(keys);
    this.#orders.delete(name);
    this.#orders.set(name, order);
    const oldest = this.#orders.keys().next().value;
    if (this.#orders.size > KEPT_ORDERS && oldest !== undefined) this.#orders.delete(oldest);
    return order.rows;
  }

  #kept(name: string): Order | undefined {
    const order = this.#orders.get(name);
    if (!order || order.changed.size > order.rows.length * MENDABLE + 1) return undefined;
    if (order.changed.size > 0) this.#mend(order);
    return order;
  }

  #made(keys: readonly Key[]): Order {
    let rows = keys.length === 0 ? this.#byJobKey() : this.sorted([]);
    // From the least important: every pass leaves equal rows in the order they had.
    for (const key of [...keys].reverse()) rows = sortedBy(rows, this.rows.room, key);
    return { rows, changed: new Set(), compare: this.#comparison(keys) };
  }

  #byJobKey(): Uint32Array {
    const known = this.rows.inKeyOrder?.();
    if (known !== undefined) return known;
    const rows = new Uint32Array(this.rows.takenCount);
    let place = 0;
    forEachBit(this.rows.taken, (row) => {
      rows[place++] = row;
    });
    return sortedByText(rows, this.rows.room, (row) => this.rows.keyAt(row));
  }

  #comparison(keys: readonly Key[]): Order['compare'] {
    return (left, right) => {
      for (const { values, descending } of keys) {
        const order = compareComparables(values.column, values.at(left), values.at(right), descending);
        if (order !== 0) return order;
      }
      return compareTexts(this.rows.keyAt(left), this.rows.keyAt(right));
    };
  }

  /** Takes the changed rows out and puts those that still count back where they belong now. */
  #mend(order: Order): void {
    const { changed, compare } = order;
    const stayed = order.rows.filter((row) => !changed.has(row));
    const moved = [...changed].filter((row) => this.rows.isTaken(row)).sort(compare);
    const rows = new Uint32Array(stayed.length + moved.length);
    let from = 0;
    moved.forEach((row, nth) => {
      const place = placeFor(row, stayed, from, compare);
      rows.set(stayed.subarray(from, place), from + nth);
      rows[place + nth] = row;
      from = place;
    });
    rows.set(stayed.subarray(from), from + moved.length);
    order.rows = rows;
    changed.clear();
  }
}

/** Where a row belongs among sorted ones, at or behind `from`. */
function placeFor(row: number, sorted: Uint32Array, from: number, compare: Order['compare']): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] ?? 0, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedBy(rows: Uint32Array, room: number, { values, descending }: Key): Uint32Array {
  const { column, encoding } = values;
  if (encoding instanceof CodeColumn) {
    const ranks = encoding.ranks((left, right) => compareComparables(column, left, right, descending));
    return sortedByKeys(rows, ranks);
  }
  const numbers = encoding instanceof NumberColumn ? encoding.pureNumbers : undefined;
  // An age is what has passed since: the greatest belongs to the earliest instant.
  if (numbers) return sortedByNumbers(rows, numbers, descending !== (column.kind === 'age'));
  if (encoding instanceof TextColumn && encoding.isPure)
    return sortedByKeys(rows, textRanks(rows, room, values, descending));
  // Values of other types than the column should have: rare. Each is read once, and sorting is stable.
  const read = new Map([...rows].map((row) => [row, values.at(row)]));
  return rows.slice().sort((left, right) => compareComparables(column, read.get(left), read.get(right), descending));
}

/** For each row the place of its text, equal texts at one place, rows without one last. */
function textRanks(rows: Uint32Array, room: number, values: ColumnValues, descending: boolean): Uint32Array {
  const ranks = new Uint32Array(room).fill(0xffffffff);
  const having = rows.filter((row) => values.at(row) !== undefined);
  const textAt = (row: number): string => String(values.at(row));
  let before: string | undefined;
  let rank = 0;
  for (const row of sortedByText(having, room, textAt)) {
    const text = textAt(row);
    if (before !== undefined && text !== before) rank++;
    ranks[row] = descending ? room - rank : rank;
    before = text;
  }
  return ranks;
}
