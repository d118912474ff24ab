import { expect, test } from 'vitest';
import type { JobRow } from '../../../../../src/renderer/src/data/history';
import { followedAfter, MOST_FOLLOWED } from '../../../../../src/renderer/src/data/follow/followed-jobs';
import { NOTED_EVERY_MS } from '../../../../../src/renderer/src/data/follow/gap-keeper';
import { MINUTE_MS, SECOND_MS } from '../../../../../src/renderer/src/domain/durations';
import { LONGEST_MS } from '../../../../../src/renderer/src/domain/follow/pace';
import { rhythm, standstillText } from '../../../../../src/renderer/src/follow/follow-words';
import { answer, once } from '../../../../component/support/history';
import { failure } from '../../../../component/support/main-process';
import { FakeClock, followWorld, jobBody, keyOf, PROFILE, REGION, START } from './world';

const HOUR_MS = 60 * MINUTE_MS;

/** A world in which some jobs are watched, and how often each was asked about. */
async function watching(...ids: readonly string[]) {
  const world = await followWorld();
  for (const id of ids) await world.seen(id);
  await world.following.start();
  for (const id of ids) world.watchJob(id);
  const times = (id: string): number => world.main.asked.filter(({ copyJobId }) => copyJobId === id).length;
  const all = (said: Parameters<typeof world.main.says>[2]): void => {
    for (const id of ids) world.main.says(REGION, id, said);
  };
  return { ...world, times, all };
}

test.each(['NotAwsAnswer', 'InvalidInput', 'Unexpected', 'AccessDenied'] as const)(
  'a job that alone fails with %s holds nobody up, is no gap, and is not asked for ever',
  async (code) => {
    const { main, clock, following, gaps, times } = await watching('A', 'B', 'C');
    main.says(REGION, 'A', failure(code));
    await clock.pass(5 * MINUTE_MS);
    expect(following.follower.standstill.troubles.size).toBe(0);
    for (const id of ['A', 'B', 'C']) expect(await gaps(id)).toEqual([]);
    expect(times('B')).toBeGreaterThan(5);
    expect(times('A')).toBeGreaterThan(0);
    expect(times('A')).toBeLessThanOrEqual(times('B'));
  },
);

test('an answer about another job than the one that was asked about is that job’s own failure', async () => {
  const { main, clock, following, gaps, times } = await watching('A', 'B');
  main.says(REGION, 'A', jobBody('X'));
  await clock.pass(5 * MINUTE_MS);
  expect(following.follower.standstill.troubles.size).toBe(0);
  expect(await gaps('B')).toEqual([]);
  expect(times('B')).toBeGreaterThan(5);
});

test('a refusal that each job of a place has met is the place’s: tried every ten minutes, with another job each time', async () => {
  const { main, clock, following, gaps, times, all } = await watching('A', 'B');
  all(failure('AccessDenied'));
  await clock.pass(MINUTE_MS);
  expect([...following.follower.standstill.troubles.values()]).toMatchObject([{ why: 'refused' }]);
  expect(await gaps('A')).toMatchObject([{ why: 'refused', open: 1 }]);
  const before = [times('A'), times('B')];
  await clock.pass(2 * LONGEST_MS);
  expect([times('A'), times('B')]).toEqual(before.map((count) => count + 1));
  main.says(REGION, 'B', jobBody('B'));
  await clock.pass(2 * LONGEST_MS);
  expect(following.follower.standstill.troubles.size).toBe(0);
});

test('after trouble each job has its turn to show whether it is over', async () => {
  const { main, history, clock, all } = await watching('A', 'B', 'C');
  all(failure('Offline'));
  await clock.pass(MINUTE_MS);
  const back = clock.time;
  main.says(REGION, 'A', failure('TimedOut'));
  for (const id of ['B', 'C']) main.says(REGION, id, jobBody(id));
  await clock.pass(5 * MINUTE_MS);
  for (const id of ['B', 'C']) expect((await once(history.job(keyOf(id))))!.lastSeen).toBeGreaterThan(back);
});

test('calls that fail together are one failure: the first retry comes after five seconds', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `J${index}`);
  const { clock, following, all, main } = await watching(...ids);
  all(failure('Offline'));
  await clock.pass(14 * SECOND_MS);
  const [trouble] = following.follower.standstill.troubles.values();
  expect(trouble).toMatchObject({ why: 'offline', failures: 1 });
  expect(trouble!.retryAt! - trouble!.since).toBe(5 * SECOND_MS);
  const asked = main.asked.length;
  await clock.pass(5 * SECOND_MS);
  expect(main.asked).toHaveLength(asked + 1);
  expect([...following.follower.standstill.troubles.values()]).toMatchObject([{ failures: 2 }]);
});

test('a gap ends where the app is closed; from there on it was closed', async () => {
  const first = await watching('A');
  first.all(failure('Offline'));
  await first.clock.pass(HOUR_MS);
  await first.following.close();
  const closedAt = first.clock.time;
  expect(await first.gaps('A')).toMatchObject([{ why: 'offline', until: closedAt }]);

  const clock = new FakeClock();
  clock.time = closedAt + 5 * HOUR_MS;
  const second = await followWorld(first.history, clock);
  second.main.says(REGION, 'A', jobBody('A'));
  await second.following.start();
  await clock.pass(10 * SECOND_MS);
  await expect.poll(async () => (await second.gaps('A'))[1]?.until).toBeGreaterThanOrEqual(closedAt + 5 * HOUR_MS);
  const gaps = await second.gaps('A');
  expect(gaps).toMatchObject([
    { why: 'offline', until: closedAt },
    { why: 'closed', from: closedAt },
  ]);
  expect(gaps.every(({ open }) => open === undefined)).toBe(true);
});

