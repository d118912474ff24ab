import { sortedByKeys } from './radix';

/** Letters that take part in the quick sorting, four to a number: enough to tell nearly all ids apart. */
const QUICK_LETTERS = 8;
/** Letters beyond this count as this one; whoever is equal then is compared in full. */
const LAST_QUICK_LETTER = 0xff;

/**
 * Rows in the order of their texts (by UTF-16 units), rows with equal texts in the order they came in. Made for texts that begin alike
 * and end in ids: a million are compared hardly at all.
 * @param room number above all rows
 */
export function sortedByText(rows: Uint32Array, room: number, textAt: (row: number) => string): Uint32Array {
  const beginnings = new Map<string, number>();
  const groups = new Uint32Array(room);
  const high = new Uint32Array(room);
  const low = new Uint32Array(room);
  for (const row of rows) {
    const text = textAt(row);
    const cut = cutOf(text);
    const beginning = text.slice(0, cut);
    let group = beginnings.get(beginning);
    if (group === undefined) beginnings.set(beginning, (group = beginnings.size));
    groups[row] = group;
    high[row] = quickKey(text, cut);
    low[row] = quickKey(text, cut + 4);
  }
  const compare = (left: number, right: number): number => compareTexts(textAt(left), textAt(right));
  const ranks = ranksOf([...beginnings.keys()]);
  if (!ranks) return rows.slice().sort(compare);
  for (const row of rows) groups[row] = ranks[groups[row] ?? 0] ?? 0;
  const sorted = sortedByKeys(sortedByKeys(sortedByKeys(rows, low), high), groups);
  const isTie = (left = 0, right = 0): boolean =>
    groups[left] === groups[right] && high[left] === high[right] && low[left] === low[right];
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && isTie(sorted[from], sorted[to])) to++;
    if (to - from > 1) sorted.subarray(from, to).sort(compare);
    from = to;
  }
  return sorted;
}

/** Compares by UTF-16 units, as for `Array.sort`. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Where the last part of a text begins, behind its last colon or slash; 0 for a text of one part. */
export function cutOf(text: string): number {
  return Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1;
}

/** Four letters as one number; none is less than any. */
function quickKey(text: string, from: number): number {
  let key = 0;
  for (let at = from; at < from + QUICK_LETTERS / 2; at++) {
    const letter = at < text.length ? Math.min(text.charCodeAt(at), LAST_QUICK_LETTER) : 0;
    key = (key << 8) | letter;
  }
  return key >>> 0;
}

/**
 * The place of each beginning among them; undefined if one begins another, as then the texts are not in the order of their beginnings.
 */
function ranksOf(beginnings: readonly string[]): Uint32Array | undefined {
  const order = beginnings.map((text, at) => ({ text, at })).sort((left, right) => compareTexts(left.text, right.text));
  const ranks = new Uint32Array(order.length);
  let before: string | undefined;
  for (const [rank, { text, at }] of order.entries()) {
    if (before !== undefined && text.startsWith(before)) return undefined;
    ranks[at] = rank;
    before = text;
  }
  return ranks;
}
