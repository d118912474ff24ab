import type { JobKey } from '../../domain/job-key';
import { clearBit, grownBits, hasBit, noBits, setBit, type Bits } from './bits';

/** Room at first, and by how much it grows: columns are copied each time. */
const FIRST_ROWS = 1024;
const GROWTH = 1.5;

/**
 * Which row a job has, as it is now. Besides, there may be rows that hold a job as it was at an earlier time. Rows that are not needed any more
 * are given to the next new ones.
 */
export class Rows {
  readonly #rowOf = new Map<JobKey, number>();
  readonly #keys: JobKey[] = [];
  readonly #free: number[] = [];
  #room = 0;
  #inUse: Bits = noBits(0);
  #taken: Bits = noBits(0);
  #earlier = 0;

  /** Makes room; called before a row beyond it is given out. */
  constructor(private readonly onGrow: (rows: number) => void) {}

  /** How many jobs there are. */
  get count(): number {
    return this.#rowOf.size;
  }

  /** How many rows there is room for, in use or not. */
  get room(): number {
    return this.#room;
  }

  /** Rows that hold a job as it is now. Not to be changed. */
  get inUse(): Bits {
    return this.#inUse;
  }

  /** Rows that hold a job as it is or as it was, and how many. Not to be changed. */
  get taken(): Bits {
    return this.#taken;
  }

  get takenCount(): number {
    return this.#rowOf.size + this.#earlier;
  }

  keyAt(row: number): JobKey {
    return this.#keys[row] ?? '';
  }

  isTaken(row: number): boolean {
    return hasBit(this.#taken, row);
  }

  /** The row of a job; undefined if it has none. */
  find(jobKey: JobKey): number | undefined {
    return this.#rowOf.get(jobKey);
  }

  /** A row, empty in all columns, for a job that has none. */
  add(jobKey: JobKey): number {
    const row = this.#take(jobKey);
    this.#rowOf.set(jobKey, row);
    setBit(this.#inUse, row);
    return row;
  }

  /** A row, empty in all columns, for a job as it was. */
  addEarlier(jobKey: JobKey): number {
    this.#earlier++;
    return this.#take(jobKey);
  }

  /** Takes the row of a job away; undefined if it has none. */
  remove(jobKey: JobKey): number | undefined {
    const row = this.#rowOf.get(jobKey);
    if (row === undefined) return undefined;
    this.#rowOf.delete(jobKey);
    clearBit(this.#inUse, row);
    this.#giveBack(row);
    return row;
  }

  /** Takes a row away that {@link addEarlier} gave. */
  removeEarlier(row: number): void {
    this.#earlier--;
    this.#giveBack(row);
  }

  #take(jobKey: JobKey): number {
    const row = this.#free.pop() ?? this.#keys.length;
    if (row >= this.#room) this.#grow();
    this.#keys[row] = jobKey;
    setBit(this.#taken, row);
    return row;
  }

  #giveBack(row: number): void {
    this.#free.push(row);
    clearBit(this.#taken, row);
  }

  #grow(): void {
    this.#room = Math.max(FIRST_ROWS, Math.ceil(this.#room * GROWTH));
    this.#inUse = grownBits(this.#inUse, this.#room);
    this.#taken = grownBits(this.#taken, this.#room);
    this.onGrow(this.#room);
  }
}
