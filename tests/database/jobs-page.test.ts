import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import type { History, JobsQuery } from '../../src/renderer/src/data/history';
import { answer, bodyOf, fixture, KINDS, newEngine, newHistory, once } from './support/world';

const STATES = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'SUSPENDED'] as const;

/** Jobs number 0 to `count - 1`: seen in this order, created in the opposite one, states in turn. */
async function fill(history: History, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const body = bodyOf({
      CopyJobId: `JOB-${n}`,
      State: STATES[n % STATES.length],
      CreationDate: n === 3 ? undefined : 1_800_000_000 - n,
      ResourceName: `volume ${n}`,
    });
    await history.record(answer(10_000 + n, body));
  }
}

const ids = async (history: History, query: Partial<JobsQuery>) => {
  const page = await once(history.jobs({ sort: 'lastSeen', limit: 100, ...query }));
  return page.rows.map((row) => Number(row.copyJobId.slice('JOB-'.length)));
};

describe.each(KINDS)('list of jobs in %s', (kind) => {
  test('newest first by the last answer, or by creation with undated jobs last', async () => {
    const history = await newHistory(kind);
    await fill(history, 7);
    expect(await ids(history, {})).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(await ids(history, { sort: 'createdAt' })).toEqual([0, 1, 2, 4, 5, 6, 3]);
  });

  test('the limit grows without gaps or repeats, and says when there is more', async () => {
    const history = await newHistory(kind);
    await fill(history, 7);
    for (const limit of [1, 3, 6]) {
      const page = await once(history.jobs({ sort: 'lastSeen', limit }));
      expect(page).toMatchObject({ more: true, damaged: 0 });
      expect(page.rows).toHaveLength(limit);
    }
    expect((await once(history.jobs({ sort: 'lastSeen', limit: 7 }))).more).toBe(false);
  });

  test('several outcomes are merged in order; unknown states can be filtered too', async () => {
    const history = await newHistory(kind);
    await fill(history, 12);
    expect(await ids(history, { outcomes: ['failed', 'created'] })).toEqual([10, 8, 5, 3, 0]);
    expect(await ids(history, { outcomes: ['other:SUSPENDED'], sort: 'createdAt' })).toEqual([4, 9]);
    expect(await ids(history, { outcomes: ['failed', 'created'], limit: 2 })).toEqual([10, 8]);
    expect(await ids(history, { outcomes: ['partial'] })).toEqual([]);
    expect(await once(history.outcomeTotals())).toEqual(
      expect.arrayContaining([
        { outcomeKey: 'created', jobs: 3 },
        { outcomeKey: 'other:SUSPENDED', jobs: 2 },
      ]),
    );
  });

  test('text narrows to jobs with all the words, in any member people know', async () => {
    const history = await newHistory(kind);
    await fill(history, 3);
    const file = '02-ec2-failed-access-denied-xaccount';
    await history.record(answer(20_000, fixture(file)));
    const { CopyJob } = JSON.parse(fixture(file)) as { CopyJob: Record<string, string> };
    const found = async (text: string) =>
      (await once(history.jobs({ sort: 'lastSeen', limit: 10, text }))).rows.map((row) => row.copyJobId);
    const vault = CopyJob['DestinationBackupVaultArn']!.split(':').at(-1)!;
    for (const text of [
      CopyJob['CopyJobId']!.toLowerCase(),
      'ec2 FAILED',
      `  ${vault}   444455556666 `,
      'trying to call aws',
      'access_denied',
    ]) {
      expect(await found(text), text).toEqual([CopyJob['CopyJobId']]);
    }
    expect(await found('job-1 volume')).toEqual(['JOB-1']);
    expect(await found('volume nowhere')).toEqual([]);
  });
});

test('filtering reads on through as many rows as it takes', async () => {
  const db = await openDatabase('copytrail', newEngine());
  const history = new StoredHistory('aws', 'copytrail', new DexieStore(db));
  await history.record(answer(1, bodyOf({ CopyJobId: 'NEEDLE', ResourceName: 'needle' })));
  await history.recordAll(
    Array.from({ length: 1100 }, (_, n) =>
      answer(10 + (n % 3), bodyOf({ CopyJobId: `HAY-${n}`, ResourceName: 'hay' })),
    ),
  );
  const page = await once(history.jobs({ sort: 'lastSeen', limit: 1, text: 'needle' }));
  expect(page.rows.map((row) => row.copyJobId)).toEqual(['NEEDLE']);
  expect(page.more).toBe(false);
  expect((await once(history.jobs({ sort: 'lastSeen', limit: 1000 }))).rows).toHaveLength(1000);
  history.close();
});
