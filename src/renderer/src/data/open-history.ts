import type { Workspace } from '../../../preload/contract/shapes';
import { DexieStore } from './database/dexie-store';
import { exportDatabase, type ReadableExport } from './database/export-readable';
import { databaseNames, noteMade, setAside, wasMade, type NameBook } from './database/names';
import { openDatabase, engineOf, type Engine } from './database/open';
import { byTheDisk, OpenFailure, toOpenFailure, type OpenFailureCode } from './database/open-failure';
import { lookAtDisk, type LookAtDisk } from './disk';
import type { History } from './history';
import { LateStore } from './history/late-store';
import { MemoryStore } from './history/memory-store';
import { otherWindows, type OtherWindows } from './history/other-windows';
import type { Store } from './history/shelf';
import { StoredHistory } from './history/stored-history';

export { OpenFailure, type OpenFailureCode } from './database/open-failure';
export type { ReadableExport } from './database/export-readable';

/** The world a history is opened in; tests bring their own. */
export interface OpenOptions {
  readonly engine?: Engine | null;
  readonly book?: NameBook | undefined;
  readonly timeoutMs?: number;
  /** Says how it stands with the disk when something could not be opened or written. */
  readonly look?: LookAtDisk;
  /** Joins the windows that have a database open; by default those of this app, and none for an engine that a test brings. */
  readonly others?: (database: string) => OtherWindows;
}

/** A history on its way: it can be used at once, and whatever is asked of it waits until it is open. */
export interface HistoryOpening {
  readonly history: History;
  /** Rejects with {@link OpenFailure}: nothing is changed then, and `history` answers nothing. */
  readonly opened: Promise<void>;
}

/**
 * Begins to open the history of a workspace, making an empty one at first. Waiting for the disk takes about as long as
 * building the window: with this the two happen side by side.
 */
export function beginHistory(workspace: Workspace, options: OpenOptions = {}): HistoryOpening {
  const { name, store } = openStore(workspace, options);
  const others = joinOthers(name, options);
  const opened = store.then(
    () => undefined,
    (problem: unknown) => {
      others?.close();
      throw problem;
    },
  );
  return { history: new StoredHistory(workspace, name, new LateStore(store), Date.now, others), opened };
}

/**
 * Opens the history of a workspace, making an empty one at first.
 * @throws {OpenFailure} nothing is changed then; the ways on are {@link exportReadable}, {@link openWithoutHistory} and
 *   {@link startAfresh}
 */
export async function openHistory(workspace: Workspace, options: OpenOptions = {}): Promise<History> {
  const { name, store } = openStore(workspace, options);
  return new StoredHistory(workspace, name, await store, Date.now, joinOthers(name, options));
}

function joinOthers(database: string, { engine, others }: OpenOptions): OtherWindows | undefined {
  return others?.(database) ?? (engine === undefined ? otherWindows(database) : undefined);
}

function openStore(
  workspace: Workspace,
  options: OpenOptions,
): { readonly name: string; readonly store: Promise<Store> } {
  const { engine = engineOf(), book = ownBook(), timeoutMs, look = lookAtDisk } = options;
  const { current } = databaseNames(workspace, book);
  askForPersistence();
  const store = openDatabase(current, engine, timeoutMs, undefined, wasMade(current, book)).then(
    (db) => {
      noteMade(current, book);
      return new DexieStore(db, look);
    },
    async (problem: unknown) => {
      throw await byTheDisk(toOpenFailure(problem), look);
    },
  );
  return { name: current, store };
}

/** A history in memory: the app works as ever, and forgets all when the window closes. */
export function openWithoutHistory(workspace: Workspace): Promise<History> {
  return Promise.resolve(new StoredHistory(workspace, undefined, new MemoryStore()));
}

/**
 * Opens a new, empty history under another name. The old one stays on disk as it is and can still be exported.
 * @throws {OpenFailure} if that does not open either; the old one is in use again then
 */
export async function startAfresh(workspace: Workspace, options: OpenOptions = {}): Promise<History> {
  const { engine = engineOf(), book = ownBook(), timeoutMs } = options;
  if (!book) throw new OpenFailure('unavailable', 'localStorage cannot be used');
  const { next, commit } = setAside(workspace, book, await namesTaken(engine));
  const db = await openDatabase(next, engine, timeoutMs);
  try {
    // Only once the new one works: a name that leads nowhere would hide the old history for nothing.
    commit();
    noteMade(next, book);
  } catch (problem) {
    db.close();
    throw toOpenFailure(problem);
  }
  return new StoredHistory(workspace, next, new DexieStore(db), Date.now, joinOthers(next, options));
}

/** Every row of the workspace's history that can still be read, as JSON lines. */
export async function exportReadable(workspace: Workspace, options: OpenOptions = {}): Promise<ReadableExport> {
  const { engine = engineOf(), book = ownBook() } = options;
  if (!engine) throw new OpenFailure('unavailable', 'indexedDB is not defined');
  return exportDatabase(databaseNames(workspace, book).current, engine.indexedDB);
}

/** Names of all databases of this origin; none if the engine does not even tell that. */
async function namesTaken(engine: Engine | null): Promise<string[]> {
  try {
    const all = (await engine?.indexedDB.databases()) ?? [];
    return all.flatMap(({ name }) => name ?? []);
  } catch {
    return [];
  }
}

/** What was thrown while opening, for the screen. */
export function describeOpenFailure(problem: unknown): {
  readonly code: OpenFailureCode;
  readonly message: string;
  readonly detail: string;
} {
  const { code, message, detail } = toOpenFailure(problem);
  return { code, message, detail };
}

/** `localStorage` throws where storage is forbidden. */
function ownBook(): NameBook | undefined {
  try {
    return (globalThis as { readonly localStorage?: Storage }).localStorage;
  } catch {
    return undefined;
  }
}

/** Asks that the engine never evicts this origin's data when the disk runs low. It may say no; nothing depends on the answer. */
function askForPersistence(): void {
  const storage = (globalThis.navigator as Partial<Navigator> | undefined)?.storage as
    Partial<StorageManager> | undefined;
  storage?.persist?.().catch(() => false);
}
