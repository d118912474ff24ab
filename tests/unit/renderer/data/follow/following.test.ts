import { expect, test } from 'vitest';
import { LIST_FROM } from '../../../../../src/renderer/src/data/follow/follower';
import { MINUTE_MS, SECOND_MS } from '../../../../../src/renderer/src/domain/durations';
import { LONGEST_MS, SHORTEST_MS } from '../../../../../src/renderer/src/domain/follow/pace';
import { placeKeyOf } from '../../../../../src/renderer/src/data/sync/place';
import { answer, once } from '../../../../component/support/history';
import { failure } from '../../../../component/support/main-process';
import { FakeClock, followWorld, jobBody, keyOf, PROFILE, REGION, START } from './world';

test('a watched job is asked about until it ends; the end is told once, and an equal answer is no snapshot', async () => {
  const { main, history, clock, following, seen, watchJob, told } = await followWorld();
  await seen('A');
  await following.start();
  watchJob('A');
  await clock.pass(MINUTE_MS);
  const asked = main.asked.length;
  expect(asked).toBeGreaterThan(3);
  expect(main.asked.every(({ background }) => background === true)).toBe(true);
  expect(await once(history.snapshots(keyOf('A')))).toHaveLength(1);
  expect(main.badge).toBe(1);

  main.says(REGION, 'A', jobBody('A', 'FAILED', { StatusMessage: 'No key', CompletionDate: START / 1000 }));
  await clock.pass(MINUTE_MS);
  expect(told).toEqual(['Failed: A']);
  expect(main.notices).toEqual([{ title: 'Failed: A', body: 'eu-central-1, after 1 m. No key', jobKey: keyOf('A') }]);
  expect(following.watches).toEqual([]);
  expect(following.ended).toMatchObject([{ jobKey: keyOf('A'), kind: 'failed' }]);
  expect(main.badge).toBe(0);
  const after = main.asked.length;
  await clock.pass(10 * LONGEST_MS);
  expect(main.asked).toHaveLength(after);
});

test('questions become rarer with the age of a job, within their bounds', async () => {
  const { main, clock, following, seen, watchJob } = await followWorld();
  await seen('YOUNG');
  await seen('OLD', 0, REGION, jobBody('OLD', 'RUNNING', { CreationDate: START / 1000 - 86_400 }));
  await following.start();
  watchJob('YOUNG');
  watchJob('OLD');
  await clock.pass(LONGEST_MS * 2 + SECOND_MS);
  const times = (id: string): number => main.asked.filter(({ copyJobId }) => copyJobId === id).length;
  expect(times('OLD')).toBe(2);
  expect(times('YOUNG')).toBeGreaterThan(8);
  expect(times('YOUNG')).toBeLessThan((LONGEST_MS * 2) / SHORTEST_MS);
});

test('a job that AWS no longer knows, and one of an unknown state with a completion date, have ended', async () => {
  const { main, clock, following, seen, watchJob } = await followWorld();
  await seen('GONE');
  await seen('ODD');
  await following.start();
  watchJob('GONE');
  watchJob('ODD');
  main.says(REGION, 'GONE', failure('NotFound', { mayRetry: false }));
  main.says(REGION, 'ODD', jobBody('ODD', 'ABORTED', { CompletionDate: START / 1000 }));
  await clock.pass(MINUTE_MS);
  expect(following.jobs.size).toBe(0);
  expect(main.notices).toEqual([
    {
      title: '1 copy job ended, 1 with issues, 1 no longer known to AWS Backup',
      body: 'No longer known to AWS Backup: GONE; Ended as ABORTED: ODD',
    },
  ]);
});

test('expired credentials: one attempt, then silence until somebody goes on; the time between is a gap', async () => {
  const { main, clock, following, seen, watchJob, gaps } = await followWorld();
  for (const id of ['A', 'B', 'C']) await seen(id);
  await following.start();
  for (const id of ['A', 'B', 'C']) watchJob(id);
  await clock.pass(MINUTE_MS);
  const expired = failure('CredentialsExpired', { command: 'aws sso login --profile prod' });
  for (const id of ['A', 'B', 'C']) main.says(REGION, id, expired);
  await clock.pass(MINUTE_MS);
  const asked = main.asked.length;
  expect([...following.follower.standstill.paused.values()].map(({ trouble }) => trouble.error)).toEqual([expired]);
  await clock.pass(10 * LONGEST_MS);
  expect(main.asked).toHaveLength(asked);
  expect(await gaps('A')).toMatchObject([{ why: 'signed-out', open: 1 }]);

  // Going on with keys that are still spent costs one call.
  following.follower.resume();
  await clock.pass(MINUTE_MS);
  expect(main.asked).toHaveLength(asked + 1);
  expect(main.asked.at(-1)?.background).toBeUndefined();
  for (const id of ['A', 'B', 'C']) main.says(REGION, id, jobBody(id));
  following.follower.resume();
  await clock.pass(SECOND_MS);
  expect(main.asked).toHaveLength(asked + 4);
  const [gap] = await gaps('A');
  expect(gap).toMatchObject({ why: 'signed-out' });
  expect(gap?.open).toBeUndefined();
  expect(gap!.until! - gap!.from).toBeGreaterThan(10 * LONGEST_MS);
});

