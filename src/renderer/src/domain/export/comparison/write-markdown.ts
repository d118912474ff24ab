import { aboutFacts } from './about';
import type { ComparisonDocument, DocumentCell, DocumentRow, DocumentSection, Fact } from './document';
import { fitted } from './pieces';

/** GitHub's Markdown, which tickets, wikis and chats read: tables, and nothing that only some of them know. */
export function* markdownParts({
  title,
  summary,
  sides,
  notes,
  sections,
  about,
}: ComparisonDocument): Generator<string> {
  const head = [
    `# ${escaped(title)}`,
    escaped(summary),
    ...sides.map((side) => `**${escaped(side.name)}:** ${escaped(side.title)}\n\n${factList(side.facts)}`),
    ...notes.map((note) => `> ${escaped(note)}`),
  ];
  yield head.filter((block) => block !== '').join('\n\n');
  for (const section of sections.flatMap(fitted)) yield* sectionParts(section);
  yield `\n\n---\n\n${factList(aboutFacts(about))}\n`;
}

function factList(facts: readonly Fact[]): string {
  return facts.map(({ label, text }) => `- ${escaped(label)}: ${escaped(text)}`).join('\n');
}

function* sectionParts({ title, columns, rows, note }: DocumentSection): Generator<string> {
  yield `\n\n## ${escaped(title)}`;
  if (rows.length > 0) {
    yield `\n\n${line(columns.map(escaped))}\n${line(columns.map(() => '---'))}`;
    for (const row of rows) yield `\n${line([nameCell(row), ...row.cells.map(cell)])}`;
  }
  if (note !== undefined) yield `\n\n${escaped(note)}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function nameCell({ name, path, tags, remark }: DocumentRow): string {
  const said = [tags.join(', '), remark].filter((text) => text !== undefined && text !== '');
  return [
    `**${escaped(name)}**${path === undefined ? '' : ` (${escaped(path)})`}`,
    ...said.map((text) => escaped(text ?? '')),
  ].join('<br>');
}

function cell({ text, exact, absent, marked }: DocumentCell): string {
  const main = absent === true ? `*${escaped(text)}*` : escaped(text);
  return [main, exact, marked === undefined ? undefined : `(${marked})`]
    .filter((part) => part !== undefined)
    .map((part, at) => (at === 0 ? part : escaped(part)))
    .join('<br>');
}

/** Signs that Markdown or HTML would take for their own. Whatever AWS or a colleague named something is text and nothing else. */
const SPECIAL = /[\\`*_{}[\]<>()#+!|~&$^=:@-]/g;
/** In the middle of words these are what they are, and escaped they would make ids and ARNs hard to read as text. */
const HARMLESS_INSIDE = /^[:()+=-]$/;

function escaped(text: string): string {
  return text
    .replace(SPECIAL, (sign, at: number) => {
      const begins = at === 0 || /[\r\n]/.test(text[at - 1] ?? '');
      // `//` and `@` make links out of addresses: the colon before them is told apart.
      const makesLink = sign === ':' && text.startsWith('//', at + 1);
      return HARMLESS_INSIDE.test(sign) && !begins && !makesLink ? sign : `\\${sign}`;
    })
    .replace(/^(\s*)(\d+)([.)])/gm, '$1$2\\$3')
    .replace(/\s*(?:\r\n|[\r\n\u2028\u2029])\s*/g, '<br>');
}
