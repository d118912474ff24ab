import { deserialize } from 'node:v8';
import { readVarint, unsnap } from './snappy';

/* How Chromium writes a row: V8's own form of a value, in an envelope of Blink's that may be packed or lie in a file of its own. */

const VERSION = 0xff;
/** Says where something lies that is not needed here: 12 bytes behind it. */
const TRAILER = 0xfe;
const TRAILER_BYTES = 13;
/** What stands in place of a value: the second byte says that, the third which of the two. */
const IN_PLACE = 0x11;
const IN_FILE = 0x01;
const PACKED = 0x02;

/** Marks a row that lies in a file. */
export const LIES_IN_FILE = Symbol('lies in a file');

/** The row; undefined: it cannot be read. `stored` is what LevelDB holds: a number of the engine's and the value. */
export function readStored(stored: Uint8Array): unknown {
  const number = readVarint(stored, 0);
  return number && readValue(stored.subarray(number.end));
}

export function readValue(bytes: Uint8Array): unknown {
  if (bytes[0] !== VERSION) return undefined;
  if (bytes[1] === IN_PLACE && bytes[2] === IN_FILE) return LIES_IN_FILE;
  if (bytes[1] === IN_PLACE && bytes[2] === PACKED) {
    const whole = unsnap(bytes.subarray(3));
    return whole && readValue(whole);
  }
  const at = bytes[2] === TRAILER ? 2 + TRAILER_BYTES : 2;
  try {
    return deserialize(bytes.subarray(at));
  } catch {
    return undefined;
  }
}

/** The number of the file in which a row lies; undefined: that cannot be read. */
export function fileOf(stored: Uint8Array): number | undefined {
  return readVarint(stored, 1)?.value;
}
