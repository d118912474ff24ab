import { cronOf } from './calendar';
import type { JobFacts, JobTimes } from './facts';
import type { Outcome } from './outcomes';
import { arnPrefix, vaultArn, type Vault } from './places';
import { SeededRandom, uuidOf } from './random';
import { backupPointArn, RESOURCE_TYPES, type ResourceTypeName } from './resource-types';
import type { ChildSpec, CopySpec, Twist } from './spec';

const GIB = 1024 ** 3;

/** One job that is to be: the resource's spec, and what is particular to this time. */
export interface Run {
  readonly spec: CopySpec;
  /** Names this run among all runs of the spec. */
  readonly name: string;
  readonly copyJobId: string;
  readonly times: JobTimes;
  readonly outcome: Outcome;
  readonly twist: Twist;
}

/** What a parent's children need beside the parent's run. */
export interface ChildRun extends Pick<Run, 'copyJobId' | 'times' | 'outcome'> {
  readonly child: ChildSpec;
}

/** AWS Backup's ids of copy jobs are in upper case. */
export function copyJobIdOf(random: SeededRandom): string {
  return random.uuid().toUpperCase();
}

function stampOf(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\D/g, '').slice(0, 'YYYYMMDDhhmmss'.length);
}

/** Plans and rules have ids of their own, shared by all resources that they protect. */
function createdBy(spec: CopySpec, planEdit: number): JobFacts['createdBy'] {
  if (!spec.plan) return undefined;
  const { accountId, region } = spec.from;
  const planId = uuidOf('plan', accountId, region, spec.plan.name);
  const version = uuidOf('plan version', planId, planEdit);
  return {
    BackupPlanId: planId,
    BackupPlanArn: `${arnPrefix(region)}:backup:${region}:${accountId}:backup-plan:${planId}`,
    BackupPlanName: spec.plan.name,
    BackupPlanVersion: Buffer.from(version).toString('base64'),
    BackupRuleId: uuidOf('rule', planId, spec.plan.rule),
    BackupRuleName: spec.plan.rule,
    BackupRuleCron: cronOf(spec.schedule),
    BackupRuleTimezone: spec.schedule.timezone,
  };
}

function keyArn(vault: Vault, generation: number): string {
  const id = uuidOf('key', vaultArn(vault), generation);
  return `${arnPrefix(vault.region)}:kms:${vault.region}:${vault.accountId}:key/${id}`;
}

function roleArn(spec: CopySpec, role: string | undefined): string {
  const path = role === undefined ? 'service-role/AWSBackupDefaultServiceRole' : role;
  return `${arnPrefix(spec.from.region)}:iam::${spec.from.accountId}:role/${path}`;
}

function lifecycle(spec: CopySpec, keepDays: number): JobFacts['lifecycle'] {
  return {
    ...(spec.coldAfterDays === undefined ? {} : { MoveToColdStorageAfterDays: spec.coldAfterDays }),
    DeleteAfterDays: keepDays,
    ...(spec.coldAfterDays === undefined ? {} : { OptInToArchiveForSupportedResources: true }),
  };
}

/** AWS GovCloud (US) leaves the vault type out here: an absent member that people will meet. */
function vaultFacts(vault: Vault): JobFacts['destinationVault'] {
  if (vault.region.startsWith('us-gov-')) return undefined;
  return {
    type: vault.airGapped === true ? 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' : 'BACKUP_VAULT',
    lockState: vault.locked === true ? 'LOCKED' : 'UNLOCKED',
  };
}

function sizeOf(type: ResourceTypeName, gib: number, larger: number, random: SeededRandom): number | undefined {
  switch (RESOURCE_TYPES[type].size) {
    case 'volume':
      return gib * GIB;
    case 'data':
      return Math.round(gib * larger * random.between(0.96, 1.04) * GIB);
    case 'zero':
      return 0;
    case 'absent':
      return undefined;
  }
}

interface Part {
  readonly key: string;
  readonly type: ResourceTypeName;
  readonly name: string;
  readonly gib: number;
}

/** What parents, children and all others have in common. */
function jobFacts(run: Run, part: Part, own: Pick<Run, 'copyJobId' | 'times' | 'outcome'>): JobFacts {
  const { spec, twist } = run;
  const to = twist.to ?? spec.to;
  const random = new SeededRandom('job', part.key, run.name);
  const facts = RESOURCE_TYPES[part.type];
  const point = { resourceName: part.name, stamp: stampOf(own.times.createdAt), random };
  const copyAt = { ...point, vault: to, copy: true };
  const sizeInBytes = sizeOf(part.type, part.gib, twist.larger ?? 1, random);
  const plan = createdBy(spec, twist.planEdit ?? 0);
  const vault = vaultFacts(to);
  return {
    ...own.times,
    accountId: spec.from.accountId,
    region: spec.from.region,
    copyJobId: own.copyJobId,
    type: part.type,
    outcome: own.outcome,
    resourceArn: facts.resourceArn(spec.from, part.name, new SeededRandom('resource', part.key)),
    sourceVaultArn: vaultArn(spec.from),
    sourcePointArn: facts.recoveryPointArn({ ...point, vault: spec.from, copy: false }),
    destinationVaultArn: vaultArn(to),
    destinationPointArn: to.airGapped === true ? backupPointArn(copyAt) : facts.recoveryPointArn(copyAt),
    destinationKeyArn: keyArn(to, twist.keyGeneration ?? 0),
    ...(vault ? { destinationVault: vault } : {}),
    lifecycle: lifecycle(spec, twist.keepDays ?? spec.keepDays),
    roleArn: roleArn(spec, twist.role ?? spec.role),
    ...(sizeInBytes === undefined ? {} : { sizeInBytes }),
    ...(plan ? { createdBy: plan } : {}),
  };
}

/** The job of this run; with `children`, a parent that carries them. */
export function assemble(run: Run, children: readonly ChildRun[] = []): JobFacts {
  const { spec, twist } = run;
  const part = { key: spec.key, type: spec.type, name: spec.resourceName, gib: spec.gib };
  const job = jobFacts(run, part, run);
  const random = new SeededRandom('backup job', spec.key, run.name);
  return {
    ...job,
    resourceName: spec.resourceName,
    ...(spec.plan ? { createdByBackupJobId: copyJobIdOf(random) } : {}),
    ...(twist.extra ? { extra: twist.extra } : {}),
    ...(children.length > 0 ? { children: children.map((child) => assembleChild(run, job, child)) } : {}),
  };
}

function assembleChild(run: Run, parent: JobFacts, childRun: ChildRun): JobFacts {
  const { child } = childRun;
  const part = { key: `${run.spec.key}/${child.key}`, type: child.type, name: child.resourceName, gib: child.gib };
  const job = jobFacts(run, part, childRun);
  const state =
    child.type === 'EKS'
      ? // The cluster's own state: the cluster's ARN, and a point beside the composite one.
        {
          resourceArn: parent.resourceArn,
          sourcePointArn: parent.sourcePointArn.replace(':composite:', ':'),
          destinationPointArn: parent.destinationPointArn.replace(':composite:', ':'),
          sizeInBytes: Math.round(child.gib * GIB),
        }
      : {};
  return {
    ...job,
    ...state,
    parentJobId: parent.copyJobId,
    ...(child.member === undefined ? {} : { compositeMember: child.member }),
  };
}
