import type { ColumnId } from '../../domain/columns/types';
import type { Filter, FilterProblem, SortKey } from '../../domain/filter/types';
import type { TimeDisplay } from '../../domain/instants';
import type { JobKey } from '../../domain/job-key';
import type { KnownAt } from './known-at';
import type { SetsAnswer, SetsQuery } from './sets/types';

/** One look at the history's jobs: which, in which order, and which part of them is on screen. */
export interface ListQuery extends KnownAt {
  readonly filter: Filter;
  /** Most important first. Jobs that are equal in all of them stand in the order of their keys. */
  readonly sort: readonly SortKey[];
  /** Place of the first job wanted among those that fit, from 0, and how many. */
  readonly from: number;
  readonly count: number;
  /** Columns whose values are to be counted among the jobs that fit; a column's own tokens do not narrow its own counts. */
  readonly facets: readonly ColumnId[];
  /** How dates without a zone are read; in this machine's zone if absent. */
  readonly times?: TimeDisplay;
}

export interface FacetValue {
  /** As a token would name it; undefined counts the jobs without a value. */
  readonly value: string | undefined;
  readonly jobs: number;
}

export interface ListAnswer {
  /** The jobs wanted, in order. */
  readonly jobKeys: readonly JobKey[];
  readonly from: number;
  /** How many jobs fit, and how many there are. */
  readonly fits: number;
  readonly all: number;
  /** Most frequent first. */
  readonly facets: Readonly<Record<ColumnId, readonly FacetValue[]>>;
  /** Of columns with too many values to list them all: how many jobs have a value that is not listed. */
  readonly facetsLeftOut: Readonly<Record<ColumnId, number>>;
  /** Tokens of the filter that mean nothing; the jobs are those that fit without them. */
  readonly problems: readonly FilterProblem[];
  /** Whether the answer may be another as time goes by, even if no job changes. */
  readonly movesWithTime: boolean;
}

/** Anything that the mirror can be asked. */
export type Question = ListQuery | SetsQuery;

export type AnswerTo<Q extends Question> = Q extends SetsQuery ? SetsAnswer : ListAnswer;

/** The earlier times that a question is about, epoch ms UTC, each once. */
export function momentsOf(question: Question): readonly number[] {
  const { left, right } = isSetsQuery(question) ? question.sides : { left: question, right: question };
  const times = [left.knownAt, right.knownAt].filter((time) => time !== undefined);
  return [...new Set(times)];
}

export function isSetsQuery(question: Question): question is SetsQuery {
  return 'sides' in question;
}
