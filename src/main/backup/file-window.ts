import type { FileHandle } from 'node:fs/promises';

/** Bytes read at a time. */
export const WINDOW_BYTES = 256 * 1024;

/** A file that is looked through from front to back: what was read once is not read again, however many places of it are looked at. */
export class FileWindow {
  #from = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(private readonly handle: FileHandle) {}

  /** What is at hand from a place on: so many bytes at least, unless the file ends before. Rejects with Node's error if it cannot be read. */
  async from(at: number, atLeast: number): Promise<Buffer> {
    const isThere = at >= this.#from && at + atLeast <= this.#from + this.#bytes.length;
    if (!isThere) {
      this.#bytes = await readBytes(this.handle, at, Math.max(atLeast, WINDOW_BYTES));
      this.#from = at;
    }
    return this.#bytes.subarray(at - this.#from);
  }

  /** Where these bytes stand next; -1: nowhere. */
  async find(mark: Buffer, from: number): Promise<number> {
    for (let at = from; ;) {
      const bytes = await this.from(at, mark.length);
      const found = bytes.indexOf(mark);
      if (found >= 0) return at + found;
      if (bytes.length < mark.length) return -1;
      // The mark may have begun at the end of what was looked at.
      at += bytes.length - mark.length + 1;
    }
  }
}

/** Fewer bytes if the file ends before. */
export async function readBytes(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}
