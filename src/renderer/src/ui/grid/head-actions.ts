import type { MenuAction } from '../menu-action';
import { withKey, withoutKey } from './sorting';
import type { GridColumn, GridSort } from './types';

/** How much one choice in the menu widens or narrows a column (CSS px). */
const MENU_STEP = 48;

interface HeadWork {
  onsort(sort: readonly GridSort[]): void;
  onmove(column: string, to: number): void;
  onfit(column: string): void;
  resize(column: GridColumn, width: number): void;
}

/** What the menu of a column offers, in groups. */
export function headActions(
  column: GridColumn,
  columns: readonly GridColumn[],
  sort: readonly GridSort[],
  work: HeadWork,
  more: readonly MenuAction[],
): readonly (readonly MenuAction[])[] {
  const { id } = column;
  const at = columns.findIndex((other) => other.id === id);
  const isKey = sort.some((key) => key.column === id);
  const by = (descending: boolean): readonly GridSort[] => [{ column: id, descending }];
  const sorting: MenuAction[] = [
    {
      text: 'Sort ascending',
      run: () => {
        work.onsort(by(false));
      },
    },
    {
      text: 'Sort descending',
      run: () => {
        work.onsort(by(true));
      },
    },
    ...(isKey && sort.length > 1
      ? [
          {
            text: 'Take out of the sort order',
            run: () => {
              work.onsort(withoutKey(sort, id));
            },
          },
        ]
      : []),
    ...(isKey
      ? []
      : [
          {
            text: 'Then sort by this, ascending',
            run: () => {
              work.onsort(withKey(sort, { column: id, descending: false }));
            },
          },
          {
            text: 'Then sort by this, descending',
            run: () => {
              work.onsort(withKey(sort, { column: id, descending: true }));
            },
          },
        ]),
  ];
  const placing: MenuAction[] = [
    {
      text: 'Move left',
      disabled: at <= 0,
      run: () => {
        work.onmove(id, at - 1);
      },
    },
    {
      text: 'Move right',
      disabled: at >= columns.length - 1,
      run: () => {
        work.onmove(id, at + 1);
      },
    },
    {
      text: 'Wider',
      run: () => {
        work.resize(column, column.width + MENU_STEP);
      },
    },
    {
      text: 'Narrower',
      run: () => {
        work.resize(column, column.width - MENU_STEP);
      },
    },
    {
      text: 'Usual width',
      run: () => {
        work.onfit(id);
      },
    },
  ];
  return [column.sortable === true ? sorting : [], placing, more].filter((group) => group.length > 0);
}
