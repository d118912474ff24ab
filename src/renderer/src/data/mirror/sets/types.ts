import type { ColumnId } from '../../../domain/columns/types';
import type { Filter, FilterProblem } from '../../../domain/filter/types';
import type { TimeDisplay } from '../../../domain/instants';
import type { JobKey } from '../../../domain/job-key';
import type { ClassCounts, SetClass } from '../../../domain/sets/classes';
import type { LookedAt } from '../../../domain/sets/observed';
import type { Pairing } from '../../../domain/sets/pairing';
import type { KnownAt } from '../known-at';

/** One set of jobs: those that fit a filter, now or as they were known at a time. */
export interface QueriedSide extends KnownAt {
  readonly filter: Filter;
  /** What was recorded by then of every place that had ever been looked at. */
  readonly known: readonly LookedAt[];
}

/** Two sets of the history's jobs, how they are compared, and which part of what comes out is on screen. */
export interface SetsQuery {
  readonly sides: { readonly left: QueriedSide; readonly right: QueriedSide };
  readonly pairing: Pairing;
  /** See `SetsOptions` in domain/sets. */
  readonly threshold: number;
  /** Members that are not to count as changed. */
  readonly ignored: readonly ColumnId[];
  /** The lines wanted: of this class, or of all, from this place on, from 0, and how many. */
  readonly of: SetClass | undefined;
  readonly from: number;
  readonly count: number;
  /** How dates without a zone are read. */
  readonly times: TimeDisplay;
}

/** A pair, or a job alone. */
export interface AnsweredLine {
  readonly left: JobKey | undefined;
  readonly right: JobKey | undefined;
  /** Most important first, at least one. */
  readonly classes: readonly SetClass[];
  /** How many older jobs each of them stands for. */
  readonly leftOthers: number;
  readonly rightOthers: number;
  /** Paths of the members in which the two are set up in another way. */
  readonly changed: readonly ColumnId[];
}

export interface AnsweredSide {
  /** How many jobs fit. */
  readonly jobs: number;
  /** Tokens of the filter that mean nothing; the jobs are those that fit without them. */
  readonly problems: readonly FilterProblem[];
}

export interface SetsAnswer {
  readonly lines: readonly AnsweredLine[];
  readonly from: number;
  /** How many lines are of the class asked for, how many there are, and how many of these are pairs. */
  readonly fits: number;
  readonly all: number;
  readonly pairs: number;
  readonly counts: ClassCounts;
  readonly sides: { readonly left: AnsweredSide; readonly right: AnsweredSide };
  /** Jobs of the history whose answer cannot be read: nobody knows whether they belong to a side. */
  readonly unreadable: number;
  /** Whether the answer may be another as time goes by, even if no job changes. */
  readonly movesWithTime: boolean;
}
