import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { BackupPart } from '../../preload/contract/backup';
import { HEADER_BYTES, markOf, readHeader, unpackBlock, type BlockHeader } from './block';
import { checkedText, readEnd, type BackupEnd } from './check-line';
import { FileWindow, readBytes, WINDOW_BYTES } from './file-window';
import { MAX_SEAL_LINE, openSeal, readSealLine, SEALED_START, type Seal, type SealLine } from './seal';

/** What a file turned out to be instead of a backup that can be read. */
export type NotReadable = 'not-a-backup' | 'newer';

/**
 * What may be spent, in bytes, on blocks that turn out to be damaged: blocks of an honest file do not overlap, so that trying all of them reads it
 * about once. In a forged one thousands may claim the same bytes: it is given up before that takes long.
 */
const spareFor = (bytes: number): number => 2 * bytes + 512 * 1024;
/** The trial of a block costs as much as of one so long, in bytes, however short it is. */
const TRIAL_BYTES = 2048;

/** A backup while it is being read: block after block, and past what is damaged. */
export class BackupReader {
  #at: number;
  #expected = 1;
  #wholes = createHash('sha256');
  #seal: Seal | undefined;
  #ended = false;
  #damaged = false;
  #spare: number;
  readonly #window: FileWindow;

  private constructor(
    private readonly handle: FileHandle,
    readonly bytes: number,
    /** Where the blocks begin. */
    private readonly begin: number,
    private readonly sealLine: SealLine | undefined,
  ) {
    this.#at = begin;
    this.#spare = spareFor(bytes);
    this.#window = new FileWindow(handle);
  }

  /** Rejects with Node's error if the file cannot be read. */
  static async open(file: string): Promise<BackupReader | NotReadable> {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const found = judge(await readBytes(handle, 0, WINDOW_BYTES));
      if (typeof found !== 'string') return new BackupReader(handle, size, found.begin, found.seal);
      await handle.close();
      return found;
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  /** Whether a passphrase is needed before anything can be read. */
  get locked(): boolean {
    return this.sealLine !== undefined && this.#seal === undefined;
  }

  /** False: it is another passphrase. */
  async unlock(passphrase: string): Promise<boolean> {
    if (this.sealLine === undefined) return true;
    this.#seal = await openSeal(this.sealLine, passphrase);
    return this.#seal !== undefined;
  }

  /** From the first block again. */
  rewind(): void {
    this.#at = this.begin;
    this.#expected = 1;
    this.#wholes = createHash('sha256');
    this.#ended = false;
    this.#damaged = false;
    this.#spare = spareFor(this.bytes);
  }

  /** The next block, what is damaged in its place, or the end. Rejects with Node's error if the file cannot be read. */
  async next(signal?: AbortSignal): Promise<BackupPart> {
    if (this.#ended) return this.#part({ kind: 'end', whole: false });
    const header = this.#headerOf(await readBytes(this.handle, this.#at, HEADER_BYTES), this.#at);
    const isNext = header?.number === this.#expected;
    const text = header !== undefined && isNext ? await this.#textOf(header) : undefined;
    if (text !== undefined && header !== undefined) return this.#took(header, text);
    return this.#passOver(signal);
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }

  #took(header: BlockHeader, { text, sha256 }: { readonly text: string; readonly sha256: string }): BackupPart {
    this.#at += HEADER_BYTES + header.length;
    this.#expected = header.number + 1;
    const end = readEnd(text);
    if (end === undefined) {
      this.#wholes.update(sha256);
      return this.#part({ kind: 'lines', lines: text });
    }
    this.#ended = true;
    return this.#part({ kind: 'end', whole: this.#agrees(end), counts: end.counts });
  }

  /** Whether what was read is all that was written, and nothing follows. */
  #agrees(end: BackupEnd): boolean {
    return (
      !this.#damaged &&
      end.blocks === this.#expected - 2 &&
      end.sha256 === this.#wholes.copy().digest('hex') &&
      this.#at === this.bytes
    );
  }

  /** Looks for a block that can follow, behind one that cannot be read, or at once where one is missing. */
  async #passOver(signal?: AbortSignal): Promise<BackupPart> {
    const from = this.#expected;
    const mark = markOf(this.sealLine !== undefined);
    let at = this.#at;
    this.#damaged = true;
    for (;;) {
      signal?.throwIfAborted();
      at = this.#spare < 0 ? -1 : await this.#window.find(mark, at);
      if (at < 0) {
        this.#ended = true;
        this.#at = this.bytes;
        return this.#part({ kind: 'damaged', from });
      }
      const header = this.#headerOf(await this.#window.from(at, HEADER_BYTES), at);
      // The block that was tried already need not be tried again.
      const isTried = at === this.#at && header?.number === from;
      if (header !== undefined && !isTried && header.number >= from && (await this.#textOf(header, at)) !== undefined) {
        this.#at = at;
        this.#expected = header.number;
        return this.#part({ kind: 'damaged', from, to: Math.max(from, header.number - 1) });
      }
      at += 1;
    }
  }

  #headerOf(bytes: Buffer, at: number): BlockHeader | undefined {
    const header = readHeader(bytes, this.sealLine !== undefined);
    // A length that leads beyond the end is none: nothing so large is made room for.
    return header !== undefined && at + HEADER_BYTES + header.length <= this.bytes ? header : undefined;
  }

  /** Undefined: the block is damaged. */
  async #textOf(header: BlockHeader, at = this.#at): Promise<ReturnType<typeof checkedText>> {
    const stored = await readBytes(this.handle, at, HEADER_BYTES + header.length);
    const text = await this.#opened(header, stored);
    if (text === undefined) this.#spare -= Math.max(stored.length, TRIAL_BYTES);
    return text;
  }

  async #opened({ number }: BlockHeader, stored: Buffer): Promise<ReturnType<typeof checkedText>> {
    try {
      return checkedText(number, await unpackBlock(this.#seal?.open(number, stored) ?? stored));
    } catch {
      // What zlib or OpenSSL says about it helps nobody: the block is not what was written.
      return undefined;
    }
  }

  #part<T extends object>(part: T): T & { done: number; of: number } {
    return { ...part, done: this.#at, of: this.bytes };
  }
}

/** Tells by its first bytes what a file is. The first block may be damaged: then one of those behind it tells. */
function judge(start: Buffer): NotReadable | { readonly begin: number; readonly seal: SealLine | undefined } {
  if (start.includes(markOf(false))) return { begin: 0, seal: undefined };
  const lineEnd = start.subarray(0, MAX_SEAL_LINE).indexOf('\n');
  const line = start.subarray(0, Math.max(lineEnd, 0)).toString('latin1');
  if (!line.startsWith(SEALED_START)) return 'not-a-backup';
  const seal = readSealLine(line);
  return seal === undefined ? 'newer' : { begin: lineEnd + 1, seal };
}
