import type { JobValues } from '../job-values';

/**
 * What the runs of one thing to one place have in common: the resource, the vault that they are copied to, and, where they are
 * copied as a part of a group, which part. A vault's ARN holds its account and Region, so that a vault of the same name elsewhere
 * is another one. The vault that they are copied *from* is not in it: that it differs is something to be told.
 */
export interface Lineage {
  readonly resourceArn: string;
  readonly destinationVaultArn: string;
  /** Undefined: not copied as a part of a group. Else the part's name; empty where AWS names none, as for the state of a cluster. */
  readonly part: string | undefined;
}

/** The members that lineage is read from; a filter on the first two finds all runs, and some besides. */
export const LINEAGE_PATHS = {
  resource: 'ResourceArn',
  destination: 'DestinationBackupVaultArn',
  parent: 'ParentJobId',
  part: 'CompositeMemberIdentifier',
} as const;

/** Undefined where AWS named no resource or no destination: then nobody can say which other jobs are runs of the same. */
export function lineageOf(values: JobValues): Lineage | undefined {
  const resourceArn = textAt(values, LINEAGE_PATHS.resource);
  const destinationVaultArn = textAt(values, LINEAGE_PATHS.destination);
  if (resourceArn === undefined || destinationVaultArn === undefined) return undefined;
  const part = textAt(values, LINEAGE_PATHS.part);
  // A cluster and the part that holds its state have one ARN: what tells them apart is that one of them has a parent.
  const isPart = part !== undefined || textAt(values, LINEAGE_PATHS.parent) !== undefined;
  return { resourceArn, destinationVaultArn, part: isPart ? (part ?? '') : undefined };
}

/**
 * One text for each lineage, to pair jobs by: two jobs are runs of the same if these are equal. Undefined as for {@link lineageOf}; such a job is
 * a run of nothing, not even of the same as another one without.
 */
export function lineageKey(values: JobValues): string | undefined {
  const lineage = lineageOf(values);
  return lineage && keyOf(lineage);
}

/** Whether two jobs are runs of the same resource to the same destination. */
export function isSameLineage(one: JobValues, other: JobValues): boolean {
  const key = lineageKey(one);
  return key !== undefined && key === lineageKey(other);
}

/** As JSON, so that no sign within a name passes for what parts the names. */
function keyOf({ resourceArn, destinationVaultArn, part }: Lineage): string {
  return JSON.stringify(
    part === undefined ? [resourceArn, destinationVaultArn] : [resourceArn, destinationVaultArn, part],
  );
}

/** Empty text names nothing. */
function textAt(values: JobValues, path: string): string | undefined {
  const value = values[path];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
