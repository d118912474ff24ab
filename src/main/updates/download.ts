import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReleaseFile } from './release-list';

/** The file that came is not the one that was signed: longer, shorter, or other bytes. Nothing of it is left. */
export class OtherContent extends Error {
  override readonly name = 'OtherContent';
}

/** Readable and writable by the user alone. */
const PRIVATE = 0o600;
/** More copies of one installer than anybody keeps. */
const MOST_COPIES = 100;

/**
 * Writes a file into a folder, and gives it its name only once it is whole, on disk, and the one that was signed.
 * @param onProgress told how many bytes have come
 * @returns its absolute path. A file of that name that is there is never written over; if it is the same it is taken as it is
 * @throws {OtherContent} or what the source or the disk said
 */
export async function download(
  content: AsyncIterable<Uint8Array>,
  file: ReleaseFile,
  folder: string,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const temporary = path.join(folder, `${file.name}.part`);
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', PRIVATE);
  try {
    const hash = createHash('sha512');
    let bytes = 0;
    for await (const piece of content) {
      bytes += piece.byteLength;
      if (bytes > file.bytes) throw new OtherContent(`${file.name} is longer than ${file.bytes} bytes.`);
      hash.update(piece);
      await handle.writeFile(piece);
      onProgress(bytes);
    }
    if (bytes !== file.bytes || hash.digest('hex') !== file.sha512)
      throw new OtherContent(`${file.name} came with ${bytes} bytes.`);
    await handle.sync();
    await handle.close();
    const target = freeName(folder, file.name);
    await rename(temporary, target);
    return target;
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The path of a file that is there already and is the signed one; undefined if it must be fetched. */
export async function alreadyThere(file: ReleaseFile, folder: string): Promise<string | undefined> {
  const target = path.join(folder, file.name);
  if (!existsSync(target)) return undefined;
  const hash = createHash('sha512');
  for await (const piece of createReadStream(target)) hash.update(piece as Uint8Array);
  return hash.digest('hex') === file.sha512 ? target : undefined;
}

/** `name`, or `name (2)` and so on if that is taken. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const target = path.join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`);
    if (!existsSync(target)) return target;
  }
  throw new Error(`${folder} holds ${MOST_COPIES} files named like ${name}.`);
}
