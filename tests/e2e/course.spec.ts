import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';

/** The demo account's quickest job is over within this time (ms) after the account was opened. */
const OVER_WITHIN_MS = 60_000;
/** When it starts and ends, from its creation, ms. */
const STARTS_AFTER_MS = 11_400;
const ENDS_AFTER_MS = 33_400;

test('The course of a job is followed by asking again, and says what is certain of it', async ({ start }) => {
  const { window, page } = await start();
  await window.welcome.openDemo.click();
  const moving = (await window.examples()).find(({ title }) => title === 'Moves while you watch')!;
  await window.lookUp.ask(moving);
  await expect(window.job.of(moving.copyJobId)).toBeVisible();
  const states = new Set([await window.job.state()]);
  await expect(async () => {
    await window.job.refresh.click();
    await expect(window.job.refresh).toBeEnabled();
    states.add(await window.job.state());
    expect([...states]).toContain('COMPLETED');
  }).toPass({ timeout: OVER_WITHIN_MS, intervals: [500] });

  const createdAt = Math.round(Number(membersOfBody(await window.job.body())['CreationDate']) * 1000);
  await window.job.open('Details');
  await window.job.course.words.click();

  await test.step('each state became so between two looks, and truly did', async () => {
    const bounds = await window.job.course.bounds();
    expect(bounds.map(({ state }) => state)).toEqual(['CREATED', 'RUNNING', 'COMPLETED']);
    const [created, running, completed] = bounds;
    expect(created).toMatchObject({ earliest: createdAt, latest: createdAt });
    expect(running!.earliest).toBeLessThanOrEqual(createdAt + STARTS_AFTER_MS);
    expect(running!.latest).toBeGreaterThanOrEqual(createdAt + STARTS_AFTER_MS);
    expect(running!.latest - running!.earliest).toBeLessThan(ENDS_AFTER_MS);
    expect(completed).toMatchObject({ earliest: createdAt + ENDS_AFTER_MS, latest: createdAt + ENDS_AFTER_MS });
    await expect(window.job.fact('Time in CREATED')).toContainText(/\d m?s\b/);
    await expect(window.job.fact('Time in RUNNING')).toContainText(/\d m?s\b/);
  });

  await test.step('the picture has a lane for each state and a mark for each answer; the arrow keys go through them', async () => {
    for (const state of ['CREATED', 'RUNNING', 'COMPLETED'])
      await expect(window.job.course.lane(state).locator('[data-certain]').first()).toBeAttached();
    await window.job.course.answers.focus();
    await page.keyboard.press('Home');
    await expect(window.job.course.chosen).toHaveAttribute('aria-label', new RegExp(`: ${[...states][0]!}`));
    await expect(window.job.article).toHaveAttribute('data-state', [...states][0]!);
    await page.keyboard.press('End');
    await expect(window.job.article).toHaveAttribute('data-state', 'COMPLETED');
    await expect(window.job.course.answers).toBeFocused();
  });
});

test('A job that waits names the copy that it may be waiting for', async ({ start }) => {
  const { window } = await start();
  await window.welcome.openDemo.click();
  const waiting = (await window.examples()).find(({ title }) => title === 'Waiting in line')!;
  await window.lookUp.ask(waiting);
  await expect(window.job.of(waiting.copyJobId)).toBeVisible();
  // Nothing else is known yet, and that is said.
  await expect(window.job.reason('resource')).toContainText('No other unfinished copy of it is in the history');

  await window.collecting.start.click();
  await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
  const slow = window.job.reason('resource').getByRole('button', { name: /^Copy to / });
  await expect(slow).toHaveCount(1);
  await expect(window.job.reason('resource')).toContainText('RUNNING');
  await slow.click();
  await expect(window.job.article).toHaveAttribute('data-state', 'RUNNING');
  await expect(window.job.heading).toHaveText('example-media-archive');
});
