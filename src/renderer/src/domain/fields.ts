import { COURSE_FIELDS } from './fields/course';
import { KEEPING_FIELDS } from './fields/keeping';
import { SUBJECT_FIELDS } from './fields/subject';
import type { Field, GroupId } from './fields/types';
import { lastKey, parentPath } from './paths';

export { GROUPS, type Field, type FieldKind, type GroupId } from './fields/types';

/**
 * The field catalogue: every member of AWS Backup's `CopyJob`, and of the objects in it, exactly once and in the order
 * in which people read them. Views, comparison, search and help text are all derived from it. A test compares it
 * with the model in the AWS SDK.
 */
export const FIELDS: readonly Field[] = [...SUBJECT_FIELDS, ...COURSE_FIELDS, ...KEEPING_FIELDS];

const BY_PATH = new Map(FIELDS.map((field, position) => [field.path, { field, position }]));

/** The catalogue's entry for a path, or undefined. An entry of a map (`ChildJobsInState.FAILED`) gets one derived from its map. */
export function fieldOf(path: string): Field | undefined {
  const known = BY_PATH.get(path);
  if (known) return known.field;
  const map = BY_PATH.get(parentPath(path))?.field;
  return map?.kind === 'map' ? mapEntryField(map, path) : undefined;
}

/** Like {@link fieldOf}, but answers for members AWS has added since, too. */
export function describePath(path: string): Field {
  return (
    fieldOf(path) ?? {
      path,
      label: lastKey(path),
      group: 'new',
      kind: 'unknown',
      meaning:
        'AWS Backup sent this member; this version of Copytrail does not know it yet. It is kept and shown as it came.',
      change: 'rare',
    }
  );
}

/** Where a path stands in catalogue order. Entries of a map stand with their map; unknown paths come last. */
export function positionOf(path: string): number {
  return (
    BY_PATH.get(path)?.position ??
    (fieldOf(path) ? BY_PATH.get(parentPath(path))?.position : undefined) ??
    Number.MAX_SAFE_INTEGER
  );
}

/** Fields of a group, containers (`object`) included, in catalogue order. */
export function fieldsOfGroup(group: GroupId): readonly Field[] {
  return FIELDS.filter((field) => field.group === group);
}

function mapEntryField(map: Field, path: string): Field {
  const key = lastKey(path);
  return {
    path,
    label: `Child jobs ${key}`,
    group: map.group,
    kind: 'count',
    meaning: `How many child jobs are in the state ${key}.`,
    change: map.change,
    absent: `No child job is reported in the state ${key}.`,
  };
}
