import { tick } from 'svelte';
import type { Comparison, ComparisonRow, DerivedRow, Nature } from '../domain/diff';
import { inReadingOrder, NATURES_IN_ORDER } from '../domain/diff/order';
import { tell } from '../domain/diff/telling';
import { NO_CHANGE, wordsOf } from '../domain/diff/words';
import type { CompareDesk } from './compare-desk.svelte';

/** A row on screen: a member, or what is worked out from several. */
export type ShownRow = ComparisonRow | DerivedRow;

/** A class of differences, and how many there are of it. */
export interface NatureCount {
  readonly nature: Nature;
  readonly text: string;
  readonly count: number;
}

/** Rows drawn at once, about a screen, and how many more from one frame to the next: a thousand at once would keep the window for longer than one notices. */
const FIRST_ROWS = 30;
const MORE_ROWS = 15;
/** Rows drawn before and behind a change that is led to while the rows above it are not all drawn: more than a screen holds. */
const AROUND = 30;

/** How one comparison is read: what is shown of it, and which change the reader stands on. */
export class ComparisonView {
  /** Classes that alone are shown; none: all of them. */
  #only = $state.raw<readonly Nature[]>([]);
  showSame = $state(false);
  showOwn = $state(false);
  /** Path of the change that the reader stands on; it may be gone by now. */
  #at = $state<string>();
  /** How many rows, from the first on, may be drawn by now. */
  #most = $state(FIRST_ROWS);
  /** Place of a change far below them, which is drawn with its neighbours alone; undefined: there is none. */
  #far = $state<number>();
  /** Where the reader was led to, for those who do not see it. */
  announcement = $state('');
  readonly desk: CompareDesk;
  readonly #comparison: () => Comparison;
  readonly #element: (path: string) => HTMLElement | null;

  /** @param element the row on screen that stands for a path */
  constructor(desk: CompareDesk, comparison: () => Comparison, element: (path: string) => HTMLElement | null) {
    this.desk = desk;
    this.#comparison = comparison;
    this.#element = element;
  }

  readonly told = $derived.by(() => tell(this.#comparison(), this.desk.rulesInForce));

  readonly words = $derived.by(() => wordsOf(this.#comparison().relation));

  /** How many differences the user's rules are about, whether they act now or not. */
  readonly ruled = $derived.by(() => tell(this.#comparison(), this.desk.rules).hidden);

  readonly #changes = $derived.by(() => inReadingOrder(this.told.differences, this.told.derived));

  /** Classes that there are differences of, in reading order. */
  readonly natures: readonly NatureCount[] = $derived.by(() =>
    NATURES_IN_ORDER.map((nature) => ({
      nature,
      text: this.words.natures[nature],
      count: this.#changes.filter((row) => row.nature === nature).length,
    })).filter(({ count }) => count > 0),
  );

  readonly same = $derived.by(() => this.#comparison().rows.filter(({ change }) => change === 'same'));

  readonly ownCount = $derived.by(() => this.#changes.filter(({ nature }) => nature === 'own').length);

  /** The changes on screen. */
  readonly changes: readonly ShownRow[] = $derived.by(() => {
    if (this.filtered) return this.#changes.filter(({ nature }) => this.#only.includes(nature));
    return this.showOwn ? this.#changes : this.#changes.filter(({ nature }) => nature !== 'own');
  });

  /** Whether a filter of classes leaves changes out. */
  get filtered(): boolean {
    return this.#only.length > 0;
  }

  readonly rows: readonly ShownRow[] = $derived.by(() =>
    this.showSame && !this.filtered ? [...this.changes, ...this.same] : this.changes,
  );

  /** The first place, and one past the last, of those that are drawn around a change far below. */
  readonly #apart = $derived.by(() => {
    const far = this.#far ?? 0;
    return { from: Math.max(this.#most, far - AROUND), to: far === 0 ? 0 : far + AROUND };
  });

  /** Those of the rows that are drawn; the others follow soon. */
  readonly drawn: readonly ShownRow[] = $derived.by(() => {
    const { from, to } = this.#apart;
    return [...this.rows.slice(0, this.#most), ...this.rows.slice(from, to)];
  });

  /** Rows that are still to be drawn above this one: as much room as they will take is left for them. */
  lackingAbove({ path }: ShownRow): number {
    const { from, to } = this.#apart;
    return to > from && this.rows[from]?.path === path ? from - this.#most : 0;
  }

  /** The change that takes the keyboard: where the reader stands, else the first one. */
  readonly current = $derived.by(
    () => (this.changes.find(({ path }) => path === this.#at) ?? this.changes[0] ?? this.rows[0])?.path,
  );

  /** Draws some more with the next frame; to be called again until all are. Answers how to stop. */
  drawOn(): () => void {
    const count = this.rows.length;
    // Rows that come back later, in large numbers, come one after the other again.
    if (this.#most > count) this.#most = Math.max(count, FIRST_ROWS);
    if (this.#most >= count) {
      this.#far = undefined;
      return () => undefined;
    }
    const frame = requestAnimationFrame(() => (this.#most += MORE_ROWS));
    return () => {
      cancelAnimationFrame(frame);
    };
  }

  isChosen(nature: Nature): boolean {
    return this.#only.includes(nature);
  }

  /** Shows one class more alone, or no longer. */
  toggle(nature: Nature): void {
    this.#only = this.isChosen(nature) ? this.#only.filter((other) => other !== nature) : [...this.#only, nature];
  }

  reach(path: string): void {
    this.#at = path;
  }

  /** Leads to the next change, or to the one before; from the last on to the first again. */
  step(by: 1 | -1): void {
    const { changes } = this;
    if (changes.length === 0) {
      this.announcement = NO_CHANGE;
      return;
    }
    const at = changes.findIndex(({ path }) => path === this.#at);
    const next = at < 0 ? (by > 0 ? 0 : changes.length - 1) : (at + by + changes.length) % changes.length;
    this.go(next);
  }

  /** Leads to the change at this place. */
  go(place: number): void {
    const row = this.changes[place];
    if (row === undefined) return;
    this.#at = row.path;
    if (place >= this.#most) this.#far = place;
    const nature = this.words.natures[row.nature].toLowerCase();
    this.announcement = `Change ${place + 1} of ${this.changes.length}: ${row.label}, ${nature}.`;
    void tick().then(() => {
      const element = this.#element(row.path);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'nearest' });
    });
  }
}
