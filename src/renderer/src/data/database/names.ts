import type { Workspace } from '../../../../preload/contract/shapes';

/** The names that databases have from the start: one per workspace, so that simulated jobs never mix with real ones. */
const FIRST_NAMES: Readonly<Record<Workspace, string>> = { aws: 'copytrail', demo: 'copytrail-demo' };

/** Where it is written down which database is in use. Apart from the databases, for when these cannot be opened. */
export type NameBook = Pick<Storage, 'getItem' | 'setItem'>;

interface Entry {
  readonly current: string;
  /** Databases set aside, oldest first. They stay on disk. */
  readonly aside: readonly string[];
}

const keyOf = (workspace: Workspace) => `copytrail.database.${workspace}`;

const MADE = 'yes';
const madeKeyOf = (database: string) => `copytrail.made.${database}`;

/** Whether a database of this name was opened before, so that it must be there. */
export function wasMade(database: string, book: NameBook | undefined): boolean {
  try {
    return book?.getItem(madeKeyOf(database)) === MADE;
  } catch {
    return false;
  }
}

/** Notes that a database is there from now on. A book that cannot be written is no reason not to use it. */
export function noteMade(database: string, book: NameBook | undefined): void {
  if (wasMade(database, book)) return;
  try {
    book?.setItem(madeKeyOf(database), MADE);
  } catch {
    // Should it ever be lost, that goes unnoticed; no more than that.
  }
}

/** The database of a workspace, and those set aside. A book that cannot be read means that nothing was ever set aside. */
export function databaseNames(workspace: Workspace, book: NameBook | undefined): Entry {
  const first: Entry = { current: FIRST_NAMES[workspace], aside: [] };
  try {
    const entry: unknown = JSON.parse(book?.getItem(keyOf(workspace)) ?? 'null');
    return isEntry(entry, workspace) ? entry : first;
  } catch {
    return first;
  }
}

/**
 * Prepares a new database for a workspace: `next` is its name, `commit` makes it the one in use. The old one is kept.
 * @param taken names of databases that exist, whoever made them
 */
export function setAside(
  workspace: Workspace,
  book: NameBook,
  taken: readonly string[],
): { readonly next: string; readonly commit: () => void } {
  const { current, aside } = databaseNames(workspace, book);
  const used = new Set([...taken, ...aside, current]);
  let number = 2;
  while (used.has(`${FIRST_NAMES[workspace]}-${number}`)) number++;
  const entry: Entry = { current: `${FIRST_NAMES[workspace]}-${number}`, aside: [...aside, current] };
  return {
    next: entry.current,
    commit: () => {
      book.setItem(keyOf(workspace), JSON.stringify(entry));
    },
  };
}

function isEntry(value: unknown, workspace: Workspace): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { current, aside } = value as { readonly [K in keyof Entry]?: unknown };
  const name = new RegExp(`^${FIRST_NAMES[workspace]}(-\\d+)?$`);
  const fits = (text: unknown) => typeof text === 'string' && name.test(text);
  return fits(current) && Array.isArray(aside) && aside.every(fits);
}
