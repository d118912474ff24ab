import { entryOf, isPut, type Entry, type OnDamage } from './entries';
import { BLOCK, endDespiteLength, endOfBlock, HEADER, KIND, pieceAt, readHeader } from './log-format';
import { littleEndian, readVarint } from './snappy';

/*
 * LevelDB's log, read past what is damaged, record by record. Of one write of Copytrail's the engine makes many records, of a row or a few short ones each:
 * a damaged byte costs the rows of its record.
 */

/** A batch begins with its sequence number and how many entries it has. */
const BATCH_HEADER = 12;

/** Every entry of a log that can be read. */
export function* entriesOfLog(bytes: Uint8Array, ondamage: OnDamage): Generator<Entry> {
  for (const batch of recordsOf(bytes, ondamage)) yield* entriesOfBatch(batch, ondamage);
}

function* recordsOf(bytes: Uint8Array, ondamage: OnDamage): Generator<Uint8Array> {
  let parts: Uint8Array[] | undefined;
  for (let block = 0; block < bytes.length; block += BLOCK) {
    const end = endOfBlock(bytes, block);
    let at = block;
    while (at + HEADER <= end) {
      const header = at;
      const { kind, end: said } = readHeader(bytes, header);
      const from = header + HEADER;
      // The rest of a block that was taken from the disk in advance.
      if (kind === 0 && said === from) break;
      let behind = pieceAt(bytes, header)?.end;
      if (behind === undefined) {
        ondamage();
        const next = nextPiece(bytes, header);
        behind = endDespiteLength(bytes, header, next);
        if (behind === undefined) {
          parts = undefined;
          at = next ?? end;
          continue;
        }
      }
      at = behind;
      const part = bytes.subarray(from, at);
      if (kind === KIND.full) {
        parts = undefined;
        yield part;
      } else if (kind === KIND.first) parts = [part];
      else if (kind === KIND.middle) parts?.push(part);
      else if (kind === KIND.last && parts !== undefined) {
        yield Buffer.concat([...parts, part]);
        parts = undefined;
      }
    }
  }
}

/** Where the next sound piece lies in the block of one that is damaged, whose length may be what is; undefined: there is none. */
function nextPiece(bytes: Uint8Array, damaged: number): number | undefined {
  const { end: said } = readHeader(bytes, damaged);
  const end = endOfBlock(bytes, damaged);
  if (said < end && pieceAt(bytes, said) !== undefined) return said;
  for (let at = damaged + 1; at + HEADER <= end; at++) {
    if (pieceAt(bytes, at) !== undefined) return at;
  }
  return undefined;
}

function* entriesOfBatch(batch: Uint8Array, ondamage: OnDamage): Generator<Entry> {
  let sequence = littleEndian(batch, 0, 7);
  const count = littleEndian(batch, 8, 4);
  let at = BATCH_HEADER;
  for (let index = 0; index < count; index++, sequence++) {
    const kind = batch[at] ?? -1;
    const key = sliceAt(batch, at + 1);
    const value =
      key && isPut(kind) ? sliceAt(batch, key.end) : key && { bytes: key.bytes.subarray(0, 0), end: key.end };
    const entry = key && value && entryOf(kind, key.bytes, value.bytes, sequence);
    if (entry === undefined || value === undefined) {
      ondamage();
      return;
    }
    yield entry;
    at = value.end;
  }
}

/** Bytes that stand behind their number. */
function sliceAt(bytes: Uint8Array, from: number): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const length = readVarint(bytes, from);
  if (length === undefined) return undefined;
  const end = length.end + length.value;
  return end > bytes.length ? undefined : { bytes: bytes.subarray(length.end, end), end };
}
