import type { Filter } from '../../domain/filter';
import type { SetsChoice } from '../../domain/sets/choices';
import type { SetClass } from '../../domain/sets/classes';
import type { Pairing } from '../../domain/sets/pairing';
import type { SideTimes } from '../side-histories';

export const SIDES = ['left', 'right'] as const;
export type Side = (typeof SIDES)[number];

/** From which relative change on a copy counts as slower or larger. */
export const THRESHOLDS = [0.1, 0.25, 0.5, 1] as const;
const USUAL_THRESHOLD = 0.25;
/** Lines are asked for in steps of this many, so that a turn of the wheel is seldom a new question. */
const STEP = 100;

/** What is compared, how, and what of it is looked at. It outlives its view: whoever looks at one of the pairs comes back to the same place. */
export class SetsSetup {
  filters = $state.raw<Readonly<Record<Side, Filter>>>({
    left: { text: '', tokens: [] },
    right: { text: '', tokens: [] },
  });
  knownAt = $state.raw<SideTimes>({ left: undefined, right: undefined });
  pairing = $state<Pairing>('lineage');
  threshold = $state<number>(USUAL_THRESHOLD);
  /** Shown are the lines of this class; undefined: all. */
  of = $state<SetClass>();
  /** The line that the keyboard is on. */
  focusedKey = $state<string>();
  /** The line that was opened last. */
  openedKey = $state<string>();
  /** Lines that are asked for: the place of the first, from 0, and how many. */
  from = $state(0);
  count = $state(STEP);
  /** How often it became another comparison, or another part of it. */
  starts = $state(0);
  /** How often the filter of a side as a whole has given way to another. */
  replaced = $state.raw<Readonly<Record<Side, number>>>({ left: 0, right: 0 });

  constructor(choice: Omit<SetsChoice, 'text'>) {
    this.choose(choice);
  }

  choose({ left, right, knownAt, pairing }: Omit<SetsChoice, 'text'>): void {
    this.filters = { left, right };
    this.knownAt = { left: knownAt?.left, right: knownAt?.right };
    this.pairing = pairing;
    this.#startAfresh('left', 'right');
  }

  narrow(side: Side, filter: Filter): void {
    this.filters = { ...this.filters, [side]: filter };
    this.#startOver();
  }

  /** Another filter in the place of the whole one. */
  replace(side: Side, filter: Filter): void {
    this.filters = { ...this.filters, [side]: filter };
    this.#startAfresh(side);
  }

  /** Shows a side as known at a time, epoch ms UTC; undefined: at the one on screen. */
  lookBack(side: Side, at: number | undefined): void {
    this.knownAt = { ...this.knownAt, [side]: at };
    this.#startOver();
  }

  pairBy(pairing: Pairing): void {
    this.pairing = pairing;
    this.#startOver();
  }

  setThreshold(threshold: number): void {
    this.threshold = threshold;
    this.#startOver();
  }

  show(of: SetClass | undefined): void {
    this.of = of;
    this.#startOver();
  }

  /** Makes sure that these lines are asked for; `end` is one past the last. */
  reach(first: number, end: number): void {
    this.from = Math.max(Math.floor(first / STEP) - 1, 0) * STEP;
    this.count = Math.max((Math.ceil(end / STEP) + 1) * STEP - this.from, STEP);
  }

  swap(): void {
    this.filters = { left: this.filters.right, right: this.filters.left };
    this.knownAt = { left: this.knownAt.right, right: this.knownAt.left };
    this.#startAfresh('left', 'right');
  }

  /** What was being typed on these sides belonged to filters that are gone. */
  #startAfresh(...sides: readonly Side[]): void {
    const { left, right } = this.replaced;
    this.replaced = {
      left: sides.includes('left') ? left + 1 : left,
      right: sides.includes('right') ? right + 1 : right,
    };
    this.#startOver();
  }

  #startOver(): void {
    this.focusedKey = undefined;
    this.openedKey = undefined;
    this.from = 0;
    this.count = STEP;
    this.starts += 1;
  }
}
