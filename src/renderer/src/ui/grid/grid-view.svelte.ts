import { untrack } from 'svelte';
import { FillPace } from './fill-pace';
import { HEAD, type Place } from './keys';
import {
  AT_TOP,
  elementHeight,
  placeAt,
  revealing,
  scrolledTo,
  type ScrollExtent,
  type ScrollPlace,
} from './scroll-range';
import { Slots, type ShownRow } from './slots';

/** Rows made beyond either edge of the view, so that a quick turn of the wheel meets rows and not gaps. */
const OVERSCAN = 6;
/** Assumed until the grid has been laid out (CSS px): right for the comfortable density, and any other only costs one more frame. */
const FIRST_ROW_HEIGHT = 40;

/** What a grid view is told about its rows; read anew whenever it is needed. */
export interface RowsOf<Row> {
  total(): number;
  rowAt(index: number): Row | undefined;
  keyOf(row: Row): string;
  /** Place of a row whose place is known. */
  indexOf(key: string): number | undefined;
  /** The row that the keyboard is on, whatever its place; and how to say that it is another now. */
  focused(): string | undefined;
  focus(key: string | undefined): void;
}

/** Which rows of a grid are on screen and where the keyboard stands among them. Lengths in CSS px. */
export class GridView<Row> {
  #rowHeight = $state(FIRST_ROW_HEIGHT);
  /** Of the scroller with its head, and of the head. */
  height = $state(window.innerHeight);
  headHeight = $state(0);
  /** Where the keyboard was put last. The row that it is on is {@link focusedIndex}. */
  place = $state.raw<Place>({ row: 0, column: 0, inCells: false });
  /** Whether the row that the keyboard went to was still being read. */
  #awaited = false;
  #scroll = $state.raw<ScrollPlace>(AT_TOP);
  readonly #rows: RowsOf<Row>;
  readonly #slots = new Slots<Row>();
  /** Another one: rows that are there may be filled that had to wait. */
  #turn = $state(0);
  readonly #pace = new FillPace(() => {
    this.#turn += 1;
  });

  constructor(rows: RowsOf<Row>) {
    this.#rows = rows;
  }

  /** Of one row. */
  get rowHeight(): number {
    return this.#rowHeight;
  }

  /** A grid that is hidden measures nothing: its rows are as high as they were. */
  set rowHeight(measured: number) {
    if (measured > 0) this.#rowHeight = measured;
  }

  get extent(): ScrollExtent {
    return {
      content: this.#rows.total() * this.rowHeight,
      view: Math.max(this.height - this.headHeight, this.rowHeight),
    };
  }

  readonly elementHeight = $derived.by(() => elementHeight(this.extent));
  /** How far above the list's own coordinates the scrolling element's lie. */
  readonly shift = $derived.by(() => this.#scroll.top - this.#scroll.scrollTop);
  /** Rows that fit into the view, whole. */
  readonly page = $derived.by(() => Math.max(Math.floor(this.extent.view / this.rowHeight) - 1, 1));
  /** Rows may have gone since the last scroll: never below the end. */
  readonly #top = $derived.by(() => Math.min(this.#scroll.top, Math.max(this.extent.content - this.extent.view, 0)));
  readonly first = $derived.by(() => Math.max(Math.floor(this.#top / this.rowHeight) - OVERSCAN, 0));
  /** One past the last row made. */
  readonly end = $derived.by(() =>
    Math.min(Math.ceil((this.#top + this.extent.view) / this.rowHeight) + OVERSCAN, this.#rows.total()),
  );
  /**
   * Place of the row that the keyboard is on or would come back to. A row that is gone leaves its place to the one that took
   * it. {@link HEAD} while there are no rows.
   */
  readonly focusedIndex = $derived.by(() => {
    const key = this.#rows.focused();
    const known = key === undefined ? undefined : this.#rows.indexOf(key);
    const last = this.#rows.total() - 1;
    return Math.min(known ?? Math.max(this.place.row, 0), last);
  });
  readonly shown: readonly ShownRow<Row>[] = $derived.by(() => {
    const indexes: number[] = [];
    // The row with the keyboard stays, also out of sight: an element that goes would take the keyboard with it.
    const apart = this.focusedIndex;
    if (apart !== HEAD && apart < this.first) indexes.push(apart);
    for (let index = this.first; index < this.end; index++) indexes.push(index);
    if (apart >= this.end) indexes.push(apart);
    // Read so that another turn is a reason to look again.
    const mostNew = this.#turn < 0 ? 0 : this.#pace.left;
    const shown = this.#slots.assign(
      indexes,
      (index) => this.#rows.rowAt(index),
      (row) => this.#rows.keyOf(row),
      mostNew,
      apart,
    );
    this.#pace.filled(this.#slots.filled, this.#slots.withheld);
    return shown;
  });

  /** Distance of a row from the top of the scrolling element. */
  topOf(index: number): number {
    return index * this.rowHeight - this.shift;
  }

  /** To be called for every scroll event. */
  scrolled(scrollTop: number): void {
    if (scrollTop === this.#scroll.scrollTop) return;
    if (Math.abs(scrollTop - this.#scroll.scrollTop) >= this.extent.view) this.#pace.jumped();
    this.#scroll = scrolledTo(scrollTop, this.#scroll, this.extent);
  }

  /** Puts `top` px of the list above the view. Answers where the element has to be scrolled to. */
  show(top: number): number {
    this.#scroll = placeAt(top, this.extent);
    return this.#scroll.scrollTop;
  }

  /** Where the element has to be scrolled to so that a row is whole in the view; undefined if it is. */
  reveal(index: number): number | undefined {
    const top = revealing(index, this.rowHeight, this.#scroll.top, this.extent);
    return top === undefined ? undefined : this.show(top);
  }

  /** Puts the keyboard's place somewhere; the element itself is the caller's to focus. */
  moveTo(place: Place): void {
    this.place = place;
    if (place.row === HEAD) return;
    const row = this.#rows.rowAt(place.row);
    this.#awaited = row === undefined;
    this.#rows.focus(row === undefined ? undefined : this.#rows.keyOf(row));
  }

  /** The row that the keyboard has gone to before it was read, once it is there; told once. */
  arrived(): Row | undefined {
    if (!this.#awaited) return undefined;
    const row = this.#rows.rowAt(this.focusedIndex);
    if (row === undefined) return undefined;
    this.#awaited = false;
    this.#rows.focus(this.#rows.keyOf(row));
    return row;
  }

  /** For another list: a row that is not in it leaves the keyboard at the first. */
  startOver(): void {
    if (this.place.row !== HEAD) this.place = { ...this.place, row: 0 };
  }

  /** Keeps the place with its row as rows come, go and move. To be called after every change of the rows. */
  settle(): void {
    const index = this.focusedIndex;
    untrack(() => {
      if (index === HEAD || this.place.row === HEAD) return;
      if (this.place.row !== index) this.place = { ...this.place, row: index };
    });
  }
}
