import { MINUTE_MS } from '../../../domain/durations';
import type { Filter } from '../../../domain/filter';
import { createdSpan } from '../../../domain/filter/created-span';
import type { FilterProblem } from '../../../domain/filter/types';
import { bitOf, classesIn, countClasses, type ClassCounts } from '../../../domain/sets/classes';
import { compareSets, wentWell, type SetFacts, type SetLine } from '../../../domain/sets/compare-sets';
import { lookedEverywhere } from '../../../domain/sets/observed';
import type { Pairing } from '../../../domain/sets/pairing';
import { placesAsked, scopeOf } from '../../../domain/sets/scope';
import { changedPaths, setupRules } from '../../../domain/sets/setup';
import { forEachBit, type Bits } from '../bits';
import { tableFacts, type TableColumns } from './table-facts';
import type { AnsweredLine, SetsAnswer, SetsQuery } from './types';

/** The jobs that fit a filter. */
export interface Fitting {
  readonly bits: Bits;
  readonly problems: readonly FilterProblem[];
}

/** What comparing sets needs of the table of all jobs. */
export interface SetsTable extends TableColumns {
  /** @param now epoch ms UTC */
  readonly fitting: (filter: Filter, now: number, times: SetsQuery['times']) => Fitting;
  /** Another number whenever any job has changed. */
  readonly version: () => number;
  /** Jobs about which nothing is known but that they are there. */
  readonly unreadable: () => number;
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
    const { sides, pairing, threshold, ignored, known, times } = query;
    const minute = Math.floor(now / MINUTE_MS);
    const name = JSON.stringify([this.table.version(), minute, sides, pairing, threshold, ignored, known, times]);
    if (this.#kept?.name === name) return this.#kept;
    const left = this.table.fitting(sides.left, now, times);
    const right = this.table.fitting(sides.right, now, times);
    const facts = tableFacts(this.table, pairing);
    const side = (filter: Filter, fitting: Fitting) => ({
      facts,
      jobs: rowsIn(fitting.bits),
      leftOut: () => this.#leftOut(filter, fitting, pairing, now, times),
      looked: lookedEverywhere(
        { span: createdSpan(filter, { now, times }), ...placesAsked(filter, pairing) },
        known,
        now,
      ),
    });
    const one = side(sides.left, left);
    const other = side(sides.right, right);
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
          left: { jobs: one.jobs.length, problems: left.problems },
          right: { jobs: other.jobs.length, problems: right.problems },
        },
        unreadable: this.table.unreadable(),
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
  ): Iterable<number> {
    const scope = scopeOf(filter, pairing);
    if (scope === undefined) return [];
    const around = this.table.fitting(scope, now, times).bits.slice();
    for (let word = 0; word < around.length; word++) around[word] = (around[word] ?? 0) & ~(bits[word] ?? 0);
    return rowsIn(around);
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
