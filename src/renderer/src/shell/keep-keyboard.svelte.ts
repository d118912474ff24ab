import { tick } from 'svelte';
import { rescueKeyboard } from './keyboard-place';
import type { Workbench } from './workbench.svelte';

/**
 * Gives the keyboard a place again whenever what it was on may have gone: the list is made anew when time moves, and a removed job is drawn no
 * more. Call while a component is being set up.
 */
export function keepKeyboardSomewhere(
  workbench: Pick<Workbench, 'past' | 'removals'>,
  field: () => HTMLInputElement | undefined,
): void {
  const rescue = (): void => void tick().then(() => rescueKeyboard(field()));
  let before = workbench.past;
  $effect(() => {
    if (workbench.past === before) return;
    before = workbench.past;
    rescue();
  });
  $effect(() => {
    if (workbench.removals.redrawn?.() !== true) return;
    workbench.removals.redrawn = undefined;
    rescue();
  });
}
