import { parseArn } from '../arn';
import { fieldOf } from '../fields';
import type { JobValue } from '../job-values';
import type { Pairing, ReadMember } from './pairing';

/**
 * What an administrator calls a change: how a copy is set up, and not how it went. In the order in which people look for it. What stands
 * behind the path is how it compares where account and Region differ by intent: whole, by the part of the ARN that says neither, or
 * not at all, because each place has its own.
 */
const SETUP: readonly { readonly path: string; readonly elsewhere: 'whole' | 'resource' | 'own' }[] = [
  { path: 'IamRoleArn', elsewhere: 'resource' },
  { path: 'DestinationEncryptionKeyArn', elsewhere: 'own' },
  { path: 'SourceBackupVaultArn', elsewhere: 'resource' },
  { path: 'DestinationBackupVaultArn', elsewhere: 'resource' },
  { path: 'DestinationVaultType', elsewhere: 'whole' },
  { path: 'DestinationVaultLockState', elsewhere: 'whole' },
  { path: 'CreatedBy.BackupPlanName', elsewhere: 'whole' },
  { path: 'CreatedBy.BackupPlanId', elsewhere: 'own' },
  { path: 'CreatedBy.BackupPlanVersion', elsewhere: 'own' },
  { path: 'CreatedBy.BackupRuleName', elsewhere: 'whole' },
  { path: 'CreatedBy.BackupRuleId', elsewhere: 'own' },
  { path: 'CreatedBy.BackupRuleCron', elsewhere: 'whole' },
  { path: 'CreatedBy.BackupRuleTimezone', elsewhere: 'whole' },
  { path: 'DestinationRecoveryPointLifecycle.DeleteAfterDays', elsewhere: 'whole' },
  { path: 'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays', elsewhere: 'whole' },
  { path: 'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources', elsewhere: 'whole' },
  { path: 'DestinationRecoveryPointLifecycle.DeleteAfterEvent', elsewhere: 'whole' },
  { path: 'ResourceType', elsewhere: 'whole' },
];

/** Paths of the members by which pairs can count as changed. */
export const SETUP_PATHS: readonly string[] = SETUP.map(({ path }) => path);

/** What says that a plan stands behind a copy. */
const PLAN = 'CreatedBy.BackupPlanId';
const KEY = 'DestinationEncryptionKeyArn';

/** One side of a pair, as far as its setup goes. */
export interface SetUp {
  readonly read: ReadMember;
  /** Whether it is COMPLETED, with or without issues: only then does AWS say everything there is to say. */
  readonly went: boolean;
}

/** How one member compares: its path, and the value as it counts. */
export interface SetupRule {
  readonly path: string;
  readonly differs: (left: SetUp, right: SetUp) => boolean;
}

/**
 * The members by which pairs count as changed.
 *
 * A member that is there on one side only counts where the catalogue says what its absence means; elsewhere AWS may just have begun to
 * report it, or stopped. The key is only known once a copy is made.
 * @param ignored paths that are not to count
 */
export function setupRules(pairing: Pairing, ignored: (path: string) => boolean = () => false): readonly SetupRule[] {
  return SETUP.filter(({ path, elsewhere }) => !ignored(path) && (pairing !== 'alike' || elsewhere !== 'own')).map(
    ({ path, elsewhere }) => {
      const same = pairing === 'alike' && elsewhere === 'resource' ? isSameResource : isSame;
      const tellsAbsent = fieldOf(path)?.absent !== undefined;
      return {
        path,
        differs: (left, right) => {
          const one = left.read(path);
          const other = right.read(path);
          if (one !== undefined && other !== undefined) return !same(one, other);
          if (one === other) return false;
          if (path === KEY) return left.went && right.went;
          return tellsAbsent || (path === PLAN && pairing !== 'alike');
        },
      };
    },
  );
}

/** The paths of the members in which a pair is set up in another way. */
export function changedPaths(rules: readonly SetupRule[], left: SetUp, right: SetUp): readonly string[] {
  return rules.filter(({ differs }) => differs(left, right)).map(({ path }) => path);
}

function isSame(left: JobValue, right: JobValue): boolean {
  return left === right;
}

function isSameResource(left: JobValue, right: JobValue): boolean {
  return left === right || resourceOf(left) === resourceOf(right);
}

function resourceOf(value: JobValue): JobValue {
  return typeof value === 'string' ? (parseArn(value)?.resource ?? value) : value;
}
