import { stringifyJson, type Json, type JsonObject } from '../../json';
import { aboutOf, indented, sideOf } from './as-json';
import type { ComparisonDocument, DocumentRow, DocumentSection } from './document';
import { between } from './pieces';

/** For programs. Values are as AWS sent them, long numbers included. */
export function* jsonParts({ title, summary, sides, notes, sections, about }: ComparisonDocument): Generator<string> {
  yield `{\n  "title": ${stringifyJson(title)},\n  "summary": ${stringifyJson(summary)},\n`;
  yield `  "sides": ${indented(sides.map(sideOf), 2)},\n  "notes": ${indented(notes, 2)},\n  "sections": [`;
  for (const [at, section] of sections.entries()) {
    if (at > 0) yield ',';
    yield* sectionParts(section);
  }
  yield `${sections.length > 0 ? '\n  ' : ''}],\n  "about": ${indented(aboutOf(about), 2)}\n}\n`;
}

function* sectionParts(section: DocumentSection): Generator<string> {
  const { title, rows, note } = section;
  yield `\n    {\n      "title": ${stringifyJson(title)},\n      "rows": [`;
  yield* between(lines(section), ',');
  yield `${rows.length > 0 ? '\n      ' : ''}]`;
  if (note !== undefined) yield `,\n      "note": ${stringifyJson(note)}`;
  yield '\n    }';
}

function* lines(section: DocumentSection): Generator<string> {
  for (const row of section.rows) yield `\n        ${indented(rowOf(row, section), 8)}`;
}

function rowOf({ name, path, tags, cells, remark, data }: DocumentRow, { columns }: DocumentSection): JsonObject {
  const named = { name, ...(path === undefined ? {} : { path }), ...(tags.length === 0 ? {} : { tags }) };
  const values =
    data === undefined
      ? cells.map((cell, at): [string, Json | undefined] => [
          columns[at + 1] ?? '',
          cell.absent === true ? undefined : cell.text,
        ])
      : Object.entries(data);
  const given = values.filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { ...named, ...Object.fromEntries(given), ...(remark === undefined ? {} : { remark }) };
}
