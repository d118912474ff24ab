import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { HistoryProblem, type SnapshotRow } from '../../src/renderer/src/data/history';
import {
  answer,
  bodyOf,
  errorOf,
  failureAt,
  fixture,
  follow,
  JOB_ID,
  KEY,
  KINDS,
  newHistory,
  once,
  PROFILE,
} from './support/world';

const times = (rows: readonly SnapshotRow[]) =>
  rows.map(({ state, firstSeen, lastSeen, timesSeen }) => ({ state, firstSeen, lastSeen, timesSeen }));

describe.each(KINDS)('history in %s', (kind) => {
  test('keeps the body exactly as received', async () => {
    const history = await newHistory(kind);
    const body = fixture('22-edge-unknown-state-and-member');
    const { snapshotId, kind: what } = await history.record(answer(1000, body));
    expect(what).toBe('new-job');
    expect(await history.body(snapshotId)).toBe(body);
  });

  test('makes no new snapshot of an equal answer, however it is written', async () => {
    const history = await newHistory(kind);
    const first = await history.record(answer(1000, '{"CopyJob":{"CopyJobId":"A","AccountId":"1","N":1.50}}'));
    const second = await history.record(answer(2000, '{ "CopyJob": {"AccountId":"1","N":15e-1,"CopyJobId":"A"} }'));
    expect(second).toEqual({ ...first, kind: 'unchanged', snapshotCount: 1 });
    const [row, ...others] = await once(history.snapshots(first.jobKey));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ firstSeen: 1000, lastSeen: 2000, timesSeen: 2 });
    expect(row?.first.requestId).toBe('request-1000');
    expect(row?.last.requestId).toBe('request-2000');
    expect(await history.body(first.snapshotId)).toContain('1.50');
  });

  test('an equal answer within the same millisecond changes nothing', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    expect(await history.record(answer(1000))).toMatchObject({ kind: 'unchanged', snapshotCount: 1 });
  });

  test('makes a new snapshot when anything changes, even a digit beyond 2^53', async () => {
    const history = await newHistory(kind);
    const size = (digits: string) =>
      `{"CopyJob":{"CopyJobId":"${JOB_ID}","AccountId":"1","BackupSizeInBytes":${digits}}}`;
    await history.record(answer(1000, size('9007199254740992')));
    const { kind: what, jobKey } = await history.record(answer(2000, size('9007199254740993')));
    expect(what).toBe('changed');
    expect(await once(history.snapshots(jobKey))).toHaveLength(2);
  });

  test('gives all bodies of a job at once, each content once, and those of no other job', async () => {
    const history = await newHistory(kind);
    const bodies = ['CREATED', 'RUNNING', 'CREATED', 'COMPLETED'].map((State) => bodyOf({ State }));
    for (const [at, body] of bodies.entries()) await history.record(answer(1000 + at, body));
    await history.record(answer(1000, bodyOf({ CopyJobId: 'ANOTHER' })));
    const rows = await once(history.snapshots(KEY));
    const found = await history.bodies(KEY);
    expect(rows.map(({ digest }) => found.get(digest))).toEqual([...bodies].reverse());
    expect(found.size).toBe(3);
    expect(await history.bodies('111122223333/eu-central-1/NOBODY')).toEqual(new Map());
    expect(await history.bodies('no key')).toEqual(new Map());
  });

  test('comes back to an earlier content as a snapshot of its own', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000, bodyOf({ State: 'CREATED' })));
    await history.record(answer(2000, bodyOf({ State: 'RUNNING' })));
    await history.record(answer(3000, bodyOf({ State: 'CREATED' })));
    const rows = await once(history.snapshots(KEY));
    expect(rows.map((row) => row.state)).toEqual(['CREATED', 'RUNNING', 'CREATED']);
    expect(new Set(rows.map((row) => row.id)).size).toBe(3);
  });

  test('puts a late answer where it belongs, and keeps the list on the newest', async () => {
    const history = await newHistory(kind);
    await history.record(answer(3000, bodyOf({ State: 'COMPLETED', CompletionDate: 1790000060 })));
    await history.record(answer(1000, bodyOf({ State: 'CREATED' })));
    await history.record(answer(2000, bodyOf({ State: 'RUNNING' })));
    await history.record(answer(1500, bodyOf({ State: 'CREATED' })));
    expect(times(await once(history.snapshots(KEY)))).toEqual([
      { state: 'COMPLETED', firstSeen: 3000, lastSeen: 3000, timesSeen: 1 },
      { state: 'RUNNING', firstSeen: 2000, lastSeen: 2000, timesSeen: 1 },
      { state: 'CREATED', firstSeen: 1000, lastSeen: 1500, timesSeen: 2 },
    ]);
    const job = await once(history.job(KEY));
    expect(job).toMatchObject({
      state: 'COMPLETED',
      outcomeKey: 'completed',
      firstSeen: 1000,
      lastSeen: 3000,
      timesSeen: 4,
      snapshotCount: 3,
      durationMs: 60_000,
    });
  });

  test('a late answer that differs cuts a snapshot in two', async () => {
    const history = await newHistory(kind);
    const running = bodyOf({ State: 'RUNNING' });
    for (const at of [1000, 2000, 4000]) await history.record(answer(at, running));
    const { kind: what } = await history.record(answer(3000, bodyOf({ State: 'CREATED' })));
    expect(what).toBe('changed');
    const rows = await once(history.snapshots(KEY));
    expect(times(rows)).toEqual([
      { state: 'RUNNING', firstSeen: 4000, lastSeen: 4000, timesSeen: 1 },
      { state: 'CREATED', firstSeen: 3000, lastSeen: 3000, timesSeen: 1 },
      { state: 'RUNNING', firstSeen: 1000, lastSeen: 2000, timesSeen: 2 },
    ]);
    for (const row of rows) expect(await history.body(row.id)).toBeDefined();
  });

  test('many answers at once leave one consistent history', async () => {
    const history = await newHistory(kind);
    const states = ['CREATED', 'RUNNING', 'RUNNING', 'RUNNING', 'COMPLETED', 'COMPLETED'];
    const order = [3, 0, 5, 1, 4, 2];
    await Promise.all(order.map((at) => history.record(answer(at, bodyOf({ State: states[at] })))));
    expect(times(await once(history.snapshots(KEY)))).toEqual([
      { state: 'COMPLETED', firstSeen: 4, lastSeen: 5, timesSeen: 2 },
      { state: 'RUNNING', firstSeen: 1, lastSeen: 3, timesSeen: 3 },
      { state: 'CREATED', firstSeen: 0, lastSeen: 0, timesSeen: 1 },
    ]);
    expect(await once(history.outcomeTotals())).toEqual([{ outcomeKey: 'completed', jobs: 1 }]);
  });

  test('the same id in two accounts and in two Regions is three jobs', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    await history.record(answer(1001, bodyOf({ AccountId: '444455556666' })));
    await history.record(answer(1002, bodyOf(), { region: 'us-east-1' }));
    expect((await history.findByCopyJobId(JOB_ID)).map((row) => row.jobKey).sort()).toEqual(
      [KEY, `444455556666/eu-central-1/${JOB_ID}`, `111122223333/us-east-1/${JOB_ID}`].sort(),
    );
    expect(await history.findByCopyJobId(JOB_ID, 'us-east-1')).toHaveLength(1);
  });

  test('files nothing that holds no copy job, or another one than was asked for', async () => {
    const history = await newHistory(kind);
    for (const body of ['', '<html></html>', '{}', '{"CopyJobs":[]}', '{"CopyJob":null}', '{"CopyJob":[1]}']) {
      await expect(history.record({ ...answer(1000), body })).rejects.toMatchObject({ code: 'unreadable-body' });
    }
    const wrong = history.record({ ...answer(1000), copyJobId: 'another' });
    await expect(wrong).rejects.toBeInstanceOf(HistoryProblem);
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-job' });
    const page = await once(history.jobs({ sort: 'lastSeen', limit: 10 }));
    expect(page.rows).toEqual([]);
  });

  test('a body without an account is filed under the one in its ARNs, else under "unknown"', async () => {
    const history = await newHistory(kind);
    const vault = 'arn:aws-cn:backup:cn-north-1:777788889999:backup-vault:prod';
    const one = await history.record(answer(1, bodyOf({ AccountId: undefined, SourceBackupVaultArn: vault })));
    expect(one.jobKey).toBe(`777788889999/eu-central-1/${JOB_ID}`);
    const two = await history.record(answer(1, bodyOf({ AccountId: undefined })));
    expect(two.jobKey).toBe(`unknown/eu-central-1/${JOB_ID}`);
  });

  test('a failed lookup leaves every snapshot alone and is the job’s last lookup', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    const before = await once(history.snapshots(KEY));
    await history.recordFailure({
      ...failureAt(2000, errorOf('NotFound')),
      profile: { origin: 'shared', name: 'other' },
    });
    expect(await once(history.snapshots(KEY))).toEqual(before);
    expect(await once(history.job(KEY))).toMatchObject({
      lastSeen: 1000,
      // Whoever asked in vain is no reason to ask with that profile from now on.
      lastLookup: { at: 2000, outcome: 'failed', error: { code: 'NotFound' }, profile: { name: 'other' } },
      profile: PROFILE,
    });
    await history.record(answer(3000));
    expect(await once(history.job(KEY))).toMatchObject({ lastLookup: { at: 3000, outcome: 'answered' } });
  });

  test('a failure belongs to the job whatever the letter case that was typed', async () => {
    const history = await newHistory(kind);
    const typed = JOB_ID.toLowerCase();
    await history.recordFailure({ ...failureAt(500, errorOf('NotFound')), copyJobId: typed });
    await history.record(answer(1000));
    expect(await history.findByCopyJobId(typed, 'eu-central-1')).toMatchObject([{ jobKey: KEY }]);
    expect(await history.findByCopyJobId(typed, 'us-east-1')).toEqual([]);
    await history.recordFailure({ ...failureAt(2000), copyJobId: typed });
    await history.recordFailure({ ...failureAt(3000), copyJobId: JOB_ID });
    await history.recordFailure({ ...failureAt(4000), copyJobId: `${JOB_ID.slice(0, -4)}926e`, jobKey: KEY });
    expect(await once(history.job(KEY))).toMatchObject({ lastLookup: { at: 4000, outcome: 'failed' } });
    expect(await once(history.failures(KEY))).toMatchObject([
      { copyJobId: JOB_ID, jobKey: KEY, firstAt: 2000, lastAt: 4000, times: 3 },
      { copyJobId: typed, firstAt: 500 },
    ]);
    await history.removeJob(KEY);
    expect(await once(history.recentFailures(5))).toEqual([]);
  });

  test('where ids differ by letter case alone, the exact one is meant, and without one nobody’s', async () => {
    const history = await newHistory(kind);
    for (const id of ['Ab', 'AB']) await history.record(answer(1000, bodyOf({ CopyJobId: id })));
    const found = async (id: string) => (await history.findByCopyJobId(id)).map((row) => row.copyJobId);
    expect(await found('Ab')).toEqual(['Ab']);
    expect(await found('AB')).toEqual(['AB']);
    expect(new Set(await found('ab'))).toEqual(new Set(['Ab', 'AB']));
    expect(await found('abc')).toEqual([]);
    await history.recordFailure({ ...failureAt(2000), copyJobId: 'ab' });
    await history.recordFailure({ ...failureAt(3000), copyJobId: 'Ab' });
    const failures = await once(history.recentFailures(5));
    expect(failures.map(({ copyJobId, jobKey }) => [copyJobId, jobKey])).toEqual([
      ['Ab', '111122223333/eu-central-1/Ab'],
      ['ab', undefined],
    ]);
  });

  test('equal failures in a row are one, unless AWS answered between them', async () => {
    const history = await newHistory(kind);
    await history.recordFailure(failureAt(100));
    await history.recordFailure(failureAt(200));
    await history.recordFailure(failureAt(300, errorOf('TimedOut')));
    await history.recordFailure(failureAt(400));
    await history.record(answer(500));
    await history.recordFailure(failureAt(600));
    await history.recordFailure(failureAt(700));
    const failures = await once(history.failures(KEY));
    expect(failures.map(({ error, firstAt, lastAt, times: n }) => [error.code, firstAt, lastAt, n])).toEqual([
      ['Offline', 600, 700, 2],
      ['Offline', 400, 400, 1],
      ['TimedOut', 300, 300, 1],
      ['Offline', 100, 200, 2],
    ]);
    expect((await once(history.recentFailures(2))).map((row) => row.firstAt)).toEqual([600, 400]);
    await history.record(answer(800));
    await history.recordFailure(failureAt(900));
    expect((await once(history.failures(KEY)))[0]).toMatchObject({ firstAt: 900, times: 1 });
  });

  test('live queries answer again after each change, and only "loading" comes at once', async () => {
    const history = await newHistory(kind);
    const jobs = follow(history.jobs({ sort: 'lastSeen', limit: 10 }));
    const job = follow(history.job(KEY));
    const snapshots = follow(history.snapshots(KEY));
    const failures = follow(history.failures(KEY));
    const totals = follow(history.outcomeTotals());
    expect(jobs.states).toEqual([{ status: 'loading' }]);
    await jobs.until((page) => page.rows.length === 0);
    await job.until((row) => row === undefined);
    await failures.until((rows) => rows.length === 0);
    await history.record(answer(1000));
    await jobs.until((page) => page.rows[0]?.outcomeKey === 'running');
    await snapshots.until((rows) => rows.length === 1);
    await totals.until((rows) => rows[0]?.outcomeKey === 'running');
    await history.record(answer(2000, bodyOf({ State: 'FAILED' })));
    await job.until((row) => row?.state === 'FAILED');
    await jobs.until((page) => page.rows[0]?.outcomeKey === 'failed');
    await snapshots.until((rows) => rows.length === 2);
    await totals.until((rows) => rows.length === 1 && rows[0]?.outcomeKey === 'failed' && rows[0].jobs === 1);
    await history.recordFailure(failureAt(3000));
    await failures.until((rows) => rows.length === 1);
    await job.until((row) => row?.lastLookup.outcome === 'failed');
  });

  test('a live list notices what it read last as well as what it read first', async () => {
    const history = await newHistory(kind);
    const list = follow(history.jobs({ sort: 'createdAt', limit: 10, outcomes: ['failed', 'running', 'created'] }));
    await list.until((page) => page.rows.length === 0);
    const states = ['CREATED', 'FAILED', 'RUNNING', 'CREATED'];
    for (const [index, State] of states.entries()) {
      await history.record(answer(index, bodyOf({ State, CopyJobId: `JOB-${index}` })));
      await list.until((page) => page.rows.length === index + 1);
    }
  });

  test('preferences are kept with the history', async () => {
    const history = await newHistory(kind);
    expect(await history.preference('columns')).toBeUndefined();
    await history.setPreference('columns', ['state', 'size']);
    expect(await history.preference('columns')).toEqual(['state', 'size']);
  });
});
