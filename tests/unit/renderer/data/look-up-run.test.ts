import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../../src/preload/contract/error';
import { HistoryProblem, type History } from '../../../../src/renderer/src/data/history';
import { LookUpDesk } from '../../../../src/renderer/src/data/look-up-desk.svelte';
import { LookUpRun } from '../../../../src/renderer/src/data/look-up-run.svelte';
import { DEFAULT_LIMITS } from '../../../../src/renderer/src/data/sync/budget.svelte';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { fixtureWith } from '../../../component/support/fixtures';
import { once } from '../../../component/support/history';
import { hurriedBudget } from './hurried-budget';
import { failure, MainProcess } from '../../../component/support/main-process';

const REGION = 'eu-central-1';
const REQUEST = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;

const requestsOf = (ids: readonly string[]) => ids.map((copyJobId) => ({ ...REQUEST, copyJobId }));
const idOf = (number: number): string => `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;
const body = (id: string, more: object = {}): string => fixtureWith('03', { CopyJobId: id, ...more });

/** A run over `count` jobs, all of which AWS Backup knows. */
async function prepare(count: number, history?: History) {
  const main = new MainProcess();
  const kept = history ?? (await openWithoutHistory('aws'));
  const ids = Array.from({ length: count }, (_, at) => idOf(at));
  for (const id of ids) main.says(REGION, id, body(id));
  const desk = new LookUpDesk(main.api, kept);
  const run = new LookUpRun({ backend: main.api, desk, budget: hurriedBudget() }, requestsOf(ids));
  return {
    main,
    history: kept,
    ids,
    desk,
    run,
    asked: () => main.asked.map(({ copyJobId }) => copyJobId),
    states: () => run.items.map(({ state }) => state),
  };
}

test('asks a few at once, in the order given, and the next one only when one has ended', async () => {
  const { main, run, ids, asked } = await prepare(DEFAULT_LIMITS.atOnce + 3);
  const letGo = ids.map((id) => main.hold(id));
  const end = run.start();
  await expect.poll(asked).toEqual(ids.slice(0, DEFAULT_LIMITS.atOnce));
  await expect.poll(() => run.counts).toMatchObject({ asking: DEFAULT_LIMITS.atOnce, waiting: 3 });
  // A second start while it runs would ask twice.
  await run.start();
  letGo[1]!();
  await expect.poll(asked).toEqual(ids.slice(0, DEFAULT_LIMITS.atOnce + 1));
  await expect.poll(() => run.ended).toBe(1);
  expect(main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  for (const go of letGo) go();
  await end;
  expect(asked()).toEqual(ids);
  expect(run.running).toBe(false);
  const none = { waiting: 0, asking: 0, filing: 0, failed: 0, cancelled: 0, 'not-asked': 0 };
  expect(run.counts).toEqual({ ...none, answered: ids.length });
});

test('answers on their way to the disk are told apart from calls under way, which are never more than allowed', async () => {
  const history = await openWithoutHistory('aws');
  let letGo = (): void => undefined;
  const disk = new Promise<void>((go) => (letGo = go));
  const slow: History = Object.assign(Object.create(history) as History, {
    recordAll: async (...all: Parameters<History['recordAll']>) => {
      await disk;
      return history.recordAll(...all);
    },
  });
  const { main, run, ids } = await prepare(DEFAULT_LIMITS.atOnce + 3, slow);
  const held = main.hold(ids.at(-1));
  const end = run.start();
  await expect.poll(() => run.counts).toMatchObject({ asking: 1, filing: ids.length - 1, answered: 0 });
  expect(run.ended).toBe(0);
  held();
  letGo();
  await end;
  expect(run.counts).toMatchObject({ asking: 0, filing: 0, answered: ids.length });
});

test('each one is saved or filed as a look-up of its own, and tells what became of it', async () => {
  const { main, run, ids, history, desk } = await prepare(4);
  await desk.ask({ ...REQUEST, copyJobId: ids[0]! });
  await desk.ask({ ...REQUEST, copyJobId: ids[1]! });
  main.says(REGION, ids[1]!, body(ids[1]!, { State: 'COMPLETED' }));
  main.says(REGION, ids[3]!, failure('NotFound'));
  await run.start();
  expect(run.items.map((item) => (item.state === 'answered' ? item.recorded.kind : item.state))).toEqual([
    'unchanged',
    'changed',
    'new-job',
    'failed',
  ]);
  expect((await once(history.jobs({ sort: 'lastSeen', limit: 10 }))).rows).toHaveLength(3);
  expect(await once(history.recentFailures(5))).toMatchObject([{ copyJobId: ids[3], error: { code: 'NotFound' } }]);
  expect(main.asked.every(({ profile, region }) => profile.name === 'prod' && region === REGION)).toBe(true);
});

test('cancelling keeps what was answered, ends what is under way and asks no more; other look-ups go on', async () => {
  const { main, run, ids, desk, history } = await prepare(DEFAULT_LIMITS.atOnce + 4);
  const other = idOf(999);
  main.says(REGION, other, body(other));
  const letGo = main.hold();
  const single = desk.ask({ ...REQUEST, copyJobId: other });
  const first = main.hold(ids[0]);
  letGo();
  await single;
  const rest = ids.slice(1).map((id) => main.hold(id));
  const letOtherGo = main.hold(other);
  const stillAsking = desk.ask({ ...REQUEST, copyJobId: other });
  const end = run.start();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce + 1);
  first();
  await expect.poll(() => run.counts.answered).toBe(1);
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce + 1);
  run.cancel();
  await end;
  expect(run.counts).toMatchObject({ answered: 1, cancelled: ids.length - 1 });
  expect(run.retriable).toBe(ids.length - 1);
  expect(await history.findByCopyJobId(ids[0]!)).toHaveLength(1);
  // Only the look-up that was not of this run is left, and it is answered.
  await expect.poll(() => desk.inFlight).toMatchObject([{ ofRun: false, request: { copyJobId: other } }]);
  const askedBefore = main.asked.length;
  letOtherGo();
  expect(await stillAsking).toMatchObject({ ok: true });
  for (const go of rest) go();
  expect(main.asked).toHaveLength(askedBefore);
});

test('a retry asks about those without an answer, and leaves the others alone', async () => {
  const { main, run, ids, asked } = await prepare(5);
  main.says(REGION, ids[1]!, failure('Throttled'));
  main.says(REGION, ids[3]!, failure('NotFound'));
  await run.start();
  expect(run.counts).toMatchObject({ answered: 3, failed: 2 });
  main.says(REGION, ids[1]!, body(ids[1]!));
  await run.retry();
  expect(asked().slice(-2)).toEqual([ids[1], ids[3]]);
  expect(run.counts).toMatchObject({ answered: 4, failed: 1 });
  expect(run.retriable).toBe(1);
});

test.for<ErrorCode>(['CredentialsMissing', 'CredentialsExpired', 'LoginNeeded', 'MfaNeeded', 'Offline', 'TlsProblem'])(
  '%s would be the end of all: the rest is not asked, and a retry goes on with it',
  async (code) => {
    const { main, run, ids, asked, states } = await prepare(20);
    const error = failure(code, { command: 'aws sso login --profile prod' });
    for (const id of ids.slice(2)) main.says(REGION, id, error);
    await run.start();
    expect(run.stops).toEqual([{ profile: REQUEST.profile, error }]);
    expect(asked().length).toBeLessThanOrEqual(2 + DEFAULT_LIMITS.atOnce);
    expect(states().slice(0, 2)).toEqual(['answered', 'answered']);
    expect(run.counts['not-asked']).toBe(20 - asked().length);
    expect(run.counts.failed).toBe(asked().length - 2);

    for (const id of ids) main.says(REGION, id, body(id));
    await run.retry();
    expect(run.stops).toEqual([]);
    expect(run.counts.answered).toBe(20);
  },
);

test.for<ErrorCode>(['AccessDenied', 'NotFound', 'Throttled', 'Unavailable', 'TimedOut', 'NotAwsAnswer', 'Unexpected'])(
  '%s may be about one job only: the others are asked',
  async (code) => {
    const { main, run, ids } = await prepare(10);
    main.says(REGION, ids[0]!, failure(code));
    await run.start();
    expect(run.stops).toEqual([]);
    expect(run.counts).toMatchObject({ answered: 9, failed: 1 });
  },
);

test('a history that takes nothing in ends it, one that refuses a single answer does not', async () => {
  const full = await openWithoutHistory('aws');
  const { main, run, ids } = await prepare(20, full);
  main.says(REGION, ids[0]!, '{"CopyJob":null}');
  await run.start();
  expect(run.counts).toMatchObject({ answered: 19, failed: 1 });

  const refusing = Object.assign(Object.create(full) as History, {
    recordAll: () => Promise.reject(new HistoryProblem('disk-full', 'The disk is full.')),
  });
  const second = await prepare(20, refusing);
  await second.run.start();
  expect(second.run.stops).toMatchObject([
    { profile: undefined, error: { code: 'DiskFull', detail: 'HistoryProblem: The disk is full.' } },
  ]);
  const { answered, failed, 'not-asked': notAsked } = second.run.counts;
  expect({ answered, all: failed + notAsked }).toEqual({ answered: 0, all: 20 });
  // Those that were asked before the first answer came to the disk.
  expect(failed).toBeLessThanOrEqual(3 * DEFAULT_LIMITS.atOnce);
});

test('the screen is told now and then, not of each answer, and of the last one before it is at rest', async () => {
  const { run, ids } = await prepare(500);
  const shown = new Set<unknown>();
  const looking = setInterval(() => shown.add(run.items), 1);
  await run.start();
  clearInterval(looking);
  expect(run.counts.answered).toBe(ids.length);
  expect(shown.size).toBeLessThan(ids.length / 5);
});

test('thousands are asked about in bounded time, all of them once', async () => {
  const { run, ids, asked } = await prepare(2000);
  await run.start();
  expect(run.counts.answered).toBe(2000);
  expect(asked()).toEqual(ids);
});

test('throttled, a look-up is asked for again by itself', async () => {
  const { main, run, ids, asked } = await prepare(3);
  main.says(REGION, ids[1]!, failure('Throttled'));
  const first = main.hold(ids[1]);
  const end = run.start();
  await expect.poll(asked).toHaveLength(3);
  first();
  const second = main.hold(ids[1]);
  await expect.poll(asked).toHaveLength(4);
  main.says(REGION, ids[1]!, body(ids[1]!));
  second();
  await end;
  expect(run.counts.answered).toBe(3);
});

test('paused, it asks nothing new; resumed, it goes on; cancelled while paused, it ends', async () => {
  const { main, run, ids, asked } = await prepare(12);
  const letGo = main.hold();
  const end = run.start();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  run.pause();
  letGo();
  await expect.poll(() => run.ended).toBe(DEFAULT_LIMITS.atOnce);
  expect(asked()).toHaveLength(DEFAULT_LIMITS.atOnce);
  expect(run).toMatchObject({ running: true, paused: true, perSecond: undefined });
  const hold = main.hold();
  run.resume();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  run.pause();
  run.cancel();
  await end;
  hold();
  expect(run.counts).toMatchObject({ answered: DEFAULT_LIMITS.atOnce, cancelled: ids.length - DEFAULT_LIMITS.atOnce });
});

test('thousands of answers take far fewer writes than answers', async () => {
  const kept = await openWithoutHistory('aws');
  let writes = 0;
  const counting = Object.assign(Object.create(kept) as History, {
    recordAll: (observations: Parameters<History['recordAll']>[0]) => {
      writes += 1;
      return kept.recordAll(observations);
    },
  });
  const { run } = await prepare(1000, counting);
  await run.start();
  expect(run.counts.answered).toBe(1000);
  expect(writes).toBeLessThan(700);
});

test('several profiles and Regions: each job is asked where it is, and a profile that fails ends its own only', async () => {
  const main = new MainProcess();
  const history = await openWithoutHistory('aws');
  const dr = { origin: 'shared', name: 'dr' } as const;
  const west = 'us-west-2';
  const requests = Array.from({ length: 12 }, (_, at) => ({
    copyJobId: idOf(at),
    ...(at % 2 === 0 ? REQUEST : { profile: dr, region: west }),
  }));
  for (const { copyJobId, region } of requests) main.says(region, copyJobId, body(copyJobId));
  const expired = failure('CredentialsExpired');
  for (const { copyJobId } of requests) main.says(west, copyJobId, expired);
  const run = new LookUpRun(
    { backend: main.api, desk: new LookUpDesk(main.api, history), budget: hurriedBudget() },
    requests,
  );
  expect(run.places).toEqual([REQUEST, { profile: dr, region: west }]);
  await run.start();
  expect(run.stops).toEqual([{ profile: dr, error: expired }]);
  expect(run.items.filter(({ request }) => request.region === REGION).every(({ state }) => state === 'answered')).toBe(
    true,
  );
  expect(run.counts.answered + run.counts.failed + run.counts['not-asked']).toBe(12);
  expect(run.counts['not-asked']).toBeGreaterThan(0);
  for (const { copyJobId } of requests) main.says(west, copyJobId, body(copyJobId));
  await run.retry();
  expect(run.stops).toEqual([]);
  expect(run.counts.answered).toBe(12);
  const askedWest = main.asked.filter(({ region }) => region === west);
  expect(askedWest.every(({ profile }) => profile.name === 'dr')).toBe(true);
});

test('paused, it stays so when a profile ends: the others are asked only once it is resumed', async () => {
  const main = new MainProcess();
  const dr = { origin: 'shared', name: 'dr' } as const;
  const requests = Array.from({ length: 12 }, (_, at) => ({
    copyJobId: idOf(at),
    ...(at < DEFAULT_LIMITS.atOnce ? { profile: dr, region: REGION } : REQUEST),
  }));
  for (const { copyJobId } of requests) main.says(REGION, copyJobId, body(copyJobId));
  main.says(REGION, idOf(0), failure('CredentialsExpired'));
  const desk = new LookUpDesk(main.api, await openWithoutHistory('aws'));
  const run = new LookUpRun({ backend: main.api, desk, budget: hurriedBudget() }, requests);
  const letGo = main.hold();
  const end = run.start();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  run.pause();
  letGo();
  await expect.poll(() => run.stops.length).toBe(1);
  await expect.poll(() => run.ended).toBe(DEFAULT_LIMITS.atOnce);
  expect(run.paused).toBe(true);
  expect(main.asked).toHaveLength(DEFAULT_LIMITS.atOnce);
  run.resume();
  await end;
  expect(run.counts).toMatchObject({ answered: requests.length - 1, failed: 1 });
});
