import { columnSet, type ColumnSet } from '../../domain/columns';
import { DERIVED_COLUMNS } from '../../domain/columns/derived';
import type { ColumnId } from '../../domain/columns/types';
import type { SortKey } from '../../domain/filter';
import type { JobKey } from '../../domain/job-key';
import type { JobRow } from '../history/types';
import type { Bits } from './bits';
import { ColumnValues, type EncodingLimits } from './column-values';
import { Orders } from './orders';
import { Rows } from './rows';
import { Sightings } from './sightings';
import { Spellings } from './spellings';
import type { TableView } from './table-view';

const DERIVED_IDS = new Set(DERIVED_COLUMNS.map(({ id }) => id));

/** What is kept of all jobs, column by column: each as it is now, and some besides as they were. */
export class TableColumns implements TableView {
  readonly rows = new Rows((rows) => {
    for (const values of this.#values.values()) values.grow(rows);
    this.resources.grow(rows);
    for (const listener of this.#growing) listener(rows);
  });
  /** How the rows' resources are spelt. */
  readonly resources = new Spellings();
  readonly sightings = new Sightings();
  readonly #values = new Map<ColumnId, ColumnValues>();
  readonly #orders = new Orders(this.rows, (column) => this.#values.get(column));
  readonly #growing = new Set<(rows: number) => void>();
  readonly #newPaths = new Set<string>();
  #set: ColumnSet = columnSet();

  constructor(readonly limits: EncodingLimits) {}

  /** The columns there are, with those of members that the catalogue does not know but some job had. */
  get set(): ColumnSet {
    return this.#set;
  }

  /** Paths of members that have no column in `columnSet()` of its own. */
  get newPaths(): readonly string[] {
    return [...this.#newPaths];
  }

  get inUse(): Bits {
    return this.rows.inUse;
  }

  get count(): number {
    return this.rows.count;
  }

  /** Columns in which some job has a value. */
  get filled(): Iterable<ColumnValues> {
    return this.#values.values();
  }

  valuesOf(column: ColumnId): ColumnValues | undefined {
    return this.#values.get(column);
  }

  sorted(sort: readonly SortKey[]): Uint32Array {
    return this.#orders.sorted(sort);
  }

  /** Hears of room for more rows; the returned function ends it. */
  onGrow(listener: (rows: number) => void): () => void {
    this.#growing.add(listener);
    return () => this.#growing.delete(listener);
  }

  /** Adds a job, or replaces what was known of it. Answers its row. */
  put(job: JobRow): number {
    const known = this.rows.find(job.jobKey);
    const row = known ?? this.rows.add(job.jobKey);
    // A new row is empty: most members are missing from most jobs.
    if (known !== undefined) for (const values of this.#values.values()) values.set(row, undefined);
    this.#fill(row, job);
    return row;
  }

  /** Adds a job as it was, in a row of its own. */
  putEarlier(job: JobRow): number {
    const row = this.rows.addEarlier(job.jobKey);
    this.#fill(row, job);
    return row;
  }

  /** Forgets a job. Answers the row it had; undefined if it had none. */
  remove(jobKey: JobKey): number | undefined {
    const row = this.rows.remove(jobKey);
    if (row !== undefined) this.#empty(row);
    return row;
  }

  /** Forgets a row that {@link putEarlier} gave. */
  removeEarlier(row: number): void {
    this.rows.removeEarlier(row);
    this.#empty(row);
  }

  /** To be called when a batch of rows has been written. */
  settle(): void {
    for (const values of this.#values.values()) values.settle();
  }

  #empty(row: number): void {
    for (const values of this.#values.values()) values.set(row, undefined);
    this.sightings.clear(row);
    this.#orders.changed(row);
  }

  #fill(row: number, job: JobRow): void {
    this.#orders.changed(row);
    this.resources.set(row, job.resourceArn);
    this.sightings.set(row, job);
    for (const path of Object.keys(job.values)) {
      // A member that AWS gave the name of a value of ours would stand in its place.
      if (!DERIVED_IDS.has(path)) this.#valuesFor(path)?.set(row, job.values[path]);
    }
    for (const column of DERIVED_COLUMNS) {
      const value = column.value(job);
      if (value !== undefined) this.#valuesFor(column.id)?.set(row, value);
    }
  }

  #valuesFor(id: ColumnId): ColumnValues | undefined {
    const known = this.#values.get(id);
    if (known) return known;
    if (!this.#set.find(id) && !this.#newPaths.has(id)) {
      this.#newPaths.add(id);
      this.#set = columnSet(this.#newPaths);
    }
    const column = this.#set.find(id);
    if (!column) return undefined;
    const values = new ColumnValues(column, this.limits);
    values.grow(this.rows.room);
    this.#values.set(id, values);
    return values;
  }
}
