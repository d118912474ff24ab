import { tick, untrack } from 'svelte';
import { NO_CHANGE } from '../../domain/diff/words';
import type { SetsController } from './sets.svelte';

/** Puts the keyboard on lines of a comparison of sets: on the pair that was looked into, and on the next of which there is something to tell. */
export class LineKeyboard {
  /** The place of the line that is gone to as soon as it has been read. */
  #goal = $state<number>();
  readonly #controller: SetsController;
  readonly #list: () => HTMLElement | undefined;
  readonly #tell: (text: string) => void;

  /**
   * Call while a component is being set up.
   * @param list what the lines stand in
   */
  constructor(controller: SetsController, list: () => HTMLElement | undefined, tell: (text: string) => void) {
    this.#controller = controller;
    this.#list = list;
    this.#tell = tell;
    // Whoever looked into a pair is back on it once it is on screen again.
    let backOn = untrack(() => controller.setup.openedKey);
    $effect(() => {
      const at = backOn === undefined ? undefined : controller.indexOf(backOn);
      if (at === undefined || controller.lineAt(at) === undefined) return;
      backOn = undefined;
      this.#focus();
    });
    $effect(() => {
      const line = this.#goal === undefined ? undefined : controller.lineAt(this.#goal);
      if (line === undefined) return;
      controller.setup.focusedKey = line.key;
      this.#goal = undefined;
      this.#focus();
    });
  }

  /** Leads to the next pair of which there is something to tell, or to the one before; from the last on to the first again. */
  step(by: 1 | -1): void {
    const { told, setup } = this.#controller;
    if (told === 0) {
      this.#tell(NO_CHANGE);
      return;
    }
    const isOn = this.#list()?.contains(document.activeElement) === true && setup.focusedKey !== undefined;
    const at = isOn ? (this.#controller.indexOf(setup.focusedKey ?? '') ?? told) : told;
    const first = by > 0 ? 0 : told - 1;
    this.#goal = at >= told ? first : (at + by + told) % told;
    setup.reach(this.#goal, this.#goal + 1);
  }

  #focus(): void {
    void tick().then(() => this.#list()?.querySelector<HTMLElement>('[data-index][tabindex="0"]')?.focus());
  }
}
