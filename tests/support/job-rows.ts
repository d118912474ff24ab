import type { JobRow } from '../../src/renderer/src/data/history/types';
import type { JobValue } from '../../src/renderer/src/domain/job-values';

/** A stream of the same numbers for the same seed, from 0 to below 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ACCOUNTS = Array.from({ length: 40 }, (_, at) => String(111122223333 + at * 1_000_003));
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'] as const;
const TYPES = ['EBS', 'EC2', 'RDS', 'Aurora', 'EFS', 'DynamoDB', 'S3', 'VirtualMachine'] as const;
const NAMES = ['web', 'db', 'billing', 'reports', 'search', 'orders', 'media', 'cache'] as const;
const MESSAGES = [
  'Access denied: the role cannot be assumed by AWS Backup',
  'The destination vault does not exist or is locked',
  'Copy job failed because the KMS key is not usable in the destination Region',
] as const;
const DAY_MS = 86_400_000;
/** The youngest job of every fleet, epoch ms UTC. */
export const NEWEST_JOB_AT = Date.UTC(2026, 10, 20, 6);

/** Copy jobs as an organisation has them: the same resources every night, with ids of their own. */
export function* jobRows(count: number, seed = 1): Generator<JobRow> {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const hex = (length: number): string =>
    Array.from({ length: Math.ceil(length / 6) }, () => below(0x1000000).toString(16).padStart(6, '0'))
      .join('')
      .slice(0, length);
  const uuid = (): string => [8, 4, 4, 4, 12].map(hex).join('-');
  const resources = Array.from({ length: Math.max(10, Math.ceil(count / 60)) }, (_, at) => {
    const type = pick(TYPES);
    const accountId = pick(ACCOUNTS);
    const region = pick(REGIONS);
    const id = hex(17);
    return {
      type,
      accountId,
      region,
      to: pick(REGIONS),
      toAccount: random() < 0.3 ? pick(ACCOUNTS) : accountId,
      arn:
        type === 'EBS'
          ? `arn:aws:ec2:${region}:${accountId}:volume/vol-${id}`
          : `arn:aws:rds:${region}:${accountId}:db:${id}`,
      name: random() < 0.2 ? undefined : `${pick(NAMES)}-${pick(NAMES)}-${at}`,
      plan: random() < 0.1 ? undefined : below(30),
      bytes: below(2000) * 2 ** 30,
    };
  });
  for (let nth = 0; nth < count; nth++) {
    const { type, accountId, region, to, toAccount, arn, name, plan, bytes } = pick(resources);
    const copyJobId = uuid().toUpperCase();
    const createdAt = NEWEST_JOB_AT - Math.floor(((count - nth) / count) * 60 * DAY_MS) + below(1000);
    const fate = random();
    const state = fate < 0.93 ? 'COMPLETED' : fate < 0.97 ? 'FAILED' : fate < 0.985 ? 'RUNNING' : 'CREATED';
    const ended = state === 'COMPLETED' || state === 'FAILED';
    const durationMs = ended ? 60_000 + below(4 * 3_600_000) : undefined;
    const message = state === 'FAILED' ? `${pick(MESSAGES)} (${hex(8)})` : undefined;
    const sized = type !== 'Aurora';
    const vault = `arn:aws:backup:${region}:${accountId}:backup-vault:production`;
    const toVault = `arn:aws:backup:${to}:${toAccount}:backup-vault:dr-${toAccount.slice(-2)}`;
    const values: Record<string, JobValue | undefined> = {
      AccountId: accountId,
      CopyJobId: copyJobId,
      SourceBackupVaultArn: vault,
      SourceRecoveryPointArn:
        type === 'EBS'
          ? `arn:aws:ec2:${region}::snapshot/snap-${hex(17)}`
          : `arn:aws:backup:${region}:${accountId}:recovery-point:${uuid()}`,
      DestinationBackupVaultArn: toVault,
      DestinationVaultType: 'BACKUP_VAULT',
      DestinationVaultLockState: 'NONE',
      DestinationRecoveryPointArn:
        state === 'COMPLETED' ? `arn:aws:backup:${to}:${toAccount}:recovery-point:${uuid()}` : undefined,
      ResourceArn: arn,
      ResourceName: name,
      ResourceType: type,
      CreationDate: createdAt,
      CompletionDate: durationMs === undefined ? undefined : createdAt + durationMs,
      State: state,
      StatusMessage: message,
      MessageCategory: message === undefined ? (ended ? 'SUCCESS' : undefined) : 'ACCESS_DENIED',
      BackupSizeInBytes: sized ? bytes : undefined,
      IamRoleArn: `arn:aws:iam::${accountId}:role/service-role/AWSBackupDefaultServiceRole`,
      'DestinationRecoveryPointLifecycle.DeleteAfterDays': 35,
      IsParent: false,
      ...(plan === undefined
        ? {}
        : {
            CreatedByBackupJobId: uuid(),
            'CreatedBy.BackupPlanName': `Daily ${plan}`,
            'CreatedBy.BackupPlanId': `plan-${plan}`,
            'CreatedBy.BackupPlanArn': `arn:aws:backup:${region}:${accountId}:backup-plan:plan-${plan}`,
            'CreatedBy.BackupPlanVersion': `v${plan}`,
            'CreatedBy.BackupRuleName': 'daily-35',
            'CreatedBy.BackupRuleId': `rule-${plan}`,
            'CreatedBy.BackupRuleCron': 'cron(0 5 ? * * *)',
            'CreatedBy.BackupRuleTimezone': 'Etc/UTC',
          }),
    };
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const lastSeen = createdAt + 2 * DAY_MS;
    const jobKey = `${accountId}/${region}/${copyJobId}`;
    const [timesSeen, snapshotCount] = [1 + below(30), 1 + below(3)];
    const profile = `org-${below(5)}`;
    yield {
      jobKey,
      copyJobId,
      accountId,
      region,
      state,
      outcomeKind:
        state === 'FAILED' ? 'failed' : state === 'RUNNING' ? 'running' : state === 'CREATED' ? 'created' : 'completed',
      outcomeKey: state.toLowerCase(),
      resourceType: type,
      sourceVault: 'production',
      sourceRegion: region,
      sourceAccount: accountId,
      destinationVault: `dr-${toAccount.slice(-2)}`,
      destinationRegion: to,
      destinationAccount: toAccount,
      crossAccount: accountId !== toAccount,
      crossRegion: region !== to,
      airGapped: false,
      isParent: false,
      createdAt,
      ...(durationMs === undefined ? {} : { durationMs, completedAt: createdAt + durationMs }),
      ...(sized ? { sizeBytes: String(bytes) } : {}),
      values: given as JobRow['values'],
      firstSeen: createdAt + DAY_MS,
      lastSeen,
      timesSeen,
      snapshotCount,
      runs: [{ seen: [createdAt + DAY_MS, lastSeen], timesSeen, first: profile, last: profile }],
      newestSnapshot: `${jobKey}#1#aa`,
      lastLookup: { at: lastSeen, outcome: 'answered' },
      profile: { origin: 'shared', name: profile },
      source: 'describe',
    };
  }
}
