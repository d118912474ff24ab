import { fieldOf } from '../fields';
import type { JobValue, JobValues } from '../job-values';
import { inOrder, type Run } from './order';

/** What an administrator calls a change between two runs, what most often explains a failure first. */
export const ASPECTS = [
  { id: 'role', label: 'IAM role', paths: ['IamRoleArn'] },
  { id: 'key', label: 'Encryption key', paths: ['DestinationEncryptionKeyArn'] },
  { id: 'vault', label: 'Vault', paths: ['SourceBackupVaultArn', 'DestinationVaultType'] },
  { id: 'lock', label: 'Vault lock', paths: ['DestinationVaultLockState'] },
  {
    id: 'plan',
    label: 'Backup plan',
    paths: ['CreatedBy.BackupPlanArn', 'CreatedBy.BackupPlanId', 'CreatedBy.BackupPlanName'],
  },
  { id: 'version', label: 'Plan version', paths: ['CreatedBy.BackupPlanVersion'] },
  {
    id: 'rule',
    label: 'Backup rule',
    paths: [
      'CreatedBy.BackupRuleId',
      'CreatedBy.BackupRuleName',
      'CreatedBy.BackupRuleCron',
      'CreatedBy.BackupRuleTimezone',
    ],
  },
  {
    id: 'lifecycle',
    label: 'Retention',
    paths: [
      'DestinationRecoveryPointLifecycle.DeleteAfterDays',
      'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
      'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources',
      'DestinationRecoveryPointLifecycle.DeleteAfterEvent',
    ],
    // A retention without a day for cold storage says something: that there is none.
    whole: true,
  },
] as const satisfies readonly Aspect[];

interface Aspect {
  readonly id: string;
  readonly label: string;
  readonly paths: readonly string[];
  /** What is missing beside other members was left out on purpose, and is compared as well. */
  readonly whole?: true;
}

export type AspectId = (typeof ASPECTS)[number]['id'];

/** One member that says something else than before; undefined: it was not there, beside others that were. */
export interface MemberChange {
  readonly path: string;
  readonly label: string;
  readonly from: JobValue | undefined;
  readonly to: JobValue | undefined;
}

/** What differs from what was told last. */
export interface RunChange {
  readonly aspect: AspectId;
  readonly label: string;
  readonly members: readonly MemberChange[];
}

/**
 * What an administrator would call a change from one run to a later one. A member that one of them does not have is none: a run that failed early
 * names no key, one on demand names no plan, and AWS begins to send members that it did not send before.
 */
export function changesBetween(before: JobValues, after: JobValues): readonly RunChange[] {
  const found = ASPECTS.flatMap((aspect: Aspect & { readonly id: AspectId }) => {
    const members = membersChanged(aspect, before, after);
    return members.length === 0 ? [] : [{ aspect: aspect.id, label: aspect.label, members }];
  });
  // Another plan has other versions, too.
  const isOtherPlan = found.some(({ aspect }) => aspect === 'plan');
  return found.filter(({ aspect }) => !isOtherPlan || aspect !== 'version');
}

function membersChanged({ paths, whole }: Aspect, before: JobValues, after: JobValues): readonly MemberChange[] {
  const isTold = (values: JobValues): boolean => paths.some((path) => values[path] !== undefined);
  if (!isTold(before) || !isTold(after)) return [];
  return paths.flatMap((path) => {
    const [from, to] = [before[path], after[path]];
    if (from === to || (whole !== true && (from === undefined || to === undefined))) return [];
    return [{ path, label: fieldOf(path)?.label ?? path, from, to }];
  });
}

/**
 * What changed with each run, by job key: against what the runs before it told last, so that a run that does not name its key hides no change of
 * it, and none is told twice. The first run that names something has nothing to differ from.
 * @param runs in any order
 */
export function changesAlong(runs: readonly Run[]): ReadonlyMap<string, readonly RunChange[]> {
  const told: Record<string, JobValue> = Object.create(null) as Record<string, JobValue>;
  const changes = new Map<string, readonly RunChange[]>();
  for (const { jobKey, values } of inOrder(runs)) {
    const found = changesBetween(told, values);
    if (found.length > 0) changes.set(jobKey, found);
    tell(values, told);
  }
  return changes;
}

function tell(values: JobValues, told: Record<string, JobValue>): void {
  for (const { paths, ...aspect } of ASPECTS) {
    const isTold = paths.some((path) => values[path] !== undefined);
    for (const path of paths) {
      const value = values[path];
      if (value !== undefined) told[path] = value;
      else if (isTold && 'whole' in aspect) Reflect.deleteProperty(told, path);
    }
  }
}
