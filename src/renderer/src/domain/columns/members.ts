import { STATE_ORDER, stateRank } from '../copy-job';
import { describePath, FIELDS, fieldOf, type Field } from '../fields';
import { joinPath } from '../paths';
import { aliasesOf } from './aliases';
import { comparisonOf } from './kinds';
import type { Column, ColumnKind, ListedJob } from './types';

/** States by their folded text: what a column's values are compared as. */
const FOLDED_STATES = new Map(STATE_ORDER.map((state) => [state.toLowerCase(), state]));

/** The column of one member, known to the catalogue or not. Containers have none: their members do. */
export function memberColumn(path: string): Column | undefined {
  const { label, kind, meaning } = describePath(path);
  if (kind === 'object' || kind === 'map') return undefined;
  return {
    id: path,
    // The last name of a member we do not know says little, and another may have it too.
    label: fieldOf(path) ? label : path,
    help: meaning,
    kind,
    aliases: aliasesOf(path),
    isMember: true,
    searched: isText(kind),
    value: (job: ListedJob) => (Object.hasOwn(job.values, path) ? job.values[path] : undefined),
    ...(kind === 'state' ? { rank: (text: string) => stateRank(FOLDED_STATES.get(text) ?? text) } : {}),
  };
}

function isText(kind: ColumnKind): boolean {
  const comparison = comparisonOf(kind);
  return comparison === 'text' || comparison === 'name' || comparison === 'any';
}

/** The columns a field of the catalogue gives: itself; for a map one per state of a job's life; for a container none. */
function columnsOfField(field: Field): readonly Column[] {
  const paths = field.kind === 'map' ? STATE_ORDER.map((state) => joinPath(field.path, state)) : [field.path];
  return paths.flatMap((path) => memberColumn(path) ?? []);
}

/** One column per member of the field catalogue, in its order. */
export const MEMBER_COLUMNS: readonly Column[] = FIELDS.flatMap(columnsOfField);
