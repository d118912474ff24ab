import type { ColumnSet } from '../../domain/columns';
import type { ColumnId } from '../../domain/columns/types';
import { compileFilter, type CompiledFilter, type CompiledToken, type Filter } from '../../domain/filter';
import type { TimeDisplay } from '../../domain/instants';
import type { JobKey } from '../../domain/job-key';
import type { JobRow } from '../history/types';
import { countBits, hasBit, intersect, noBits, type Bits } from './bits';
import { ENCODING_LIMITS } from './column-values';
import { countFacet } from './facets';
import type { Moment } from './moment';
import { Moments } from './moments';
import { TableSets, type Fitting } from './sets/table-sets';
import type { SetsAnswer, SetsQuery } from './sets/types';
import { TableColumns } from './table-columns';
import type { TableView } from './table-view';
import { TextColumn } from './text-column';
import type { FacetValue, ListAnswer, ListQuery } from './types';

/**
 * All jobs, column by column, for filters, counts, sorting and free text, as they are now and as they were known at earlier times. It holds what
 * is asked about and nothing else: whoever shows a job reads its row from the history. Derived from the history, so that it can be made anew at
 * any time.
 */
export class JobTable {
  readonly #columns: TableColumns;
  readonly #moments: Moments;
  readonly #sets: TableSets;
  /** Counts the changes. */
  #version = 0;

