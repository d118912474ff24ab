import type { Column, ColumnId, ColumnSet } from '../domain/columns';
import { allowedWidth } from '../ui/grid/types';
import { columnMoved, columnSized, columnToggled, USUAL_COLUMNS, USUAL_VIEW } from './view';

/** Which columns a list has, in which order and how wide. */
export class ColumnLayout {
  columns = $state.raw(USUAL_VIEW.columns);
  /** Columns on screen, in order. One that no catalogue knows is left out: a member that AWS no longer sends. */
  readonly shown: readonly Column[] = $derived.by(() =>
    this.columns.map(({ id }) => this.#catalogue().find(id)).filter((column) => column !== undefined),
  );
  readonly #catalogue: () => ColumnSet;
  readonly #changed: () => void;

  /** @param changed called whenever somebody has changed something */
  constructor(catalogue: () => ColumnSet, changed: () => void) {
    this.#catalogue = catalogue;
    this.#changed = changed;
  }

  /** The width that somebody gave a column (CSS px). */
  widthOf(id: ColumnId): number | undefined {
    return this.columns.find((column) => column.id === id)?.width;
  }

  toggle(id: ColumnId): void {
    this.#change(columnToggled(this.columns, id));
  }

  move(id: ColumnId, to: number): void {
    this.#change(columnMoved(this.columns, id, to));
  }

  /** Undefined: its usual width. */
  size(id: ColumnId, width?: number): void {
    this.#change(columnSized(this.columns, id, width === undefined ? undefined : allowedWidth(width)));
  }

  reset(): void {
    this.#change(USUAL_COLUMNS);
  }

  #change(columns: ColumnLayout['columns']): void {
    this.columns = columns;
    this.#changed();
  }
}
