import { untrack } from 'svelte';
import type { GridView } from './grid-view.svelte';

interface Kept<Row> {
  readonly root: () => HTMLElement | undefined;
  readonly onHead: () => boolean;
  /** The element that stands where the keyboard is to be. */
  readonly placeElement: () => HTMLElement | null | undefined;
  /** The row that the keyboard waited for has been read. */
  readonly onarrive: (row: Row) => void;
}

/**
 * Rows that go or change places never take the keyboard along: it stays with its row, else at the place. Call while a component is being set
 * up.
 */
export function keepKeyboard<Row extends object>(view: GridView<Row>, kept: Kept<Row>): void {
  /** Read by what has to happen whenever they change. */
  const rowsOnScreen = (): unknown => view.shown;
  const holds = (at: Element | null): at is Element => at !== null && kept.root()?.contains(at) === true;

  /** Whether the keyboard was on a row before the rows changed. */
  let wasOnRow = false;
  $effect.pre(() => {
    rowsOnScreen();
    const at = document.activeElement;
    wasOnRow = holds(at) && at.closest('[data-index]') !== null;
  });
  $effect(() => {
    rowsOnScreen();
    view.settle();
    untrack(() => {
      const at = document.activeElement;
      const lost = at === document.body || (holds(at) && !kept.onHead());
      const place = kept.placeElement();
      if (wasOnRow && lost && at !== place) place?.focus({ preventScroll: true });
      const arrived = view.arrived();
      if (arrived !== undefined) kept.onarrive(arrived);
    });
  });
}
