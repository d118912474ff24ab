import { inflateSync } from 'node:zlib';

const SIGNATURE = '89504e470d0a1a0a';
/** Signature, then chunks of length, type, data and checksum (PNG specification, chapter 5). */
const FIRST_CHUNK = 8;
const CHUNK_EXTRA = 12;

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** Share of rows that differ from the row above, 0 to 1: 0 for a blank picture. */
  readonly busyRows: number;
}

/** What can be told of a PNG picture without looking at it. Throws if the data is none. */
export function readPng(data: Buffer): PictureFacts {
  if (data.subarray(0, FIRST_CHUNK).toString('hex') !== SIGNATURE) throw new Error('This is not a PNG picture.');
  const parts: Buffer[] = [];
  let at = FIRST_CHUNK;
  while (at < data.length) {
    const length = data.readUInt32BE(at);
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(data.subarray(at + 8, at + 8 + length));
    at += length + CHUNK_EXTRA;
  }
  const width = data.readUInt32BE(FIRST_CHUNK + 8);
  const height = data.readUInt32BE(FIRST_CHUNK + 12);
  const rows = inflateSync(Buffer.concat(parts));
  const stride = rows.length / height;
  let busy = 0;
  for (let row = 1; row < height; row++) {
    const now = rows.subarray(row * stride, (row + 1) * stride);
    if (!now.equals(rows.subarray((row - 1) * stride, row * stride))) busy++;
  }
  return { width, height, busyRows: busy / height };
}
