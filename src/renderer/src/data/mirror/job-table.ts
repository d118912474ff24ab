import { columnSet, type ColumnSet } from '../../domain/columns';
import { DERIVED_COLUMNS } from '../../domain/columns/derived';
import type { ColumnId } from '../../domain/columns/types';
import { compileFilter, type CompiledFilter, type CompiledToken, type Filter } from '../../domain/filter';
import type { TimeDisplay } from '../../domain/instants';
import type { JobKey } from '../../domain/job-key';
import type { JobRow } from '../history/types';
import { countBits, forEachBit, hasBit, intersect, noBits, type Bits } from './bits';
import { ColumnValues, ENCODING_LIMITS } from './column-values';
import { countFacet } from './facets';
import { Orders } from './orders';
import { Rows } from './rows';
import { TableSets, type Fitting } from './sets/table-sets';
import type { SetsAnswer, SetsQuery } from './sets/types';
import { Spellings } from './spellings';
import { TextColumn } from './text-column';
import type { FacetValue, ListAnswer, ListQuery } from './types';

const DERIVED_IDS = new Set(DERIVED_COLUMNS.map(({ id }) => id));

/**
 * All jobs, column by column, for filters, counts, sorting and free text. It holds what is asked about and nothing else: whoever
 * shows a job reads its row from the history. Derived from the history, so that it can be made anew at any time.
 */
