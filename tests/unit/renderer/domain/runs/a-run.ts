import fc from 'fast-check';
import type { OutcomeKind } from '../../../../../src/renderer/src/domain/outcome';
import type { JobValues } from '../../../../../src/renderer/src/domain/job-values';
import type { Run } from '../../../../../src/renderer/src/domain/runs/order';

export const NIGHT_MS = 86_400_000;
/** When the runs of night 0 are created, epoch ms UTC. */
export const FIRST_NIGHT = Date.UTC(2026, 10, 1, 2, 30);

interface Wanted {
  readonly night: number;
  /** After the usual time of the night. */
  readonly lateMs?: number;
  readonly id?: string;
  readonly outcomeKind?: OutcomeKind;
  readonly minutes?: number;
  readonly sizeBytes?: string;
  readonly values?: JobValues;
}

/** A run of one resource to one vault, as a night makes it. */
export function run({
  night,
  lateMs = 0,
  id,
  outcomeKind = 'completed',
  minutes = 30,
  sizeBytes,
  values = {},
}: Wanted): Run & { readonly createdAt: number } {
  const createdAt = FIRST_NIGHT + night * NIGHT_MS + lateMs;
  const copyJobId = id ?? `RUN-${night}`;
  const ended = outcomeKind !== 'created' && outcomeKind !== 'running';
  const durationMs = minutes * 60_000;
  return {
    jobKey: `111122223333/eu-central-1/${copyJobId}`,
    copyJobId,
    createdAt,
    ...(ended ? { completedAt: createdAt + durationMs, durationMs } : {}),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    outcomeKind,
    outcomeKey: outcomeKind,
    values: {
      ResourceArn: 'arn:aws:ec2:eu-central-1:111122223333:volume/vol-1',
      DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:444455556666:backup-vault:dr',
      IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy',
      'CreatedBy.BackupPlanName': 'nightly',
      ...values,
    },
  };
}

const OUTCOMES: readonly OutcomeKind[] = [
  'created',
  'running',
  'completed',
  'completed-with-issues',
  'partial',
  'failed',
  'other',
];

/** Runs of one lineage on any nights, several at one time included, each with an id of its own. */
export const anyRuns = fc
  .array(
    fc.record({
      night: fc.integer({ min: 0, max: 20 }),
      outcomeKind: fc.constantFrom(...OUTCOMES),
      minutes: fc.integer({ min: 1, max: 90 }),
    }),
    { maxLength: 25 },
  )
  .map((wanted) => wanted.map((one, at) => run({ ...one, id: `ID-${at}` })));
