import { aboutFacts } from './about';
import type { ComparisonDocument, DocumentCell, DocumentRow, DocumentSection, Fact } from './document';

/** Plain text for a ticket or a mail: title, summary, one paragraph for each row. */
export function asText(document: ComparisonDocument): string {
  const { title, summary, sides, notes, sections, about } = document;
  const blocks = [
    [title],
    ...sides.map(({ name, title: what, facts }) => [`${name}: ${what}`, ...factLines(facts)]),
    [summary],
    ...notes.map((note) => [note]),
    ...sections.flatMap(sectionBlocks),
    factLines(aboutFacts(about), ''),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function factLines(facts: readonly Fact[], indent = '  '): string[] {
  return facts.map(({ label, text }) => `${indent}${label}: ${onOneLine(text)}`);
}

function sectionBlocks({ title, columns, rows, note }: DocumentSection): string[][] {
  const blocks = rows.map((row) => rowLines(row, columns));
  const head = [`${title.toUpperCase()}${rows.length > 0 ? ` (${rows.length})` : ''}`];
  return note === undefined ? [head, ...blocks] : [head, ...blocks, [note]];
}

function rowLines({ name, path, tags, cells, remark }: DocumentRow, columns: readonly string[]): string[] {
  const width = Math.max(...columns.slice(1).map((column) => column.length));
  return [
    `${name}${path === undefined ? '' : ` (${path})`}${tags.length > 0 ? `: ${tags.join(', ')}` : ''}`,
    ...cells.flatMap((cell, at) =>
      cell.text === '' ? [] : [`    ${(columns[at + 1] ?? '').padEnd(width)}  ${cellText(cell)}`],
    ),
    ...(remark === undefined ? [] : [`    ${remark}`]),
  ];
}

/** Human and exact value, each once. */
function cellText({ text, exact }: DocumentCell): string {
  return onOneLine(exact === undefined ? text : `${text}  [${exact}]`);
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' / ');
}
