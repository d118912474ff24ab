import { allowedWidth, type GridColumn } from '../../ui/grid/types';

const USUAL: readonly GridColumn[] = [
  { id: 'what', label: 'What', width: 132 },
  { id: 'resource', label: 'Resource', width: 146, growTo: 420, inNarrowHead: true },
  { id: 'left', label: 'Left', width: 192 },
  { id: 'right', label: 'Right', width: 192 },
  {
    id: 'difference',
    label: 'Difference',
    width: 140,
    growTo: 600,
    help: 'What is set up in another way, and by how much it took longer or is larger.',
  },
];

/** The columns of a list of pairs, as somebody has made and placed them. */
export class SetColumns {
  all = $state.raw(USUAL);

  /** Undefined: its usual width. CSS px. */
  size(id: string, width?: number): void {
    const usual = USUAL.find((column) => column.id === id);
    this.all = this.all.map((column) => {
      if (column.id !== id || usual === undefined) return column;
      if (width === undefined) return usual;
      // Once somebody has given a column its width, it keeps that.
      const { id: name, label, help } = column;
      return { id: name, label, width: allowedWidth(width), ...(help === undefined ? {} : { help }) };
    });
  }

  /** Puts a column at a place, from 0. */
  move(id: string, to: number): void {
    const column = this.all.find((other) => other.id === id);
    if (column === undefined || to < 0 || to >= this.all.length) return;
    this.all = this.all.filter((other) => other !== column).toSpliced(to, 0, column);
  }
}
