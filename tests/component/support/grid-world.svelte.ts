import { NOTHING_SELECTED, type Selection } from '../../../src/renderer/src/ui/grid/selection';
import type { GridColumn, GridSort } from '../../../src/renderer/src/ui/grid/types';

interface NumberRow {
  readonly key: string;
  readonly number: number;
}

const COLUMNS: readonly GridColumn[] = [
  { id: 'a', label: 'Alpha', width: 120, sortable: true, inNarrowHead: true },
  { id: 'b', label: 'Beta', width: 200, growTo: 2000, sortable: true, descendingFirst: true },
  { id: 'c', label: 'Gamma', width: 100, align: 'end', help: 'The third letter' },
];

/** What a grid of numbers in a test shows, and what it was told. */
export class GridWorld {
  columns = $state.raw(COLUMNS);
  /** Numbers of the rows, in order. */
  numbers = $state.raw<readonly number[]>([]);
  /** Rows from this place on are still being read. */
  readUpTo = $state(Infinity);
  sort = $state.raw<readonly GridSort[]>([{ column: 'a', descending: false }]);
  selection = $state.raw<Selection>(NOTHING_SELECTED);
  selectable = $state(true);
  focusedKey = $state<string>();
  currentKey = $state<string>();
  listId = $state(0);
  range: readonly [number, number] = [0, 0];
  readonly opened: string[] = [];
  readonly reached: string[] = [];

  constructor(count: number) {
    this.numbers = Array.from({ length: count }, (_, index) => index);
  }

  get total(): number {
    return this.numbers.length;
  }

  rowAt(index: number): NumberRow | undefined {
    const number = index < this.readUpTo ? this.numbers[index] : undefined;
    return number === undefined ? undefined : rowOf(number);
  }

  indexOf(key: string): number | undefined {
    const index = this.numbers.indexOf(Number(key.slice(1)));
    return index < 0 ? undefined : index;
  }
}

/** The same number is the same object, as rows of a list are until they change. */
const rows: NumberRow[] = [];

function rowOf(number: number): NumberRow {
  return (rows[number] ??= { key: `n${number}`, number });
}
