/** Unpacks what Google's Snappy has packed (https://github.com/google/snappy/blob/main/format_description.txt); undefined: it is not whole. */
export function unsnap(packed: Uint8Array): Uint8Array | undefined {
  const head = readVarint(packed, 0);
  // Nothing is packed to less than a sixtieth or so: what claims more is no length.
  if (head === undefined || head.value > packed.length * 100 + 64) return undefined;
  const out = new Uint8Array(head.value);
  let at = head.end;
  let to = 0;
  while (at < packed.length) {
    const tag = packed[at++] ?? 0;
    if ((tag & 3) === 0) {
      let length = (tag >> 2) + 1;
      if (length > 60) {
        const bytes = length - 60;
        length = littleEndian(packed, at, bytes) + 1;
        at += bytes;
      }
      if (at + length > packed.length || to + length > out.length) return undefined;
      out.set(packed.subarray(at, at + length), to);
      at += length;
      to += length;
      continue;
    }
    const bytes = [0, 1, 2, 4][tag & 3] ?? 0;
    const near = (tag & 3) === 1;
    const length = near ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = littleEndian(packed, at, bytes) + (near ? (tag >> 5) * 256 : 0);
    at += bytes;
    if (back === 0 || back > to || at > packed.length || to + length > out.length) return undefined;
    // What is copied may overlap what it makes.
    if (back >= length) out.copyWithin(to, to - back, to - back + length);
    else for (let index = 0; index < length; index++) out[to + index] = out[to + index - back] ?? 0;
    to += length;
  }
  return to === out.length ? out : undefined;
}

/** A number of up to 49 bits in groups of seven, the lowest first; undefined: there is none. */
export function readVarint(
  bytes: Uint8Array,
  from: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 7; index++) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: from + index + 1 };
  }
  return undefined;
}

/** Bytes beyond the end count as 0. */
export function littleEndian(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index++) value += (bytes[from + index] ?? 0) * 2 ** (8 * index);
  return value;
}