export class JobTable {
  readonly #values = new Map<ColumnId, ColumnValues>();
  readonly #rows = new Rows((rows) => {
    for (const values of this.#values.values()) values.grow(rows);
    this.#resources.grow(rows);
  });
  readonly #orders = new Orders(this.#rows, (column) => this.#values.get(column));
  readonly #resources = new Spellings();
  readonly #sets = new TableSets({
    rows: this.#rows,
    valuesOf: (column) => this.#values.get(column),
    resources: this.#resources,
    fitting: (filter, now, times) => this.#fittingFilter(filter, now, times),
    version: () => this.#version,
    unreadable: () => this.#unreadable,
  });
  readonly #newPaths = new Set<string>();
  /** Counts the changes. */
  #version = 0;
  #columns: ColumnSet = columnSet();

  constructor(private readonly limits = ENCODING_LIMITS) {}

  /** How many jobs there are. */
  get jobs(): number {
    return this.#rows.count;
  }

  /** The columns there are, with those of members that the catalogue does not know but some job had. */
  get columns(): ColumnSet {
    return this.#columns;
  }

  /** Paths of members that have no column in `columnSet()` of its own. */
  get newPaths(): readonly string[] {
    return [...this.#newPaths];
  }

  /** Adds jobs, or replaces what was known of them. */
  put(jobs: readonly JobRow[]): void {
    this.#version++;
    for (const job of jobs) this.#putOne(job);
    for (const values of this.#values.values()) values.settle();
  }

  /** Forgets jobs; keys that no job has are passed over. */
  remove(jobKeys: readonly JobKey[]): void {
    this.#version++;
    for (const jobKey of jobKeys) {
      const row = this.#rows.remove(jobKey);
      if (row === undefined) continue;
      for (const values of this.#values.values()) values.set(row, undefined);
      this.#orders.changed(row);
    }
  }

  /**
   * Answers a query.
   * @param now epoch ms UTC, for ages and relative dates
   */
  query(query: ListQuery, now: number): ListAnswer {
    const compiled = compileFilter(query.filter, { columns: this.#columns, now, times: query.times ?? 'local' });
    const matches = compiled.tokens.map((token) => ({ token, bits: this.#match(token) }));
    const words = this.#search(compiled);
    const fitting = this.#fitting(words, matches);
    const facets: [ColumnId, readonly FacetValue[]][] = [];
    const facetsLeftOut: [ColumnId, number][] = [];
    for (const id of query.facets) {
      const column = this.#columns.find(id);
      if (!column) continue;
      const others = matches.filter(({ token }) => token.column.id !== id);
      const among = others.length === matches.length ? fitting : this.#fitting(words, others);
      const facet = countFacet(column, this.#values.get(id), among, now);
      facets.push([id, facet.values]);
      if (facet.leftOut > 0) facetsLeftOut.push([id, facet.leftOut]);
    }
    return {
      jobKeys: this.#page(query, fitting),
      from: query.from,
      fits: countBits(fitting),
      all: this.jobs,
      // Ids come from outside, too: these become members of their own whatever they are.
      facets: Object.fromEntries(facets),
      facetsLeftOut: Object.fromEntries(facetsLeftOut),
      problems: compiled.problems,
      movesWithTime: compiled.movesWithTime,
    };
  }

  /**
   * Compares two sets of the jobs.
   * @param now epoch ms UTC, for relative dates and for what can have been looked at
   */
  compare(query: SetsQuery, now: number): SetsAnswer {
    return this.#sets.query(query, now);
  }

  #fittingFilter(filter: Filter, now: number, times: TimeDisplay): Fitting {
    const compiled = compileFilter(filter, { columns: this.#columns, now, times });
    const matches = compiled.tokens.map((token) => ({ bits: this.#match(token) }));
    return { bits: this.#fitting(this.#search(compiled), matches), problems: compiled.problems };
  }

  /** Jobs whose newest answer cannot be read: neither a state nor a time of creation. */
  get #unreadable(): number {
    const state = this.#values.get('State');
    const created = this.#values.get('CreationDate');
    let count = 0;
    forEachBit(this.#rows.inUse, (row) => {
      if (state?.at(row) === undefined && created?.at(row) === undefined) count++;
    });
    return count;
  }

  #putOne(job: JobRow): void {
    const known = this.#rows.find(job.jobKey);
    const row = known ?? this.#rows.add(job.jobKey);
    this.#orders.changed(row);
    // A new row is empty: most members are missing from most jobs.
    if (known !== undefined) for (const values of this.#values.values()) values.set(row, undefined);
    this.#resources.set(row, job.resourceArn);
    for (const path of Object.keys(job.values)) {
      // A member that AWS gave the name of a value of ours would stand in its place.
      if (!DERIVED_IDS.has(path)) this.#valuesOf(path)?.set(row, job.values[path]);
    }
    for (const column of DERIVED_COLUMNS) {
      const value = column.value(job);
      if (value !== undefined) this.#valuesOf(column.id)?.set(row, value);
    }
  }

  #valuesOf(id: ColumnId): ColumnValues | undefined {
    const known = this.#values.get(id);
    if (known) return known;
    if (!this.#columns.find(id) && !this.#newPaths.has(id)) {
      this.#newPaths.add(id);
      this.#columns = columnSet(this.#newPaths);
    }
    const column = this.#columns.find(id);
    if (!column) return undefined;
    const values = new ColumnValues(column, this.limits);
    values.grow(this.#rows.room);
    this.#values.set(id, values);
    return values;
  }

  #match(token: CompiledToken): Bits {
    const bits = noBits(this.#rows.room);
    const values = this.#values.get(token.column.id);
    if (values) values.match(token, bits);
    else if (token.test(undefined)) bits.fill(0xffffffff);
    return bits;
  }

  /** Rows in which every word occurs. Long words are rare, and searching is quick in columns with few values: these go first. */
  #search({ words }: CompiledFilter): Bits {
    const found = this.#rows.inUse.slice();
    if (words.length === 0) return found;
    const searched = [...this.#values.values()].filter(({ column }) => column.searched);
    const encodings = searched.map(({ encoding }) => encoding);
    encodings.sort((left, right) => Number(left instanceof TextColumn) - Number(right instanceof TextColumn));
    for (const word of [...words].sort((left, right) => right.length - left.length)) {
      const holding = noBits(this.#rows.room);
      for (const encoding of encodings) encoding.search(word, holding, found);
      intersect(found, holding);
    }
    return found;
  }

  #fitting(words: Bits, matches: readonly { readonly bits: Bits }[]): Bits {
    const fitting = words.slice();
    for (const { bits } of matches) intersect(fitting, bits);
    return fitting;
  }

  #page({ sort, from, count }: ListQuery, fitting: Bits): JobKey[] {
    const jobKeys: JobKey[] = [];
    if (count <= 0) return jobKeys;
    let place = 0;
    for (const row of this.#orders.sorted(sort)) {
      if (!hasBit(fitting, row)) continue;
      if (place++ >= from) jobKeys.push(this.#rows.keyAt(row));
      if (jobKeys.length === count) break;
    }
    return jobKeys;
  }
}
