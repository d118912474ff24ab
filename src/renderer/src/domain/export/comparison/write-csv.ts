import { exactIso } from '../../instants';
import { csvLines } from '../csv';
import type { ComparisonDocument, DocumentAbout } from './document';

/**
 * The comparison as one table for spreadsheets; undefined where it is none. Where it comes from stands on every line, in the last column: lines
 * are sorted, filtered and copied elsewhere.
 */
export function csvParts({ table, about }: ComparisonDocument): Iterable<string> | undefined {
  if (table === undefined) return undefined;
  const origin = originOf(about);
  return csvLines(
    [...table.header, 'Written by'],
    table.records.map((record) => [...record, origin]),
  );
}

function originOf({ appVersion, writtenAt, workspace, knownAt, rules }: DocumentAbout): string {
  const ignored = [...rules.fields, ...rules.classes];
  return [
    `Copytrail ${appVersion}, ${exactIso(writtenAt)}`,
    workspace === 'demo' ? 'simulated jobs of the demo account' : undefined,
    knownAt === undefined ? undefined : `as known at ${exactIso(knownAt)}`,
    ignored.length === 0 ? undefined : `ignore rules in force: ${ignored.join(', ')}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}
