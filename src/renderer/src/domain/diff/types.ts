import type { FieldKind, GroupId } from '../fields/types';
import type { Json } from '../json';

export type Change = 'same' | 'changed' | 'added' | 'removed';

/** `expected`: part of a job's life. `notable`: possible, worth a look. `never`: should not happen. */
export type Nature = 'expected' | 'notable' | 'never';

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
