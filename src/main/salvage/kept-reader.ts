import type { BackupPart } from '../../preload/contract/backup';
import { readKey, textOf, type EngineKey } from './engine-keys';
import { fileOf, LIES_IN_FILE, readStored, readValue } from './engine-values';
import { entriesOf, findFiles, longRow, type KeptFiles } from './kept-files';
import type { Entry } from './entries';

/** Lines of about so many characters cross at a time. */
const PIECE_LENGTH = 1024 * 1024;

/** Rows of this table come first: what is in others is told by their numbers. */
const FIRST_TABLE = 'copyJobs';

interface Row {
  /** Undefined: which database or table it is of has been lost. */
  readonly database: string | undefined;
  readonly table: string | undefined;
  readonly key: number | undefined;
  readonly value: unknown;
}

/**
 * Reads the files of a damaged history, which the engine does not open any more: every row that can be read, in its newest form, as a line
 * `{"database", "table", "key", "value"}`. Bytes are `{"hex": …}`. Whoever takes them in has to judge them. Nothing is written.
 */
export class KeptReader {
  readonly locked = false;
  /** The number of the newest entry about each key that matters. */
  #newest: Map<string, number> | undefined;
  readonly #databases = new Map<number, { readonly name: string; readonly sequence: number }>();
  readonly #tables = new Map<string, { readonly name: string; readonly sequence: number }>();
  /** Files in which long rows lie, by the row. */
  readonly #files = new Map<string, number>();
  #damaged = 0;
  #parts: AsyncGenerator<BackupPart, void> | undefined;

  private constructor(private readonly kept: KeptFiles) {}

  /** @param folder absolute path of the folder. Rejects with Node's error if it cannot be read */
  static async open(folder: string): Promise<KeptReader> {
    return new KeptReader(await findFiles(folder));
  }

  get bytes(): number {
    return this.kept.bytes;
  }

  /** Nothing of it is sealed. */
  unlock(): Promise<boolean> {
    return Promise.resolve(true);
  }

  rewind(): void {
    this.#parts = undefined;
  }

  /** The next rows, what is damaged, or the end. */
  async next(signal?: AbortSignal): Promise<BackupPart> {
    this.#parts ??= this.#read();
    signal?.throwIfAborted();
    const step: IteratorResult<BackupPart, void> = await this.#parts.next();
    return step.done === true ? this.#part({ kind: 'end', whole: false }, 3) : step.value;
  }

  close(): Promise<void> {
    this.#newest = undefined;
    this.#parts = undefined;
    return Promise.resolve();
  }

  /** Three times over all files: which entry about each key is the newest; then jobs; then everything else. */
  async *#read(): AsyncGenerator<BackupPart, void> {
    yield* this.#survey();
    if (this.#damaged > 0) yield this.#part({ kind: 'damaged', from: 1, to: this.#damaged }, 1);
    yield* this.#rows(1, (table) => table === FIRST_TABLE || table === undefined);
    yield* this.#rows(2, (table) => table !== FIRST_TABLE && table !== undefined);
  }

  async *#survey(): AsyncGenerator<BackupPart, void> {
    if (this.#newest !== undefined) return;
    const newest = new Map<string, number>();
    this.#damaged = 0;
    for (const file of this.kept.files) {
      for (const entry of await entriesOf(file, () => (this.#damaged += 1))) {
        const key = readKey(entry.key);
        if (key === undefined) continue;
        const known = newest.get(nameOf(key));
        if (known !== undefined && known >= entry.sequence) continue;
        newest.set(nameOf(key), entry.sequence);
        this.#learn(key, entry);
      }
      yield this.#part({ kind: 'lines', lines: '' }, 0);
    }
    this.#newest = newest;
  }

  /** Names, and where long rows lie: as the newest entry says. */
  #learn(key: EngineKey, { value, sequence }: Entry): void {
    if (key.is === 'database' && value !== undefined) {
      const number = value.reduceRight((sum, byte) => sum * 256 + byte, 0);
      this.#databases.set(number, { name: key.name, sequence });
    }
    if (key.is === 'table' && value !== undefined)
      this.#tables.set(`${key.database} ${key.table}`, { name: textOf(value), sequence });
    if (key.is === 'file') {
      const file = value && fileOf(value);
      if (file === undefined) this.#files.delete(key.of);
      else this.#files.set(key.of, file);
    }
  }

  async *#rows(pass: number, wanted: (table: string | undefined) => boolean): AsyncGenerator<BackupPart, void> {
    let lines: string[] = [];
    let length = 0;
    for (const file of this.kept.files) {
      // What is damaged was counted before.
      for (const entry of await entriesOf(file, () => undefined)) {
        const row = await this.#rowOf(entry, wanted);
        if (row === undefined) continue;
        const line = JSON.stringify(row, asText);
        lines.push(line);
        length += line.length;
        if (length < PIECE_LENGTH) continue;
        yield this.#part({ kind: 'lines', lines: lines.join('\n') }, pass);
        lines = [];
        length = 0;
      }
    }
    yield this.#part({ kind: 'lines', lines: lines.join('\n') }, pass);
  }

  /** The row that an entry holds, if that is the newest about it and can be read. */
  async #rowOf(
    { key: bytes, value: stored, sequence }: Entry,
    wanted: (table: string | undefined) => boolean,
  ): Promise<Row | undefined> {
    const key = readKey(bytes);
    if (key?.is !== 'row' || stored === undefined) return undefined;
    if (this.#newest?.get(nameOf(key)) !== sequence) return undefined;
    const table = this.#tables.get(`${key.database} ${key.table}`)?.name;
    if (!wanted(table)) return undefined;
    const read = readStored(stored);
    const value = read === LIES_IN_FILE ? await this.#longRow(key.database, key.of) : read;
    if (typeof value !== 'object' || value === null) return undefined;
    return { database: this.#databases.get(key.database)?.name, table, key: key.key, value };
  }

  async #longRow(database: number, of: string): Promise<unknown> {
    const file = this.#files.get(of);
    const bytes = file === undefined ? undefined : await longRow(this.kept, database, file);
    return bytes && readValue(bytes);
  }

  #part<P extends object>(part: P, pass: number): P & { readonly done: number; readonly of: number } {
    const of = this.kept.bytes;
    return { ...part, done: Math.floor((of * pass) / 3), of };
  }
}

/** Tells keys apart. */
function nameOf(key: EngineKey): string {
  if (key.is === 'database') return `database ${key.name}`;
  if (key.is === 'table') return `table ${key.database} ${key.table}`;
  return `${key.is} ${key.of}`;
}

/** Bytes stand for ids and digests: their hex digits in an object that says so. */
function asText(_member: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { hex: Buffer.from(value).toString('hex') };
}
