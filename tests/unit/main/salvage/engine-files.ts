import { crc32c, masked } from '../../../../src/main/salvage/crc32c';

/** Writes LevelDB's files as the engine does, for tests that damage them. */

export interface Put {
  readonly key: Uint8Array;
  /** Undefined: deleted. */
  readonly value: Uint8Array | undefined;
}

const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

function fixed(value: number, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, index) => Math.floor(value / 256 ** index) % 256));
}

const withLength = (bytes: Uint8Array): Buffer => Buffer.concat([varint(bytes.length), bytes]);
const sumOf = (bytes: Uint8Array): Buffer => fixed(masked(crc32c(bytes, 0, bytes.length)), 4);

/** A log of batches, numbered from 1 on; or the rest of one that has so many bytes already. */
export function logOf(batches: readonly (readonly Put[])[], behind = 0): Buffer {
  let log = Buffer.alloc(behind % LOG_BLOCK);
  let sequence = 1;
  for (const puts of batches) {
    const entries = puts.map(({ key, value }) =>
      Buffer.concat([Buffer.from([value ? 1 : 0]), withLength(key), ...(value ? [withLength(value)] : [])]),
    );
    let rest = Buffer.concat([fixed(sequence, 8), fixed(puts.length, 4), ...entries]);
    sequence += puts.length;
    let isFirst = true;
    while (rest.length > 0) {
      const room = LOG_BLOCK - (log.length % LOG_BLOCK) - LOG_HEADER;
      if (room < 0) {
        log = Buffer.concat([log, Buffer.alloc(room + LOG_HEADER)]);
        continue;
      }
      const part = rest.subarray(0, room);
      rest = rest.subarray(part.length);
      const kind = Buffer.from([kindOf(isFirst, rest.length === 0)]);
      log = Buffer.concat([log, sumOf(Buffer.concat([kind, part])), fixed(part.length, 2), kind, part]);
      isFirst = false;
    }
  }
  return log.subarray(behind % LOG_BLOCK);
}

function kindOf(isFirst: boolean, isLast: boolean): number {
  if (isFirst) return isLast ? 1 : 2;
  return isLast ? 4 : 3;
}

/** A table of entries, which are given in the order of their keys and numbered from 1 on, so many in each block. */
export function tableOf(puts: readonly Put[], perBlock: number): Buffer {
  let file = Buffer.alloc(0);
  const add = (block: Buffer): Buffer => {
    const handle = Buffer.concat([varint(file.length), varint(block.length)]);
    const packed = Buffer.concat([block, Buffer.from([0])]);
    file = Buffer.concat([file, packed, sumOf(packed)]);
    return handle;
  };
  const index: (readonly [Uint8Array, Uint8Array])[] = [];
  for (let from = 0; from < puts.length; from += perBlock) {
    const pairs = puts
      .slice(from, from + perBlock)
      .map(
        ({ key, value }, at) =>
          [
            Buffer.concat([key, Buffer.from([value ? 1 : 0]), fixed(from + at + 1, 7)]),
            value ?? Buffer.alloc(0),
          ] as const,
      );
    index.push([pairs.at(-1)![0], add(blockOf(pairs))]);
  }
  const meta = add(blockOf([]));
  const handles = Buffer.concat([meta, add(blockOf(index))]);
  const magic = Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]);
  return Buffer.concat([file, handles, Buffer.alloc(40 - handles.length), magic]);
}

function blockOf(pairs: readonly (readonly [Uint8Array, Uint8Array])[]): Buffer {
  let before = Buffer.alloc(0);
  const entries = pairs.map(([key, value]) => {
    let shared = 0;
    while (shared < before.length && shared < key.length && before[shared] === key[shared]) shared++;
    before = Buffer.from(key);
    const own = key.subarray(shared);
    return Buffer.concat([varint(shared), varint(own.length), varint(value.length), own, value]);
  });
  return Buffer.concat([...entries, fixed(0, 4), fixed(1, 4)]);
}
