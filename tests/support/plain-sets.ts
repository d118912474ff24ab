import type { JobRow } from '../../src/renderer/src/data/history/types';
import type { SetClass } from '../../src/renderer/src/domain/sets/classes';

/** A line as plain code finds it: keys of the jobs, the classes in any order, and the keys of those that stand behind. */
export interface PlainLine {
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly classes: readonly SetClass[];
  readonly leftOthers: number;
  readonly rightOthers: number;
}

const CHANGES = [
  'IamRoleArn',
  'SourceBackupVaultArn',
  'DestinationBackupVaultArn',
  'DestinationVaultType',
  'DestinationVaultLockState',
  'CreatedBy.BackupPlanName',
  'CreatedBy.BackupPlanId',
  'CreatedBy.BackupPlanVersion',
  'CreatedBy.BackupRuleName',
  'CreatedBy.BackupRuleId',
  'CreatedBy.BackupRuleCron',
  'CreatedBy.BackupRuleTimezone',
  'ResourceType',
];
/** Members whose absence says something. */
const TELLING = [
  'DestinationRecoveryPointLifecycle.DeleteAfterDays',
  'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
  'DestinationRecoveryPointLifecycle.DeleteAfterEvent',
];

/**
 * What comparing two sets of runs must come to, by looking at each job with each other one. Written without the app's code, to hold it to.
 * @param looked whether the other side was looked at, for a job without a counterpart
 */
export function plainSets(
  left: readonly JobRow[],
  right: readonly JobRow[],
  looked: (job: JobRow) => boolean,
): readonly PlainLine[] {
  const lines: PlainLine[] = [];
  for (const one of left) {
    const isNewest = left.every((other) => other === one || !isRunOfSame(one, other) || isBefore(other, one));
    if (!isNewest) continue;
    const leftOthers = left.filter((other) => other !== one && isRunOfSame(one, other)).length;
    const [newest, ...rest] = right
      .filter((other) => isRunOfSame(one, other))
      .sort((a, b) => (isBefore(a, b) ? 1 : -1));
    lines.push({
      left: one.jobKey,
      right: newest?.jobKey,
      leftOthers,
      rightOthers: rest.length,
      classes: newest === undefined ? alone(one, looked, 'missing') : together(one, newest),
    });
  }
  for (const one of right) {
    const hasNewer = right.some((other) => other !== one && isRunOfSame(one, other) && isBefore(one, other));
    if (hasNewer || left.some((other) => isRunOfSame(one, other))) continue;
    lines.push({
      left: undefined,
      right: one.jobKey,
      leftOthers: 0,
      rightOthers: right.filter((other) => other !== one && isRunOfSame(one, other)).length,
      classes: alone(one, looked, 'new'),
    });
  }
  return lines;
}

function isRunOfSame({ values: one }: JobRow, { values: other }: JobRow): boolean {
  const has = (path: string): boolean => one[path] !== undefined && one[path] !== '' && one[path] === other[path];
  const part = ({ CompositeMemberIdentifier: name, ParentJobId: parent }: JobRow['values']): unknown =>
    name ?? (parent === undefined ? undefined : '');
  return has('ResourceArn') && has('DestinationBackupVaultArn') && part(one) === part(other);
}

function canPair({ values }: JobRow): boolean {
  return [values['ResourceArn'], values['DestinationBackupVaultArn']].every(
    (text) => text !== undefined && text !== '',
  );
}

function isBefore(one: JobRow, other: JobRow): boolean {
  const [first, second] = [one.createdAt ?? -Infinity, other.createdAt ?? -Infinity];
  return first < second || (first === second && one.jobKey < other.jobKey);
}

function alone(job: JobRow, looked: (job: JobRow) => boolean, absent: SetClass): readonly SetClass[] {
  if (!canPair(job)) return ['unpaired'];
  return [looked(job) ? absent : 'not-observed'];
}

function together(left: JobRow, right: JobRow): readonly SetClass[] {
  const classes: SetClass[] = [];
  const failing = ({ state }: JobRow): boolean => state === 'FAILED' || state === 'PARTIAL';
  if (failing(left) && failing(right)) classes.push('still-failing');
  else if (failing(right)) classes.push('newly-failing');
  else if (failing(left) && right.state === 'COMPLETED') classes.push('recovered');
  else if (left.state !== 'COMPLETED' || right.state !== 'COMPLETED') classes.push('unsettled');
  if (isChanged(left, right)) classes.push('changed');
  if (left.state !== 'COMPLETED' || right.state !== 'COMPLETED') return classes;
  const [slow, quick] = grew(left.durationMs, right.durationMs, 60_000);
  if (slow) classes.push('slower');
  if (quick) classes.push('faster');
  const bytes = ({ sizeBytes }: JobRow): number | undefined =>
    sizeBytes === undefined ? undefined : Number(sizeBytes);
  const [large, small] = grew(bytes(left), bytes(right), 1024 * 1024);
  if (large) classes.push('larger');
  if (small) classes.push('smaller');
  return classes.length === 0 ? ['same'] : classes;
}

function isChanged({ values: left, ...one }: JobRow, { values: right, ...other }: JobRow): boolean {
  const both = (path: string): boolean => left[path] !== undefined && right[path] !== undefined;
  if ([...CHANGES, ...TELLING].some((path) => both(path) && left[path] !== right[path])) return true;
  if (TELLING.some((path) => left[path] !== right[path])) return true;
  if ((left['CreatedBy.BackupPlanId'] === undefined) !== (right['CreatedBy.BackupPlanId'] === undefined)) return true;
  const key = 'DestinationEncryptionKeyArn';
  if (left[key] === right[key]) return false;
  return both(key) || (one.state === 'COMPLETED' && other.state === 'COMPLETED');
}

/** By more than a quarter, and by so much at least. */
function grew(
  left: number | undefined,
  right: number | undefined,
  least: number,
): readonly [more: boolean, less: boolean] {
  if (left === undefined || right === undefined || Math.abs(left - right) < least) return [false, false];
  return [right > left * 1.25, left > right * 1.25];
}
