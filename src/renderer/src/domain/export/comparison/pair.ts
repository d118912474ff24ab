import type { Comparison, ComparisonRow, DerivedRow } from '../../diff';
import { NATURES_IN_ORDER } from '../../diff/order';
import { segmentsOf } from '../../diff/segments';
import { tell } from '../../diff/telling';
import { wordsOf, type RelationWords } from '../../diff/words';
import type { CopyJobReading } from '../../copy-job';
import type {
  About,
  ComparisonDocument,
  DocumentCell,
  DocumentRow,
  DocumentSection,
  DocumentSide,
  Fact,
} from './document';
import { patchBetween } from './patch';
import { valueCell, type Presenting } from './value-cell';

/** One side of two answers or two jobs. */
export interface ComparedSide {
  readonly reading: CopyJobReading;
  /** When it was observed, in words. */
  readonly when: string;
  /** What the job is called; told where two jobs are compared. */
  readonly title?: string | undefined;
  /** Whose job it is, when it was observed and from where that is known. */
  readonly facts: readonly Fact[];
}

/** What two answers about one job, or two jobs, say: differences by class, in the order in which they are read, then what is the same. */
export function pairDocument(
  comparison: Comparison,
  left: ComparedSide,
  right: ComparedSide,
  context: Presenting,
  about: About,
): ComparisonDocument {
  const words = wordsOf(comparison.relation);
  const told = tell(comparison, about.rules);
  const columns = ['Member', words.left, words.right, 'Difference'];
  const sections = NATURES_IN_ORDER.flatMap((nature): readonly DocumentSection[] => {
    const rows = told.differences.filter((row) => row.nature === nature);
    const derived = told.derived.filter((row) => row.nature === nature);
    if (rows.length + derived.length === 0) return [];
    const lines = [
      ...rows.map((row) => memberRow(row, left, right, context, words)),
      ...derived.map((row) => derivedRow(row, words)),
    ];
    return [{ title: words.natures[nature], columns, rows: lines }];
  });
  const same = comparison.rows.filter(({ change }) => change === 'same');
  const sides: readonly [DocumentSide, DocumentSide] = [
    { name: words.left, title: left.title ?? left.when, facts: left.facts },
    { name: words.right, title: right.title ?? right.when, facts: right.facts },
  ];
  return {
    title: titleOf(comparison, left, right),
    summary: told.summary,
    sides,
    notes: [],
    sections: same.length === 0 ? sections : [...sections, sameSection(same, words)],
    about: { ...about, times: context.times, hidden: told.hidden },
    patch: [{ left: sides[0], right: sides[1], ...patchBetween(left.reading.copyJob, right.reading.copyJob) }],
  };
}

function titleOf({ relation }: Comparison, left: ComparedSide, right: ComparedSide): string {
  if (relation !== 'answers') return 'Two copy jobs';
  return `Copy job ${right.reading.copyJobId ?? left.reading.copyJobId ?? 'without an ID'}: two answers`;
}

function sameSection(rows: readonly ComparisonRow[], words: RelationWords): DocumentSection {
  const count = `${rows.length} ${rows.length === 1 ? 'member' : 'members'} ${words.same}`;
  const title = words.same.charAt(0).toUpperCase() + words.same.slice(1);
  return { title, columns: [], rows: [], note: `${count}: ${rows.map(({ label }) => label).join(', ')}.` };
}

function memberRow(
  row: ComparisonRow,
  left: ComparedSide,
  right: ComparedSide,
  context: Presenting,
  words: RelationWords,
): DocumentRow {
  const segments = segmentsOf(row);
  return {
    name: row.label,
    path: row.path,
    tags: [row.nature === 'newly-reported' ? words.natures[row.nature] : words.changes[row.change]],
    cells: [
      { ...valueCell(row.path, row.left, left.reading, context, segments?.left), mark: 'removed' },
      { ...valueCell(row.path, row.right, right.reading, context, segments?.right), mark: 'added' },
      { text: row.delta ?? '' },
    ],
    remark: row.reason,
    data: {
      change: row.change,
      class: row.nature,
      left: row.left,
      right: row.right,
      difference: row.delta,
    },
  };
}

function derivedRow({ label, change, left, right, delta, nature }: DerivedRow, words: RelationWords): DocumentRow {
  const cell = (text: string | undefined): DocumentCell =>
    text === undefined ? { text: 'Not known', absent: true } : { text };
  return {
    name: label,
    tags: [words.changes[change], 'worked out by Copytrail'],
    cells: [cell(left), cell(right), { text: delta ?? '' }],
    data: { change, class: nature, left, right, difference: delta, workedOut: true },
  };
}
