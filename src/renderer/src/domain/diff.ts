import type { CopyJobReading } from './copy-job';
import { deltaOf } from './diff/delta';
import { derivedRows } from './diff/derived';
import { ONE_JOB } from './diff/one-job';
import type { Change, Comparison, ComparisonRow, DerivedRow, Judgement, Relation } from './diff/types';
import { walk } from './diff/walk';
import type { Field } from './fields/types';
import type { Json } from './json';

export { NO_RULES, type IgnoreRules } from './diff/ignore';
export { TWO_JOBS } from './diff/two-jobs';
export type { Change, Comparison, ComparisonRow, DerivedRow, Nature } from './diff/types';

/**
 * Compares what AWS said at two times about one job, `left` being the earlier one, or about two jobs ({@link TWO_JOBS}). Exact: every member of either side takes
 * part, unknown ones too. Numbers that are equal in value are equal (`1` and `1.0`), as for the digest. What costs more than finding the
 * differences (all rows, the summary) is made when it is first asked for.
 */
export function compareReadings(left: CopyJobReading, right: CopyJobReading, relation = ONE_JOB): Comparison {
  const differences: ComparisonRow[] = [];
  walk(left, right, false, (field, one, other) => {
    differences.push(differenceOf(field, one, other, left, right, relation));
  });
  let rows: readonly ComparisonRow[] | undefined;
  let derived: readonly DerivedRow[] | undefined;
  let summary: string | undefined;
  const summarise = (some: readonly ComparisonRow[]): string => relation.summarise(some, left, right);
  return {
    relation: relation.name,
    differences,
    alarms: differences.filter(({ nature }) => nature === 'never'),
    identical: differences.length === 0,
    get rows() {
      return (rows ??= allRows(left, right, differences));
    },
    get derived() {
      return (derived ??= derivedRows(left, right));
    },
    get summary() {
      return (summary ??= summarise(differences));
    },
    summarise,
  };
}

const SAME: Judgement = { nature: 'expected', reason: undefined };

/** The differences as they are, and between them what is the same. */
function allRows(
  left: CopyJobReading,
  right: CopyJobReading,
  differences: readonly ComparisonRow[],
): readonly ComparisonRow[] {
  let next = 0;
  const rows: ComparisonRow[] = [];
  walk(left, right, true, (field, one, other, isSame) => {
    const difference = isSame ? undefined : differences[next++];
    rows.push(difference ?? rowOf(field, 'same', SAME, one, other, undefined));
  });
  return rows;
}

function differenceOf(
  field: Field,
  left: Json | undefined,
  right: Json | undefined,
  leftReading: CopyJobReading,
  rightReading: CopyJobReading,
  relation: Relation,
): ComparisonRow {
  const change: Change = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
  const judgement = relation.judge({ field, change, left, right, leftReading, rightReading });
  const delta = change === 'changed' ? deltaOf(field.kind, left, right) : undefined;
  return rowOf(field, change, judgement, left, right, delta);
}

function rowOf(
  { path, label, group, kind }: Field,
  change: Change,
  { nature, reason }: Judgement,
  left: Json | undefined,
  right: Json | undefined,
  delta: string | undefined,
): ComparisonRow {
  return { path, label, group, kind, change, nature, reason, left, right, delta };
}
