import type { JobRow } from '../../src/renderer/src/data/history/types';
import type { JobValue } from '../../src/renderer/src/domain/job-values';
import type { SetClass } from '../../src/renderer/src/domain/sets/classes';

/** What was done to one resource between two nights, and what a comparison of the nights must make of it. */
export interface Truth {
  /** The resource's name. */
  readonly name: string;
  readonly classes: readonly SetClass[];
}

/** Two nights of one fleet, the same but for what was injected. */
export interface TwoNights {
  readonly first: readonly JobRow[];
  readonly second: readonly JobRow[];
  /** One for each resource. */
  readonly truth: readonly Truth[];
}

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
/** The nights begin at 18:00 and end at 08:00, UTC. */
export const FIRST_NIGHT = { from: Date.UTC(2026, 10, 20, 18), to: Date.UTC(2026, 10, 21, 8) };
export const SECOND_NIGHT = { from: Date.UTC(2026, 10, 21, 18), to: Date.UTC(2026, 10, 22, 8) };

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/copier`;

/** A copy job as the history lists it. `members` stand over the usual ones; undefined takes one out. */
export function setJob(
  name: string,
  createdAt: number,
  members: Readonly<Record<string, JobValue | undefined>> = {},
  copyJobId = `${name}-${createdAt}`,
): JobRow {
  const usual: Record<string, JobValue | undefined> = {
    CopyJobId: copyJobId,
    State: 'COMPLETED',
    CreationDate: createdAt,
    CompletionDate: createdAt + HOUR_MS,
    ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${name}`,
    ResourceName: name,
    ResourceType: 'EBS',
    BackupSizeInBytes: 1024 * MIB,
    IamRoleArn: ROLE,
    SourceBackupVaultArn: `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:production`,
    DestinationBackupVaultArn: `arn:aws:backup:eu-west-1:${ACCOUNT}:backup-vault:dr`,
    DestinationEncryptionKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/one`,
    'CreatedBy.BackupPlanName': 'Daily',
    'CreatedBy.BackupPlanVersion': 'v1',
    'DestinationRecoveryPointLifecycle.DeleteAfterDays': 35,
    ...members,
  };
  const values = Object.fromEntries(
    Object.entries(usual).filter(([, value]) => value !== undefined),
  ) as JobRow['values'];
  const state = typeof values['State'] === 'string' ? values['State'] : undefined;
  const completed = values['CompletionDate'];
  const size = values['BackupSizeInBytes'];
  const arn = values['ResourceArn'];
  const outcomeKind = OUTCOMES[state ?? ''] ?? (state === undefined ? 'none' : 'other');
  return {
    jobKey: `${ACCOUNT}/${REGION}/${copyJobId}`,
    copyJobId,
    accountId: ACCOUNT,
    region: REGION,
    ...(state === undefined ? {} : { state }),
    outcomeKind,
    outcomeKey: outcomeKind === 'other' ? `other:${state ?? ''}` : outcomeKind,
    ...(typeof arn === 'string' ? { resourceArn: arn } : {}),
    isParent: false,
    createdAt,
    ...(typeof completed === 'number' ? { completedAt: completed, durationMs: completed - createdAt } : {}),
    ...(typeof size === 'number' ? { sizeBytes: String(size) } : {}),
    values,
    firstSeen: createdAt,
    lastSeen: createdAt + HOUR_MS,
    timesSeen: 2,
    snapshotCount: 1,
    runs: [{ seen: [createdAt, createdAt + HOUR_MS], timesSeen: 2, first: 'prod', last: 'prod' }],
    newestSnapshot: `${copyJobId}#1#aa`,
    lastLookup: { at: createdAt + HOUR_MS, outcome: 'answered' },
    profile: { origin: 'shared', name: 'prod' },
    source: 'describe',
  };
}

const OUTCOMES: Readonly<Record<string, JobRow['outcomeKind']>> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  PARTIAL: 'partial',
  RUNNING: 'running',
  CREATED: 'created',
};

type Members = Readonly<Record<string, JobValue | undefined>>;
/** One thing that can happen to a resource between two nights. No members: there is no job that night. */
interface Injection {
  readonly first: Members | undefined;
  readonly second: Members | undefined;
  readonly classes: readonly SetClass[];
}

const FAILED: Members = { State: 'FAILED', BackupSizeInBytes: undefined };
const NEW_ROLE: Members = { IamRoleArn: `${ROLE}-narrow` };

/** Everything that is injected, in turn; the first is nothing at all. */
export const INJECTIONS: readonly Injection[] = [
  { first: {}, second: {}, classes: ['same'] },
  { first: {}, second: { ...FAILED, ...NEW_ROLE }, classes: ['newly-failing', 'changed'] },
  { first: FAILED, second: {}, classes: ['recovered'] },
  { first: FAILED, second: { ...FAILED, State: 'PARTIAL' }, classes: ['still-failing'] },
  { first: FAILED, second: { State: 'RUNNING', CompletionDate: undefined }, classes: ['unsettled'] },
  { first: {}, second: undefined, classes: ['missing'] },
  { first: undefined, second: {}, classes: ['new'] },
  { first: {}, second: { BackupSizeInBytes: 4096 * MIB }, classes: ['larger'] },
  { first: { BackupSizeInBytes: 4096 * MIB }, second: {}, classes: ['smaller'] },
  {
    first: {},
    second: { DestinationEncryptionKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/two` },
    classes: ['changed'],
  },
  { first: {}, second: { 'CreatedBy.BackupPlanVersion': 'v2' }, classes: ['changed'] },
  { first: {}, second: { DestinationVaultLockState: 'LOCKED' }, classes: ['same'] },
  {
    first: { DestinationVaultLockState: 'UNLOCKED' },
    second: { DestinationVaultLockState: 'LOCKED' },
    classes: ['changed'],
  },
  { first: {}, second: { 'DestinationRecoveryPointLifecycle.DeleteAfterDays': undefined }, classes: ['changed'] },
  { first: { DestinationEncryptionKeyArn: undefined, State: 'RUNNING' }, second: {}, classes: ['unsettled'] },
];

/** How much longer a copy took that is injected as slower: twice as long. */
const SLOWER: Injection = { first: {}, second: {}, classes: ['slower'] };

/** Two nights of so many resources, to each of which one thing happens. */
export function twoNights(resources: number): TwoNights {
  const all = [...INJECTIONS, SLOWER];
  const first: JobRow[] = [];
  const second: JobRow[] = [];
  const truth: Truth[] = [];
  for (let at = 0; at < resources; at++) {
    const injection = all[at % all.length] as Injection;
    const name = `volume-${String(at).padStart(5, '0')}`;
    const later = (at * 7919) % (10 * HOUR_MS);
    const one = FIRST_NIGHT.from + later;
    const other = SECOND_NIGHT.from + later;
    const slow: Members = injection === SLOWER ? { CompletionDate: other + 2 * HOUR_MS } : {};
    if (injection.first !== undefined) first.push(setJob(name, one, injection.first));
    if (injection.second !== undefined) second.push(setJob(name, other, { ...injection.second, ...slow }));
    truth.push({ name, classes: injection.classes });
  }
  return { first, second, truth };
}
