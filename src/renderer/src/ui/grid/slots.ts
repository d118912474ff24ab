/** A row that is on screen, and the slot (an element that is used again) that shows it. */
export interface ShownRow<Row> {
  readonly slot: number;
  readonly index: number;
  /** Undefined while the row is being read. */
  readonly row: Row | undefined;
}

/**
 * Gives rows to slots. A row keeps its slot for as long as it is shown, wherever it stands; what has left makes room for what
 * comes, so that scrolling makes no new elements. A place that was waiting for its row keeps its slot once the row is there.
 */
export class Slots<Row> {
  #held = new Map<string, ShownRow<Row>>();
  /** The slots in the order in which their elements stand. */
  #order: readonly number[] = [];
  #withheld = false;
  #filled = 0;

  /** How many rows came with the last assignment. */
  get filled(): number {
    return this.#filled;
  }

  /** Whether the last assignment left places waiting whose rows are there. */
  get withheld(): boolean {
    return this.#withheld;
  }

  /**
   * The rows at these places, in the order given. A row that has not changed is the same object as before.
   * @param mostNew rows that may come at a time; the places of others wait on
   * @param fixed place that keeps its slot also while it waits: an element with the keyboard must not become another place's
   */
  assign(
    indexes: readonly number[],
    rowAt: (index: number) => Row | undefined,
    keyOf: (row: Row) => string,
    mostNew = Infinity,
    fixed = -1,
  ): readonly ShownRow<Row>[] {
    const names = new Set<string>();
    this.#withheld = false;
    this.#filled = 0;
    const wanted = indexes.map((index) => {
      const row = rowAt(index);
      const key = row === undefined ? undefined : keyOf(row);
      const isNew = key !== undefined && !this.#held.has(key);
      const mustWait = isNew && this.#filled >= mostNew;
      if (mustWait) this.#withheld = true;
      else if (isNew) this.#filled += 1;
      // While a list is moving, a row may be known at its old place and its new one; it is shown once.
      const name = key === undefined || mustWait || names.has(key) ? waitingName(index) : key;
      names.add(name);
      return { index, row: name === key ? row : undefined, name };
    });
    const places = new Map<number, number>();
    for (const [name, { slot, index, row }] of this.#held)
      if (row === undefined && !names.has(name)) places.set(index, slot);
    // A place that waits has nothing to keep: in any slot that need not move, it costs least.
    const taken = wanted.map(({ index, row, name }) => {
      const keeps = row !== undefined || index === fixed;
      return { index, row, name, slot: keeps ? (this.#held.get(name)?.slot ?? places.get(index)) : undefined };
    });
    const free = new FreeSlots(this.#order, new Set(taken.map(({ slot }) => slot)));
    const next = new Map<string, ShownRow<Row>>();
    const shown = taken.map(({ index, row, name, slot: kept }) => {
      if (kept !== undefined) free.pass(kept);
      const slot = kept ?? free.take();
      const before = this.#held.get(name);
      const same = before?.slot === slot && before.index === index && before.row === row;
      const item = same ? before : { slot, index, row };
      next.set(name, item);
      return item;
    });
    this.#order = shown.map(({ slot }) => slot);
    this.#held = next;
    return shown;
  }
}

/** Slots that nobody keeps, given out so that as few elements as possible change places. */
class FreeSlots {
  readonly #free: number[];
  readonly #place: ReadonlyMap<number, number>;
  /** Where the slot stands that was used last. */
  #at = -1;
  /** All below are in use. */
  #unused = 0;

  /** @param order slots there were, in the order in which their elements stand */
  constructor(order: readonly number[], kept: ReadonlySet<number | undefined>) {
    this.#place = new Map(order.map((slot, place) => [slot, place]));
    this.#free = order.filter((slot) => !kept.has(slot));
  }

  /** To be told of each slot that is kept, in the order of the rows. */
  pass(slot: number): void {
    this.#at = this.#place.get(slot) ?? this.#at;
  }

  /** The next one that stands after those used, else the first of all, else one that there was not. */
  take(): number {
    const next = this.#free.findIndex((slot) => (this.#place.get(slot) ?? 0) > this.#at);
    const [slot] = this.#free.splice(Math.max(next, 0), 1);
    if (slot === undefined) return this.#another();
    this.pass(slot);
    return slot;
  }

  #another(): number {
    while (this.#place.has(this.#unused)) this.#unused += 1;
    return this.#unused++;
  }
}

/** Names of places that wait for their rows begin with this; no key does. */
const WAITING = '\u0000';

function waitingName(index: number): string {
  return WAITING + String(index);
}
