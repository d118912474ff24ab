import type { Column } from '../../domain/columns';
import { comparable, foldText, type Comparable } from '../../domain/columns/comparable';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import { countBits, forEachBit, noBits, setBit, setTo, type Bits } from './bits';
import type { Encoding } from './encoding';
import { cutOf } from './text-order';

/** Rows whose texts are joined into one string: searching has a cost per string, and one changed row costs its whole block. */
const BLOCK_ROWS = 1024;
/** Words of {@link Bits} that a block takes. */
const BLOCK_WORDS = BLOCK_ROWS / 32;
/** Up to so many rows are looked at one by one: finding a common word in all rows of a block takes longer. */
const FEW_ROWS = 64;
/** Stands between texts and in none: folding takes it out of them. */
const SEPARATOR = '\0';
/** Code of a row without a value. */
const NO_VALUE = 0;

interface Block {
  /** Endings of the folded texts, joined. */
  joined: string;
  /** Where each begins in `joined`, and where one more would. */
  starts: Uint16Array | Uint32Array;
  /** Letters that occur in it; see {@link lettersOf}. */
  letters: Letters;
  /** The endings as texts of their own while they are written; undefined once joined. */
  open: string[] | undefined;
}

/**
 * A column of texts that are nearly all different: ids, ARNs. What comes before the last colon or slash is mostly the same and kept
 * once; the endings are joined into long strings, which JavaScript searches much faster than many short ones, and which take
 * little more room than their letters. Only folded texts are kept.
 */
export class TextColumn implements Encoding {
  #codes = new Uint32Array(0);
  readonly #blocks: Block[] = [];
  readonly #beginnings: string[] = [];
  readonly #codeOf = new Map<string, number>();
  readonly #touched = new Set<Block>();
  /** Values that are no texts. */
  readonly #odd = new Map<number, JobValue>();

  constructor(private readonly column: Column) {}

