import { readingOf, readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import { reasonOf } from '../../domain/hold';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import { valuesOf } from '../../domain/job-values';
import { allNotes, lastNotedAt } from '../../domain/notes';
import { outcomeOf } from '../../domain/outcome';
import { routeOf } from '../../domain/route';
import { firstSeenOf, lastSeenOf, type Run } from '../../domain/snapshot';
import { without } from '../../domain/without';
import { jobKeyOf, type StoredFailure, type StoredJob, type StoredRun } from './rows';
import type { AnswerOrigin, FailureRow, JobRow, RunTimes, SnapshotId, SnapshotRow } from './types';

/** A snapshot as its bare run, and back. */
export function toRun({ digest, seen, timesSeen, first, last = first }: StoredRun): Run<AnswerOrigin> {
  return { digest, seen, timesSeen, first, last };
}

export function toStoredRun(run: Run<AnswerOrigin>, facts: RunFacts): StoredRun {
  const { digest, seen, timesSeen, first, last } = run;
  const apart = last !== first && JSON.stringify(last) !== JSON.stringify(first);
  return { digest, seen, timesSeen, first, ...(apart && { last }), ...facts };
}

/** What a snapshot tells about its content without the body. */
export type RunFacts = Pick<StoredRun, 'state' | 'outcomeKey'>;

export function runFactsOf(reading: CopyJobReading): RunFacts {
  return { outcomeKey: outcomeOf(reading).key, ...optional('state', reading.state) };
}

/** Separates the parts of a snapshot's id; job keys hold slashes, digests are hex. */
const ID_SEPARATOR = '#';

interface SnapshotName {
  readonly jobKey: JobKey;
  readonly firstSeen: number;
  readonly digest: string;
}

export function snapshotIdOf({ jobKey, firstSeen, digest }: SnapshotName): SnapshotId {
  return [jobKey, firstSeen, digest].join(ID_SEPARATOR);
}

export function parseSnapshotId(id: SnapshotId): SnapshotName | undefined {
  const match = /^(.+)#(\d+)#([0-9a-f]+)$/s.exec(id);
  const [, jobKey = '', firstSeen = '', digest = ''] = match ?? [];
  return match ? { jobKey, firstSeen: Number(firstSeen), digest } : undefined;
}

export function toSnapshotRow(jobKey: JobKey, stored: StoredRun): SnapshotRow {
  const run = toRun(stored);
  const firstSeen = firstSeenOf(run);
  return {
    id: snapshotIdOf({ jobKey, firstSeen, digest: run.digest }),
    jobKey,
    digest: run.digest,
    firstSeen,
    lastSeen: lastSeenOf(run),
    timesSeen: run.timesSeen,
    seen: run.seen,
    outcomeKey: stored.outcomeKey,
    first: run.first,
    last: run.last,
    ...optional('state', stored.state),
    ...optional('roughly', stored.roughly),
  };
}

export function toFailureRow(row: StoredFailure): FailureRow {
  return { ...without(row, 'failedAt'), id: row.id ?? 0 };
}

/** A copy job nobody can read: stands in for a body that is damaged on disk. */
const UNREADABLE = readingOf({});

/** What the row of a job needs to know about its newest content. */
export function ranksOf(reading: CopyJobReading): Pick<StoredJob, 'createdRank' | 'outcomeKey'> {
  const { createdAt } = reading;
  return { createdRank: createdAt === undefined ? 0 : -createdAt, outcomeKey: outcomeOf(reading).key };
}

/** A body as far as it can be read: what is damaged on disk leaves a job without facts, not a dead screen. */
export function readingOfBody(body: string | undefined): CopyJobReading {
  const result = body === undefined ? undefined : readCopyJob(body);
  return result?.ok === true ? result.reading : UNREADABLE;
}

/**
 * The light row of a job, worked out from what is on the shelf and nothing else; undefined if it is damaged beyond that.
 * @param reading of the newest body, for those who have read it already
 */
export function toJobRow(stored: StoredJob, reading = readingOfBody(stored.body)): JobRow | undefined {
  const jobKey = jobKeyOf(stored.key);
  const identity = jobKey === undefined ? undefined : parseJobKey(jobKey);
  const runs = stored.runs.map(toRun);
  const newest = runs.at(-1);
  const oldest = runs[0];
  if (jobKey === undefined || !identity || !newest || !oldest) return undefined;
  const { key, kind } = outcomeOf(reading);
  const lastSeen = lastSeenOf(newest);
  const { failure } = stored;
  const failed = failure !== undefined && failure.at > lastSeen;
  return {
    jobKey,
    ...identity,
    outcomeKey: key,
    outcomeKind: kind,
    ...optional('state', reading.state),
    ...described(reading),
    ...optional('note', allNotes(stored.notes ?? [])),
    ...optional('hold', stored.hold && reasonOf(stored.hold)),
    ...optional('notedAt', lastMarkedAt(stored)),
    firstSeen: firstSeenOf(oldest),
    lastSeen,
    timesSeen: runs.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
    snapshotCount: runs.length,
    runs: runs.map(timesOf),
    newestSnapshot: snapshotIdOf({ jobKey, firstSeen: firstSeenOf(newest), digest: newest.digest }),
    lastLookup: failed
      ? { at: failure.at, outcome: 'failed', error: failure.error, profile: failure.profile }
      : { at: lastSeen, outcome: 'answered' },
    profile: newest.last.profile,
    source: newest.last.source,
  };
}

/** When something was last noted, or the job was held; epoch ms UTC. */
function lastMarkedAt({ notes = [], hold }: StoredJob): number | undefined {
  const notedAt = lastNotedAt(notes);
  if (hold === undefined) return notedAt;
  return Math.max(hold.at, notedAt ?? -Infinity);
}

function timesOf({ seen, timesSeen, first, last }: Run<AnswerOrigin>): RunTimes {
  return { seen, timesSeen, first: first.profile.name, last: last.profile.name };
}

type Described = Omit<
  JobRow,
  | 'state'
  | 'outcomeKey'
  | 'outcomeKind'
  | 'jobKey'
  | 'copyJobId'
  | 'accountId'
  | 'region'
  | 'firstSeen'
  | 'lastSeen'
  | 'timesSeen'
  | 'snapshotCount'
  | 'runs'
  | 'newestSnapshot'
  | 'lastLookup'
  | 'profile'
  | 'source'
  | 'note'
  | 'hold'
  | 'notedAt'
>;

function described(reading: CopyJobReading): Described {
  const { source, destination, crossAccount, crossRegion, airGapped } = routeOf(reading);
  return {
    isParent: reading.isParent,
    values: valuesOf(reading),
    ...given({
      resourceType: reading.resourceType,
      resourceName: reading.resourceName,
      resourceArn: reading.resourceArn,
      sourceVault: source.vaultName,
      sourceRegion: source.region,
      sourceAccount: source.accountId,
      destinationVault: destination.vaultName,
      destinationRegion: destination.region,
      destinationAccount: destination.accountId,
      crossAccount,
      crossRegion,
      airGapped,
      createdAt: reading.createdAt,
      completedAt: reading.completedAt,
      durationMs: reading.durationMs,
      sizeBytes: reading.sizeBytes?.toString(),
      statusMessage: reading.statusMessage,
    }),
  };
}

/** Everything the text filter looks at, folded. */
export function searchTextOf({ accountId, region, values, note = '', hold = '' }: JobRow): string {
  const texts = Object.values(values).filter((value) => typeof value === 'string');
  return foldText([accountId, region, note, hold, ...texts].join('\n'));
}

/** One spelling for what people mean by the same letters. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words of a filter; a row fits if its {@link searchTextOf} has them all. */
export function wordsOf(text: string | undefined): string[] {
  return foldText(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Of these members those that have a value. In one go, because a row has many of them and a history a million rows. */
function given<T extends object>(members: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const key of Object.keys(members) as (keyof T)[]) {
    if (members[key] !== undefined) kept[key] = members[key];
  }
  return kept as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A member only where there is something to put into it: rows never hold `undefined`. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
