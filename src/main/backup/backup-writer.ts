import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { PRIVATE, syncFolder } from '../settings/whole-file';
import { packBlock } from './block';
import { digestOf, endLine, withCheck } from './check-line';
import type { Seal } from './seal';

/** Ending of a backup that is not whole yet. */
export const UNFINISHED = '.part';

/** A backup while it is being written. It has its name only once all of it is safely on disk. */
export class BackupWriter {
  readonly #wholes = createHash('sha256');
  #blocks = 0;
  #bytes = 0;
  #closed = false;

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
    private readonly seal: Seal | undefined,
  ) {}

  /** Rejects with Node's error if there can be no such file. */
  static async create(file: string, seal?: Seal): Promise<BackupWriter> {
    const writer = new BackupWriter(file, await open(file + UNFINISHED, 'w', PRIVATE), seal);
    if (seal !== undefined) await writer.#write(Buffer.from(seal.line));
    return writer;
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds lines as a block. Rejects with Node's error, for example when the disk is full. */
  async add(lines: string): Promise<void> {
    const number = ++this.#blocks;
    const digest = digestOf(lines);
    this.#wholes.update(digest);
    const block = await packBlock(number, withCheck(number, lines, digest));
    await this.#write(this.seal?.seal(number, block) ?? block);
  }

  /** Ends the file: it has its name, and survives a power cut, when this resolves. */
  async finish(counts: Readonly<Record<string, number>>): Promise<void> {
    await this.add(endLine({ blocks: this.#blocks, counts, sha256: this.#wholes.copy().digest('hex') }));
    await this.handle.sync();
    this.#closed = true;
    await this.handle.close();
    await rename(this.file + UNFINISHED, this.file);
    await syncFolder(path.dirname(this.file));
  }

  /** Gives it up and leaves nothing behind; a file that had the name before is as it was. Never rejects. */
  async drop(): Promise<void> {
    if (!this.#closed) await this.handle.close().catch(() => undefined);
    this.#closed = true;
    await rm(this.file + UNFINISHED, { force: true }).catch(() => undefined);
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.handle.writeFile(bytes);
    this.#bytes += bytes.length;
  }
}
