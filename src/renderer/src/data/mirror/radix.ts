/** Bits looked at in one pass: with more, the counters would no longer fit the processor's nearest memory. */
const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const MASK = DIGITS - 1;

/**
 * Rows in the order of one number each, rows with equal numbers in the order they came in.
 * @param keys by row, 32 bits
 */
export function sortedByKeys(rows: Uint32Array, keys: Uint32Array): Uint32Array {
  return pass(pass(rows, keys, 0), keys, DIGIT_BITS);
}

/**
 * Rows in the order of one number each; rows without one (NaN) last either way, rows with equal numbers in the order they came in.
 * @param numbers by row
 */
export function sortedByNumbers(rows: Uint32Array, numbers: Float64Array, descending: boolean): Uint32Array {
  const bits = new Uint32Array(new Float64Array(numbers).buffer);
  const low = new Uint32Array(numbers.length);
  const high = new Uint32Array(numbers.length);
  const flip = descending ? 0xffffffff : 0;
  for (let row = 0; row < numbers.length; row++) {
    if (Number.isNaN(numbers[row])) {
      low[row] = 0xffffffff;
      high[row] = 0xffffffff;
      continue;
    }
    // Minus zero and zero are one number of two spellings.
    const isZero = numbers[row] === 0;
    const upper = isZero ? 0 : (bits[row * 2 + 1] ?? 0);
    // The bits of a number order it, but for the sign bit, and the other way round below zero.
    const signs = upper >>> 31 === 1 ? 0xffffffff : 0;
    low[row] = (isZero ? 0 : (bits[row * 2] ?? 0)) ^ signs ^ flip;
    high[row] = upper ^ (signs | 0x80000000) ^ flip;
  }
  return sortedByKeys(sortedByKeys(rows, low), high);
}

/** One stable pass over sixteen bits; none where all are the same there. */
function pass(rows: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const ends = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < rows.length; at++) {
    const digit = ((keys[rows[at] ?? 0] ?? 0) >>> shift) & MASK;
    ends[digit + 1] = (ends[digit + 1] ?? 0) + 1;
  }
  if (ends.includes(rows.length)) return rows;
  for (let digit = 0; digit < DIGITS; digit++) ends[digit + 1] = (ends[digit + 1] ?? 0) + (ends[digit] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    const digit = ((keys[row] ?? 0) >>> shift) & MASK;
    const place = ends[digit] ?? 0;
    sorted[place] = row;
    ends[digit] = place + 1;
  }
  return sorted;
}
