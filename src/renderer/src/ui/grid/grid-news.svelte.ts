import { untrack } from 'svelte';
import { sortInWords } from './sorting';
import type { GridColumn, GridSort } from './types';

interface Told {
  readonly sort: () => readonly GridSort[];
  readonly columns: () => readonly GridColumn[];
  readonly selected: () => number;
  readonly total: () => number;
}

/** What changed in a grid, for those who do not see it. What was there from the start is no news. */
export class GridNews {
  text = $state('');

  /** Call while a component is being set up: it listens until that goes. */
  constructor({ sort, columns, selected, total }: Told) {
    let sortTold = untrack(sort);
    $effect(() => {
      if (sort() === sortTold) return;
      sortTold = sort();
      this.text = `Sorted by ${sortInWords(sortTold, columns())}`;
    });
    let selectedTold = 0;
    $effect(() => {
      if (selected() === selectedTold) return;
      selectedTold = selected();
      this.text = selectedTold === 0 ? 'Nothing selected' : `${selectedTold} of ${total()} selected`;
    });
  }
}
