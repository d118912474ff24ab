import type { Notification } from 'electron';
import { FAULTS } from '../../src/main/demo/faults';
import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';

/** Longer than the shortest time between two questions (10 s): had anybody asked, it would show. */
const QUIET_FOR = /asked (1[5-9]|[2-9]\d) seconds ago/;
/** The demo account's quickest job has ended by then (ms). */
const ENDS_WITHIN_MS = 90_000;

/** Puts a display of the test's own in the place of the system's: what is shown is noted, and can be clicked. */
async function watchDesktop({ electron }: StartedApp) {
  await electron.evaluate(({ Notification }) => {
    const shown: Notification[] = [];
    (globalThis as Record<string, unknown>)['shownNotices'] = shown;
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Notification) {
      shown.push(this);
    };
  });
  return {
    shown: () =>
      electron.evaluate(() =>
        ((globalThis as Record<string, unknown>)['shownNotices'] as Notification[]).map(({ title, body }) => ({
          title,
          body,
        })),
      ),
    click: (index: number) =>
      electron.evaluate((_, at) => {
        ((globalThis as Record<string, unknown>)['shownNotices'] as Notification[])[at]?.emit('click');
      }, index),
  };
}

test('A job of the demo account is watched to its end; the notification leads back to it', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  const desktop = await watchDesktop(app);
  await window.welcome.openDemo.click();
  const moving = (await window.examples()).find(({ title }) => title === 'Moves while you watch');
  const { copyJobId, profile, region } = moving!;
  await window.lookUp.ask({ profile, region, copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  await window.following.watchJob.click();
  await expect(window.following.watchJob).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveTitle('(1) Copytrail (demo account)');
  await expect(window.list.rowOf(copyJobId).getByRole('img', { name: 'Watched' })).toBeVisible();

  await page.getByRole('button', { name: 'Close job' }).click();
  await expect(window.job.article).toBeHidden();
  await window.following.open();
  await expect(window.following.watch('cache-node-data')).toContainText(/1 job unfinished · asked .*, next (in|now)/);
  await window.following.close();

  await expect.poll(desktop.shown, { timeout: ENDS_WITHIN_MS }).toHaveLength(1);
  const [notice] = await desktop.shown();
  expect(notice).toMatchObject({ title: 'Completed: cache-node-data' });
  expect(notice!.body).toMatch(/, after \d+ s$/);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Completed: cache-node-data');
  await expect(page).toHaveTitle('Copytrail (demo account)');
  await desktop.click(0);
  await expect(window.job.of(copyJobId)).toBeVisible();
  await expect(window.job.article).toHaveAttribute('data-state', 'COMPLETED');
  await window.following.open();
  await expect(window.following.dialog).toContainText('Nothing is watched');
  await expect(window.following.dialog.getByRole('button', { name: 'cache-node-data' })).toBeVisible();
});

/** Why there were gaps, and whether they are over. */
async function gapsOf({ following }: StartedApp['window']): Promise<string[]> {
  return (await following.gaps()).map(({ why, until }) => `${why}, ${until === undefined ? 'lasts' : 'over'}`);
}

test.describe('on a scripted endpoint', () => {
  let account: ScriptedAccount;
  const copyJobId = jobId(1);
  const asked = (): number => account.endpoint.requests.length;
  const serve = (state = 'RUNNING'): void => {
    account.serveJob(copyJobId, { State: state, CreationDate: Math.floor(Date.now() / 1000), ResourceName: 'orders' });
  };

  test.beforeEach(async ({ home }) => {
    account = await openScriptedAccount();
    serve();
    await home.config(`[profile scripted]\n${account.profileLines}\n`);
  });
  test.afterEach(() => account.endpoint.close());

  async function watchOne(app: StartedApp): Promise<void> {
    const { window } = app;
    await window.welcome.useProfile.click();
    await window.lookUp.ask({ profile: 'scripted', copyJobId });
    await expect(window.job.of(copyJobId)).toBeVisible();
    await window.following.watchJob.click();
    const before = asked();
    await expect.poll(asked).toBeGreaterThan(before);
  }

  test('Credentials expire: one notice, no hammering, one key to go on', async ({ start }) => {
    const app = await start();
    const { window, page } = app;
    await watchOne(app);
    const leave = account.endpoint.addFault({ fault: FAULTS.expiredToken });
    await expect(window.following.paused).toContainText('Following is paused for profile “scripted”');
    await expect(window.failure('CredentialsExpired')).toHaveCount(1);
    const before = asked();
    await window.following.open();
    await expect(window.following.watch('orders')).toContainText('Paused: the profile needs you');
    await expect(window.following.watch('orders')).toContainText(QUIET_FOR);
    expect(asked()).toBe(before);
    await window.following.close();

    // Too early: one question, and the same one notice.
    await page.keyboard.press('Control+Shift+G');
    await expect.poll(asked).toBe(before + 1);
    await expect(window.following.paused).toHaveCount(1);

    leave();
    await page.keyboard.press('Control+Shift+G');
    await expect(window.following.paused).toHaveCount(0);
    await expect.poll(asked).toBeGreaterThan(before + 2);
    await expect.poll(() => gapsOf(window)).toEqual(['signed-out, over']);
    expect((await window.following.gaps())[0]?.jobKeys).toEqual([`${ACCOUNT}/${REGION}/${copyJobId}`]);
  });

  test('Asleep nothing is asked; on wake at once, and the sleep is a gap', async ({ start }) => {
    const app = await start();
    const { window } = app;
    await watchOne(app);
    await app.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend');
    });
    await window.following.open();
    await expect(window.following.watch('orders')).toContainText(QUIET_FOR);
    const before = asked();
    serve('COMPLETED');
    await app.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('resume');
    });
    await expect.poll(asked).toBe(before + 1);
    await expect(window.following.dialog).toContainText('Ended lately');
    await expect.poll(() => gapsOf(window)).toEqual(['asleep, over']);
  });

  test('The network is lost and comes back: it backs off, goes on by itself, and marks the gap', async ({ start }) => {
    const app = await start();
    const { window } = app;
    await watchOne(app);
    const { port } = account.endpoint;
    await account.endpoint.close();
    await window.following.open();
    await expect(window.following.watch('orders')).toContainText('AWS Backup is not reached');
    account = await openScriptedAccount([], port);
    serve();
    await expect(window.following.watch('orders')).not.toContainText('AWS Backup is not reached');
    await expect.poll(asked).toBeGreaterThan(0);
    await expect.poll(() => gapsOf(window)).toEqual(['offline, over']);
  });

  test('Closed while watching: the watch goes on at the next start, and the time between is a gap', async ({
    start,
  }) => {
    const first = await start();
    await watchOne(first);
    await first.kill9();
    const closedAt = Date.now();
    const before = asked();
    // The next start must find the job due: the shortest time between two questions goes by.
    await expect.poll(() => Date.now() - closedAt).toBeGreaterThan(16_000);

    const { window, page } = await start();
    await expect.poll(asked).toBeGreaterThan(before);
    await expect(page).toHaveTitle('(1) Copytrail');
    await expect.poll(() => gapsOf(window)).toEqual(['closed, over']);
    const [gap] = await window.following.gaps();
    expect(gap!.from).toBeLessThanOrEqual(closedAt);
    expect(gap!.until!).toBeGreaterThan(closedAt);
  });
});
