import { aboutFacts } from './about';
import type { ComparisonDocument, DocumentCell, DocumentRow, DocumentSection, DocumentSide, Fact } from './document';
import { PAGE_STYLE } from './page-style';
import { fitted } from './pieces';

/**
 * One HTML page that needs nothing else: no script, no image, no address that anybody would be asked for, and a policy that forbids them.
 * It follows the reader's light or dark scheme and prints in black on white.
 */
export function* htmlParts({ title, summary, sides, notes, sections, about }: ComparisonDocument): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escaped(`Copytrail ${about.appVersion}`)}">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="summary">${escaped(summary)}</p>
<div class="sides">
${sides.map(sideHtml).join('\n')}
</div>
${notes.map((note) => `<p class="note">${escaped(note)}</p>`).join('\n')}
`;
  for (const section of sections.flatMap(fitted)) yield* sectionParts(section);
  yield `</main>
<footer>
${factsHtml(aboutFacts(about))}
</footer>
</body>
</html>
`;
}

function sideHtml({ name, title, facts }: DocumentSide): string {
  return `<section><h2>${escaped(name)}: ${escaped(title)}</h2>${factsHtml(facts)}</section>`;
}

function factsHtml(facts: readonly Fact[]): string {
  const lines = facts.map(({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(text)}</dd></div>`);
  return `<dl>${lines.join('')}</dl>`;
}

function* sectionParts({ title, columns, rows, note }: DocumentSection): Generator<string> {
  yield `<section><h2>${escaped(title)}</h2>`;
  if (rows.length > 0) {
    const heads = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
    yield `<table><thead><tr>${heads}</tr></thead><tbody>\n`;
    for (const row of rows) yield `${rowHtml(row)}\n`;
    yield '</tbody></table>';
  }
  yield `${note === undefined ? '' : `<p class="note">${escaped(note)}</p>`}</section>\n`;
}

function rowHtml({ name, path, tags, cells, remark }: DocumentRow): string {
  const small = [path, tags.join(', ')].filter((text) => text !== undefined && text !== '');
  const below = small.map((text) => `<small>${escaped(text ?? '')}</small>`).join('');
  const why = remark === undefined ? '' : `<small>${escaped(remark)}</small>`;
  return `<tr><th scope="row">${escaped(name)}${below}${why}</th>${cells.map(cellHtml).join('')}</tr>`;
}

function cellHtml({ text, exact, absent, segments, mark, marked }: DocumentCell): string {
  const tag = mark === 'removed' ? 'del' : 'ins';
  const main =
    segments === undefined
      ? escaped(text)
      : segments
          .map((piece) => (piece.differs ? `<${tag}>${escaped(piece.text)}</${tag}>` : escaped(piece.text)))
          .join('');
  const below = [exact, marked].map((part) => (part === undefined ? '' : `<small>${escaped(part)}</small>`)).join('');
  const classes = [absent === true ? 'absent' : '', marked === undefined ? '' : 'marked'].filter((name) => name !== '');
  return `<td${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}>${main}${below}</td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, which HTML cannot hold; line ends and tabs it can. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/** Text, wherever it came from, as HTML that says exactly this text. Signs that HTML cannot hold become the one that stands for them. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replace(CONTROL, '\uFFFD');
}
