import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/**
 * The browser engine deletes a database as soon as it finds one of its files damaged, and begins an empty one in its place. So that nothing is
 * lost by that, every file of the history has a second name in a folder of its own: a hard link, which takes no room and stays when the
 * first name is deleted. Should the engine begin anew, that folder is put aside whole.
 */

/** What the engine's database consists of. The rest (its lock, its own diary) means nothing to anybody else. */
const PART = /^(?:\d+\.(?:ldb|sst|log)|MANIFEST-\d+|CURRENT)$/;
const NUMBER = /\d+/;

/** The engine makes and deletes files in bursts: looked at once for each (ms). */
const SETTLE_MS = 50;
/**
 * What the engine has merged into newer files loses its second name only after this long (ms): while it deletes a whole database, files go one by
 * one, and it must be certain which of the two it is.
 */
const LINGER_MS = 20_000;

export interface KeepParts {
  /** Absolute path of the engine's folder of databases. Made if it is not there. */
  readonly source: string;
  /** Absolute path of the folder that takes the second names, on the same disk. */
  readonly kept: string;
  /** Epoch ms UTC; names what is put aside. */
  readonly now: () => number;
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** The history is being kept. */
export interface Keeping {
  /** Looks at once, instead of when something changes. */
  look(): void;
  close(): void;
}

/**
 * Begins to keep a second name for every file of the history. To be called before the engine opens its database. Never throws: on a disk that
 * knows no hard links, or cannot be written, there is a warning and no second name.
 */
export function keepHistory({ source, kept, now, warn }: KeepParts): Keeping {
  const databases = new Map<string, Shadow>();
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** When the timer goes off (ms of the process's clock). */
  let due = 0;
  let warned = false;

  function look(): void {
    try {
      for (const name of readdirSync(source)) {
        if (!name.endsWith('.leveldb') || databases.has(name)) continue;
        databases.set(name, new Shadow(path.join(source, name), path.join(kept, name), now, lookSoon));
      }
      for (const shadow of databases.values()) {
        const aside = shadow.follow();
        if (aside !== undefined)
          warn('the engine began a history anew; the files of the old one were put aside', { aside });
      }
    } catch (error) {
      if (!warned) warn('the files of the history have no second name', { error });
      warned = true;
    }
  }

  function lookSoon(ms = SETTLE_MS): void {
    const at = performance.now() + ms;
    if (timer !== undefined && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      timer = undefined;
      look();
    }, ms);
    timer.unref();
  }

  try {
    mkdirSync(source, { recursive: true, mode: 0o700 });
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(kept)) {
      if (name.endsWith('.leveldb'))
        databases.set(name, new Shadow(path.join(source, name), path.join(kept, name), now, lookSoon));
    }
    watcher = watch(source, { persistent: false }, () => {
      lookSoon();
    });
    watcher.on('error', () => undefined);
  } catch (error) {
    warned = true;
    warn('the files of the history have no second name', { error });
  }
  look();

  return {
    look,
    close() {
      clearTimeout(timer);
      watcher?.close();
      for (const shadow of databases.values()) shadow.close();
    },
  };
}

/** The second names of one database's files. */
class Shadow {
  #watcher: FSWatcher | undefined;
  /** The folder that is watched, by its inode: one that is made anew has to be watched anew. */
  #watched: bigint | undefined;
  /** When a file was first missed (ms of the process's clock). */
  readonly #missed = new Map<string, number>();

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
      aside = `${this.kept}.${new Date(this.now()).toISOString().replaceAll(':', '-')}`;
      renameSync(this.kept, aside);
      there.clear();
      this.#missed.clear();
    }
    if (here.size > 0) mkdirSync(this.kept, { recursive: true, mode: 0o700 });
    for (const [name, { inode }] of here) {
      if (there.get(name)?.inode !== inode) this.#link(name, there.has(name));
    }
    this.#forget(here, there);
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
    this.#watcher = watch(this.source, { persistent: false }, () => {
      this.lookSoon();
    });
    this.#watcher.on('error', () => undefined);
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
