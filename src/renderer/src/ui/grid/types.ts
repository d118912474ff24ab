/** One column of a grid, in the order in which columns are given. */
export interface GridColumn {
  readonly id: string;
  readonly label: string;
  /** In CSS pixels. */
  readonly width: number;
  /** Takes what room is left over until it is this wide (CSS px); `width` is the least it gets. */
  readonly growTo?: number;
  /** Numbers stand at the end, under one another. */
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /** What people look for at the top: the newest, the largest. */
  readonly descendingFirst?: boolean;
  /** What the column means, for the head's tooltip. */
  readonly help?: string;
  /** Keeps its head where rows are narrow and have no columns: there it only sorts. */
  readonly inNarrowHead?: boolean;
}

/** One key of a sort order; the first is the most important. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** The narrowest a column can be made (CSS px): a few letters and the sort mark. */
export const LEAST_WIDTH = 56;
/** The widest: as much as a usual window, so that no column can be lost behind its own edge. */
export const MOST_WIDTH = 1200;

/** A width that a column may have, in whole CSS px. */
export function allowedWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, LEAST_WIDTH), MOST_WIDTH));
}
