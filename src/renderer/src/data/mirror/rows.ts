import type { JobKey } from '../../domain/job-key';
import { clearBit, grownBits, hasBit, noBits, setBit, type Bits } from './bits';

/** Room at first, and by how much it grows: columns are copied each time. */
const FIRST_ROWS = 1024;
const GROWTH = 1.5;

/** Which row a job has. Rows of removed jobs are given to the next new ones. */
export class Rows {
  readonly #rowOf = new Map<JobKey, number>();
  readonly #keys: JobKey[] = [];
  readonly #free: number[] = [];
  #room = 0;
  #inUse: Bits = noBits(0);

  /** Makes room; called before a row beyond it is given out. */
  constructor(private readonly onGrow: (rows: number) => void) {}

  get count(): number {
    return this.#rowOf.size;
  }

  /** How many rows there is room for, in use or not. */
  get room(): number {
    return this.#room;
  }

  /** Rows that hold a job. Not to be changed. */
  get inUse(): Bits {
    return this.#inUse;
  }

  keyAt(row: number): JobKey {
    return this.#keys[row] ?? '';
  }

  isInUse(row: number): boolean {
    return hasBit(this.#inUse, row);
  }

  /** The row of a job; undefined if it has none. */
  find(jobKey: JobKey): number | undefined {
    return this.#rowOf.get(jobKey);
  }

  /** A row, empty in all columns, for a job that has none. */
  add(jobKey: JobKey): number {
    const row = this.#free.pop() ?? this.#keys.length;
    if (row >= this.#room) this.#grow();
    this.#keys[row] = jobKey;
    this.#rowOf.set(jobKey, row);
    setBit(this.#inUse, row);
    return row;
  }

  /** Takes the row of a job away; undefined if it has none. */
  remove(jobKey: JobKey): number | undefined {
    const row = this.#rowOf.get(jobKey);
    if (row === undefined) return undefined;
    this.#rowOf.delete(jobKey);
    this.#free.push(row);
    clearBit(this.#inUse, row);
    return row;
  }

  #grow(): void {
    this.#room = Math.max(FIRST_ROWS, Math.ceil(this.#room * GROWTH));
    this.#inUse = grownBits(this.#inUse, this.#room);
    this.onGrow(this.#room);
  }
}
