import type { WireValue } from '../wire/wire-json';
import type { Outcome } from './outcomes';
import type { ResourceTypeName } from './resource-types';

/** When a job is created, starts to run and ends, epoch ms UTC. */
export interface JobTimes {
  readonly createdAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** All there is to know about one copy job, for all time; what AWS says of it at a moment follows from this. */
export interface JobFacts extends JobTimes {
  readonly accountId: string;
  readonly region: string;
  readonly copyJobId: string;
  readonly type: ResourceTypeName;
  readonly outcome: Outcome;
  readonly resourceArn: string;
  readonly resourceName?: string;
  readonly sourceVaultArn: string;
  readonly sourcePointArn: string;
  readonly destinationVaultArn: string;
  readonly destinationPointArn: string;
  readonly destinationKeyArn: string;
  /** Absent in Regions that have no air-gapped vaults. */
  readonly destinationVault?: { readonly type: string; readonly lockState: string };
  readonly lifecycle: { readonly [member: string]: WireValue };
  readonly roleArn: string;
  readonly sizeInBytes?: number;
  readonly createdBy?: { readonly [member: string]: WireValue };
  readonly createdByBackupJobId?: string;
  readonly parentJobId?: string;
  readonly compositeMember?: string;
  readonly children?: readonly JobFacts[];
  readonly extra?: Readonly<Record<string, WireValue>>;
}
