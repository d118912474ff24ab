import { untrack } from 'svelte';
import type { GridView } from './grid-view.svelte';

interface Followed {
  /** Another value: another list. */
  readonly listId: () => unknown;
  /** The row that is open elsewhere on screen. */
  readonly currentKey: () => string | undefined;
  readonly indexOf: (key: string) => number | undefined;
  readonly scrollTo: (top: number | undefined) => void;
  /** Another list is shown. */
  readonly onother: () => void;
}

/** Another list is shown from its beginning; a row that is opened from elsewhere comes into view. Call while a component is being set up. */
export function keepInView<Row extends object>(view: GridView<Row>, followed: Followed): void {
  const { listId, currentKey, indexOf, scrollTo, onother } = followed;
  let listShown = untrack(listId);
  $effect(() => {
    if (listId() === listShown) return;
    listShown = listId();
    untrack(() => {
      scrollTo(view.show(0));
      view.startOver();
      onother();
    });
  });

  let revealed: string | undefined;
  $effect(() => {
    const key = currentKey();
    if (key === undefined) {
      revealed = undefined;
      return;
    }
    const index = indexOf(key);
    if (index === undefined || key === revealed) return;
    revealed = key;
    untrack(() => scrollTo(view.reveal(index)));
  });
}
