import { crc32c, masked } from './crc32c';
import { littleEndian } from './snappy';

/* LevelDB's log: https://github.com/google/leveldb/blob/main/doc/log_format.md. Records lie in blocks, in one piece or in several. */

/** Bytes of a block. */
export const BLOCK = 32_768;
/** Bytes in front of a piece: its checksum (4), its length (2), its kind (1). */
export const HEADER = 7;
/** Kinds of pieces: a whole record, or the first, one between, and the last of one that goes over the edge of a block. */
export const FULL = 1;
export const FIRST = 2;
export const MIDDLE = 3;
export const LAST = 4;

/** What the header of a piece says, whether that is true or not. @param at where the header begins */
export function readHeader(log: Uint8Array, at: number): { readonly kind: number; readonly end: number } {
  return { kind: log[at + HEADER - 1] ?? 0, end: at + HEADER + littleEndian(log, at + 4, 2) };
}

/** Whether the bytes of a piece are those that were written. @param end behind its last byte */
export function isSound(log: Uint8Array, at: number, end: number): boolean {
  return masked(crc32c(log, at + HEADER - 1, end)) === littleEndian(log, at, 4);
}
