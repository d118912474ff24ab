import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  watch,
  type FSWatcher,
} from 'node:fs';
import path from 'node:path';

/** What the engine's database consists of. The rest (its lock, its own diary) means nothing to anybody else. */
const PART = /^(?:\d+\.(?:ldb|sst|log)|MANIFEST-\d+|CURRENT)$/;
const NUMBER = /\d+/;

/**
 * What the engine has merged into newer files loses its second name only after this long (ms): while it deletes a whole database, files go one by
 * one, and it must be certain which of the two it is.
 */
const LINGER_MS = 20_000;

/** The second names of one database's files. */
export class SecondNames {
  #watcher: FSWatcher | undefined;
  /** The folder that is watched, by its inode: one that is made anew has to be watched anew. */
  #watched: bigint | undefined;
  /** When a file was first missed (ms of the process's clock). */
  readonly #missed = new Map<string, number>();
  #followed = false;

  constructor(
    private readonly source: string,
    private readonly kept: string,
    private readonly now: () => number,
    private readonly lookSoon: (ms?: number) => void,
  ) {}

  /** Gives new files their second name. Answers the folder in which the old ones are, if the engine has begun anew. */
  follow(): string | undefined {
    this.#watch();
    const here = partsOf(this.source);
    const there = partsOf(this.kept);
    let aside: string | undefined;
    if (there.size > 0 && isAnother(here, there)) {
      const time = new Date(this.now()).toISOString().replaceAll(':', '-');
      aside = `${this.kept}.${time}`;
      renameSync(this.kept, aside);
      if (existsSync(blobsOf(this.kept))) renameSync(blobsOf(this.kept), `${blobsOf(this.kept)}.${time}`);
      there.clear();
      this.#missed.clear();
    }
    if (here.size > 0) mkdirSync(this.kept, { recursive: true, mode: 0o700 });
    for (const [name, { inode }] of here) {
      if (there.get(name)?.inode !== inode) this.#link(name, there.has(name));
    }
    this.#forget(here, there);
    linkTree(blobsOf(this.source), blobsOf(this.kept));
    if (!this.#followed) forgetTree(blobsOf(this.source), blobsOf(this.kept));
    this.#followed = true;
    return aside;
  }

  close(): void {
    this.#watcher?.close();
  }

  #link(name: string, isThere: boolean): void {
    const target = path.join(this.kept, name);
    try {
      if (isThere) rmSync(target);
      linkSync(path.join(this.source, name), target);
    } catch (error) {
      // Between being listed and being linked the engine may have deleted it.
      if (!isMissing(error)) throw error;
    }
  }

  #forget(here: Parts, there: Parts): void {
    for (const name of this.#missed.keys()) if (here.has(name)) this.#missed.delete(name);
    if (!here.has('CURRENT')) return;
    const clock = performance.now();
    for (const name of there.keys()) {
      if (here.has(name)) continue;
      const since = this.#missed.get(name) ?? clock;
      this.#missed.set(name, since);
      if (clock - since < LINGER_MS) {
        this.lookSoon(LINGER_MS);
        continue;
      }
      this.#missed.delete(name);
      rmSync(path.join(this.kept, name), { force: true });
    }
  }

  #watch(): void {
    const inode = statSync(this.source, { throwIfNoEntry: false, bigint: true })?.ino;
    if (inode === this.#watched) return;
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#watched = inode;
    if (inode === undefined) return;
    this.#watcher = watch(this.source, { persistent: false }, (event) => {
      // What is appended to a file needs no other name; but a long value may have come with it, in a file elsewhere.
      this.lookSoon(event === 'rename' ? undefined : LINGER_MS);
    });
    this.#watcher.on('error', () => undefined);
  }
}

/** Where the engine puts values that are too long for a table, beside the tables: a file each, which never changes. */
function blobsOf(folder: string): string {
  return folder.replace(/\.leveldb$/, '.blob');
}

/** Gives every file below a folder that has none a second name below another. */
function linkTree(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (!existsSync(target)) linkSync(source, target);
  }
}

/** Takes away second names of what the engine has let go. */
function forgetTree(from: string, to: string): void {
  if (!existsSync(from) || !existsSync(to)) return;
  for (const entry of readdirSync(to, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory() && existsSync(source)) forgetTree(source, target);
    else if (!existsSync(source)) rmSync(target, { recursive: true });
  }
}

/** Files of a database by their names. */
type Parts = ReadonlyMap<string, { readonly inode: bigint; readonly size: bigint }>;

/** Empty if there is no such folder. */
function partsOf(folder: string): Map<string, { inode: bigint; size: bigint }> {
  const parts = new Map<string, { inode: bigint; size: bigint }>();
  try {
    for (const name of readdirSync(folder)) {
      if (!PART.test(name)) continue;
      const found = statSync(path.join(folder, name), { throwIfNoEntry: false, bigint: true });
      if (found !== undefined) parts.set(name, { inode: found.ino, size: found.size });
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return parts;
}

/**
 * Whether the files here are of another database than those that were kept. For as long as a database lives the engine counts its files upwards and
 * uses no number twice, and what it has written into one stays there.
 */
function isAnother(here: Parts, there: Parts): boolean {
  const inodes = new Set([...there.values()].map(({ inode }) => inode));
  // Also what a compaction left that was cut short may go, and with it the highest number: as long as one file is the same, all is well.
  if ([...here].some(([name, { inode }]) => NUMBER.test(name) && inodes.has(inode))) return false;
  if (newest(here) < newest(there)) return true;
  return [...here].some(([name, { inode, size }]) => {
    const before = there.get(name);
    return NUMBER.test(name) && before !== undefined && before.inode !== inode && size < before.size;
  });
}

/** The highest number in a file's name; 0 if there is none. */
function newest(parts: Parts): number {
  return Math.max(0, ...[...parts.keys()].map((name) => Number(NUMBER.exec(name)?.[0] ?? 0)));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