  constructor(limits = ENCODING_LIMITS) {
    this.#columns = new TableColumns(limits);
    this.#moments = new Moments(this.#columns);
    this.#sets = new TableSets({
      rows: this.#columns.rows,
      valuesOf: (column) => this.#columns.valuesOf(column),
      resources: this.#columns.resources,
      fitting: (filter, now, times, knownAt) => this.#fittingFilter(filter, now, times, knownAt),
      inUse: (knownAt) => this.#view(knownAt).inUse,
      version: () => this.#version,
    });
  }

  /** How many jobs there are. */
  get jobs(): number {
    return this.#columns.count;
  }

  /** The columns there are, with those of members that the catalogue does not know but some job had. */
  get columns(): ColumnSet {
    return this.#columns.set;
  }

  /** Paths of members that have no column in `columnSet()` of its own. */
  get newPaths(): readonly string[] {
    return this.#columns.newPaths;
  }

  /**
   * Adds jobs, or replaces what was known of them.
   * @param since the earliest time that they may tell something new of, epoch ms UTC
   */
  put(jobs: readonly JobRow[], since = -Infinity): void {
    this.#version++;
    for (const job of jobs) this.#moments.changed(job.jobKey, this.#columns.put(job), since);
    this.#columns.settle();
    this.#moments.settle();
  }

  /** Forgets jobs; keys that no job has are passed over. */
  remove(jobKeys: readonly JobKey[]): void {
    this.#version++;
    for (const jobKey of jobKeys) {
      const row = this.#columns.remove(jobKey);
      if (row !== undefined) this.#moments.removed(jobKey, row);
    }
  }

  /** The jobs as they were known at a time (epoch ms UTC); undefined: to be begun first. It can be asked about once it is ready. */
  moment(at: number): Moment | undefined {
    return this.#moments.at(at);
  }

  /**
   * Begins to look at the jobs as they were known at a time, epoch ms UTC.
   * @param failed jobs of which some look-up had failed by then
   */
  begin(at: number, failed: Iterable<JobKey>): Moment {
    this.#version++;
    return this.#moments.begin(at, failed);
  }

  /** Gives up looking at the jobs as they were known at a time. */
  end(at: number): void {
    this.#moments.end(at);
  }

  /**
   * Answers a query.
   * @param now epoch ms UTC, for ages and relative dates
   */
  query(query: ListQuery, now: number): ListAnswer {
    const view = this.#view(query.knownAt);
    const compiled = compileFilter(query.filter, { columns: this.columns, now, times: query.times ?? 'local' });
    const matches = compiled.tokens.map((token) => ({ token, bits: this.#match(view, token) }));
    const words = this.#search(view, compiled);
    const fitting = fittingAll(words, matches);
    const facets: [ColumnId, readonly FacetValue[]][] = [];
    const facetsLeftOut: [ColumnId, number][] = [];
    for (const id of query.facets) {
      const column = this.columns.find(id);
      if (!column) continue;
      const others = matches.filter(({ token }) => token.column.id !== id);
      const among = others.length === matches.length ? fitting : fittingAll(words, others);
      const facet = countFacet(column, view.valuesOf(id), among, now);
      facets.push([id, facet.values]);
      if (facet.leftOut > 0) facetsLeftOut.push([id, facet.leftOut]);
    }
    return {
      jobKeys: this.#page(view, query, fitting),
      from: query.from,
      fits: countBits(fitting),
      all: view.count,
      // Ids come from outside, too: these become members of their own whatever they are.
      facets: Object.fromEntries(facets),
      facetsLeftOut: Object.fromEntries(facetsLeftOut),
      problems: compiled.problems,
      // What was known at a time stays as it is.
      movesWithTime: compiled.movesWithTime && query.knownAt === undefined,
    };
  }

  /**
   * Compares two sets of the jobs.
   * @param now epoch ms UTC, for relative dates and for what can have been looked at
   */
  compare(query: SetsQuery, now: number): SetsAnswer {
    return this.#sets.query(query, now);
  }

  #view(knownAt: number | undefined): TableView {
    if (knownAt === undefined) return this.#columns;
    const moment = this.#moments.at(knownAt);
    if (moment?.ready !== true) throw new Error('What was known at that time has not been read yet.');
    return moment;
  }

  #fittingFilter(filter: Filter, now: number, times: TimeDisplay, knownAt: number | undefined): Fitting {
    const view = this.#view(knownAt);
    const compiled = compileFilter(filter, { columns: this.columns, now, times });
    const matches = compiled.tokens.map((token) => ({ bits: this.#match(view, token) }));
    return { bits: fittingAll(this.#search(view, compiled), matches), problems: compiled.problems };
  }

  #match(view: TableView, token: CompiledToken): Bits {
    const bits = noBits(this.#columns.rows.room);
    const values = view.valuesOf(token.column.id);
    if (values) values.match(token, bits);
    else if (token.test(undefined)) bits.fill(0xffffffff);
    return bits;
  }

  /** Rows in which every word occurs. Long words are rare, and searching is quick in columns with few values: these go first. */
  #search(view: TableView, { words }: CompiledFilter): Bits {
    const found = view.inUse.slice();
    if (words.length === 0) return found;
    const searched = [...this.#columns.filled].filter(({ column }) => column.searched);
    const encodings = searched.map((values) => (view.valuesOf(values.column.id) ?? values).encoding);
    encodings.sort((left, right) => Number(left instanceof TextColumn) - Number(right instanceof TextColumn));
    for (const word of [...words].sort((left, right) => right.length - left.length)) {
      const holding = noBits(this.#columns.rows.room);
      for (const encoding of encodings) encoding.search(word, holding, found);
      intersect(found, holding);
    }
    return found;
  }

  #page(view: TableView, { sort, from, count }: ListQuery, fitting: Bits): JobKey[] {
    const jobKeys: JobKey[] = [];
    if (count <= 0) return jobKeys;
    let place = 0;
    for (const row of view.sorted(sort)) {
      if (!hasBit(fitting, row)) continue;
      if (place++ >= from) jobKeys.push(this.#columns.rows.keyAt(row));
      if (jobKeys.length === count) break;
    }
    return jobKeys;
  }
}

function fittingAll(words: Bits, matches: readonly { readonly bits: Bits }[]): Bits {
  const fitting = words.slice();
  for (const { bits } of matches) intersect(fitting, bits);
  return fitting;
}
