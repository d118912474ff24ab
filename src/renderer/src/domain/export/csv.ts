/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** RFC 4180 asks for both. */
const LINE_END = '\r\n';
/** Signs at which spreadsheets take a cell for a formula, and run it. */
const FORMULA_START = /^[=+\-@\t\r]/;
/** What has to stand in quotes. Spaces at the ends are lost otherwise by some readers. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * A table for spreadsheets: RFC 4180, UTF-8 with a byte order mark. A cell that would be run as a formula gets an apostrophe in
 * front: what AWS or a colleague named a resource must never be executed.
 */
export function csvText(header: readonly string[], records: readonly (readonly string[])[]): string {
  return [...csvLines(header, records)].join('');
}

/** The same line by line. */
export function* csvLines(header: readonly string[], records: Iterable<readonly string[]>): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(header);
  for (const record of records) yield csvLine(record);
}

function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',') + LINE_END;
}

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
