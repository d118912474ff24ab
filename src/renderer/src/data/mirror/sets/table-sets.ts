import { MINUTE_MS } from '../../../domain/durations';
import type { Filter } from '../../../domain/filter';
import { createdSpan } from '../../../domain/filter/created-span';
import type { FilterProblem } from '../../../domain/filter/types';
import type { JobKey } from '../../../domain/job-key';
import { bitOf, classesIn, countClasses, type ClassCounts } from '../../../domain/sets/classes';
import { compareSets, wentWell, type SetFacts, type SetLine } from '../../../domain/sets/compare-sets';
import { lookedEverywhere } from '../../../domain/sets/observed';
import type { Pairing } from '../../../domain/sets/pairing';
import { placesAsked, scopeOf } from '../../../domain/sets/scope';
import { changedPaths, setupRules } from '../../../domain/sets/setup';
import { forEachBit, type Bits } from '../bits';
import { tableFacts, type TableColumns } from './table-facts';
import type { AnsweredLine, QueriedSide, SetsAnswer, SetsQuery } from './types';

/** The jobs that fit a filter. */
export interface Fitting {
  readonly bits: Bits;
  readonly problems: readonly FilterProblem[];
}

/** What comparing sets needs of the table of all jobs. */
export interface SetsTable extends TableColumns {
  /**
   * @param now epoch ms UTC
   * @param knownAt as known at that time, epoch ms UTC; undefined: now
   */
  readonly fitting: (filter: Filter, now: number, times: SetsQuery['times'], knownAt: number | undefined) => Fitting;
  /** The rows of all jobs, now or as known at a time. */
  readonly inUse: (knownAt: number | undefined) => Bits;
  /** Another number whenever any job has changed. */
  readonly version: () => number;
}

/** What two sets have come to; kept, because the list of pairs is asked for part by part. */
interface Compared {
  readonly name: string;
  readonly facts: SetFacts;
  readonly lines: readonly SetLine[];
  readonly counts: ClassCounts;
  readonly answer: Omit<SetsAnswer, 'lines' | 'from' | 'fits'>;
}

/** Compares sets of the table's jobs, and hands out the part that is on screen. */
export class TableSets {
  #kept: Compared | undefined;

  constructor(private readonly table: SetsTable) {}

  /** @param now epoch ms UTC, for relative dates and for what can have been looked at */
  query(query: SetsQuery, now: number): SetsAnswer {
    const compared = this.#compared(query, now);
    const { of, from, count } = query;
    const wanted =
      of === undefined ? compared.lines : compared.lines.filter(({ classes }) => (classes & bitOf(of)) !== 0);
    const { facts } = compared;
    const rules = setupRules(query.pairing, isIn(query.ignored));
    const lines = wanted.slice(from, from + count).map((line): AnsweredLine => {
      const { left, right, classes, leftOthers, rightOthers } = line;
      return {
        left: left === undefined ? undefined : facts.jobKey(left),
        right: right === undefined ? undefined : facts.jobKey(right),
        classes: classesIn(classes),
        leftOthers,
        rightOthers,
        changed:
          left === undefined || right === undefined
            ? []
            : changedPaths(rules, setUpOf(facts, left), setUpOf(facts, right)),
      };
    });
    return { ...compared.answer, lines, from, fits: wanted.length };
  }

  #compared(query: SetsQuery, now: number): Compared {
    const { sides, pairing, threshold, ignored, times } = query;
    const minute = Math.floor(now / MINUTE_MS);
    const name = JSON.stringify([this.table.version(), minute, sides, pairing, threshold, ignored, times]);
    if (this.#kept?.name === name) return this.#kept;
    const facts = tableFacts(this.table, pairing);
    const side = ({ filter, known, knownAt }: QueriedSide) => {
      // Dates and ages of what was known at a time count from then.
      const then = knownAt ?? now;
      const fitting = this.table.fitting(filter, then, times, knownAt);
      const span = createdSpan(filter, { now: then, times });
      return {
        facts,
        jobs: rowsIn(fitting.bits),
        problems: fitting.problems,
        leftOut: () => this.#leftOut(filter, fitting, pairing, then, times, knownAt),
        looked: lookedEverywhere({ span, ...placesAsked(filter, pairing) }, known, then),
      };
    };
    const one = side(sides.left);
    const other = side(sides.right);
    const lines = compareSets(one, other, { pairing, threshold, ignored: isIn(ignored) });
    const counts = countClasses(lines);
    this.#kept = {
      name,
      facts,
      lines,
      counts,
      answer: {
        all: lines.length,
        pairs: lines.filter((line) => line.left !== undefined && line.right !== undefined).length,
        counts,
        sides: {
          left: { jobs: one.jobs.length, problems: one.problems },
          right: { jobs: other.jobs.length, problems: other.problems },
        },
        unreadable: this.#unreadable(sides.left.knownAt, sides.right.knownAt),
        // What can have been looked at grows with time, even where no date is relative.
        movesWithTime: true,
      },
    };
    return this.#kept;
  }

  /** Jobs of the same time (and place, where places are compared) that the rest of the filter leaves out. */
  #leftOut(
    filter: Filter,
    { bits }: Fitting,
    pairing: Pairing,
    now: number,
    times: SetsQuery['times'],
    knownAt: number | undefined,
  ): Iterable<number> {
    const scope = scopeOf(filter, pairing);
    if (scope === undefined) return [];
    const around = this.table.fitting(scope, now, times, knownAt).bits.slice();
    for (let word = 0; word < around.length; word++) around[word] = (around[word] ?? 0) & ~(bits[word] ?? 0);
    return rowsIn(around);
  }

  /** Jobs of either side's time whose newest answer cannot be read: neither a state nor a time of creation. */
  #unreadable(...moments: readonly (number | undefined)[]): number {
    const state = this.table.valuesOf('State');
    const created = this.table.valuesOf('CreationDate');
    const jobs = new Set<JobKey>();
    for (const knownAt of new Set(moments)) {
      forEachBit(this.table.inUse(knownAt), (row) => {
        if (state?.at(row) === undefined && created?.at(row) === undefined) jobs.add(this.table.rows.keyAt(row));
      });
    }
    return jobs.size;
  }
}

function setUpOf(facts: SetFacts, job: number) {
  return { read: facts.reader(job), went: wentWell(facts.outcomeKey(job)) };
}

function rowsIn(bits: Bits): readonly number[] {
  const rows: number[] = [];
  forEachBit(bits, (row) => {
    rows.push(row);
  });
  return rows;
}

function isIn(ignored: readonly string[]): (path: string) => boolean {
  const paths = new Set(ignored);
  return (path) => paths.has(path);
}
