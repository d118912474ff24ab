import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';

/** The demo account's quickest job changes its state within this time (ms) after the account was opened. */
const MOVES_WITHIN_MS = 40_000;

test('A person without an AWS account sees a job, its history and what changed', async ({ start }) => {
  const { window, page } = await start();
  await expect(window.welcome.heading).toBeVisible();
  await window.welcome.openDemo.click();
  await expect(window.demoStrip).toBeVisible();

  const moving = (await window.examples()).find(({ title }) => title === 'Moves while you watch');
  expect(moving).toBeDefined();
  const { copyJobId, profile, region } = moving!;
  await expect(window.lookUp.profile).toHaveValue(profile);
  await window.lookUp.ask({ profile, region, copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  const firstState = await window.job.state();

  await test.step('every member of the answer stands in the job view, with the value AWS sent', async () => {
    const shown = await window.job.reported();
    const sent = membersOfBody(await window.job.body());
    expect(sent['CopyJobId']).toBe(JSON.stringify(copyJobId));
    expect(sent['State']).toBe(JSON.stringify(firstState));
    expect(shown).toEqual(sent);
    await window.job.open('Details');
    await expect(window.demoStrip).toBeVisible();
  });

  await test.step('describing again adds a snapshot only once the job has moved', async () => {
    await expect(async () => {
      await window.lookUp.ask({ copyJobId });
      await expect(window.lookUp.describe).toBeVisible();
      await expect(window.job.article).not.toHaveAttribute('data-state', firstState, { timeout: 1 });
    }).toPass({ timeout: MOVES_WITHIN_MS });
    const sightings = await window.job.sightings();
    expect(sightings).toHaveLength(2);
    const [newer, older] = sightings;
    expect(newer!.firstSeen).toBeGreaterThan(older!.lastSeen);
    expect(older!.timesSeen).toBeGreaterThanOrEqual(1);
    expect(newer!.timesSeen).toBeGreaterThanOrEqual(1);
  });
  const laterState = await window.job.state();

  await test.step('the comparison names what changed between the newest two', async () => {
    await window.job.open('Compare');
    await expect(window.job.change('State')).toHaveAttribute('data-change', 'changed');
    await expect(window.job.change('State')).toContainText(firstState, { ignoreCase: true });
    await expect(window.job.change('State')).toContainText(laterState, { ignoreCase: true });
    const changes = await window.job.changes();
    expect(changes.every(({ change }) => ['changed', 'added', 'removed'].includes(change))).toBe(true);
    await window.button(/^Show \d+ unchanged member/).click();
    await expect(window.job.change('CopyJobId')).toHaveAttribute('data-change', 'same');
  });

  await test.step('the demo account is named at all times, and the job stands in the list', async () => {
    await expect(window.demoStrip).toBeVisible();
    await expect(page).toHaveTitle('Copytrail (demo account)');
    await expect(window.list.rows).toHaveCount(1);
  });
});

test('The demo account and the own profiles never mix', async ({ start }) => {
  const { window, page } = await start({ args: ['--demo'] });
  await expect(window.demoStrip).toBeVisible();
  await window.button('Describe: Moves while you watch').click();
  await expect(window.list.rows).toHaveCount(1);
  await window.button('Use AWS profiles').click();
  await expect(window.demoStrip).toBeHidden();
  await expect(page).toHaveTitle('Copytrail');
  await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
  await expect(window.list.rows).toHaveCount(0);
});
