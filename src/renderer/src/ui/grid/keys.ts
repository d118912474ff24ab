/** Where the keyboard is in a grid: on the head of a column, on a whole row, or on a cell of it. */
export interface Place {
  /** {@link HEAD}, or a row's place from 0. */
  readonly row: number;
  /** From 0. On a whole row, the column that the head was left at. */
  readonly column: number;
  readonly inCells: boolean;
}

/** Stands for the row of heads. */
export const HEAD = -1;

/** How far the keyboard can go, and how many rows a page is. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/**
 * Where a key leads to; undefined if it leads nowhere. Up and down walk rows and, above the first, the heads. Right goes into
 * the cells of a row and on, left comes back out. Home and End are for the cells there, else for the rows; with Ctrl always
 * for the rows.
 */
export function placeAfter(key: string, ctrl: boolean, at: Place, bounds: Bounds): Place | undefined {
  return verticalMove(key, ctrl, at, bounds) ?? (ctrl ? undefined : sidewaysMove(key, at, bounds));
}

function verticalMove(key: string, ctrl: boolean, at: Place, { rows, page }: Bounds): Place | undefined {
  const onHead = at.row === HEAD;
  const among = (row: number): Place => ({ ...at, row: Math.min(Math.max(row, rows === 0 ? HEAD : 0), rows - 1) });
  const endsAreRows = ctrl || (!at.inCells && !onHead);
  if (key === 'Home' && endsAreRows) return among(0);
  if (key === 'End' && endsAreRows) return among(rows - 1);
  if (ctrl) return undefined;
  switch (key) {
    case 'ArrowDown':
      return among(at.row + 1);
    case 'ArrowUp':
      return at.row <= 0 ? { ...at, row: HEAD } : among(at.row - 1);
    // As in a text editor and in less.
    case 'j':
      return onHead ? undefined : among(at.row + 1);
    case 'k':
      return onHead ? undefined : among(at.row - 1);
    case 'PageDown':
      return among(at.row + page);
    case 'PageUp':
      return onHead ? undefined : among(at.row - page);
    default:
      return undefined;
  }
}

function sidewaysMove(key: string, at: Place, { columns }: Bounds): Place | undefined {
  const onHead = at.row === HEAD;
  const last = columns - 1;
  switch (key) {
    case 'ArrowRight':
      if (onHead || at.inCells) return { ...at, column: Math.min(at.column + 1, last) };
      return { ...at, column: 0, inCells: true };
    case 'ArrowLeft':
      if (onHead) return { ...at, column: Math.max(at.column - 1, 0) };
      if (!at.inCells) return undefined;
      return at.column === 0 ? { ...at, inCells: false } : { ...at, column: at.column - 1 };
    case 'Home':
      return { ...at, column: 0 };
    case 'End':
      return { ...at, column: last };
    default:
      return undefined;
  }
}
