import { crc32c, masked } from './crc32c';
import {
  BLOCK,
  endDespiteLength,
  endOfBlock,
  HEADER,
  isWhole,
  KIND,
  pieceAt,
  readHeader,
  type Piece,
} from './log-format';

/*
 * A write that was cut off (the disk was full, the app was killed, the power went) leaves a piece of itself at the end of LevelDB's log. The engine passes
 * over it, goes on writing behind it, and takes the same piece for damage when it opens the log the next time: it then deletes the whole database.
 */

/**
 * The log without writes that were cut off, if there are any. Undefined: there is none, or there is damage of another kind, which is not to be hidden.
 * What was cut off was never reported as saved.
 */
export function mendedLog(log: Uint8Array): Buffer | undefined {
  const records: Piece[][] = [];
  let open: Piece[] = [];
  let cut = false;
  for (let at = 0; at < log.length;) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEADER) {
      at += left;
      continue;
    }
    const piece = pieceAt(log, at);
    if (piece === undefined) {
      const next = pieceInside(log, at);
      // The bytes of a whole piece are other than they were: that is no write that was cut off.
      if (next === undefined && isWhole(log, at) && !endsInZeros(log, at)) return undefined;
      if (endDespiteLength(log, at, next) !== undefined) return undefined;
      if (next === undefined && goesOn(log, at)) return undefined;
      cut = true;
      open = [];
      if (next === undefined) break;
      at = next;
      continue;
    }
    if (piece.kind === KIND.full || piece.kind === KIND.first) {
      cut ||= open.length > 0;
      open = [piece];
    } else if (open.length > 0) open.push(piece);
    // The end of a write whose beginning is not there.
    else if (!cut) return undefined;
    if (open.length > 0 && (piece.kind === KIND.full || piece.kind === KIND.last)) {
      records.push(open);
      open = [];
    }
    at = piece.end;
  }
  if (!cut && open.length === 0) return undefined;
  return logOf(records.map((pieces) => Buffer.concat(pieces.map(({ from, end }) => log.subarray(from + HEADER, end)))));
}

/** Where a sound beginning of a write lies within what the piece here would take up: there the engine has gone on behind one that was cut off. */
function pieceInside(log: Uint8Array, from: number): number | undefined {
  const end = endOfBlock(log, from);
  for (let at = from + 1; at + HEADER <= end; at++) {
    const { kind } = pieceAt(log, at) ?? {};
    if (kind === KIND.full || kind === KIND.first) return isBeyond(log, from, at) ? undefined : at;
  }
  return undefined;
}

/** Whether the end of a piece and all that lies behind it is zeros: blocks of a disk that were never written. The engine writes none behind a piece. */
function endsInZeros(log: Uint8Array, from: number): boolean {
  const { end } = readHeader(log, from);
  return end < log.length && log.subarray(end - 1).every((byte) => byte === 0);
}

/** Whether a write begins in a later block, so that this is not the end of the log but a hole in it. */
function goesOn(log: Uint8Array, from: number): boolean {
  for (let block = from - (from % BLOCK) + BLOCK; block < log.length; block += BLOCK) {
    for (let piece = pieceAt(log, block); piece !== undefined; piece = pieceAt(log, piece.end)) {
      if (piece.kind === KIND.full || piece.kind === KIND.first) return true;
      if (piece.end % BLOCK === 0) break;
    }
  }
  return false;
}

/** Whether a place is not within the piece that begins before it, but behind its end. */
function isBeyond(log: Uint8Array, from: number, at: number): boolean {
  return isWhole(log, from) && at >= readHeader(log, from).end;
}

/** A log of these records. */
function logOf(records: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  for (const record of records) {
    let at = 0;
    let isFirst = true;
    while (isFirst || at < record.length) {
      const left = BLOCK - (length % BLOCK);
      if (left < HEADER) {
        add(Buffer.alloc(left));
        continue;
      }
      const part = record.subarray(at, at + left - HEADER);
      at += part.length;
      const kind = isFirst
        ? at === record.length
          ? KIND.full
          : KIND.first
        : at === record.length
          ? KIND.last
          : KIND.middle;
      add(pieceOf(kind, part));
      isFirst = false;
    }
  }
  return Buffer.concat(parts);
}

function pieceOf(kind: number, part: Uint8Array): Buffer {
  const piece = Buffer.alloc(HEADER + part.length);
  piece.writeUInt16LE(part.length, 4);
  piece[HEADER - 1] = kind;
  piece.set(part, HEADER);
  piece.writeUInt32LE(masked(crc32c(piece, HEADER - 1, piece.length)), 0);
  return piece;
}
