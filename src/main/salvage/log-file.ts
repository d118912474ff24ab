import { crc32c, masked } from './crc32c';
import { entryOf, isPut, type Entry, type OnDamage } from './entries';
import { littleEndian, readVarint } from './snappy';

/* LevelDB's log: https://github.com/google/leveldb/blob/main/doc/log_format.md. Read past what is damaged, record by record. */

const BLOCK = 32_768;
const HEADER = 7;
const FULL = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;
/** A batch begins with its sequence number and how many entries it has. */
const BATCH_HEADER = 12;

/** Every entry of a log that can be read. */
export function* entriesOfLog(bytes: Uint8Array, ondamage: OnDamage): Generator<Entry> {
  for (const batch of recordsOf(bytes, ondamage)) yield* entriesOfBatch(batch, ondamage);
}

function* recordsOf(bytes: Uint8Array, ondamage: OnDamage): Generator<Uint8Array> {
  let parts: Uint8Array[] | undefined;
  for (let block = 0; block < bytes.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, bytes.length);
    let at = block;
    while (at + HEADER <= end) {
      const length = littleEndian(bytes, at + 4, 2);
      const kind = bytes[at + 6] ?? 0;
      // The rest of a block that was taken from the disk in advance.
      if (kind === 0 && length === 0) break;
      const from = at + HEADER;
      at = from + length;
      if (at > end) {
        parts = undefined;
        ondamage();
        break;
      }
      if (masked(crc32c(bytes, from - 1, at)) !== littleEndian(bytes, from - HEADER, 4)) {
        // If the length is right the next record follows; else that is not one either.
        parts = undefined;
        ondamage();
        continue;
      }
      const part = bytes.subarray(from, at);
      if (kind === FULL) {
        parts = undefined;
        yield part;
      } else if (kind === FIRST) parts = [part];
      else if (kind === MIDDLE) parts?.push(part);
      else if (kind === LAST && parts !== undefined) {
        yield Buffer.concat([...parts, part]);
        parts = undefined;
      }
    }
  }
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
