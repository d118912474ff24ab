/** A set of row numbers, one bit each. Words are 32 bits; `words.length * 32` is at least the number of rows. */
export type Bits = Uint32Array;

/** An empty set with room for rows 0 to `rows - 1`. */
export function noBits(rows: number): Bits {
  return new Uint32Array((rows + 31) >>> 5);
}

/** Keeps in `left` what is in both. */
export function intersect(left: Bits, right: Bits): void {
  for (let word = 0; word < left.length; word++) left[word] = (left[word] ?? 0) & (right[word] ?? 0);
}

/** Whether a row is in the set. */
export function hasBit(bits: Bits, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** Puts a row in. */
export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

/** Takes a row out. */
export function clearBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) & ~(1 << (row & 31));
}

/** Puts a row in or takes it out. */
export function setTo(bits: Bits, row: number, isIn: boolean): void {
  if (isIn) setBit(bits, row);
  else clearBit(bits, row);
}

/** How many rows are in the set. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at++) {
    // The usual way to count bits side by side: pairs, then fours, then bytes, whose sum a multiplication gathers.
    let word = bits[at] ?? 0;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Calls for each row in the set, lowest first. */
export function forEachBit(bits: Bits, visit: (row: number) => void): void {
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at] ?? 0;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      visit((at << 5) + bit);
      word &= word - 1;
    }
  }
}

/** The same set with room for more rows. */
export function grownBits(bits: Bits, rows: number): Bits {
  const grown = noBits(rows);
  grown.set(bits);
  return grown;
}