  grow(rows: number): void {
    const grown = new Uint32Array(rows);
    grown.set(this.#codes);
    this.#codes = grown;
    while (this.#blocks.length * BLOCK_ROWS < rows) {
      const letters = lettersOf('');
      const block = { joined: '', starts: new Uint16Array(0), letters, open: new Array<string>(BLOCK_ROWS).fill('') };
      this.#blocks.push(block);
      this.#touched.add(block);
    }
  }

  set(row: number, value: JobValue | undefined): void {
    if (this.#odd.size > 0) this.#odd.delete(row);
    const isText = typeof value === 'string';
    if (!isText && value !== undefined) this.#odd.set(row, value);
    const text = isText ? foldText(value) : '';
    const cut = cutOf(text);
    this.#codes[row] = isText ? this.#codeFor(text.slice(0, cut)) : NO_VALUE;
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    if (!block) return;
    block.open ??= block.joined.split(SEPARATOR);
    block.open[row % BLOCK_ROWS] = text.slice(cut);
    this.#touched.add(block);
  }

  /** Joins what has been written since. To be called when a batch of rows has been written: open texts take much room. */
  settle(): void {
    for (const block of this.#touched) {
      const { open } = block;
      if (!open) continue;
      block.joined = open.join(SEPARATOR);
      const isShort = block.joined.length < 0xffff;
      block.starts = isShort ? new Uint16Array(BLOCK_ROWS + 1) : new Uint32Array(BLOCK_ROWS + 1);
      let start = 0;
      open.forEach((text, place) => {
        block.starts[place] = start;
        start += text.length + 1;
      });
      block.starts[BLOCK_ROWS] = start;
      block.letters = lettersOf(block.joined);
      block.open = undefined;
    }
    this.#touched.clear();
  }

  valueAt(row: number): JobValue | undefined {
    const code = this.#codes[row] ?? NO_VALUE;
    return code === NO_VALUE ? this.#odd.get(row) : (this.#beginnings[code - 1] ?? '') + this.#ending(row);
  }

  /** See {@link Encoding.markAt}. */
  markAt(row: number): string | undefined {
    const code = this.#codes[row] ?? NO_VALUE;
    if (code !== NO_VALUE) return `${code}:${this.#ending(row)}`;
    const odd = this.#odd.get(row);
    return odd === undefined ? undefined : `?${String(odd)}`;
  }

  at(row: number): Comparable | undefined {
    const value = this.valueAt(row);
    return value === undefined || typeof value === 'string' ? value : comparable(this.column, value);
  }

  /** The folded texts alone, to sort by them; undefined while some value is no text. */
  get isPure(): boolean {
    return this.#odd.size === 0;
  }

  match({ test, needles, isPresence }: Pick<CompiledToken, 'test' | 'needles' | 'isPresence'>, into: Bits): void {
    const codes = this.#codes;
    const usual = test(undefined);
    if (isPresence) {
      for (let row = 0; row < codes.length; row++) if ((codes[row] === NO_VALUE) === usual) setBit(into, row);
    } else {
      if (usual) into.fill(0xffffffff);
      const worthIt = noBits(codes.length);
      const all = noBits(codes.length).fill(0xffffffff);
      if (needles) for (const needle of needles) this.search(needle, worthIt, all);
      else worthIt.fill(0xffffffff);
      forEachBit(worthIt, (row) => {
        if (row < codes.length) setTo(into, row, test(this.at(row)));
      });
    }
    for (const [row, value] of this.#odd) setTo(into, row, test(comparable(this.column, value)));
  }

  search(word: string, into: Bits, within: Bits): void {
    this.settle();
    const cut = Math.max(word.lastIndexOf(':'), word.lastIndexOf('/')) + 1;
    this.#searchBeginnings(word, cut, into);
    // Endings hold neither colon nor slash.
    if (cut === 0) this.#searchEndings(word, into, within);
  }

  #searchBeginnings(word: string, cut: number, into: Bits): void {
    const front = word.slice(0, cut);
    const back = word.slice(cut);
    const holds = [false, ...this.#beginnings.map((text) => text.includes(word))];
    // The word may begin in one part and end in the other: there the beginning ends with all up to the last colon or slash.
    const meets = [false, ...this.#beginnings.map((text) => cut > 0 && text.endsWith(front))];
    if (!holds.includes(true) && !meets.includes(true)) return;
    const codes = this.#codes;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] ?? NO_VALUE;
      if (holds[code] === true || (meets[code] === true && this.#ending(row).startsWith(back))) setBit(into, row);
    }
  }

  #searchEndings(word: string, into: Bits, within: Bits): void {
    const wanted = lettersOf(word);
    this.#blocks.forEach((block, at) => {
      if (!hasLetters(block.letters, wanted)) return;
      const first = at * BLOCK_WORDS;
      const open = within.slice(first, first + BLOCK_WORDS);
      for (let nth = 0; nth < open.length; nth++) open[nth] = (open[nth] ?? 0) & ~(into[first + nth] ?? 0);
      const rows = countBits(open);
      if (rows > FEW_ROWS) this.#searchBlock(word, block, at * BLOCK_ROWS, into);
      else if (rows > 0) {
        forEachBit(open, (place) => {
          const row = at * BLOCK_ROWS + place;
          if (this.#codes[row] !== NO_VALUE && this.#ending(row).includes(word)) setBit(into, row);
        });
      }
    });
  }

  #searchBlock(word: string, { joined, starts }: Block, firstRow: number, into: Bits): void {
    let place = 0;
    for (let found = joined.indexOf(word); found >= 0; found = joined.indexOf(word, starts[place + 1])) {
      while ((starts[place + 1] ?? Infinity) <= found) place++;
      const row = firstRow + place;
      if (row < this.#codes.length && this.#codes[row] !== NO_VALUE) setBit(into, row);
      // Behind the last text an empty word would be found for ever.
      if (place >= BLOCK_ROWS - 1) break;
    }
  }

  #ending(row: number): string {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    const place = row % BLOCK_ROWS;
    if (!block) return '';
    if (block.open) return block.open[place] ?? '';
    return block.joined.slice(block.starts[place] ?? 0, (block.starts[place + 1] ?? 1) - 1);
  }

  #codeFor(beginning: string): number {
    const known = this.#codeOf.get(beginning);
    if (known !== undefined) return known;
    const code = this.#beginnings.push(beginning);
    this.#codeOf.set(beginning, code);
    return code;
  }
}

/** Which letters occur in a text: one bit for each of ASCII's, the first for everything beyond. */
type Letters = readonly [number, number, number, number];

function lettersOf(text: string): Letters {
  const letters: [number, number, number, number] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    // Bit 0 stands for all that is not ASCII; NUL, which would have it, parts texts and is in none.
    const bit = letter < 0x80 ? letter : 0;
    letters[bit >>> 5] = (letters[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return letters;
}

/** Whether all that is wanted is there, so that it is worth looking. */
function hasLetters(letters: Letters, wanted: Letters): boolean {
  return wanted.every((bits, at) => (bits & ~(letters[at] ?? 0)) === 0);
}
