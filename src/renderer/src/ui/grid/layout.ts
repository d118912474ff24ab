import type { GridColumn } from './types';

/** Width of the column of checkboxes (CSS px): a target that is easily hit. */
const SELECT_WIDTH = 36;

/** Most of the view that pinned columns may take: the others need room to be scrolled into. */
const PINNED_SHARE = 0.6;

/** How many of the columns that should stay at the left edge can, in a view of this width (CSS px). */
export function pinnedThatFit(columns: readonly GridColumn[], pinned: number, view: number): number {
  let left = SELECT_WIDTH;
  const tooMuch = columns.slice(0, pinned).findIndex(({ width }) => (left += width) > view * PINNED_SHARE);
  return tooMuch < 0 ? Math.min(pinned, columns.length) : tooMuch;
}

/** How columns are laid out: as custom properties for head and rows. Lengths in CSS px. */
export interface GridLayout {
  readonly style: string;
  readonly pinnedWidth: number;
}

/** Lays columns side by side. What room is left over goes to the columns that grow, as far as they do. */
export function layoutOf(columns: readonly GridColumn[], pinned: number, selectable: boolean): GridLayout {
  const select = selectable ? SELECT_WIDTH : 0;
  // The place of a column beside pinned ones is told in px, so none of these but the last may have a width that is not.
  const tracks = columns.map(({ width, growTo }, at) =>
    growTo === undefined || growTo <= width || at < pinned - 1 ? `${width}px` : `minmax(${width}px, ${growTo}px)`,
  );
  if (selectable) tracks.unshift(`${SELECT_WIDTH}px`);
  // What no column wants stays empty at the end, so that a row can still be read across in a wide window.
  tracks.push('minmax(0, 1fr)');
  const pins: string[] = [];
  let left = select;
  for (const [at, { width }] of columns.slice(0, pinned).entries()) {
    pins.push(`--pin-${at}: ${left}px`);
    left += width;
  }
  const width = columns.reduce((sum, column) => sum + column.width, select);
  return {
    style: [`--grid-columns: ${tracks.join(' ')}`, `--grid-width: ${width}px`, ...pins].join('; '),
    pinnedWidth: left,
  };
}
