import type { CopyJobReading } from '../copy-job';
import type { Field, FieldKind, GroupId } from '../fields/types';
import type { Json } from '../json';

export type Change = 'same' | 'changed' | 'added' | 'removed';

/**
 * `expected`: part of a job's life, or of how each of two jobs went. `notable`: possible, worth a look. `never`: should not
 * happen. `own`: each job has a value of its own, so that it says nothing.
 */
export type Nature = 'expected' | 'notable' | 'never' | 'own';

export interface Judgement {
  readonly nature: Nature;
  /** Why it is notable or should never happen, one sentence. */
  readonly reason: string | undefined;
}

/** One member that may differ, with all there is to judge it by. */
export interface Case {
  readonly field: Field;
  readonly change: Change;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
  readonly leftReading: CopyJobReading;
  readonly rightReading: CopyJobReading;
}

/** What two readings are to each other: two answers about one job, or answers about two jobs. Decides how a difference reads. */
export interface Relation {
  readonly name: 'answers' | 'jobs';
  readonly judge: (which: Case) => Judgement;
  /** One to three sentences about what differs. */
  readonly summarise: (differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading) => string;
}

/** One member of two readings, side by side. */
export interface ComparisonRow {
  readonly path: string;
  readonly label: string;
  readonly group: GroupId;
  readonly kind: FieldKind;
  readonly change: Change;
  readonly nature: Nature;
  /** Why it is notable or should never happen, one sentence. */
  readonly reason: string | undefined;
  /** Undefined: the member is not there (null is a value). */
  readonly left: Json | undefined;
  readonly right: Json | undefined;
  /** The difference in the domain's words: `+2 h 14 m`, `+1.2 GiB (+3.1 %)`, `+2`. */
  readonly delta: string | undefined;
}

export interface Comparison {
  readonly relation: Relation['name'];
  /** Every member of either side, in catalogue order, unchanged ones included. */
  readonly rows: readonly ComparisonRow[];
  /** Rows that are not `same`. */
  readonly differences: readonly ComparisonRow[];
  /** Differences that should never happen. */
  readonly alarms: readonly ComparisonRow[];
  readonly identical: boolean;
  /** One to three sentences built from the rows. */
  readonly summary: string;
}
