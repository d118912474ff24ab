import { aboutFacts } from './about';
import type { ComparisonDocument, DocumentCell, DocumentRow, DocumentSection, Fact } from './document';
import { between } from './pieces';

/** Plain text for a ticket or a mail: title, summary, one paragraph for each row. */
export function* textParts(document: ComparisonDocument): Generator<string> {
  yield* between(blocksOf(document), '\n\n');
  yield '\n';
}

function* blocksOf({ title, summary, sides, notes, sections, about }: ComparisonDocument): Generator<string> {
  yield title;
  for (const { name, title: what, facts } of sides) yield [`${name}: ${what}`, ...factLines(facts)].join('\n');
  yield summary;
  yield* notes;
  for (const section of sections) yield* sectionBlocks(section);
  yield factLines(aboutFacts(about), '').join('\n');
}

function factLines(facts: readonly Fact[], indent = '  '): string[] {
  return facts.map(({ label, text }) => `${indent}${label}: ${onOneLine(text)}`);
}

function* sectionBlocks({ title, columns, rows, note }: DocumentSection): Generator<string> {
  yield `${title.toUpperCase()}${rows.length > 0 ? ` (${rows.length})` : ''}`;
  const width = Math.max(0, ...columns.slice(1).map((column) => column.length));
  for (const row of rows) yield rowLines(row, columns, width).join('\n');
  if (note !== undefined) yield note;
}

function rowLines(
  { name, path, tags, cells, remark }: DocumentRow,
  columns: readonly string[],
  width: number,
): string[] {
  return [
    `${name}${path === undefined ? '' : ` (${path})`}${tags.length > 0 ? `: ${tags.join(', ')}` : ''}`,
    ...cells.flatMap((cell, at) =>
      cell.text === '' ? [] : [`    ${(columns[at + 1] ?? '').padEnd(width)}  ${cellText(cell)}`],
    ),
    ...(remark === undefined ? [] : [`    ${onOneLine(remark)}`]),
  ];
}

/** Human and exact value, each once. */
function cellText({ text, exact, marked }: DocumentCell): string {
  const value = exact === undefined ? text : `${text}  [${exact}]`;
  return onOneLine(marked === undefined ? value : `${value}  (${marked})`);
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' / ');
}