test('a profile that can be used again is gone on with by itself, and never asks for a code', async () => {
  const { main, clock, following, seen, watchJob, usable } = await followWorld();
  await seen('A');
  main.says(REGION, 'A', failure('LoginNeeded'));
  await following.start();
  watchJob('A');
  await clock.pass(MINUTE_MS);
  following.follower.resumeUsable();
  expect(following.follower.standstill.paused.size).toBe(1);
  usable.value = true;
  main.says(REGION, 'A', jobBody('A'));
  following.follower.resumeUsable();
  await clock.pass(SECOND_MS);
  expect(following.follower.standstill.paused.size).toBe(0);
  expect(main.asked.every(({ background }) => background === true)).toBe(true);
});

test('without a network it backs off, doubling; it is back at once when the network is', async () => {
  const { main, clock, following, seen, watchJob, gaps } = await followWorld();
  await seen('A');
  await following.start();
  watchJob('A');
  await clock.pass(30 * SECOND_MS);
  main.says(REGION, 'A', failure('Offline'));
  const before = main.asked.length;
  await clock.pass(30 * MINUTE_MS);
  const tries = main.asked.length - before;
  // 5, 10, 20, 40, … seconds: far fewer than one every ten seconds, and never none.
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThan(14);
  main.says(REGION, 'A', jobBody('A'));
  following.follower.online();
  await clock.pass(SECOND_MS);
  expect(main.asked).toHaveLength(before + tries + 1);
  expect(following.follower.standstill.troubles.size).toBe(0);
  expect(await gaps('A')).toMatchObject([{ why: 'offline', until: expect.any(Number) as number }]);
});

test('asleep: nothing is asked; on wake all that was due is asked at once, and the sleep is a gap', async () => {
  const { main, clock, following, seen, watchJob, gaps } = await followWorld();
  await seen('A');
  await following.start();
  watchJob('A');
  await clock.pass(MINUTE_MS);
  const asked = main.asked.length;
  const sleptAt = clock.time;
  following.follower.sleep(clock.time);
  clock.jump(8 * 60 * MINUTE_MS);
  following.follower.wake();
  await clock.pass(SECOND_MS);
  expect(main.asked).toHaveLength(asked + 1);
  expect(await gaps('A')).toMatchObject([{ why: 'asleep', from: sleptAt, until: expect.any(Number) as number }]);
});

test('closed while watching: the watch goes on at the next start, and the time between is a gap', async () => {
  const first = await followWorld();
  await first.seen('A');
  await first.following.start();
  first.watchJob('A');
  await first.clock.pass(MINUTE_MS);
  await first.following.close();
  const clock = new FakeClock();
  clock.time = first.clock.time + 5 * 60 * MINUTE_MS;
  const lastAnswer = (await once(first.history.job(keyOf('A'))))!.lastSeen;

  const second = await followWorld(first.history, clock);
  second.main.says(REGION, 'A', jobBody('A', 'COMPLETED', { CompletionDate: START / 1000 }));
  await second.following.start();
  await clock.pass(10 * SECOND_MS);
  expect(second.main.notices).toMatchObject([{ title: 'Completed: A' }]);
  expect(await second.gaps('A')).toMatchObject([{ why: 'closed', from: lastAnswer }]);
});

