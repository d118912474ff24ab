import { wireInstant, writeJson, type WireValue } from '../wire/wire-json';
import { DAY_MS } from './calendar';
import type { JobFacts } from './facts';
import { RESOURCE_TYPES } from './resource-types';

/** AWS removes a copy job's record this long after it finished (Developer Guide, "Monitor for copy job"). */
const RECORD_KEPT_MS = 30 * DAY_MS;

/** A job's state at a moment (epoch ms UTC); undefined before it is created. */
export function stateAt(job: JobFacts, now: number): string | undefined {
  if (now < job.createdAt) return undefined;
  if (now < job.startedAt) return 'CREATED';
  return now < job.endedAt ? 'RUNNING' : job.outcome.state;
}

/** Whether AWS would answer for this job at that moment: it exists, and is not forgotten yet. */
export function isKnownAt(job: JobFacts, now: number): boolean {
  return now >= job.createdAt && now <= job.endedAt + RECORD_KEPT_MS;
}

function childMembers(job: JobFacts, now: number): Record<string, WireValue> {
  if (!job.children) return { IsParent: false };
  const counts: Record<string, number> = {};
  for (const child of job.children) {
    const state = stateAt(child, now);
    if (state !== undefined) counts[state] = (counts[state] ?? 0) + 1;
  }
  const started = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { IsParent: true, NumberOfChildJobs: started, ChildJobsInState: counts };
}

/**
 * The `CopyJob` object that AWS Backup would send at that moment, as JSON text. Members that AWS has not got yet are
 * absent: no CompletionDate, message or category before the end, no copy before it is made, no size of the night's
 * data before any was read.
 */
export function renderJob(job: JobFacts, now: number): string {
  const state = stateAt(job, now);
  const ended = now >= job.endedAt;
  const copied = ended && job.outcome.state !== 'FAILED';
  const sizeKnown = state !== 'CREATED' || RESOURCE_TYPES[job.type].size !== 'data';
  return writeJson({
    AccountId: job.accountId,
    CopyJobId: job.copyJobId,
    SourceBackupVaultArn: job.sourceVaultArn,
    SourceRecoveryPointArn: job.sourcePointArn,
    DestinationBackupVaultArn: job.destinationVaultArn,
    DestinationVaultType: job.destinationVault?.type,
    DestinationVaultLockState: job.destinationVault?.lockState,
    DestinationRecoveryPointArn: copied ? job.destinationPointArn : undefined,
    DestinationEncryptionKeyArn: copied ? job.destinationKeyArn : undefined,
    DestinationRecoveryPointLifecycle: job.lifecycle,
    ResourceArn: job.resourceArn,
    CreationDate: wireInstant(job.createdAt),
    CompletionDate: ended ? wireInstant(job.endedAt) : undefined,
    State: state,
    StatusMessage: ended ? job.outcome.message : undefined,
    BackupSizeInBytes: sizeKnown ? job.sizeInBytes : undefined,
    IamRoleArn: job.roleArn,
    CreatedBy: job.createdBy,
    CreatedByBackupJobId: job.createdByBackupJobId,
    ResourceType: job.type,
    ParentJobId: job.parentJobId,
    ...childMembers(job, now),
    CompositeMemberIdentifier: job.compositeMember,
    ResourceName: job.resourceName,
    MessageCategory: ended ? job.outcome.category : undefined,
    ...(ended ? job.extra : {}),
  });
}
