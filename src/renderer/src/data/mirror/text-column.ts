import { foldText, type Comparable } from '../../domain/columns/comparable';
import type { CompiledToken } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import { clearBit, forEachBit, noBits, setBit, type Bits } from './bits';
import type { Encoding } from './encoding';

/** Rows whose texts are joined into one string: searching has a cost per string, and one changed row costs its whole block. */
const BLOCK_ROWS = 1024;
/** Stands between texts and in none: folding takes it out of them. */
const SEPARATOR = '\0';
/** Code of a row without a value. */
const NO_VALUE = 0;

interface Block {
  /** Endings of the folded texts, joined. */
  joined: string;
  /** Where each begins in `joined`, and where one more would. */
  starts: Uint16Array | Uint32Array;
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

  grow(rows: number): void {
    const grown = new Uint32Array(rows);
    grown.set(this.#codes);
    this.#codes = grown;
    while (this.#blocks.length * BLOCK_ROWS < rows) {
      const block = { joined: '', starts: new Uint16Array(0), open: new Array<string>(BLOCK_ROWS).fill('') };
      this.#blocks.push(block);
      this.#touched.add(block);
    }
  }

  set(row: number, value: JobValue | undefined): void {
    const text = value === undefined ? '' : foldText(String(value));
    const cut = Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1;
    this.#codes[row] = value === undefined ? NO_VALUE : this.#codeFor(text.slice(0, cut));
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
      block.open = undefined;
    }
    this.#touched.clear();
  }

  valueAt(row: number): string | undefined {
    const code = this.#codes[row] ?? NO_VALUE;
    return code === NO_VALUE ? undefined : (this.#beginnings[code - 1] ?? '') + this.#ending(row);
  }

  at(row: number): Comparable | undefined {
    return this.valueAt(row);
  }

  match({ test, needles, isPresence }: Pick<CompiledToken, 'test' | 'needles' | 'isPresence'>, into: Bits): void {
    const codes = this.#codes;
    const usual = test(undefined);
    if (isPresence) {
      for (let row = 0; row < codes.length; row++) if ((codes[row] === NO_VALUE) === usual) setBit(into, row);
      return;
    }
    if (usual) into.fill(0xffffffff);
    const worthIt = noBits(codes.length);
    if (needles) for (const needle of needles) this.search(needle, worthIt);
    else worthIt.fill(0xffffffff);
    forEachBit(worthIt, (row) => {
      if (row >= codes.length) return;
      const passes = test(this.valueAt(row));
      if (passes !== usual) (passes ? setBit : clearBit)(into, row);
    });
  }

  search(word: string, into: Bits): void {
    this.settle();
    const cut = Math.max(word.lastIndexOf(':'), word.lastIndexOf('/')) + 1;
    this.#searchBeginnings(word, cut, into);
    // Endings hold neither colon nor slash.
    if (cut === 0) this.#searchEndings(word, into);
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

  #searchEndings(word: string, into: Bits): void {
    this.#blocks.forEach(({ joined, starts }, at) => {
      let place = 0;
      for (let found = joined.indexOf(word); found >= 0;) {
        while ((starts[place + 1] ?? Infinity) <= found) place++;
        const row = at * BLOCK_ROWS + place;
        if (this.#codes[row] !== NO_VALUE && row < this.#codes.length) setBit(into, row);
        found = joined.indexOf(word, starts[place + 1]);
        // At its very end an empty word is found for ever.
        if (place >= BLOCK_ROWS - 1) break;
      }
    });
  }

  count(among: Bits, tell: (value: JobValue | undefined, rows: number) => void): void {
    const tally = new Map<string | undefined, number>();
    forEachBit(among, (row) => {
      const text = this.valueAt(row);
      tally.set(text, (tally.get(text) ?? 0) + 1);
    });
    tally.forEach((rows, text) => {
      tell(text, rows);
    });
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
