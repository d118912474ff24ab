import { DERIVED_COLUMNS } from './columns/derived';
import { memberColumn, MEMBER_COLUMNS } from './columns/members';
import type { Column, ColumnId } from './columns/types';
import { nearestText } from './columns/nearest';
import { lastKey } from './paths';

export type { Column, ColumnId, ColumnKind, ListedJob } from './columns/types';

/** The columns there are. */
export interface ColumnSet {
  /** The members in catalogue order, then what Copytrail works out, then members that are new to it. */
  readonly all: readonly Column[];
  /** The column with exactly this id. */
  find(id: ColumnId): Column | undefined;
  /** The column that somebody means by a name: its id, an alias, or the last part of its path, in any letter case. */
  named(name: string): Column | undefined;
  /** A name close to one that means nothing, for "did you mean"; undefined if none is. */
  nearest(name: string): string | undefined;
}

/**
 * Every column: those of the catalogue, and one for each further path given, which AWS has begun to send since. Paths that have
 * a column already are passed over.
 */
export function columnSet(furtherPaths: Iterable<string> = []): ColumnSet {
  const all = [...MEMBER_COLUMNS, ...DERIVED_COLUMNS];
  const byId = new Map(all.map((column) => [column.id, column]));
  for (const path of furtherPaths) {
    const column = byId.has(path) ? undefined : memberColumn(path);
    if (column === undefined) continue;
    all.push(column);
    byId.set(path, column);
  }
  const byName = namesOf(all);
  return {
    all,
    find: (id) => byId.get(id),
    named: (name) => byId.get(name) ?? byName.get(name.toLowerCase()),
    nearest: (name) => nearestText(name.toLowerCase(), byName.keys()),
  };
}

/** Names in small letters. Where two columns could be meant by one, the first way of naming in this order has it. */
function namesOf(all: readonly Column[]): ReadonlyMap<string, Column> {
  const byName = new Map<string, Column>();
  const add = (name: string, column: Column): void => {
    const key = name.toLowerCase();
    if (!byName.has(key)) byName.set(key, column);
  };
  for (const column of all) for (const alias of column.aliases) add(alias, column);
  for (const column of all) add(column.id, column);
  for (const column of all) add(lastKey(column.id), column);
  return byName;
}

/** What gets written for a column: its first alias, else its id. */
export function nameOf(column: Pick<Column, 'id' | 'aliases'>): string {
  return column.aliases[0] ?? column.id;
}
