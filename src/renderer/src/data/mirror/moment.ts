import type { ColumnId } from '../../domain/columns/types';
import type { SortKey } from '../../domain/filter';
import type { JobValue } from '../../domain/job-values';
import type { JobKey } from '../../domain/job-key';
import type { JobRow } from '../history/types';
import { clearBit, countBits, forEachBit, grownBits, hasBit, noBits, setBit, type Bits } from './bits';
import { ColumnValues } from './column-values';
import { Orders } from './orders';
import type { SeenThen } from './sightings';
import type { TableColumns } from './table-columns';
import type { TableView } from './table-view';

/** Columns in which a job that says what it said then may differ all the same: they tell how often it was seen. */
const SEEN: Readonly<Record<ColumnId, (then: SeenThen) => JobValue>> = {
  lastSeen: ({ lastSeen }) => lastSeen,
  timesSeen: ({ timesSeen }) => timesSeen,
  snapshots: ({ snapshots }) => snapshots,
  profile: ({ profile }) => profile,
};

/**
 * The jobs of a table as they were known at a time (epoch ms UTC). Made of the rows of now: those not known yet are left out, and those that say
 * what they said then stay. Only of the others it cannot be told from here: they are to be read, and get rows of their own.
 */
export class Moment implements TableView {
  #inUse: Bits;
  /** Rows of jobs as they were. */
  readonly #earlier = new Map<JobKey, number>();
  readonly #unread = new Set<JobKey>();
  readonly #reading = new Set<JobKey>();
  /** Made when they are first asked for. */
  readonly #seen = new Map<ColumnId, ColumnValues>();
  readonly #orders: Orders;
  readonly #failed: Set<JobKey>;
  readonly #leave: () => void;

