import { exactIso } from '../../instants';
import { jsonNumber, stringifyJson, type Json, type JsonObject } from '../../json';
import type { DocumentAbout, DocumentSide } from './document';

/** A side as programs read it. */
export function sideOf({ name, title, facts }: DocumentSide): JsonObject {
  return { name, title, ...Object.fromEntries(facts.map(({ label, text }) => [label, text])) };
}

/** Where a document comes from, as programs read it. */
export function aboutOf({ appVersion, writtenAt, workspace, knownAt, rules, hidden }: DocumentAbout): JsonObject {
  return {
    writtenBy: `Copytrail ${appVersion}`,
    writtenAt: exactIso(writtenAt),
    data: workspace === 'demo' ? 'simulated jobs of the demo account' : 'AWS Backup',
    ...(knownAt === undefined ? {} : { asKnownAt: exactIso(knownAt) }),
    ignoreRules: { fields: rules.fields, classes: [...rules.classes] },
    differencesLeftOut: jsonNumber(hidden),
  };
}

/** JSON that stands within other JSON, so many spaces from the edge. No string in it is broken: line ends in them are escaped. */
export function indented(json: Json, by: number): string {
  return stringifyJson(json, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}
