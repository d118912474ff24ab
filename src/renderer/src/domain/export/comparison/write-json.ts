import { exactIso } from '../../instants';
import { jsonNumber, stringifyJson, type Json, type JsonObject } from '../../json';
import type { ComparisonDocument, DocumentAbout, DocumentRow, DocumentSection, DocumentSide } from './document';

/** For programs. Values are as AWS sent them, long numbers included. */
export function asJson(document: ComparisonDocument): string {
  const { title, summary, sides, notes, sections, about } = document;
  return `${stringifyJson(
    {
      title,
      summary,
      sides: sides.map(sideOf),
      notes,
      sections: sections.map((section) => ({
        title: section.title,
        rows: section.rows.map((row) => rowOf(row, section)),
        ...(section.note === undefined ? {} : { note: section.note }),
      })),
      about: aboutOf(about),
    },
    2,
  )}\n`;
}

/**
 * RFC 6902, from the left side to the right one; undefined where two bodies are not what is compared. A patch is a list of operations and
 * nothing else, so its first one tests that the job is the one that it starts from, and carries the rest of what is to be said: other
 * members of an operation must be ignored by whoever applies it (RFC 6902, section 4).
 */
export function asJsonPatch({ title, sides, patch, about }: ComparisonDocument): string | undefined {
  if (patch === undefined) return undefined;
  const id = Object.hasOwn(patch.from, 'CopyJobId') ? patch.from['CopyJobId'] : undefined;
  const test: JsonObject = {
    op: 'test',
    ...(id === undefined ? { path: '', value: patch.from } : { path: '/CopyJobId', value: id }),
    about: { title, root: 'the CopyJob object', sides: sides.map(sideOf), ...aboutOf(about) },
  };
  const operations = patch.operations.map(({ op, path, value }) => ({
    op,
    path,
    ...(value === undefined ? {} : { value }),
  }));
  return `${stringifyJson([test, ...operations], 2)}\n`;
}

function sideOf({ name, title, facts }: DocumentSide): JsonObject {
  return { name, title, ...Object.fromEntries(facts.map(({ label, text }) => [label, text])) };
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

function aboutOf({ appVersion, writtenAt, workspace, rules, hidden }: DocumentAbout): JsonObject {
  return {
    writtenBy: `Copytrail ${appVersion}`,
    writtenAt: exactIso(writtenAt),
    data: workspace === 'demo' ? 'simulated jobs of the demo account' : 'AWS Backup',
    ignoreRules: { fields: rules.fields, classes: [...rules.classes] },
    differencesLeftOut: jsonNumber(hidden),
  };
}