test('after a crash a gap ends when the app was last known to run', async () => {
  const first = await watching('A');
  first.all(failure('LoginNeeded'));
  await first.clock.pass(HOUR_MS);
  const crashedAt = first.clock.time;

  const clock = new FakeClock();
  clock.time = crashedAt + 5 * HOUR_MS;
  const second = await followWorld(first.history, clock);
  second.main.says(REGION, 'A', failure('Offline'));
  await second.following.start();
  await clock.pass(10 * SECOND_MS);
  await expect.poll(() => second.gaps('A')).toHaveLength(3);
  const [before, closed, now] = await second.gaps('A');
  expect(before).toMatchObject({ why: 'signed-out' });
  expect(before!.until).toBeLessThanOrEqual(crashedAt);
  expect(before!.until).toBeGreaterThanOrEqual(crashedAt - NOTED_EVERY_MS - SECOND_MS);
  expect(closed).toMatchObject({ why: 'closed', from: before!.until });
  // And what keeps anybody from asking now is not that it was closed.
  expect(now).toMatchObject({ why: 'offline', from: closed!.until, open: 1 });
});

test('a sleep within a gap is a gap of its own', async () => {
  const { clock, following, gaps, all } = await watching('A');
  all(failure('Offline'));
  await clock.pass(HOUR_MS);
  const sleptAt = clock.time;
  following.follower.sleep(sleptAt);
  clock.jump(8 * HOUR_MS);
  all(jobBody('A'));
  following.follower.wake();
  await clock.pass(SECOND_MS);
  await expect
    .poll(() => gaps('A'))
    .toMatchObject([
      { why: 'offline', until: sleptAt },
      { why: 'asleep', from: sleptAt, until: expect.any(Number) as number },
    ]);
});

test('the badge goes when the history is closed', async () => {
  const { main, clock, following } = await watching('A');
  await clock.pass(SECOND_MS);
  expect(main.badge).toBe(1);
  await following.close();
  expect(main.badge).toBe(0);
});

test('a watch over several places is held up only if all of them are; else it counts them', async () => {
  const { main, clock, following, seen } = await followWorld();
  await seen('A');
  await seen('B', 0, 'us-east-1');
  await following.start();
  following.watch({ kind: 'unfinished' });
  await clock.pass(SECOND_MS);
  main.says('us-east-1', 'B', failure('Offline'));
  await clock.pass(HOUR_MS);
  const [watch] = following.watches;
  const some = following.summaryOf(watch!);
  expect(some).toMatchObject({ places: 2, notAsked: 1, trouble: undefined, paused: false });
  expect(standstillText(some)).toBe('1 of 2 places is not asked at present.');
  expect(rhythm(some, clock.time)).toMatch(/, next in /);

  main.says(REGION, 'A', failure('LoginNeeded'));
  await clock.pass(HOUR_MS);
  // The whole profile waits for somebody.
  const all = following.summaryOf(watch!);
  expect(all).toMatchObject({
    places: 2,
    notAsked: 2,
    trouble: { why: 'signed-out' },
    nextAt: undefined,
    paused: true,
  });
  expect(standstillText(all)).toMatch(/^Paused: the profile needs you\. /);
});

test('a job that ends while what is followed is read anew is told of once', async () => {
  const { history, clock, following, seen, told } = await followWorld();
  for (const id of ['A', 'B']) await seen(id);
  await following.start();
  following.watch({ kind: 'unfinished' });
  await clock.pass(SECOND_MS);
  // The answer is filed before the reading looks, and told of before it is done.
  const filed = history.record(
    answer(jobBody('A', 'FAILED'), clock.time + 1, { profile: PROFILE, region: REGION, copyJobId: 'A' }),
  );
  for (let times = 0; times < 20; times += 1) {
    following.watch({ kind: 'view', viewId: `own-${times}`, title: 'Any', filter: { text: '', tokens: [] } });
    await Promise.resolve();
  }
  await filed;
  await clock.pass(5 * SECOND_MS);
  expect(told).toEqual(['Failed: A']);
  expect([...following.jobs.keys()]).toEqual([keyOf('B')]);
});

test('where more jobs are chosen than can be followed, they are read anew as some come and end', () => {
  const row = (id: string, outcomeKind: JobRow['outcomeKind'] = 'running'): JobRow =>
    ({ jobKey: keyOf(id), outcomeKind, lastLookup: { at: START } }) as unknown as JobRow;
  const watches = [{ id: 'unfinished', target: { kind: 'unfinished' }, since: START }] as const;
  const full = new Map(
    Array.from({ length: MOST_FOLLOWED }, (_, index) => {
      const one = row(`J${index}`);
      return [one.jobKey, { row: one, watchIds: ['unfinished'] }] as const;
    }),
  );
  const after = (...put: readonly JobRow[]) => followedAfter(full, { put, removed: [] }, watches, START);
  expect(after(row('J1'))).toMatchObject({ stale: false, ends: [] });
  expect(after(row('NEW')).stale).toBe(true);
  expect(after(row('J1', 'failed')).stale).toBe(true);
});
