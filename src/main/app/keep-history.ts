import { existsSync, mkdirSync, readdirSync, renameSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { SecondNames } from './second-names';

/**
 * The browser engine deletes a database as soon as it finds one of its files damaged, and begins an empty one in its place. So that nothing is
 * lost by that, every file of the history has a second name in a folder of its own: a hard link, which takes no room and stays when the
 * first name is deleted. Should the engine begin anew, that folder is put aside whole.
 */

/** The engine makes and deletes files in bursts: looked at once for each (ms). */
const SETTLE_MS = 50;

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
  /**
   * Puts the files of every history aside, for the engine cannot open them and can only begin anew once they are gone from their place. Throws Node's
   * error if that cannot be done.
   */
  putAside(): void;
  close(): void;
}

/**
 * Begins to keep a second name for every file of the history. To be called before the engine opens its database. Never throws: on a disk that
 * knows no hard links, or cannot be written, there is a warning and no second name.
 */
export function keepHistory({ source, kept, now, warn }: KeepParts): Keeping {
  const databases = new Map<string, SecondNames>();
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** When the timer goes off (ms of the process's clock). */
  let due = 0;
  let warned = false;

  function look(): void {
    try {
      for (const name of readdirSync(source)) {
        if (!name.endsWith('.leveldb') || databases.has(name)) continue;
        databases.set(name, new SecondNames(path.join(source, name), path.join(kept, name), now, lookSoon));
      }
      for (const names of databases.values()) {
        const aside = names.follow();
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
        databases.set(name, new SecondNames(path.join(source, name), path.join(kept, name), now, lookSoon));
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
    putAside() {
      look();
      const time = new Date(now()).toISOString().replaceAll(':', '-');
      for (const name of readdirSync(source)) {
        if (!/\.(?:leveldb|blob)$/.test(name)) continue;
        // With second names these are what is read later, and the first ones lie beside them.
        const ending = existsSync(path.join(kept, name)) ? `${time}.first` : time;
        renameSync(path.join(source, name), path.join(kept, `${name}.${ending}`));
        if (existsSync(path.join(kept, name))) renameSync(path.join(kept, name), path.join(kept, `${name}.${time}`));
      }
      warn('the engine could not open the history; its files were put aside', { kept });
    },
    close() {
      clearTimeout(timer);
      watcher?.close();
      for (const names of databases.values()) names.close();
    },
  };
}
