import type { JobRow } from '../../src/renderer/src/data/history/types';
import type { JobValue } from '../../src/renderer/src/domain/job-values';
import { ACCOUNT, REGION, setJob } from './set-fleet';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;
/** Begin of the last night, epoch ms UTC. */
export const LAST_NIGHT_AT = Date.UTC(2026, 10, 19, 18);

/** When a night began, counted back from the last one, epoch ms UTC. */
export function nightAt(back: number): number {
  return LAST_NIGHT_AT - back * DAY_MS;
}

/** A number between 0 and below `limit` that is always the same for the same two. */
function drawn(one: number, other: number, limit: number): number {
  const mixed = Math.imul((one * 2654435761) ^ (other * 40503), 2246822519);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
}

function hex(one: number, other: number, part: number): string {
  return drawn(one + part * 7919, other + part, 2 ** 31)
    .toString(16)
    .padStart(8, '0');
}

/**
 * The same resources copied night after night, as one organisation's plans do: the oldest night first. Now and then one fails, is slow, or has
 * its role or plan edited.
 */
export function* nightlyRows(nights: number, resources: number): Generator<JobRow> {
  for (let back = nights - 1; back >= 0; back -= 1) {
    for (let resource = 0; resource < resources; resource += 1) {
      const createdAt = nightAt(back) + drawn(resource, 1, 12 * 60) * MINUTE_MS;
      const fate = drawn(resource, back, 100);
      const failed = fate < 3;
      const minutes = 20 + drawn(resource, 2, 120) + (fate > 90 ? 60 : 0);
      const id = [1, 2, 3, 4].map((part) => hex(resource, back, part)).join('-');
      const members: Record<string, JobValue | undefined> = {
        AccountId: ACCOUNT,
        State: failed ? 'FAILED' : 'COMPLETED',
        ...(failed ? { StatusMessage: 'Access denied', MessageCategory: 'ACCESS_DENIED' } : {}),
        CompletionDate: createdAt + minutes * MINUTE_MS,
        ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/vol-${hex(resource, 0, 9)}${String(resource).padStart(9, '0')}`,
        ResourceName: `volume-${resource}`,
        BackupSizeInBytes: (1 + drawn(resource, 3, 5000)) * MIB * (back % 30 === 0 && fate > 95 ? 2 : 1),
        SourceRecoveryPointArn: `arn:aws:ec2:${REGION}::snapshot/snap-${id}`,
        DestinationRecoveryPointArn: failed ? undefined : `arn:aws:ec2:eu-west-1::snapshot/snap-${id}0`,
        DestinationVaultType: 'BACKUP_VAULT',
        DestinationVaultLockState: 'UNLOCKED',
        IamRoleArn: `arn:aws:iam::${ACCOUNT}:role/${back === 0 && resource % 50 === 0 ? 'narrow' : 'copier'}`,
        CreatedByBackupJobId: `B-${id}`,
        'CreatedBy.BackupPlanName': `Daily ${resource % 30}`,
        'CreatedBy.BackupPlanId': `plan-${resource % 30}`,
        'CreatedBy.BackupPlanVersion': `v-${Math.floor(back / 20)}-${resource % 30}`,
        'CreatedBy.BackupRuleName': 'daily-35',
        'CreatedBy.BackupRuleId': `rule-${resource % 30}`,
        'CreatedBy.BackupRuleCron': 'cron(0 5 ? * * *)',
        'CreatedBy.BackupRuleTimezone': 'Etc/UTC',
        IsParent: false,
      };
      yield setJob(`volume-${resource}`, createdAt, members, id.toUpperCase());
    }
  }
}

/** A job as AWS would list it: what stands in the rows as paths is nested again, and instants are seconds. */
export function asListed({ values }: JobRow): unknown {
  const job: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const [first = '', second] = path.split('.');
    const told = path.endsWith('Date') && typeof value === 'number' ? value / 1000 : value;
    if (second === undefined) job[first] = told;
    else job[first] = { ...(job[first] as object | undefined), [second]: told };
  }
  return job;
}
