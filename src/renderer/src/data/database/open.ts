import { CopytrailDatabase } from './database';
import { LADDER, NEWEST_VERSION, rewritesRows } from './ladder';
import { OpenFailure, toOpenFailure } from './open-failure';
import { copyDatabase } from './put-aside';
import type { Rung } from './rung';

/** Longest wait for the engine (ms), where nothing has to be rewritten: opening a history of a million rows took 0.2 s where it was measured. */
const OPEN_TIMEOUT_MS = 20_000;

/** Dexie numbers versions in tenths of IndexedDB's. */
const NATIVE_PER_VERSION = 10;

export interface Engine {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The engine of this window, or of another one; null where there is none. */
export function engineOf(of: object = globalThis): Engine | null {
  const { indexedDB, IDBKeyRange } = of as Partial<Engine>;
  return indexedDB && IDBKeyRange ? { indexedDB, IDBKeyRange } : null;
}

/**
 * Opens a database, climbing the ladder if it is older. Refuses one that is newer *before* touching it: Dexie would open it and
 * fit it to this build. Before a rung rewrites rows a copy is put aside.
 * @param mustBeThere refuses to make one: it was there before, and an empty one in its place would pass for all there ever was
 * @throws {OpenFailure}
 */
export async function openDatabase(
  name: string,
  engine = engineOf(),
  timeoutMs = OPEN_TIMEOUT_MS,
  ladder: readonly Rung[] = LADDER,
  mustBeThere = false,
): Promise<CopytrailDatabase> {
  if (!engine) throw new OpenFailure('unavailable', 'indexedDB is not defined');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new OpenFailure('no-answer', `no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  const opening = open(name, engine, ladder, mustBeThere, () => {
    // How long a history takes to be copied and rewritten is a matter of its size.
    clearTimeout(timer);
  });
  try {
    return await Promise.race([opening, tooLate]);
  } catch (problem) {
    // Should it open after all, nobody waits for it any more, and an open connection would block the next attempt.
    opening.then(
      (db) => {
        db.close();
      },
      () => undefined,
    );
    throw toOpenFailure(problem);
  } finally {
    clearTimeout(timer);
  }
}

async function open(
  name: string,
  engine: Engine,
  ladder: readonly Rung[],
  mustBeThere: boolean,
  onrewrite: () => void,
): Promise<CopytrailDatabase> {
  const newest = ladder.at(-1)?.version ?? NEWEST_VERSION;
  const onDisk = await versionOnDisk(name, engine.indexedDB);
  if (onDisk > newest) throw new OpenFailure('newer', `version ${onDisk} on disk, ${newest} in this build`);
  if (onDisk === 0 && mustBeThere) throw new OpenFailure('lost', `the engine knows no database "${name}"`);
  if (onDisk > 0 && onDisk < newest && rewritesRows(onDisk, ladder)) {
    onrewrite();
    await copyDatabase(name, `${name}-before-v${newest}`, engine.indexedDB);
  }
  const db = new CopytrailDatabase(name, engine, newest, ladder);
  const made = new AbortController();
  if (onDisk > 0) {
    // The engine may find damage, and take the database away, after it has told its name: Dexie would make an empty one.
    db.on('populate', () => {
      made.abort();
      throw new Error('there is no database any more');
    });
  }
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      reject(new OpenFailure('blocked', 'the open request is blocked'));
    });
  });
  try {
    await Promise.race([db.open(), blocked]);
  } catch (problem) {
    db.close();
    throw made.signal.aborted
      ? new OpenFailure('lost', `the engine took the database "${name}" away`, { cause: problem })
      : problem;
  }
  return db;
}

/** 0: there is no database of that name. */
export async function versionOnDisk(name: string, factory: IDBFactory): Promise<number> {
  const all = await factory.databases();
  return (all.find((info) => info.name === name)?.version ?? 0) / NATIVE_PER_VERSION;
}
