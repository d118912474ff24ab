import { crc32c, masked } from './crc32c';
import { entryOf, type Entry, type OnDamage } from './entries';
import { littleEndian, readVarint, unsnap } from './snappy';

/* LevelDB's tables: https://github.com/google/leveldb/blob/main/doc/table_format.md. Read past what is damaged, block by block. */

/** At the end of a file: where the index is, and what kind of file it is. */
const FOOTER = 48;
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb] as const;
/** Behind each block: whether it is packed, and its sum. */
const TRAILER = 5;
/** Behind each key: number of the entry and its kind. */
const KEY_TRAILER = 8;
/** The longest block that is looked for where the index does not tell, in bytes: a long answer takes one of its own. */
const LONGEST_SOUGHT = 4 * 1024 * 1024;

/** Every entry of a table that can be read. */
export function* entriesOfTable(bytes: Uint8Array, ondamage: OnDamage): Generator<Entry> {
  for (const block of blocksByIndex(bytes, ondamage) ?? blocksBySearch(bytes, ondamage)) {
    try {
      for (const { key, value } of pairsOf(block)) {
        const at = key.length - KEY_TRAILER;
        const entry =
          at < 0 ? undefined : entryOf(key[at] ?? -1, key.subarray(0, at), value, littleEndian(key, at + 1, 7));
        if (entry !== undefined) yield entry;
      }
    } catch (error) {
      if (!(error instanceof NotABlock)) throw error;
      ondamage();
    }
  }
}

class NotABlock extends Error {
  override readonly name = 'NotABlock';
}

/** Blocks of entries, as the index says; undefined if that cannot be read. */
function blocksByIndex(bytes: Uint8Array, ondamage: OnDamage): readonly Uint8Array[] | undefined {
  const footer = bytes.length - FOOTER;
  if (footer < 0 || MAGIC.some((byte, at) => bytes[bytes.length - MAGIC.length + at] !== byte)) return undefined;
  const end = endOfHandle(bytes, footer);
  const index = end === undefined ? undefined : blockAt(bytes, end);
  if (index === undefined) return undefined;
  try {
    return [...pairsOf(index)].flatMap(({ value }) => {
      const block = blockAt(value, 0, bytes);
      if (block === undefined) ondamage();
      return block ?? [];
    });
  } catch (error) {
    if (error instanceof NotABlock) return undefined;
    throw error;
  }
}

/** Blocks of entries lie one behind the other from the beginning: each ends where its sum is right. The index, which is the last, is left out. */
function* blocksBySearch(bytes: Uint8Array, ondamage: OnDamage): Generator<Uint8Array> {
  ondamage();
  let at = 0;
  while (at < bytes.length) {
    const end = endOfBlock(bytes, at);
    if (end === undefined || end + TRAILER === bytes.length - FOOTER) return;
    const block = unpacked(bytes, at, end);
    if (block !== undefined) yield block;
    at = end + TRAILER;
  }
}

/** Where the block ends that begins here: before its trailer. */
function endOfBlock(bytes: Uint8Array, from: number): number | undefined {
  const last = Math.min(bytes.length - TRAILER, from + LONGEST_SOUGHT);
  let crc = 0;
  for (let end = from; end <= last; end++) {
    if (end > from) crc = crc32c(bytes, end - 1, end, crc);
    if ((bytes[end] ?? 2) > 1) continue;
    if (masked(crc32c(bytes, end, end + 1, crc)) === littleEndian(bytes, end + 1, 4)) return end;
  }
  return undefined;
}

/** The block that a handle names: where it begins and how long it is. */
function blockAt(handle: Uint8Array, at: number, bytes = handle): Uint8Array | undefined {
  const from = readVarint(handle, at);
  const size = from && readVarint(handle, from.end);
  if (size === undefined || from === undefined) return undefined;
  const end = from.value + size.value;
  if (end + TRAILER > bytes.length) return undefined;
  const isSound = masked(crc32c(bytes, from.value, end + 1)) === littleEndian(bytes, end + 1, 4);
  return isSound ? unpacked(bytes, from.value, end) : undefined;
}

function endOfHandle(bytes: Uint8Array, at: number): number | undefined {
  const from = readVarint(bytes, at);
  return from && readVarint(bytes, from.end)?.end;
}

function unpacked(bytes: Uint8Array, from: number, end: number): Uint8Array | undefined {
  const block = bytes.subarray(from, end);
  return bytes[end] === 0 ? block : unsnap(block);
}

/** The pairs of a block. Each key tells how much of the one before it begins with. */
function* pairsOf(block: Uint8Array): Generator<{ readonly key: Uint8Array; readonly value: Uint8Array }> {
  const restarts = littleEndian(block, block.length - 4, 4);
  const end = block.length - 4 - 4 * restarts;
  if (block.length < 4 || end < 0) throw new NotABlock();
  let key: Uint8Array = new Uint8Array();
  for (let at = 0; at < end;) {
    const shared = readVarint(block, at);
    const own = shared && readVarint(block, shared.end);
    const length = own && readVarint(block, own.end);
    if (shared === undefined || own === undefined || length === undefined) throw new NotABlock();
    const from = length.end + own.value;
    at = from + length.value;
    if (shared.value > key.length || at > end) throw new NotABlock();
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(length.end, from)]);
    yield { key, value: block.subarray(from, at) };
  }
}
