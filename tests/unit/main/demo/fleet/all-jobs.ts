import type { DemoFleet } from '../../../../../src/main/demo/fleet/demo-fleet';
import type { FleetJob } from '../../../../../src/main/demo/types';

/** Midday in Europe, on a day with jobs of every state. */
export const NOW = Date.parse('2026-09-21T13:33:20Z');

/** A copy job as parsed from the wire. */
export interface Members {
  CopyJobId: string;
  AccountId: string;
  State: string;
  StatusMessage?: string;
  MessageCategory?: string;
  ResourceType: string;
  ResourceArn: string;
  ResourceName?: string;
  IamRoleArn: string;
  SourceBackupVaultArn: string;
  SourceRecoveryPointArn: string;
  DestinationBackupVaultArn: string;
  DestinationVaultType?: string;
  DestinationVaultLockState?: string;
  DestinationRecoveryPointArn?: string;
  DestinationEncryptionKeyArn?: string;
  DestinationRecoveryPointLifecycle: Record<string, unknown>;
  CreationDate: number;
  CompletionDate?: number;
  BackupSizeInBytes?: number;
  CreatedBy?: Record<string, string>;
  CreatedByBackupJobId?: string;
  IsParent: boolean;
  ParentJobId?: string | null;
  NumberOfChildJobs?: number;
  ChildJobsInState?: Record<string, number>;
}

/** Every job that the fleet gives out at that moment, in all its accounts and Regions. */
export function allJobs(fleet: DemoFleet, now: number): (FleetJob & { members: Members })[] {
  const places = new Set(fleet.facts().map(({ accountId, region }) => `${accountId}/${region}`));
  return [...places].flatMap((place) => {
    const [accountId = '', region = ''] = place.split('/');
    return fleet.jobs(accountId, region, now).map((job) => ({ ...job, members: JSON.parse(job.json) as Members }));
  });
}