  constructor(
    private readonly columns: TableColumns,
    private readonly at: number,
    /** Jobs of which some look-up had failed by then, or may have. */
    failed: Iterable<JobKey>,
  ) {
    this.#failed = new Set(failed);
    const { rows } = columns;
    this.#inUse = noBits(rows.room);
    this.#orders = new Orders(this.#orderedRows(), (column) => this.valuesOf(column));
    this.#leave = columns.onGrow((room) => {
      this.#inUse = grownBits(this.#inUse, room);
      for (const values of this.#seen.values()) values.grow(room);
    });
    forEachBit(rows.inUse, (row) => {
      this.changed(rows.keyAt(row), row);
    });
  }

  get inUse(): Bits {
    return this.#inUse;
  }

  get count(): number {
    return countBits(this.#inUse);
  }

  /** Whether all is known of it. */
  get ready(): boolean {
    return this.#unread.size + this.#reading.size === 0;
  }

  valuesOf(id: ColumnId): ColumnValues | undefined {
    return id in SEEN ? (this.#seen.get(id) ?? this.#made(id)) : this.columns.valuesOf(id);
  }

  sorted(sort: readonly SortKey[]): Uint32Array {
    return sort.some(({ column }) => column in SEEN) ? this.#orders.sorted(sort) : this.columns.sorted(sort);
  }

  /**
   * To be called for every job that was written, with its row of now.
   * @param inDoubt whether something may have been learned of that time: what was read of it is read anew
   */
  changed(jobKey: JobKey, row: number, inDoubt = false): void {
    if (inDoubt) this.#failed.add(jobKey);
    const isKnown = this.#number('firstSeen', row) <= this.at;
    const isSeenSince = this.#number('lastSeen', row) > this.at;
    const isTouched = isSeenSince || this.columns.sightings.besides(row) > this.at;
    if (isKnown && isTouched && !this.#saysTheSame(jobKey, row)) {
      this.#put(row, false);
      if (inDoubt || !this.#isReadOf(jobKey)) this.#toBeRead(jobKey);
      return;
    }
    this.#forget(jobKey);
    this.#put(row, isKnown);
  }

  /** To be called for every job that was removed, with the row it had. */
  removed(jobKey: JobKey, row: number): void {
    this.#forget(jobKey);
    this.#put(row, false);
  }

  /** To be called when a batch of rows has been written. */
  settle(): void {
    for (const values of this.#seen.values()) values.settle();
  }

  /** The next jobs that are to be read as they were then, at most so many. */
  next(count: number): readonly JobKey[] {
    const some: JobKey[] = [];
    for (const jobKey of this.#unread) {
      if (some.length >= count) break;
      some.push(jobKey);
      this.#unread.delete(jobKey);
      this.#reading.add(jobKey);
    }
    return some;
  }

  /** Takes what was read of the jobs that {@link next} gave; undefined for one that was not known. */
  take(jobKeys: readonly JobKey[], jobs: readonly (JobRow | undefined)[]): void {
    jobKeys.forEach((jobKey, nth) => {
      // Something has become of it meanwhile.
      if (!this.#reading.delete(jobKey)) return;
      const job = jobs[nth];
      if (job === undefined) return;
      const row = this.columns.putEarlier(job);
      this.#earlier.set(jobKey, row);
      this.#put(row, true);
    });
    this.columns.settle();
    this.settle();
  }

  /** Gives all rows back, and takes nothing more. */
  close(): void {
    this.#leave();
    this.#unread.clear();
    this.#reading.clear();
    for (const row of this.#earlier.values()) this.columns.removeEarlier(row);
    this.#earlier.clear();
    this.columns.settle();
  }

  /** Whether a job that was seen again since, or asked about in vain, is what it was but for that. */
  #saysTheSame(jobKey: JobKey, row: number): boolean {
    const { sightings } = this.columns;
    if (this.#failed.has(jobKey) || sightings.besides(row) > this.at) return false;
    return sightings.then(row, this.at)?.sameContent === true;
  }

  /** Whether it is read what was known of a job, or will be. */
  #isReadOf(jobKey: JobKey): boolean {
    return this.#earlier.has(jobKey) || this.#unread.has(jobKey) || this.#reading.has(jobKey);
  }

  #toBeRead(jobKey: JobKey): void {
    this.#forget(jobKey);
    this.#unread.add(jobKey);
  }

  #forget(jobKey: JobKey): void {
    this.#unread.delete(jobKey);
    this.#reading.delete(jobKey);
    const row = this.#earlier.get(jobKey);
    if (row === undefined) return;
    this.#earlier.delete(jobKey);
    this.#put(row, false);
    this.columns.removeEarlier(row);
  }

  #put(row: number, isIn: boolean): void {
    if (isIn) setBit(this.#inUse, row);
    else clearBit(this.#inUse, row);
    this.#orders.changed(row);
    if (!isIn) return;
    for (const [id, values] of this.#seen) values.set(row, this.#seenValue(id, row));
  }

  #made(id: ColumnId): ColumnValues | undefined {
    const column = this.columns.set.find(id);
    if (!column) return undefined;
    const values = new ColumnValues(column, this.columns.limits);
    values.grow(this.columns.rows.room);
    forEachBit(this.#inUse, (row) => {
      values.set(row, this.#seenValue(id, row));
    });
    values.settle();
    this.#seen.set(id, values);
    return values;
  }

  #seenValue(id: ColumnId, row: number): JobValue | undefined {
    // Rows of then, and those that were not seen since, hold it themselves.
    const then = this.#number('lastSeen', row) > this.at ? this.columns.sightings.then(row, this.at) : undefined;
    return then === undefined ? this.columns.valuesOf(id)?.encoding.valueAt(row) : SEEN[id]?.(then);
  }

  #number(id: ColumnId, row: number): number {
    return this.columns.valuesOf(id)?.encoding.valueAt(row) as number;
  }

  #orderedRows(): ConstructorParameters<typeof Orders>[0] {
    const { rows } = this.columns;
    const inUse = (): Bits => this.#inUse;
    const count = (): number => this.count;
    return {
      get room() {
        return rows.room;
      },
      get taken() {
        return inUse();
      },
      get takenCount() {
        return count();
      },
      isTaken: (row) => hasBit(inUse(), row),
      keyAt: (row) => rows.keyAt(row),
      inKeyOrder: () => this.columns.sorted([]).filter((row) => hasBit(inUse(), row)),
    };
  }
}
