import type { DocumentSection } from './document';

/** Columns that a page has room for, beside that of the names. */
const MOST_COLUMNS = 7;

/** Pieces with something between them, one at a time. */
export function* between(pieces: Iterable<string>, separator: string): Generator<string> {
  let isFirst = true;
  for (const piece of pieces) {
    yield isFirst ? piece : separator + piece;
    isFirst = false;
  }
}

/** A section as pages have room for it: one with more columns is several, a few columns each, one below the other. */
export function fitted(section: DocumentSection): readonly DocumentSection[] {
  const { title, columns, rows } = section;
  const [name = '', ...others] = columns;
  if (others.length <= MOST_COLUMNS) return [section];
  const parts: DocumentSection[] = [];
  for (let from = 0; from < others.length; from += MOST_COLUMNS) {
    const to = Math.min(from + MOST_COLUMNS, others.length);
    parts.push({
      title: `${title}, columns ${from + 1} to ${to} of ${others.length}`,
      columns: [name, ...others.slice(from, to)],
      rows: rows.map((row) => ({ ...row, cells: row.cells.slice(from, to) })),
      note: to === others.length ? section.note : undefined,
    });
  }
  return parts;
}
