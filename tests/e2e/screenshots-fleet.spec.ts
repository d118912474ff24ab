import { FAULTS } from '../../src/main/demo/faults';
import { accessibilityFaults } from '../support/accessibility';
import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import { takePictures } from '../support/pictures';
import { jobId, LIST_REFUSED, openScriptedAccount, REGION } from '../support/scripted-account';

/** Sixty pictures and more take most of this on a busy machine (ms). */
const PATIENCE_MS = 480_000;
/** Menus are drawn at the end of the page; they are found through the buttons that open them, not by landmark. */
const A_MENU = ['region'];

/** Pictures of this state, and what axe holds against the whole window as it stands. `apart`: rules that do not apply to it. */
async function look(app: StartedApp, state: string, apart: readonly string[] = []): Promise<void> {
  await takePictures(app, state);
  expect.soft(await accessibilityFaults(app.page, { apart }), state).toEqual([]);
}

test('The demo account: collecting places, finding, selecting and watching', async ({ start }, testInfo) => {
  const app = await start();
  testInfo.setTimeout(PATIENCE_MS);
  const { window, page } = app;
  const { list, job, syncing } = window;
  await window.welcome.openDemo.click();
  const examples = await window.examples();
  const example = (wanted: string) => examples.find(({ title }) => title === wanted)!;

  await test.step('a job that is about to fail is watched, and everything unfinished', async () => {
    const failing = example('About to fail');
    await window.lookUp.ask(failing);
    await expect(job.of(failing.copyJobId)).toBeVisible();
    await window.following.watchJob.click();
    await window.following.open();
    await window.following.dialog.getByRole('button', { name: 'Watch everything unfinished' }).click();
    await window.following.close();
    await window.button('Close job').click();
  });

  await test.step('collect', async () => {
    await syncing.makeSet('production, two Regions', 'production', ['eu-central-1', 'eu-west-1']);
    await page.keyboard.press('Escape');
    await syncing.makeSet('everyone', ['audit', 'payments', 'contractor'], ['eu-central-1', 'us-east-1']);
    await syncing.dialog.getByText('Filters of AWS Backup').click();
    await look(app, 'fleet-sync-sets');
    await syncing.dialog.getByRole('button', { name: 'Edit everyone' }).click();
    await look(app, 'fleet-set-editor');
    await syncing.dialog.getByRole('button', { name: 'Back' }).click();
    await syncing.start('everyone', 'Everything AWS lists');
    await expect(window.collecting.panel).toContainText(/everyone: 4 of 6 places read to the end/);
    await look(app, 'fleet-places-read-and-refused');
    await window.collecting.dismiss.click();
    await window.button('What was looked at').click();
    await page.getByText('One reading').first().click();
    await look(app, 'fleet-what-was-looked-at');
    await page.keyboard.press('Escape');
  });

  await test.step('find', async () => {
    await window.button('Values to filter by').click();
    await expect(page.getByRole('complementary', { name: 'Values to filter by' })).toBeVisible();
    await list.filter.fill('size>=1GiB -state:failed');
    await list.filter.press('Enter');
    await expect(list.count).toContainText(' of ');
    await list.filter.pressSequentially('type:');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await look(app, 'fleet-filter-and-values');
    await window.button('Clear filter').click();
    await window.button('Values to filter by').click();
    await window.button('Columns').click();
    await look(app, 'fleet-columns');
    await page.getByRole('dialog', { name: 'Columns' }).getByRole('button', { name: 'Done' }).click();
    await window.button(/^View/).click();
    await look(app, 'fleet-views', A_MENU);
    await page.getByRole('menuitemcheckbox', { name: 'Failed last night' }).click();
    await expect(window.button('View: Failed last night')).toBeVisible();
    await look(app, 'fleet-failed-last-night');
    await window.button('Clear filter').click();
  });

  await test.step('select', async () => {
    await list.rows.first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByRole('toolbar', { name: 'Selected jobs' })).toContainText('2 selected');
    await window.button('Copy the selected jobs').click();
    await look(app, 'fleet-selected', A_MENU);
    await page.keyboard.press('Escape');
    await window.button('Select none').click();
  });

  await test.step('families and waiting', async () => {
    for (const [title, name] of [
      ['One child spoils the parent', 'fleet-family'],
      ['Waiting in line', 'fleet-waiting'],
    ] as const) {
      await window.lookUp.ask(example(title));
      await expect(job.of(example(title).copyJobId)).toBeVisible();
      if (name === 'fleet-family') await job.open('Family');
      await look(app, name);
    }
  });

  await test.step('follow', async () => {
    await window.following.open();
    await expect(window.following.dialog).toContainText('Ended lately', { timeout: 90_000 });
    await look(app, 'fleet-following');
    await window.following.close();
  });
});

