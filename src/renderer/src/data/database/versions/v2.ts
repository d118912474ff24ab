import type { Transaction } from 'dexie';
import type { JobKey } from '../../../domain/job-key';
import { ranksOf, readingOfBody } from '../../history/derive';
import { shelfKeyOf, type StoredJob, type StoredRun } from '../../history/rows';
import type { Rung } from '../rung';

/**
 * One row a job, numbered in the order of filing, with its snapshots and the newest body in it. Against one record per snapshot and
 * body under keys of ids, it takes a third of the room and a tenth of the time to write: docs/performance.md.
 */
export const v2: Rung = {
  version: 2,
  stores: {
    copyJobs: '++no, &key, seenRank, createdRank',
    olderBodies: '[no+digest]',
    jobs: null,
    snapshots: null,
    bodies: null,
  },
  upgrade: async (transaction) => {
    await moveJobs(transaction);
    await moveRemoved(transaction);
  },
};

/** Jobs rewritten at a time. */
const BATCH = 200;

interface SnapshotOfV1 {
  readonly jobKey: JobKey;
  readonly digest: string;
  readonly seen: readonly number[];
  readonly timesSeen: number;
  readonly state?: string;
  readonly outcomeKey: string;
  readonly first: StoredRun['first'];
  readonly last: StoredRun['first'];
}

interface BodyOfV1 {
  readonly jobKey: JobKey;
  readonly digest: string;
  readonly body: string;
}

interface JobOfV1 {
  readonly jobKey: JobKey;
  readonly profile: StoredRun['first']['profile'];
  readonly lastLookup: { readonly at: number; readonly error?: NonNullable<StoredJob['failure']>['error'] };
}

interface RemovedOfV1 {
  readonly id: number;
  readonly snapshots: readonly SnapshotOfV1[];
  readonly bodies: readonly BodyOfV1[];
  readonly failures: readonly unknown[];
}

/** All keys that begin with these parts: as a part, a list is greater than any text or number. */
function beginningWith(part: string): [lower: readonly unknown[], upper: readonly unknown[]] {
  return [[part], [part, []]];
}

async function moveJobs(transaction: Transaction): Promise<void> {
  const jobKeys = (await transaction.table('jobs').toCollection().primaryKeys()) as JobKey[];
  for (let from = 0; from < jobKeys.length; from += BATCH) {
    for (const jobKey of jobKeys.slice(from, from + BATCH)) await moveJob(transaction, jobKey);
  }
}

async function moveJob(transaction: Transaction, jobKey: JobKey): Promise<void> {
  const job = (await transaction.table('jobs').get(jobKey)) as JobOfV1;
  const snapshots = (await transaction
    .table('snapshots')
    .where('[jobKey+firstSeen+digest]')
    .between(...beginningWith(jobKey))
    .toArray()) as SnapshotOfV1[];
  const bodies = (await transaction
    .table('bodies')
    .where('[jobKey+digest]')
    .between(...beginningWith(jobKey))
    .toArray()) as BodyOfV1[];
  const newest = snapshots.at(-1);
  if (!newest) return;
  const body = bodies.find(({ digest }) => digest === newest.digest)?.body;
  const { at, error } = job.lastLookup;
  const row: StoredJob = {
    key: shelfKeyOf(jobKey),
    seenRank: -(newest.seen.at(-1) ?? 0),
    ...ranksOf(readingOfBody(body)),
    runs: snapshots.map(toRunOfV2),
    ...(body !== undefined && { body }),
    ...(error !== undefined && { failure: { at, error, profile: job.profile } }),
  };
  const no = (await transaction.table('copyJobs').add(row)) as number;
  const older = bodies.filter(({ digest }) => digest !== newest.digest);
  await transaction.table('olderBodies').bulkPut(older.map(({ digest, body: text }) => ({ no, digest, body: text })));
}

async function moveRemoved(transaction: Transaction): Promise<void> {
  const table = transaction.table('removedContents');
  const rows = (await table.toArray()) as RemovedOfV1[];
  await table.bulkPut(
    rows.map(({ id, snapshots, bodies, failures }) => ({
      id,
      jobKey: snapshots[0]?.jobKey ?? '',
      runs: snapshots.map(toRunOfV2),
      bodies: bodies.map(({ digest, body }) => ({ digest, body })),
      failures,
    })),
  );
}

function toRunOfV2({ digest, seen, timesSeen, first, last, state, outcomeKey }: SnapshotOfV1): StoredRun {
  return { digest, seen, timesSeen, first, last, outcomeKey, ...(state !== undefined && { state }) };
}
