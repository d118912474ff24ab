import { shortNameOfArn, vaultNameOf } from '../arn';
import type { JobValue } from '../job-values';
import { LINEAGE_PATHS, lineageKey } from '../runs/lineage';

/**
 * What makes two jobs of two sets a pair.
 *
 * - `lineage`: runs of the same resource to the same destination vault: for two times
 * - `alike`: the same but for account and Region: resource type and name, plan, rule and name of the destination vault: for two places
 * - `job`: the very same job
 */
export const PAIRINGS = ['lineage', 'alike', 'job'] as const;
export type Pairing = (typeof PAIRINGS)[number];

/** A member of a job's newest answer by its path. */
export type ReadMember = (path: string) => JobValue | undefined;

/** One text for all jobs that can be a pair; undefined where nothing in the job says what its counterpart would be. */
export function pairKeyOf(pairing: Pairing, jobKey: string, read: ReadMember): string | undefined {
  switch (pairing) {
    case 'lineage':
      return lineageKey(valuesAt(read, Object.values(LINEAGE_PATHS)));
    case 'alike':
      return alikeKey(read);
    case 'job':
      return jobKey;
  }
}

function valuesAt(read: ReadMember, paths: readonly string[]): Readonly<Record<string, JobValue>> {
  const values: Record<string, JobValue> = {};
  for (const path of paths) {
    const value = read(path);
    if (value !== undefined) values[path] = value;
  }
  return values;
}

/** Undefined for a job whose resource has neither name nor ARN, or that goes to a vault nobody names. */
function alikeKey(read: ReadMember): string | undefined {
  const text = (path: string): string | undefined => {
    const value = read(path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const arn = text('ResourceArn');
  const name = text('ResourceName') ?? (arn === undefined ? undefined : shortNameOfArn(arn));
  const vault = text('DestinationBackupVaultArn');
  if (name === undefined || vault === undefined) return undefined;
  return JSON.stringify([
    text('ResourceType') ?? null,
    name,
    text('CompositeMemberIdentifier') ?? null,
    text('CreatedBy.BackupPlanName') ?? null,
    text('CreatedBy.BackupRuleName') ?? null,
    vaultNameOf(vault) ?? shortNameOfArn(vault),
  ]);
}
