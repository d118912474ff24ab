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
  #used = 0;
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
   */
  assign(
    indexes: readonly number[],
    rowAt: (index: number) => Row | undefined,
    keyOf: (row: Row) => string,
    mostNew = Infinity,
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
    const waiting = new Map<string, number>();
    for (const [name, { slot }] of this.#held)
      if (!names.has(name) && name.startsWith(WAITING)) waiting.set(name, slot);
    const taken = wanted.map(({ index, row, name }) => {
      const slot = this.#held.get(name)?.slot ?? waiting.get(waitingName(index));
      return { index, row, name, slot };
    });
    const kept = new Set(taken.map(({ slot }) => slot));
    const free: number[] = [];
    for (let slot = this.#used - 1; slot >= 0; slot--) if (!kept.has(slot)) free.push(slot);
    const next = new Map<string, ShownRow<Row>>();
    const shown = taken.map(({ index, row, name, slot = free.pop() ?? this.#used++ }) => {
      const before = this.#held.get(name);
      const same = before?.slot === slot && before.index === index && before.row === row;
      const item = same ? before : { slot, index, row };
      next.set(name, item);
      return item;
    });
    this.#held = next;
    return shown;
  }
}

/** Names of places that wait for their rows begin with this; no key does. */
const WAITING = '\u0000';

function waitingName(index: number): string {
  return WAITING + String(index);
}
