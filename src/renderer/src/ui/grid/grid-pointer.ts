import type { GridView } from './grid-view.svelte';
import { HEAD } from './keys';
import type { RowPicker } from './row-picker';

interface Pointed<Row extends object> {
  readonly view: GridView<Row>;
  readonly picker: RowPicker;
  readonly rowAt: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  readonly selectable: () => boolean;
  /** Whether the keyboard goes from cell to cell. */
  readonly inCells: () => boolean;
  readonly onopen: (row: Row) => void;
  readonly focusPlace: () => void;
}

/** The place of the row that an element belongs to; undefined: it is of no row. */
export function indexOfRow(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? undefined : Number(row.dataset['index']);
}

/** What a click on a row does, and what the focus that comes to a head, a row or a cell means for the place of the keyboard. */
export class GridPointer<Row extends object> {
  constructor(private readonly pointed: Pointed<Row>) {}

  clicked(event: MouseEvent): void {
    const { view, picker, rowAt, keyOf, selectable, onopen, focusPlace } = this.pointed;
    const index = indexOfRow(event.target);
    const row = index === undefined ? undefined : rowAt(index);
    if (index === undefined || row === undefined) return;
    const onBox = event.target instanceof Element && event.target.closest('[role="checkbox"]') !== null;
    view.moveTo({ ...view.place, row: index });
    if (selectable() && event.shiftKey) void picker.extend(index);
    else if (selectable() && (onBox || event.ctrlKey || event.metaKey)) picker.toggle(index, keyOf(row));
    else onopen(row);
    if (onBox) focusPlace();
  }

  focused({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return;
    const { view, inCells } = this.pointed;
    const index = indexOfRow(target);
    const head = target.dataset['headStop'];
    if (head !== undefined) view.moveTo({ ...view.place, row: HEAD, column: Number(head) });
    else if (index !== undefined && (index !== view.place.row || !inCells())) {
      view.moveTo({ ...view.place, row: index, inCells: target.getAttribute('role') === 'gridcell' });
    }
  }
}
