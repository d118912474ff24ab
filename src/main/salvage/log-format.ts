import { crc32c, masked } from './crc32c';
import { littleEndian } from './snappy';

/* LevelDB's log: https://github.com/google/leveldb/blob/main/doc/log_format.md. Records lie in blocks, in one piece or in several. */

/** Bytes of a block. */
export const BLOCK = 32_768;
/** Bytes in front of a piece: its checksum (4), its length (2), its kind (1). */
export const HEADER = 7;
/** Kinds of pieces: a whole record, or the first, one between, and the last of one that goes over the edge of a block. */
export const KIND = { full: 1, first: 2, middle: 3, last: 4 } as const;

/** What the header of a piece says, whether that is true or not. @param at where the header begins */
export function readHeader(log: Uint8Array, at: number): { readonly kind: number; readonly end: number } {
  return { kind: log[at + HEADER - 1] ?? 0, end: at + HEADER + littleEndian(log, at + 4, 2) };
}

/** Whether the bytes of a piece are those that were written. @param end behind its last byte */
export function isSound(log: Uint8Array, at: number, end: number): boolean {
  return masked(crc32c(log, at + HEADER - 1, end)) === littleEndian(log, at, 4);
}

/** A piece of a record within a block. */
export interface Piece {
  readonly kind: number;
  readonly from: number;
  /** Behind its last byte. */
  readonly end: number;
}

/** The piece that begins here, if there is a sound one. */
export function pieceAt(log: Uint8Array, from: number): Piece | undefined {
  const { kind, end } = readHeader(log, from);
  return isWhole(log, from) && isSound(log, from, end) ? { kind, from, end } : undefined;
}

/** Whether a piece lies wholly within its block and the log, sound or not: nothing of it was cut off. */
export function isWhole(log: Uint8Array, from: number): boolean {
  const { kind, end } = readHeader(log, from);
  return kind >= KIND.full && kind <= KIND.last && end <= endOfBlock(log, from);
}

/** Where the block ends in which a place lies, or the log within it. */
export function endOfBlock(log: Uint8Array, at: number): number {
  return Math.min(at - (at % BLOCK) + BLOCK, log.length);
}

/**
 * Where a piece ends of which nothing but the length is damaged, which its sum does not count; undefined: more than that is.
 * @param next where the next sound piece begins in the block, if there is one
 */
export function endDespiteLength(log: Uint8Array, from: number, next: number | undefined): number | undefined {
  const end = endOfBlock(log, from);
  // Too little is left at the end of a block for another piece.
  const choice = next === undefined ? Array.from({ length: HEADER }, (_, rest) => end - rest) : [next];
  return choice.find((one) => one >= from + HEADER && isSound(log, from, one));
}
