import { KIND_TRAITS } from '../domain/columns/kinds';
import type { Column, ColumnId } from '../domain/columns';
import type { GridColumn } from '../ui/grid/types';

/** Usual widths that differ from those of the column's kind (CSS px), because the cell holds more than the value. */
const WIDTHS: Readonly<Record<ColumnId, number>> = {
  // “Completed with issues” in its badge, whole.
  outcome: 200,
  ResourceName: 230,
  route: 250,
  CreationDate: 188,
  CompletionDate: 188,
  firstSeen: 140,
  lastSeen: 140,
  age: 130,
  duration: 104,
  BackupSizeInBytes: 96,
};

/** Texts that are often long take the room that is left, up to so many CSS px: lines longer than that are hard to read across. */
const GROW_TO: Readonly<Record<ColumnId, number>> = { ResourceName: 440, StatusMessage: 900 };
/** Heads that stay where rows have two lines. */
const IN_NARROW_HEAD: ReadonlySet<ColumnId> = new Set(['CreationDate', 'lastSeen']);

/** Kinds of which people look for the most, the longest or the newest. */
const DESCENDING_FIRST: ReadonlySet<Column['kind']> = new Set([
  'bytes',
  'count',
  'duration',
  'instant',
  'rate',
  'days',
]);

/** A column as the grid shows it; `width` is what somebody made it (CSS px). */
export function gridColumn(column: Column, width: number | undefined): GridColumn {
  const { id, label, help, kind } = column;
  const traits = KIND_TRAITS[kind];
  // Once somebody has given a column its width, it keeps that.
  const growTo = width === undefined ? GROW_TO[id] : undefined;
  return {
    id,
    label,
    help,
    width: width ?? WIDTHS[id] ?? traits.width,
    ...(growTo === undefined ? {} : { growTo }),
    align: traits.align,
    sortable: true,
    descendingFirst: DESCENDING_FIRST.has(kind),
    inNarrowHead: IN_NARROW_HEAD.has(id),
  };
}
