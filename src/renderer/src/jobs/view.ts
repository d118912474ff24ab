import type { ColumnId } from '../domain/columns';
import { NO_FILTER, type Filter, type FilterToken, type SortKey } from '../domain/filter/types';

/** A column on screen. Without a width it has the usual one of its kind (CSS px). */
export interface ShownColumn {
  readonly id: ColumnId;
  readonly width?: number;
}

/** What a list shows and how: everything that a saved view keeps. */
export interface ListView {
  readonly filter: Filter;
  readonly columns: readonly ShownColumn[];
  readonly sort: readonly SortKey[];
}

/** The columns of a list that nobody has changed: what failed, which resource, from where to where, when, how big. */
export const USUAL_COLUMNS: readonly ShownColumn[] = [
  { id: 'outcome' },
  { id: 'ResourceName' },
  { id: 'route' },
  { id: 'CreationDate' },
  { id: 'duration' },
  { id: 'BackupSizeInBytes' },
  { id: 'lastSeen' },
];

export const USUAL_SORT: readonly SortKey[] = [{ column: 'lastSeen', descending: true }];

export const USUAL_VIEW: ListView = { filter: NO_FILTER, columns: USUAL_COLUMNS, sort: USUAL_SORT };

/** Whether two views show the same jobs in the same columns and order. */
export function sameView(left: ListView, right: ListView): boolean {
  return (
    left.filter.text.trim() === right.filter.text.trim() &&
    sameList(left.filter.tokens, right.filter.tokens, sameToken) &&
    sameList(left.columns, right.columns, (a, b) => a.id === b.id && a.width === b.width) &&
    sameList(left.sort, right.sort, (a, b) => a.column === b.column && a.descending === b.descending)
  );
}

export function sameToken(left: FilterToken, right: FilterToken): boolean {
  return (
    left.column === right.column &&
    left.operator === right.operator &&
    sameList(left.values, right.values, (a, b) => a === b)
  );
}

function sameList<T>(left: readonly T[], right: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    left.length === right.length &&
    left.every((item, at) => {
      const other = right[at];
      return other !== undefined && same(item, other);
    })
  );
}

/** Columns with one put at a place, from 0. Unknown ids and places beyond the ends change nothing. */
export function columnMoved(columns: readonly ShownColumn[], id: ColumnId, to: number): readonly ShownColumn[] {
  const column = columns.find((other) => other.id === id);
  if (column === undefined || to < 0 || to >= columns.length) return columns;
  return columns.filter((other) => other !== column).toSpliced(to, 0, column);
}

/** Columns with one made this wide (CSS px); undefined gives it its usual width back. */
export function columnSized(
  columns: readonly ShownColumn[],
  id: ColumnId,
  width: number | undefined,
): readonly ShownColumn[] {
  return columns.map((column) => (column.id === id ? { id, ...(width === undefined ? {} : { width }) } : column));
}

/** Columns with one shown (as the last) or hidden. The only one left stays: a list without columns shows nothing. */
export function columnToggled(columns: readonly ShownColumn[], id: ColumnId): readonly ShownColumn[] {
  const rest = columns.filter((column) => column.id !== id);
  if (rest.length === columns.length) return [...columns, { id }];
  return rest.length === 0 ? columns : rest;
}
