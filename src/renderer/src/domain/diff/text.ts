import type { CopyJobReading } from '../copy-job';
import type { Json } from '../json';
import { present } from '../present';
import type { PresentContext } from '../present/types';
import type { Comparison, ComparisonRow } from './types';

/** One side of a comparison. */
export interface ComparedSide {
  readonly reading: CopyJobReading;
  /** When it was observed, in words. */
  readonly when: string;
  /** What the job is called; told where two jobs are compared. */
  readonly title?: string | undefined;
}

/** How the text speaks of the two sides. */
interface Words {
  readonly head: (left: ComparedSide, right: ComparedSide) => readonly string[];
  readonly left: string;
  readonly right: string;
  readonly same: string;
}

const idOf = ({ reading }: ComparedSide): string => reading.copyJobId ?? 'without an ID';
const nameOf = (side: ComparedSide): string =>
  side.title === undefined || side.title === idOf(side) ? idOf(side) : `${side.title} (${idOf(side)})`;

const WORDS: Readonly<Record<Comparison['relation'], Words>> = {
  answers: {
    head: (left, right) => [
      `Copy job ${right.reading.copyJobId ?? idOf(left)}`,
      `Earlier: ${left.when}`,
      `Later:   ${right.when}`,
    ],
    left: 'was ',
    right: 'now ',
    same: 'unchanged',
  },
  jobs: {
    head: (left, right) => [
      'Two copy jobs',
      `Left:  ${nameOf(left)}, as of ${left.when}`,
      `Right: ${nameOf(right)}, as of ${right.when}`,
    ],
    left: 'left ',
    right: 'right',
    same: 'the same',
  },
};

const SIGNS = { changed: '~', added: '+', removed: '−', same: ' ' } as const;

/**
 * A comparison as plain text, for a ticket or a mail: a title, the summary, one paragraph per difference. Members that are the
 * same are counted, not listed, and those that each job has of its own are only named.
 */
export function comparisonAsText(
  comparison: Comparison,
  left: ComparedSide,
  right: ComparedSide,
  context: Omit<PresentContext, 'reading'>,
): string {
  const words = WORDS[comparison.relation];
  const count = (rows: number): string => `${rows} ${rows === 1 ? 'member' : 'members'}`;
  const told = comparison.differences.filter(({ nature }) => nature !== 'own');
  const own = comparison.differences.filter(({ nature }) => nature === 'own');
  const lines = [
    ...words.head(left, right),
    '',
    comparison.summary,
    ...told.flatMap((row) => ['', ...rowLines(row, left, right, context, words)]),
    '',
    `${count(comparison.rows.length - comparison.differences.length)} ${words.same}.`,
    ...(own.length === 0 ? [] : [`Of each job's own: ${own.map(({ label }) => label).join(', ')}.`]),
  ];
  return `${lines.join('\n')}\n`;
}

function rowLines(
  row: ComparisonRow,
  left: ComparedSide,
  right: ComparedSide,
  context: Omit<PresentContext, 'reading'>,
  words: Words,
): string[] {
  const delta = row.delta === undefined ? '' : `  ${row.delta}`;
  const lines = [`${SIGNS[row.change]} ${row.label} (${row.path})${delta}`];
  if (row.left !== undefined) lines.push(`    ${words.left} ${say(row.path, row.left, left, context)}`);
  if (row.right !== undefined) lines.push(`    ${words.right} ${say(row.path, row.right, right, context)}`);
  if (row.reason !== undefined) lines.push(`    ${row.nature === 'never' ? '! ' : ''}${row.reason}`);
  return lines;
}

/** Human and exact value, each once; several lines of text on one. */
function say(path: string, value: Json, side: ComparedSide, context: Omit<PresentContext, 'reading'>): string {
  const { text, exact = '' } = present(path, value, { ...context, reading: side.reading });
  const both = text === exact || exact === '' ? text : `${text}  [${exact}]`;
  return both.replace(/\s*\n\s*/g, ' / ');
}
