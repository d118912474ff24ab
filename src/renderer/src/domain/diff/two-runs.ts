import type { CopyJobReading } from '../copy-job';
import { compareReadings } from '../diff';
import { formatDuration } from '../durations';
import { valuesOf } from '../job-values';
import { outcomeOf } from '../outcome';
import { ASPECTS } from '../runs/changes';
import { isSameLineage } from '../runs/lineage';
import { listed, lower, names, saying, type Verbs } from './summary';
import { TWO_JOBS } from './two-jobs';
import type { Comparison, ComparisonRow, Nature, Relation } from './types';

/** Members in the order in which an administrator looks for why a run went otherwise than the one before. */
const ORDER = new Map<string, number>(
  [...ASPECTS.flatMap(({ paths }) => paths), 'BackupSizeInBytes', 'State', 'StatusMessage', 'MessageCategory'].map(
    (path, rank) => [path, rank],
  ),
);
const VERBS: Verbs = { changed: 'differs', added: 'only right', removed: 'only left' };

/** Two jobs are two runs as soon as they copy the same resource to the same destination: no matter how they were chosen. */
export function compareJobs(left: CopyJobReading, right: CopyJobReading): Comparison {
  if (!isSameLineage(valuesOf(left), valuesOf(right))) return compareReadings(left, right, TWO_JOBS);
  const comparison = compareReadings(left, right, TWO_RUNS);
  const { relation, identical, alarms, derived } = comparison;
  return {
    ...{ relation, identical, alarms, derived },
    rows: inAdminOrder(comparison.rows),
    differences: inAdminOrder(comparison.differences),
    summarise: (some) => summarise(inAdminOrder(some), left, right),
    summary: summarise(inAdminOrder(comparison.differences), left, right),
  };
}

/** Two runs are judged as any two jobs; what is said of them tells which is the earlier. */
const TWO_RUNS: Relation = { ...TWO_JOBS, summarise };

function summarise(differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading): string {
  const of = (nature: Nature) => differences.filter((row) => row.nature === nature);
  const [one, other] = [outcomeOf(left).label, outcomeOf(right).label].map(lower);
  const sides = sideNames(left.createdAt, right.createdAt);
  const sentences = [
    one === other
      ? `Two runs of the same copy, both ${one ?? ''}.`
      : `Two runs of the same copy: ${sides.left} ${one ?? ''}, ${sides.right} ${other ?? ''}.`,
  ];
  const [changed, news] = [of('notable'), of('newly-reported')];
  sentences.push(
    changed.length === 0
      ? 'They were set up alike.'
      : `Set up differently: ${listed(changed.map((row) => saying(row, VERBS)))}.`,
  );
  if (news.length > 0) sentences.push(`Told of one only: ${names(news)}.`);
  const [took, takes] = [left.durationMs, right.durationMs];
  if (took !== undefined && takes !== undefined && took !== takes)
    sentences.push(`Left took ${formatDuration(took)}, right ${formatDuration(takes)}.`);
  return sentences.join(' ');
}

/** The sides as they stand on screen, where all else reads from left to right, and which of them came first. */
function sideNames(left: number | undefined, right: number | undefined): Readonly<Record<'left' | 'right', string>> {
  if (left === undefined || right === undefined || left === right) return { left: 'left', right: 'right' };
  return left < right
    ? { left: 'left (the earlier)', right: 'right (the later)' }
    : { left: 'left (the later)', right: 'right (the earlier)' };
}

/** Stable: members that nobody looks for first keep the catalogue's order, behind the others. */
function inAdminOrder(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const rank = ({ path }: ComparisonRow): number => ORDER.get(path) ?? ORDER.size;
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