test('Own profiles: what stands in the way of collecting and following', async ({ start, home }) => {
  const account = await openScriptedAccount();
  const regions = [REGION, 'us-east-1', 'eu-west-1'];
  for (let number = 1; number <= 1203; number++) {
    account.serveJob(jobId(number), { State: 'COMPLETED', CreationDate: 1790000000 + 10 * number });
  }
  for (const region of regions.slice(1)) account.serveJob(jobId(1), { CreationDate: 1790000000 }, region);
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const first = await start();
  await first.window.welcome.useProfile.click();
  await first.window.syncing.makeSet('everywhere', 'scripted', regions);
  account.endpoint.addFault({ fault: { kind: 'hang' }, region: REGION, after: 1 });
  account.endpoint.addFault({ fault: LIST_REFUSED, region: 'eu-west-1' });
  await first.window.syncing.start('everywhere', 'Everything AWS lists');
  await expect(first.window.syncing.place('eu-west-1')).toHaveAttribute('data-error-code', 'AccessDenied');
  await expect(first.window.syncing.place(REGION)).toContainText('1,000 jobs');
  await look(first, 'fleet-places-under-way');
  await first.kill9();
  account.endpoint.clearFaults();

  const app = await start();
  const { window, page } = app;
  await expect(window.syncing.interrupted).toBeVisible();
  await look(app, 'fleet-interrupted');
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(window.collecting.panel).toContainText('everywhere synced');
  await window.collecting.dismiss.click();

  await test.step('many ids', async () => {
    await page.keyboard.press('Control+Shift+M');
    const dialog = page.getByRole('dialog', { name: 'Look up many copy jobs' });
    await dialog.getByRole('textbox').fill(Array.from({ length: 60 }, (_, at) => jobId(at + 1180)).join('\n'));
    await expect(dialog).toContainText('60 copy job IDs found');
    await look(app, 'fleet-many-ids');
    await dialog.getByRole('button', { name: 'Look up 60' }).click();
    await expect(window.run.announced).toContainText(/^60 look-ups ended/);
    await look(app, 'fleet-many-ids-ended');
    await window.run.dismiss.click();
  });

  await test.step('a job that is listed no more', async () => {
    account.endpoint.removeJob({ accountId: ACCOUNT, region: REGION, copyJobId: jobId(1203) });
    await window.collecting.start.click();
    await expect(window.collecting.panel).toContainText('1,202 copy jobs collected');
    await window.collecting.dismiss.click();
    await window.list.filter.fill(jobId(1203));
    await window.list.rowOf(jobId(1203)).click();
    await page.getByText('Not in the last whole list of its account and Region.').click();
    await look(app, 'fleet-not-listed');
  });

  await test.step('following is paused', async () => {
    await window.button('Clear filter').click();
    account.serveJob(jobId(5000), {
      State: 'RUNNING',
      CreationDate: Math.floor(Date.now() / 1000),
      ResourceName: 'orders',
    });
    await window.lookUp.ask({ copyJobId: jobId(5000) });
    await expect(window.job.of(jobId(5000))).toBeVisible();
    account.endpoint.addFault({ fault: FAULTS.expiredToken });
    await window.following.watchJob.click();
    await expect(window.following.paused).toBeVisible();
    await look(app, 'fleet-following-paused');
  });
  await account.endpoint.close();
});
