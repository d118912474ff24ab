import { ALL_SELECTED, including, NOTHING_SELECTED, toggled, type Selection } from './selection';

/** What selecting rows needs to know and to do. */
export interface PickerWorld {
  selection(): Selection;
  select(next: Selection): void;
  indexOf(key: string): number | undefined;
  /** Keys of the rows from one place to another, both included. */
  keysBetween(from: number, to: number): Promise<readonly string[]>;
}

/** Selects rows one by one, and ranges from where the selecting began. */
export class RowPicker {
  readonly #world: PickerWorld;
  /** Where a range begins: the row, and its place at that time. */
  #anchor: { readonly index: number; readonly key: string | undefined } | undefined;
  /** What was selected before the range. */
  #base: Selection = NOTHING_SELECTED;
  #extensions = 0;

  constructor(world: PickerWorld) {
    this.#world = world;
  }

  toggle(index: number, key: string): void {
    this.#extensions++;
    const next = toggled(this.#world.selection(), key);
    this.#anchor = { index, key };
    this.#base = next;
    this.#world.select(next);
  }

  all(): void {
    this.forget();
    this.#world.select(ALL_SELECTED);
  }

  none(): void {
    this.forget();
    this.#world.select(NOTHING_SELECTED);
  }

  /** The next range begins anew. */
  forget(): void {
    this.#extensions++;
    this.#anchor = undefined;
  }

  /** Selects every row between the anchor and this place; without an anchor, the row that `start` names is one. */
  async extend(to: number, start?: { readonly from: number; readonly key: string | undefined }): Promise<void> {
    if (this.#anchor === undefined) {
      this.#anchor = { index: start?.from ?? to, key: start?.key };
      this.#base = this.#world.selection();
    }
    const { index, key } = this.#anchor;
    const from = (key === undefined ? undefined : this.#world.indexOf(key)) ?? index;
    const turn = ++this.#extensions;
    const base = this.#base;
    const keys = await this.#world.keysBetween(Math.min(from, to), Math.max(from, to));
    // Meanwhile the range may have become another.
    if (turn === this.#extensions) this.#world.select(including(base, keys));
  }
}
