import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DemoFleet } from '../../../../../src/main/demo/fleet/demo-fleet';
import { RESOURCE_TYPES, type ResourceTypeName } from '../../../../../src/main/demo/fleet/resource-types';
import { allJobs, NOW, type Members } from './all-jobs';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const fleet = new DemoFleet(NOW);
const jobs = allJobs(fleet, NOW);
const members = jobs.map(({ members: m }) => m);

function digestAt(at: DemoFleet, now: number): string {
  const text = allJobs(at, now).map(({ accountId, region, json }) => `${accountId}/${region}/${json}`);
  return createHash('sha256').update(text.sort().join('\n')).digest('hex');
}

describe('the same story at every start', () => {
  it('down to the last byte, for a fixed moment', () => {
    expect(digestAt(fleet, NOW)).toBe(digestAt(new DemoFleet(NOW), NOW));
    // A change of this line changes every id and date people may have seen: do it knowingly.
    expect(digestAt(fleet, NOW)).toBe('6b2e3ebf6c5ac7ab463ca43ccf58e90c349bafc36183a58ffd8c4349ffc08145');
  });

  it('for every job that both starts know, on the same day and on the next', () => {
    for (const later of [2 * HOUR_MS, 8 * HOUR_MS, DAY_MS + HOUR_MS]) {
      const second = new DemoFleet(NOW + later);
      const then = NOW + later;
      const known = new Map(allJobs(second, then).map(({ members: m, json }) => [m.CopyJobId, json]));
      const first = allJobs(fleet, then).filter(({ members: m }) => known.has(m.CopyJobId));
      expect(first.length).toBeGreaterThan(300);
      for (const { members: m, json } of first) expect(known.get(m.CopyJobId)).toBe(json);
    }
  });

  it('with ids in the form of AWS Backup’s, each one once', () => {
    const ids = fleet.facts().map(({ copyJobId }) => copyJobId);
    for (const id of ids) expect(id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the size of it', () => {
  it('is several hundred jobs in 45 days, accounts and Regions enough, one of them in another partition', () => {
    const begun = fleet.facts().filter(({ createdAt }) => createdAt <= NOW);
    expect(begun.length).toBeGreaterThanOrEqual(400);
    expect(begun.length).toBeLessThanOrEqual(600);
    const oldest = Math.min(...begun.map(({ createdAt }) => createdAt));
    expect((NOW - oldest) / DAY_MS).toBeGreaterThan(44);
    expect((NOW - oldest) / DAY_MS).toBeLessThan(47);
    expect(new Set(members.map(({ AccountId }) => AccountId)).size).toBeGreaterThanOrEqual(4);
    const regions = new Set(jobs.map(({ region }) => region));
    expect(regions.size).toBeGreaterThanOrEqual(5);
    expect([...regions].filter((region) => region.startsWith('us-gov-'))).toHaveLength(1);
  });

  it('holds every resource type and every state', () => {
    const types = new Set(members.map(({ ResourceType }) => ResourceType));
    expect([...types].sort()).toEqual(Object.keys(RESOURCE_TYPES).sort());
    const states = new Set(members.map(({ State }) => State));
    expect(states).toEqual(new Set(['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'PARTIAL', 'QUARANTINED']));
  });

  it.each<[string, (m: Members) => boolean]>([
    ['scheduled', (m) => m.CreatedBy !== undefined && m.CreatedByBackupJobId !== undefined],
    ['on demand', (m) => m.CreatedBy === undefined && m.CreatedByBackupJobId === undefined],
    ['to another account', (m) => arn(m.DestinationBackupVaultArn).account !== m.AccountId],
    ['to another Region', (m) => arn(m.DestinationBackupVaultArn).region !== arn(m.SourceBackupVaultArn).region],
    ['within its Region', (m) => arn(m.DestinationBackupVaultArn).region === arn(m.SourceBackupVaultArn).region],
    ['into an air-gapped vault', (m) => m.DestinationVaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT'],
    ['into a locked vault', (m) => m.DestinationVaultLockState === 'LOCKED'],
    ['completed with issues', (m) => m.State === 'COMPLETED' && m.StatusMessage !== undefined],
    ['a parent', (m) => m.IsParent],
    ['a child', (m) => typeof m.ParentJobId === 'string'],
    [
      'with a cold storage lifecycle',
      (m) => m.DestinationRecoveryPointLifecycle['MoveToColdStorageAfterDays'] !== undefined,
    ],
  ])('holds jobs that are %s, and others', (_, fits) => {
    const count = members.filter(fits).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(members.length);
  });
});

function arn(text: string): { partition: string; region: string; account: string } {
  const [, partition = '', , region = '', account = ''] = text.split(':');
  return { partition, region, account };
}

describe('what must hold for every job', () => {
  it('has a CompletionDate, category and copy only once they exist', () => {
    for (const m of members) {
      const moving = m.State === 'CREATED' || m.State === 'RUNNING';
      expect(m.CompletionDate === undefined).toBe(moving);
      if (moving)
        expect([m.MessageCategory, m.StatusMessage, m.DestinationRecoveryPointArn]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      else expect(m.CompletionDate!).toBeGreaterThan(m.CreationDate);
      if (m.State === 'FAILED') {
        expect(m.StatusMessage).toBeTruthy();
        expect(m.MessageCategory).toMatch(/^[A-Z_]+$/);
        expect(m.DestinationRecoveryPointArn).toBeUndefined();
      }
      if (m.State === 'COMPLETED') expect(m.DestinationRecoveryPointArn).toMatch(/^arn:/);
    }
  });

  it('lies in the account and Region that its ARNs name, in one partition', () => {
    for (const { accountId, region, members: m } of jobs) {
      expect(m.AccountId).toBe(accountId);
      expect(arn(m.SourceBackupVaultArn)).toMatchObject({ account: accountId, region });
      expect(arn(m.IamRoleArn).account).toBe(accountId);
      const arns = Object.values(m).filter((v): v is string => typeof v === 'string' && v.startsWith('arn:'));
      const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
      expect(new Set(arns.map((text) => arn(text).partition))).toEqual(new Set([partition]));
      if (m.ResourceType !== 'S3') expect(arn(m.ResourceArn)).toMatchObject({ account: accountId, region });
      expect(arn(m.SourceRecoveryPointArn).region).toBe(region);
      if (m.DestinationRecoveryPointArn !== undefined) {
        expect(arn(m.DestinationRecoveryPointArn).region).toBe(arn(m.DestinationBackupVaultArn).region);
      }
    }
  });

  it('names copies in an air-gapped vault in AWS Backup’s own form, whatever the type', () => {
    for (const m of members.filter((one) => one.DestinationVaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT')) {
      if (m.DestinationRecoveryPointArn === undefined) continue;
      expect(m.DestinationRecoveryPointArn).toMatch(/^arn:aws:backup:[^:]+:\d{12}:recovery-point:/);
    }
  });

  it('has a size as its type has one', () => {
    const rules = { volume: 0, data: 0, zero: 0, absent: 0 };
    for (const m of members.filter(({ State }) => State !== 'QUARANTINED')) {
      const rule = RESOURCE_TYPES[m.ResourceType as ResourceTypeName].size;
      // The part of a cluster that is its state has a size, though the cluster has none.
      const expected = m.ResourceType === 'EKS' && !m.IsParent ? 'data' : rule;
      rules[expected] += 1;
      if (expected === 'absent') expect(m.BackupSizeInBytes).toBeUndefined();
      else if (expected === 'zero') expect(m.BackupSizeInBytes).toBe(0);
      else if (expected === 'volume') expect(m.BackupSizeInBytes! % 1024 ** 3).toBe(0);
      else expect(m.BackupSizeInBytes === undefined).toBe(m.State === 'CREATED');
    }
    expect(Math.min(...Object.values(rules))).toBeGreaterThan(10);
  });

  it('has counts that agree with the children, and a state that follows from theirs', () => {
    const parents = members.filter(({ IsParent }) => IsParent);
    for (const parent of parents) {
      const children = members.filter(({ ParentJobId }) => ParentJobId === parent.CopyJobId);
      expect(parent.NumberOfChildJobs).toBe(children.length);
      const counts: Record<string, number> = {};
      for (const { State } of children) counts[State] = (counts[State] ?? 0) + 1;
      expect(parent.ChildJobsInState).toEqual(counts);
      for (const child of children) {
        expect(child.CreationDate).toBeGreaterThan(parent.CreationDate);
        if (parent.CompletionDate !== undefined) expect(child.CompletionDate!).toBeLessThan(parent.CompletionDate);
      }
      if (parent.State === 'PARTIAL') expect(counts).toMatchObject({ COMPLETED: 3, FAILED: 1 });
      if (parent.State === 'COMPLETED') expect(counts).toEqual({ COMPLETED: children.length });
    }
    const orphans = members.filter(
      ({ ParentJobId }) =>
        typeof ParentJobId === 'string' && !parents.some(({ CopyJobId }) => CopyJobId === ParentJobId),
    );
    expect(orphans).toEqual([]);
  });

  it('names its plan and rule alike wherever they are named', () => {
    const names = new Map<unknown, unknown>();
    for (const { CreatedBy } of members) {
      if (!CreatedBy) continue;
      const { BackupPlanId, BackupPlanName, BackupPlanArn, BackupRuleCron, BackupPlanVersion } = CreatedBy;
      expect(names.get(BackupPlanId) ?? BackupPlanName).toBe(BackupPlanName);
      names.set(BackupPlanId, BackupPlanName);
      expect(BackupPlanArn).toMatch(new RegExp(`:backup-plan:${BackupPlanId!}$`));
      expect(BackupRuleCron).toMatch(/^cron\(\d+ \d+ \? \* (\*|[A-Z]{3}) \*\)$/);
      expect(Buffer.from(BackupPlanVersion!, 'base64').toString()).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(names.size).toBeGreaterThan(5);
  });
});

describe('AWS forgets', () => {
  const forgotten = fleet.facts().filter(({ endedAt }) => endedAt + 30 * DAY_MS < NOW);

  it('every job that finished more than 30 days ago', () => {
    expect(forgotten.length).toBeGreaterThan(100);
    const listed = new Set(members.map(({ CopyJobId }) => CopyJobId));
    for (const { accountId, region, copyJobId, endedAt } of forgotten) {
      expect(listed.has(copyJobId)).toBe(false);
      expect(fleet.job(accountId, region, copyJobId, NOW)).toBeUndefined();
      expect(fleet.job(accountId, region, copyJobId, endedAt + 30 * DAY_MS)).toBeDefined();
      expect(fleet.job(accountId, region, copyJobId, endedAt + 30 * DAY_MS + 1)).toBeUndefined();
    }
  });

  it('but never one that still runs', () => {
    const slow = fleet.live.named('SLOW');
    expect(fleet.job(slow.accountId, slow.region, slow.copyJobId, slow.endedAt - 1)).toBeDefined();
  });
});

describe('the nights to come', () => {
  it('bring their jobs to a demo account that is left open', () => {
    const before = new Set(members.map(({ CopyJobId }) => CopyJobId));
    const tomorrow = allJobs(fleet, NOW + DAY_MS).filter(({ members: m }) => !before.has(m.CopyJobId));
    expect(tomorrow.length).toBeGreaterThan(5);
    for (const { members: m } of tomorrow) expect(m.CreationDate * 1000).toBeGreaterThan(NOW);
  });

  it('do not show before they come: a job begins CREATED, at its CreationDate', () => {
    for (const job of fleet.facts()) {
      const ask = (at: number) => fleet.job(job.accountId, job.region, job.copyJobId, at)?.json;
      expect(ask(job.createdAt - 1)).toBeUndefined();
      expect(JSON.parse(ask(job.createdAt)!)).toMatchObject({ State: 'CREATED' });
      expect(JSON.parse(ask(job.startedAt)!)).toMatchObject({ State: 'RUNNING' });
    }
  });

  it('are found under their own account and Region only', () => {
    const [job] = fleet.facts();
    expect(fleet.job('999999999999', job!.region, job!.copyJobId, job!.endedAt)).toBeUndefined();
    expect(fleet.job(job!.accountId, 'us-west-1', job!.copyJobId, job!.endedAt)).toBeUndefined();
  });
});
