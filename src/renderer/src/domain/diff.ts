import type { CopyJobReading } from './copy-job';
import { deltaOf } from './diff/delta';
import { ONE_JOB } from './diff/one-job';
import type { Change, Comparison, ComparisonRow, Relation } from './diff/types';
import { describePath, positionOf } from './fields';
import { sameJson, type Json } from './json';

export { TWO_JOBS } from './diff/two-jobs';
export type { Change, Comparison, ComparisonRow, Nature } from './diff/types';

/**
 * Compares what AWS said at two times about one job, `left` being the earlier one, or about two jobs ({@link TWO_JOBS}). Exact: every member of either side takes
 * part, unknown ones too. Numbers that are equal in value are equal (`1` and `1.0`), as for the digest.
 */
export function compareReadings(left: CopyJobReading, right: CopyJobReading, relation = ONE_JOB): Comparison {
  const leftValues = new Map(left.members.map((member) => [member.path, member.value]));
  const rightValues = new Map(right.members.map((member) => [member.path, member.value]));
  const paths = [...new Set([...leftValues.keys(), ...rightValues.keys()])];
  // Stable: entries of one map and unknown members keep the order of the readings.
  paths.sort((a, b) => positionOf(a) - positionOf(b));
  const rows = paths.map((path) => row(path, leftValues.get(path), rightValues.get(path), left, right, relation));
  const differences = rows.filter((candidate) => candidate.change !== 'same');
  return {
    relation: relation.name,
    rows,
    differences,
    alarms: differences.filter((candidate) => candidate.nature === 'never'),
    identical: differences.length === 0,
    summary: relation.summarise(differences, left, right),
  };
}

function row(
  path: string,
  left: Json | undefined,
  right: Json | undefined,
  leftReading: CopyJobReading,
  rightReading: CopyJobReading,
  relation: Relation,
): ComparisonRow {
  const field = describePath(path);
  const change = changeOf(left, right);
  const { nature, reason } = relation.judge({ field, change, left, right, leftReading, rightReading });
  return {
    path,
    label: field.label,
    group: field.group,
    kind: field.kind,
    change,
    nature,
    reason,
    left,
    right,
    delta: change === 'changed' ? deltaOf(field.kind, left, right) : undefined,
  };
}

function changeOf(left: Json | undefined, right: Json | undefined): Change {
  if (left === undefined) return right === undefined ? 'same' : 'added';
  if (right === undefined) return 'removed';
  return sameJson(left, right) ? 'same' : 'changed';
}
