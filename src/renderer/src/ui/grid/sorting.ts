import type { GridColumn, GridSort } from './types';

/** Most keys a sort order has: nobody reads more, and each costs time. */
const MOST_KEYS = 5;

/** How the rows are sorted by a column. */
export interface Sorted {
  /** Its place among the keys, from 0. */
  readonly order: number;
  readonly descending: boolean;
}

/** Undefined: they are not. */
export function sortedAs(sort: readonly GridSort[], column: string): Sorted | undefined {
  const order = sort.findIndex((key) => key.column === column);
  const key = sort[order];
  return key && { order, descending: key.descending };
}

/**
 * The order after a column's head was pressed. Alone, the column becomes the only key; pressed again it turns round. Added, it
 * becomes the last key; one that is a key already turns round where it stands.
 */
export function sortedBy(sort: readonly GridSort[], column: GridColumn, add: boolean): readonly GridSort[] {
  const known = sort.find(({ column: id }) => id === column.id);
  if (add && known !== undefined) return sort.map((key) => (key === known ? turned(key) : key));
  const fresh: GridSort = { column: column.id, descending: column.descendingFirst === true };
  if (add) return [...sort, fresh].slice(0, MOST_KEYS);
  return known !== undefined && sort.length === 1 ? [turned(known)] : [fresh];
}

/** The order with a column as key in this direction, in its place or as the last. */
export function withKey(sort: readonly GridSort[], key: GridSort): readonly GridSort[] {
  const known = sort.some(({ column }) => column === key.column);
  return known ? sort.map((other) => (other.column === key.column ? key : other)) : [...sort, key].slice(0, MOST_KEYS);
}

/** The order without a column. The last key stays: rows always stand in some order that can be told. */
export function withoutKey(sort: readonly GridSort[], column: string): readonly GridSort[] {
  const rest = sort.filter((key) => key.column !== column);
  return rest.length === 0 ? sort : rest;
}

/** `Created, descending; Size, ascending`. */
export function sortInWords(sort: readonly GridSort[], columns: readonly GridColumn[]): string {
  return sort
    .map(({ column, descending }) => {
      const label = columns.find(({ id }) => id === column)?.label ?? column;
      return `${label}, ${descending ? 'descending' : 'ascending'}`;
    })
    .join('; ');
}

function turned({ column, descending }: GridSort): GridSort {
  return { column, descending: !descending };
}