test('many jobs in one place are asked about with lists, which also find new jobs', async () => {
  const { main, history, clock, following, seen } = await followWorld();
  const ids = Array.from({ length: LIST_FROM + 1 }, (_, index) => `J${index}`);
  for (const id of ids) await seen(id);
  const bodies = ids.map((id) => JSON.stringify((JSON.parse(jobBody(id)) as { CopyJob: object }).CopyJob));
  const fresh = JSON.stringify((JSON.parse(jobBody('NEW')) as { CopyJob: object }).CopyJob);
  await history.coverage.write((shelf) =>
    shelf.putPlace({
      placeKey: placeKeyOf({ profile: PROFILE, region: REGION }),
      profile: PROFILE,
      region: REGION,
      accounts: ['111122223333'],
      covered: [],
      lastCompleteAt: START,
      newest: START,
    }),
  );
  main.lists(REGION, [[...bodies, fresh]]);
  main.says(REGION, 'NEW', jobBody('NEW'));
  await following.start();
  following.watch({ kind: 'unfinished' });
  await clock.pass(MINUTE_MS);
  expect(main.listed.length).toBeGreaterThanOrEqual(4);
  expect(main.listed.every(({ background }) => background === true)).toBe(true);
  expect(main.asked).toEqual([]);
  expect(following.jobs.has(keyOf('NEW'))).toBe(true);
  // Its readings are nobody's to go on with, and one row each place.
  const rows = await history.coverage.read((shelf) =>
    shelf.readingsOf(placeKeyOf({ profile: PROFILE, region: REGION }), 9),
  );
  expect(rows).toHaveLength(1);
});

test('a view follows the unfinished jobs that fit it, whatever it says about their end', async () => {
  const { following, seen } = await followWorld();
  await seen('web-1');
  await seen('db-1');
  await following.start();
  const tokens = [
    { column: 'ResourceName', operator: ':', values: ['web'] },
    { column: 'outcome', operator: '=', values: ['failed'] },
  ] as const;
  following.watch({ kind: 'view', viewId: 'own-1', title: 'Web failures', filter: { text: '', tokens } });
  await expect.poll(() => [...following.jobs.keys()]).toEqual([keyOf('web-1')]);
});

test('throttled, the intervals grow as the pace shrinks', async () => {
  const { main, clock, budget, following, seen, watchJob } = await followWorld();
  await seen('A');
  await following.start();
  watchJob('A');
  await clock.pass(MINUTE_MS);
  const quick = main.asked.length;
  main.says(REGION, 'A', failure('Throttled'));
  await clock.pass(10 * MINUTE_MS);
  expect(budget.slowed).toBe(true);
  const summary = following.summaryOf(following.watches[0]!);
  expect(summary.trouble).toMatchObject({ why: 'unavailable', error: { code: 'Throttled' } });
  // At most eight refusals for each call, with the budget's growing pauses between them.
  expect(main.asked.length - quick).toBeLessThan(40);
});

test('quiet hours hold notices back and sum them up once', async () => {
  const { main, clock, following, seen, watchJob, told } = await followWorld();
  const hours = (at: number): string =>
    `${String(new Date(at).getHours()).padStart(2, '0')}:${String(new Date(at).getMinutes()).padStart(2, '0')}`;
  main.settings = {
    ...main.settings,
    notices: {
      ...main.settings.notices,
      quiet: { on: true, from: hours(START - 60 * MINUTE_MS), until: hours(START + 60 * MINUTE_MS) },
    },
  };
  for (const id of ['A', 'B']) await seen(id);
  await following.start();
  watchJob('A');
  watchJob('B');
  main.says(REGION, 'A', jobBody('A', 'COMPLETED'));
  await clock.pass(MINUTE_MS);
  main.says(REGION, 'B', jobBody('B', 'FAILED'));
  await clock.pass(10 * MINUTE_MS);
  expect(told).toEqual(['Completed: A', 'Failed: B']);
  expect(main.notices).toEqual([]);
  await clock.pass(60 * MINUTE_MS);
  expect(main.notices).toEqual([{ title: '2 copy jobs ended, 1 failed', body: 'Failed: B; Completed: A' }]);
});

test('kinds that nobody wants to hear of are not told; what has ended is listed all the same', async () => {
  const { main, clock, following, seen, watchJob, told } = await followWorld();
  const { notices } = main.settings;
  main.settings = { ...main.settings, notices: { ...notices, kinds: { ...notices.kinds, completed: false } } };
  await seen('A');
  await following.start();
  watchJob('A');
  main.says(REGION, 'A', jobBody('A', 'COMPLETED'));
  await clock.pass(MINUTE_MS);
  expect([told, main.notices]).toEqual([[], []]);
  expect(following.ended).toMatchObject([{ kind: 'completed' }]);
  following.forgetEnded();
  expect(following.ended).toEqual([]);
});

test('an answer by anybody ends a watch, too', async () => {
  const { history, clock, following, seen, watchJob, main } = await followWorld();
  await seen('A');
  await following.start();
  watchJob('A');
  await clock.pass(SECOND_MS);
  await history.record(
    answer(jobBody('A', 'COMPLETED'), clock.time + 1, { profile: PROFILE, region: REGION, copyJobId: 'A' }),
  );
  await clock.pass(5 * SECOND_MS);
  expect(main.notices).toMatchObject([{ title: 'Completed: A' }]);
});
