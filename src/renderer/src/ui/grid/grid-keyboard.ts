import { HEAD, placeAfter, type Place } from './keys';
import type { RowPicker } from './row-picker';
import { sortedBy } from './sorting';
import type { GridColumn, GridSort } from './types';

/** How far one key press widens a column (CSS px). */
const RESIZE_STEP = 16;

/** What the keyboard meets in a grid; read anew at each key. */
export interface KeyboardWorld<Row> {
  /** Where it is, how many rows a page has, and the row it is on. */
  readonly view: { readonly place: Place; readonly page: number; readonly focusedIndex: number };
  readonly picker: RowPicker;
  rowAt(index: number): Row | undefined;
  keyOf(row: Row): string;
  /** Rows, cells of a row, heads, and columns of checkboxes before the first real one. */
  counts(): { readonly rows: number; readonly cells: number; readonly heads: number; readonly before: number };
  /** Columns whose heads are there. */
  heads(): readonly GridColumn[];
  /** Whether columns can be resized and moved. */
  wide(): boolean;
  selectable(): boolean;
  anySelected(): boolean;
  sort(): readonly GridSort[];
  onsort(sort: readonly GridSort[]): void;
  onopen(row: Row): void;
  onmenu(column: GridColumn, anchor: HTMLElement): void;
  resize(column: GridColumn, to: number): void;
  move(column: GridColumn, to: number): void;
  goTo(row: number, more: { readonly column: number; readonly inCells: boolean }): void;
}

/** What each key does in a grid: in its rows and cells, and in its heads. */
export class GridKeyboard<Row> {
  constructor(private readonly world: KeyboardWorld<Row>) {}

  inRows(event: KeyboardEvent): void {
    const { world } = this;
    const { picker, view } = world;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    const index = view.focusedIndex;
    const row = world.rowAt(index);
    if (event.key === 'Enter' && !ctrl && row !== undefined) world.onopen(row);
    else if (event.key === ' ' && !ctrl && world.selectable()) {
      if (event.shiftKey) void picker.extend(index);
      else if (row !== undefined) picker.toggle(index, world.keyOf(row));
    } else if (this.#isSelectAll(event)) picker.all();
    else if (event.key === 'Escape' && world.anySelected()) picker.none();
    else if (!this.#goInRows(event, ctrl, index, row)) return;
    event.preventDefault();
  }

  inHead(event: KeyboardEvent): void {
    const { world } = this;
    const { before, heads } = world.counts();
    const ctrl = event.ctrlKey || event.metaKey;
    const at = Math.min(world.view.place.column, heads - 1);
    const column = world.heads()[at - before];
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const changes = column !== undefined && world.wide() && sideways !== 0 && event.shiftKey;
    if (changes && event.altKey) world.resize(column, column.width + sideways * RESIZE_STEP);
    else if (changes && ctrl) world.move(column, at - before + sideways);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (column !== undefined && event.target instanceof HTMLElement) world.onmenu(column, event.target);
    } else if (event.key === 'Enter' && event.shiftKey && column?.sortable === true) {
      world.onsort(sortedBy(world.sort(), column, true));
    } else if (this.#isSelectAll(event)) world.picker.all();
    else if (!this.#goInHead(event, ctrl, at)) return;
    event.preventDefault();
  }

  #isSelectAll(event: KeyboardEvent): boolean {
    return event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && this.world.selectable();
  }

  #goInRows(event: KeyboardEvent, ctrl: boolean, index: number, row: Row | undefined): boolean {
    const { world } = this;
    const { rows, cells } = world.counts();
    const at = { ...world.view.place, row: index };
    const next = placeAfter(event.key, ctrl, at, { rows, columns: cells, page: world.view.page });
    if (next === undefined) return false;
    const extends_ = event.shiftKey && world.selectable() && next.row !== index && next.row !== HEAD;
    if (extends_) {
      void world.picker.extend(next.row, { from: index, key: row === undefined ? undefined : world.keyOf(row) });
    } else if (next.row !== index) world.picker.forget();
    world.goTo(next.row, next);
    return true;
  }

  #goInHead(event: KeyboardEvent, ctrl: boolean, at: number): boolean {
    const { world } = this;
    if (event.altKey || event.shiftKey) return false;
    const { rows, heads } = world.counts();
    const place = { ...world.view.place, row: HEAD, column: at };
    const next = placeAfter(event.key, ctrl, place, { rows, columns: heads, page: world.view.page });
    if (next === undefined) return false;
    world.goTo(next.row, next);
    return true;
  }
}
