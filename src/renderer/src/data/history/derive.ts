import { readingOf, readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import { valuesOf } from '../../domain/job-values';
import { outcomeOf } from '../../domain/outcome';
import { routeOf } from '../../domain/route';
import { lastSeenOf, type Run } from '../../domain/snapshot';
import type { StoredFailure, StoredJob, StoredSnapshot } from './rows';
import type { AnswerOrigin, FailureRow, JobRow, LastLookup, SnapshotId, SnapshotRow } from './types';

/** A snapshot as its bare run, and back. */
export function toRun(row: StoredSnapshot): Run<AnswerOrigin> {
  const { digest, seen, timesSeen, first, last } = row;
  return { digest, seen, timesSeen, first, last };
}

/** What a snapshot row tells about its content without the body. */
export type SnapshotFacts = Pick<StoredSnapshot, 'state' | 'outcomeKey' | 'outcomeKind'>;

export function factsOf(reading: CopyJobReading): SnapshotFacts {
  const { key, kind } = outcomeOf(reading);
  return { outcomeKey: key, outcomeKind: kind, ...optional('state', reading.state) };
}

export function toStoredSnapshot(jobKey: JobKey, run: Run<AnswerOrigin>, facts: SnapshotFacts): StoredSnapshot {
  const { digest, seen, timesSeen, first, last } = run;
  return { jobKey, firstSeen: seen[0] ?? 0, digest, seen, timesSeen, first, last, ...facts };
}

/** Separates the parts of a snapshot's id; job keys hold slashes, digests are hex. */
const ID_SEPARATOR = '#';

export function snapshotIdOf(row: Pick<StoredSnapshot, 'jobKey' | 'firstSeen' | 'digest'>): SnapshotId {
  return [row.jobKey, row.firstSeen, row.digest].join(ID_SEPARATOR);
}

export function parseSnapshotId(id: SnapshotId): Pick<StoredSnapshot, 'jobKey' | 'firstSeen' | 'digest'> | undefined {
  const match = /^(.+)#(\d+)#([0-9a-f]+)$/s.exec(id);
  const [, jobKey = '', firstSeen = '', digest = ''] = match ?? [];
  return match ? { jobKey, firstSeen: Number(firstSeen), digest } : undefined;
}

export function toSnapshotRow(row: StoredSnapshot): SnapshotRow {
  return {
    id: snapshotIdOf(row),
    jobKey: row.jobKey,
    digest: row.digest,
    firstSeen: row.firstSeen,
    lastSeen: lastSeenOf(toRun(row)),
    timesSeen: row.timesSeen,
    outcomeKey: row.outcomeKey,
    first: row.first,
    last: row.last,
    ...optional('state', row.state),
  };
}

export function toFailureRow(row: StoredFailure): FailureRow {
  return { ...row, id: row.id ?? 0 };
}

/** A copy job nobody can read: stands in for a body that is damaged on disk. */
const UNREADABLE = readingOf({});

/**
 * The light row of a job, from what is on the shelf and nothing else, so that it can be worked out anew at any time.
 * @param snapshots sound ones in time order, at least one
 * @param newestBody body of the last of them
 * @param failures newest first
 */
export function deriveJob(
  jobKey: JobKey,
  snapshots: readonly StoredSnapshot[],
  newestBody: string | undefined,
  failures: readonly StoredFailure[],
): StoredJob | undefined {
  const identity = parseJobKey(jobKey);
  const newest = snapshots.at(-1);
  const oldest = snapshots[0];
  if (!identity || !newest || !oldest) return undefined;
  const result = newestBody === undefined ? undefined : readCopyJob(newestBody);
  const reading = result?.ok === true ? result.reading : UNREADABLE;
  const lastSeen = lastSeenOf(toRun(newest));
  const failure = failures.find((row) => row.jobKey === undefined || row.jobKey === jobKey);
  const lastLookup = lastLookupOf(lastSeen, failure);
  const row: JobRow = {
    jobKey,
    ...identity,
    ...factsOf(reading),
    ...described(reading),
    firstSeen: oldest.firstSeen,
    lastSeen,
    timesSeen: snapshots.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
    snapshotCount: snapshots.length,
    newestSnapshot: snapshotIdOf(newest),
    lastLookup,
    profile: lastLookup.outcome === 'failed' && failure ? failure.profile : newest.last.profile,
  };
  return {
    ...row,
    seenRank: -lastSeen,
    createdRank: row.createdAt === undefined ? 0 : -row.createdAt,
    searchText: searchTextOf(row, reading),
  };
}

function lastLookupOf(lastSeen: number, failure: StoredFailure | undefined): LastLookup {
  return failure !== undefined && failure.lastAt > lastSeen
    ? { at: failure.lastAt, outcome: 'failed', error: failure.error }
    : { at: lastSeen, outcome: 'answered' };
}

type Described = Omit<
  JobRow,
  | keyof SnapshotFacts
  | 'jobKey'
  | 'copyJobId'
  | 'accountId'
  | 'region'
  | 'firstSeen'
  | 'lastSeen'
  | 'timesSeen'
  | 'snapshotCount'
  | 'newestSnapshot'
  | 'lastLookup'
  | 'profile'
>;

function described(reading: CopyJobReading): Described {
  const { source, destination, crossAccount, crossRegion, airGapped } = routeOf(reading);
  return {
    isParent: reading.isParent,
    values: valuesOf(reading),
    ...optional('resourceType', reading.resourceType),
    ...optional('resourceName', reading.resourceName),
    ...optional('resourceArn', reading.resourceArn),
    ...optional('sourceVault', source.vaultName),
    ...optional('sourceRegion', source.region),
    ...optional('sourceAccount', source.accountId),
    ...optional('destinationVault', destination.vaultName),
    ...optional('destinationRegion', destination.region),
    ...optional('destinationAccount', destination.accountId),
    ...optional('crossAccount', crossAccount),
    ...optional('crossRegion', crossRegion),
    ...optional('airGapped', airGapped),
    ...optional('createdAt', reading.createdAt),
    ...optional('completedAt', reading.completedAt),
    ...optional('durationMs', reading.durationMs),
    ...optional('sizeBytes', reading.sizeBytes?.toString()),
    ...optional('statusMessage', reading.statusMessage),
  };
}

/** Members the text filter looks at, whether or not a column shows them. */
const SEARCHED_PATHS = [
  'SourceRecoveryPointArn',
  'DestinationBackupVaultArn',
  'DestinationRecoveryPointArn',
  'SourceBackupVaultArn',
  'MessageCategory',
  'ParentJobId',
  'CompositeMemberIdentifier',
  'CreatedByBackupJobId',
  'CreatedBy.BackupPlanName',
  'CreatedBy.BackupPlanId',
  'CreatedBy.BackupRuleName',
] as const;

function searchTextOf(row: JobRow, reading: CopyJobReading): string {
  const texts: unknown[] = [
    row.copyJobId,
    row.accountId,
    row.region,
    row.state,
    row.resourceType,
    row.resourceName,
    row.resourceArn,
    row.statusMessage,
    ...SEARCHED_PATHS.map((path) => reading.valueAt(path)),
  ];
  return foldText(texts.filter((text) => typeof text === 'string').join('\n'));
}

/** One spelling for what people mean by the same letters. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words of a filter; a row fits if its `searchText` has them all. */
export function wordsOf(text: string | undefined): string[] {
  return foldText(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A member only where there is something to put into it: rows never hold `undefined`. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
