import { KIND_TRAITS } from '../domain/columns/kinds';
import type { Column, ColumnId } from '../domain/columns';
import type { GridColumn } from '../ui/grid/types';

/** Usual widths that differ from those of the column's kind (CSS px), because the cell holds more than the value. */
const WIDTHS: Readonly<Record<ColumnId, number>> = {
  outcome: 186,
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

/** Takes the room that is left. */
const GROWS: ColumnId = 'ResourceName';
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
  return {
    id,
    label,
    help,
    width: width ?? WIDTHS[id] ?? traits.width,
    grow: id === GROWS && width === undefined,
    align: traits.align,
    sortable: true,
    descendingFirst: DESCENDING_FIRST.has(kind),
    inNarrowHead: IN_NARROW_HEAD.has(id),
  };
}
