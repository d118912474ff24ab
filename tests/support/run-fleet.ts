import type { AspectId } from '../../src/renderer/src/domain/runs/changes';

export const NIGHT_MS = 86_400_000;
/** When the rule of night 0 runs, epoch ms UTC. */
export const FIRST_NIGHT = Date.UTC(2026, 9, 20, 2, 30);

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const GIB = 1024 ** 3;

/** What becomes of a resource over its nights; everything that is not said goes as always. */
export interface RunStory {
  readonly nights: number;
  /** Nights of which there is no job. */
  readonly missed?: readonly number[];
  /** Nights from which on a value is another one. */
  readonly changes?: readonly { readonly night: number; readonly aspect: Exclude<AspectId, 'rule'> }[];
  /** The first night that fails and the first one after it that does not. */
  readonly failing?: readonly (readonly [from: number, to: number])[];
  /** Minutes that each copy takes longer than the one before. */
  readonly drift?: number;
  /** Nights that take many times as long. */
  readonly long?: readonly number[];
}

/** A job of a story, with what is true of it. */
export interface ToldRun {
  readonly night: number;
  readonly jobKey: string;
  readonly copyJobId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly failed: boolean;
  readonly changed: readonly AspectId[];
  readonly body: string;
}

const MEMBERS: Readonly<Record<Exclude<AspectId, 'rule'>, (version: number) => Readonly<Record<string, unknown>>>> = {
  role: (version) => ({ IamRoleArn: `arn:aws:iam::${ACCOUNT}:role/backup-copy-${version}` }),
  key: (version) => ({ DestinationEncryptionKeyArn: `arn:aws:kms:eu-west-1:444455556666:key/k-${version}` }),
  vault: (version) => ({ SourceBackupVaultArn: `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:from-${version}` }),
  lock: (version) => ({ DestinationVaultLockState: version % 2 === 0 ? 'UNLOCKED' : 'LOCKED' }),
  plan: (version) => ({ BackupPlanName: `nightly-${version}`, BackupPlanId: `plan-${version}` }),
  version: (version) => ({ BackupPlanVersion: `v${version}` }),
  lifecycle: (version) => ({ DestinationRecoveryPointLifecycle: { DeleteAfterDays: 35 + version } }),
};
const PLAN_ASPECTS: readonly AspectId[] = ['plan', 'version'];

/**
 * The nightly copies of one volume to one vault, oldest first, made after a story: what the app finds in them must be exactly what was put in.
 * @param resource other resources have other jobs
 */
export function toldRuns(story: RunStory, resource = 'vol-1'): readonly ToldRun[] {
  const { nights, missed = [], changes = [], failing = [], drift = 0, long = [] } = story;
  return Array.from({ length: nights }, (_, night) => night)
    .filter((night) => !missed.includes(night))
    .map((night, place, all) => {
      const before = all[place - 1] ?? -1;
      const copyJobId = `${resource.toUpperCase()}-NIGHT-${night}`;
      const createdAt = FIRST_NIGHT + night * NIGHT_MS + ((night * 7919) % 1200) * 1000;
      const failed = failing.some(([from, to]) => from <= night && night < to);
      const versionOf = (aspect: AspectId): number =>
        changes.filter((change) => change.aspect === aspect && change.night <= night).length;
      const members = Object.entries(MEMBERS).map(([aspect, of]) => ({
        aspect,
        part: of(versionOf(aspect as AspectId)),
      }));
      const inPlan = ({ aspect }: { readonly aspect: string }): boolean => PLAN_ASPECTS.includes(aspect as AspectId);
      const minutes = failed ? 1 : (30 + place * drift) * (long.includes(night) ? 8 : 1);
      const body = {
        AccountId: ACCOUNT,
        CopyJobId: copyJobId,
        ResourceType: 'EBS',
        ResourceName: resource,
        ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${resource}`,
        DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:444455556666:backup-vault:dr',
        CreationDate: createdAt / 1000,
        CompletionDate: (createdAt + minutes * 60_000) / 1000,
        State: failed ? 'FAILED' : 'COMPLETED',
        ...(failed
          ? { StatusMessage: 'Access denied.', MessageCategory: 'ACCESS_DENIED' }
          : { BackupSizeInBytes: (20 + place) * GIB }),
        ...joined(members.filter((member) => !inPlan(member))),
        CreatedBy: joined(members.filter(inPlan)),
      };
      const changed = changes
        .filter((change) => change.night > before && change.night <= night && place > 0)
        .map(({ aspect }) => aspect);
      const isOtherPlan = changed.includes('plan');
      return {
        night,
        jobKey: `${ACCOUNT}/${REGION}/${copyJobId}`,
        copyJobId,
        region: REGION,
        createdAt,
        failed,
        // Another plan has other versions, too: only that is told.
        changed: [...new Set(changed)].filter((aspect) => !isOtherPlan || aspect !== 'version'),
        body: JSON.stringify({ CopyJob: body }),
      };
    });
}

function joined(members: readonly { readonly part: Readonly<Record<string, unknown>> }[]): Record<string, unknown> {
  return Object.fromEntries(members.flatMap(({ part }) => Object.entries(part)));
}
