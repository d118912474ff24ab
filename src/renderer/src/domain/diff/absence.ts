import type { CopyJobReading } from '../copy-job';
import { describePath } from '../fields';
import type { Field } from '../fields/types';
import { joinPath, splitPath } from '../paths';

/**
 * What is really missing where a member is: the outermost object that would hold it and is not there, else the member itself. A
 * plan's name is missing because the job has no plan.
 */
export function missingOf(field: Field, reading: CopyJobReading): Field {
  if (!field.path.includes('.')) return field;
  let container = '';
  for (const key of splitPath(field.path)?.slice(0, -1) ?? []) {
    container = joinPath(container, key);
    if (reading.valueAt(container) === undefined) return describePath(container);
  }
  return field;
}

/**
 * Whether a member that one answer lacks tells only of what AWS reports: nobody here knows the member, or every job has it and its
 * absence means nothing in particular.
 */
export function isNews(missing: Field): boolean {
  return missing.group === 'new' || (missing.change !== 'moves' && missing.absent === undefined);
}
