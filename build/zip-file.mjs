/** Unpacks a zip file with nothing but Node, so that a bare machine needs no `unzip`. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

// Signatures and fixed sizes of PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const PERMISSION_BITS = 0o777;

/**
 * @typedef {object} ZipEntry
 * @property {string} name path inside the archive, with `/` between folders; folders end with one
 * @property {number} method 0 stored, 8 deflated
 * @property {number} mode Unix permission bits, 0 when the archive holds none
 * @property {number} packedBytes size inside the archive
 * @property {number} offset where the entry's local header begins
 */

/**
 * Reads the table of contents of a zip file below 4 GiB (Zip64 is not understood).
 *
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 * @throws {Error} if the file is no such archive
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tail = await readAt(
    file,
    Math.max(0, size - END_BYTES - LONGEST_COMMENT),
    Math.min(size, END_BYTES + LONGEST_COMMENT),
  );
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw new Error('This is no zip file: it has no end record.');
  const count = tail.readUInt16LE(end + 10);
  const table = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (table.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new Error('The zip file is damaged: a table entry is missing.');
    const nameBytes = table.readUInt16LE(at + 28);
    const extraBytes = table.readUInt16LE(at + 30);
    const commentBytes = table.readUInt16LE(at + 32);
    entries.push({
      name: table.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      method: table.readUInt16LE(at + 10),
      mode: (table.readUInt32LE(at + 38) >>> 16) & PERMISSION_BITS,
      packedBytes: table.readUInt32LE(at + 20),
      offset: table.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} bytes
 */
async function readAt(file, position, bytes) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, position);
  if (bytesRead !== bytes) throw new Error('The zip file ends too early.');
  return buffer;
}

/**
 * Unpacks the entries that `rename` gives a place.
 *
 * @param {string} zipPath
 * @param {string} folder where to unpack; made if missing
 * @param {(name: string) => string | undefined} rename path below `folder` for an entry's name, or undefined to leave it out
 * @returns {Promise<number>} how many files were written
 * @throws {Error} if the archive is damaged, uses an unknown method, or names a place outside `folder`
 */
export async function unpackZip(zipPath, folder, rename) {
  const file = await open(zipPath);
  let written = 0;
  try {
    for (const entry of await readEntries(file)) {
      const target = entry.name.endsWith('/') ? undefined : rename(entry.name);
      if (target === undefined) continue;
      const place = path.resolve(folder, target);
      if (!place.startsWith(path.resolve(folder) + path.sep)) throw new Error(`The zip file points outside: ${target}`);
      if (entry.method !== STORED && entry.method !== DEFLATED)
        throw new Error(`Unknown zip method ${entry.method}: ${target}`);
      await mkdir(path.dirname(place), { recursive: true });
      const output = createWriteStream(place, { mode: entry.mode || 0o644 });
      await writeEntry(zipPath, file, entry, output);
      written++;
    }
  } finally {
    await file.close();
  }
  return written;
}

/**
 * @param {string} zipPath
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {import('node:fs').WriteStream} output
 */
async function writeEntry(zipPath, file, entry, output) {
  const header = await readAt(file, entry.offset, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new Error(`The zip file is damaged at ${entry.name}.`);
  // The local header's own name and extra field may be longer than those of the table.
  const start = entry.offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packedBytes === 0) {
    output.end();
    return;
  }
  const packed = createReadStream(zipPath, { start, end: start + entry.packedBytes - 1 });
  if (entry.method === STORED) await pipeline(packed, output);
  else await pipeline(packed, createInflateRaw(), output);
}
