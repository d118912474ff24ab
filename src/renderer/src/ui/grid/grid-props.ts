import type { Snippet } from 'svelte';
import type { MenuAction } from '../menu-action';
import type { Selection } from './selection';
import type { GridColumn, GridSort } from './types';

/** What a grid shows, and whom it tells. */
export interface GridProps<Row extends object> {
  label: string;
  columns: readonly GridColumn[];
  /** How many rows there are; those that are not read yet included. */
  total: number;
  /** For readers of the screen, where more rows are known of than can be scrolled to yet. */
  rowCount?: number;
  /** The row at a place; undefined while it is being read. */
  rowAt: (index: number) => Row | undefined;
  keyOf: (row: Row) => string;
  /** The place of a row; undefined where that is not known. */
  indexOf: (key: string) => number | undefined;
  /** What to call a row. */
  nameOf: (row: Row) => string;
  /** Attributes of a row's element. */
  attributesOf?: (row: Row) => Readonly<Record<string, string>>;
  cell: Snippet<[Row, GridColumn]>;
  /** A whole row in two lines, where the grid is narrower than `narrowBelow` CSS px. */
  narrow?: Snippet<[Row]> | undefined;
  narrowBelow?: number;
  /** Columns from the first that stay at the left edge. */
  pinned?: number;
  sort: readonly GridSort[];
  onsort: (sort: readonly GridSort[]) => void;
  /** Rows can be selected if there is somebody who wants to know. */
  selection?: Selection;
  onselect?: ((selection: Selection) => void) | undefined;
  /** Keys of the rows from one place to another, both included. */
  keysBetween?: (from: number, to: number) => readonly string[] | Promise<readonly string[]>;
  onopen: (row: Row) => void;
  /** The keyboard has come to a row. */
  onreach?: (row: Row) => void;
  /** The row that is open elsewhere on screen; it comes into view whenever it becomes another. */
  currentKey?: string | undefined;
  focusedKey?: string | undefined;
  /** Another value: another list, shown from its beginning. */
  listId?: unknown;
  /** Which rows are on screen, or nearly. `end` is one past the last. */
  onrange?: (first: number, end: number) => void;
  onresize: (column: string, width: number) => void;
  onfit: (column: string) => void;
  onmove: (column: string, to: number) => void;
  /** More for a column's menu. */
  moreActions?: (column: GridColumn) => readonly MenuAction[];
  /** Shown under the heads while there are no rows. */
  empty?: Snippet | undefined;
}
