import type { CopyJobReading } from '../copy-job';
import type { Field, FieldKind, GroupId } from '../fields/types';
import type { Json } from '../json';

export type Change = 'same' | 'changed' | 'added' | 'removed';

/**
 * The class of a difference.
 *
 * - `expected`: part of a job's life, or of how each of two jobs went.
 * - `notable`: possible, worth a look.
 * - `never`: should not happen.
 * - `newly-reported`: one side has a member that AWS had not reported before or does not report there. It says something of what
 *   AWS tells, not of the job.
 * - `own`: each job has a value of its own, so that it says nothing.
 */
export type Nature = 'expected' | 'notable' | 'never' | 'newly-reported' | 'own';

/** What two readings are to each other. */
export type RelationName = 'answers' | 'jobs';

export interface Judgement {
  readonly nature: Nature;
  /** Why it is not just expected, one sentence. */
  readonly reason: string | undefined;
}

/** One member that differs, with all there is to judge it by. */
export interface Case {
  readonly field: Field;
  readonly change: Change;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
  readonly leftReading: CopyJobReading;
  readonly rightReading: CopyJobReading;
}

/** Two answers about one job, or answers about two jobs: decides how a difference reads. */
export interface Relation {
  readonly name: RelationName;
  readonly judge: (which: Case) => Judgement;
  /** A few sentences about what differs. */
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
  /** Why it is not just expected, one sentence. */
  readonly reason: string | undefined;
  /** Undefined: the member is not there (null is a value). */
  readonly left: Json | undefined;
  readonly right: Json | undefined;
  /** The difference in the domain's words: `+2 h 14 m`, `+1.2 GiB (+3.1 %)`, `+2`. */
  readonly delta: string | undefined;
}

/** Something that Copytrail works out from several members, side by side: how long it took, how much of it a second. */
export interface DerivedRow {
  /** In brackets without quotes, as no member's path is: `[duration]`. */
  readonly path: string;
  readonly label: string;
  readonly change: Change;
  readonly nature: Nature;
  /** In words; undefined: it cannot be worked out there. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly delta: string | undefined;
}

export interface Comparison {
  readonly relation: RelationName;
  /** Every member of either side, in catalogue order, unchanged ones included. Made when first asked for. */
  readonly rows: readonly ComparisonRow[];
  /** Rows that are not `same`, in the same order. */
  readonly differences: readonly ComparisonRow[];
  /** Differences that should never happen. */
  readonly alarms: readonly ComparisonRow[];
  readonly identical: boolean;
  /** What follows from several members and can be worked out for one side at least. No member, so none of the rows. */
  readonly derived: readonly DerivedRow[];
  /** A few sentences built from the differences. */
  readonly summary: string;
  /** The same of some of the differences. */
  summarise(differences: readonly ComparisonRow[]): string;
}
