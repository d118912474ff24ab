import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/**
 * A backup is a row of blocks. Each is a gzip member of its own, so that the whole file is what `gunzip` reads, and one damaged place costs one
 * block. In the header of the member (RFC 1952, FEXTRA) stand the block's number and its length: the next block is found without unpacking this
 * one, and behind a damaged place by looking for the next header.
 */

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Deflate, with an extra field and without a time; system unknown; twelve bytes of extra field, ours being `CT` with eight. */
const MARK = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 12, 0, 0x43, 0x54, 8, 0]);
/** The same for a block that is sealed with a passphrase, which is no gzip member any more. */
const SEALED_MARK = Buffer.from('CopytrailSealed\n', 'latin1');

/** A mark, the number and the length of what follows, each four bytes, least significant first. */
export const HEADER_BYTES = 24;
/** The header that gzip itself writes, which ours takes the place of. */
const PLAIN_HEADER_BYTES = 10;

/** Largest block, packed and unpacked: an honest one is one copy job of the largest kind. What claims more is refused before it is read. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;
const MAX_TEXT_BYTES = 100 * 1024 * 1024;

export interface BlockHeader {
  readonly number: number;
  /** What follows the header. */
  readonly length: number;
}

/** The mark that every block of a file begins with. */
export function markOf(sealed: boolean): Buffer {
  return sealed ? SEALED_MARK : MARK;
}

export function writeHeader(number: number, length: number, sealed: boolean): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  markOf(sealed).copy(header);
  header.writeUInt32LE(number, 16);
  header.writeUInt32LE(length, 20);
  return header;
}

/** Undefined: no block begins like this. */
export function readHeader(bytes: Buffer, sealed: boolean): BlockHeader | undefined {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, 16).equals(markOf(sealed))) return undefined;
  const length = bytes.readUInt32LE(20);
  return length > MAX_PACKED_BYTES ? undefined : { number: bytes.readUInt32LE(16), length };
}

/** A block whole, header included. */
export async function packBlock(number: number, text: string): Promise<Buffer> {
  const rest = (await pack(text)).subarray(PLAIN_HEADER_BYTES);
  return Buffer.concat([writeHeader(number, rest.length, false), rest]);
}

/**
 * The text of a block, header included.
 * @throws what zlib says if it is damaged, or larger than any block
 */
export async function unpackBlock(block: Buffer): Promise<string> {
  return (await unpack(block, { maxOutputLength: MAX_TEXT_BYTES })).toString('utf8');
}
