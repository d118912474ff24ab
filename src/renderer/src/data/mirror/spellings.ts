/**
 * Tells texts apart that differ in letter case only, where a column keeps folded texts: a number for each row, the same for the same
 * spelling. 0: all small letters. Two spellings of one folded text have the same number once in four thousand million.
 */
export class Spellings {
  #numbers = new Uint32Array(0);

  /** Makes room for rows 0 to `rows - 1`. */
  grow(rows: number): void {
    const grown = new Uint32Array(rows);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  set(row: number, text: string | undefined): void {
    this.#numbers[row] = text === undefined || !HAS_CASE.test(text) ? 0 : hashOf(text);
  }

  at(row: number): number {
    return this.#numbers[row] ?? 0;
  }
}

/** Anything that folding may change. */
const HAS_CASE = /[^\t\n\r -@[-~]/;

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
