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
}

const SIGNS = { changed: '~', added: '+', removed: '−', same: ' ' } as const;

/**
 * A comparison as plain text, for a ticket or a mail: a title, the summary, one paragraph per difference. Unchanged members are
 * counted, not listed.
 */
export function comparisonAsText(
  comparison: Comparison,
  left: ComparedSide,
  right: ComparedSide,
  context: Omit<PresentContext, 'reading'>,
): string {
  const id = right.reading.copyJobId ?? left.reading.copyJobId ?? 'without an ID';
  const unchanged = comparison.rows.length - comparison.differences.length;
  const lines = [
    `Copy job ${id}`,
    `Earlier: ${left.when}`,
    `Later:   ${right.when}`,
    '',
    comparison.summary,
    ...comparison.differences.flatMap((row) => ['', ...rowLines(row, left, right, context)]),
    '',
    `${unchanged} ${unchanged === 1 ? 'member' : 'members'} unchanged.`,
  ];
  return `${lines.join('\n')}\n`;
}

function rowLines(
  row: ComparisonRow,
  left: ComparedSide,
  right: ComparedSide,
  context: Omit<PresentContext, 'reading'>,
): string[] {
  const delta = row.delta === undefined ? '' : `  ${row.delta}`;
  const lines = [`${SIGNS[row.change]} ${row.label} (${row.path})${delta}`];
  if (row.left !== undefined) lines.push(`    was  ${say(row.path, row.left, left, context)}`);
  if (row.right !== undefined) lines.push(`    now  ${say(row.path, row.right, right, context)}`);
  if (row.reason !== undefined) lines.push(`    ${row.nature === 'never' ? '! ' : ''}${row.reason}`);
  return lines;
}

/** Human and exact value, each once; several lines of text on one. */
function say(path: string, value: Json, side: ComparedSide, context: Omit<PresentContext, 'reading'>): string {
  const { text, exact = '' } = present(path, value, { ...context, reading: side.reading });
  const both = text === exact || exact === '' ? text : `${text}  [${exact}]`;
  return both.replace(/\s*\n\s*/g, ' / ');
}
