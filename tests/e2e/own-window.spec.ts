import { expect, test, type StartedApp } from '../support/e2e';
import { CopytrailWindow } from '../support/pages/window';
import { jobId, openScriptedAccount } from '../support/scripted-account';

/** Opens the job on screen in a window of its own, and waits until it is shown there. */
async function openAlone({ window, electron }: StartedApp, copyJobId: string): Promise<CopytrailWindow> {
  const [page] = await Promise.all([
    electron.waitForEvent('window'),
    window.button('Open in a window of its own').click(),
  ]);
  const own = new CopytrailWindow(page);
  await expect(own.job.of(copyJobId)).toBeVisible();
  return own;
}

const titles = ({ electron }: StartedApp): Promise<string[]> =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getTitle())
      .sort(),
  );

test('A job in a window of its own lives on the same history as the main window', async ({ start, home }) => {
  const account = await openScriptedAccount();
  const id = jobId(1);
  account.serveJob(id, { ResourceName: 'orders-db', State: 'RUNNING' });
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const app = await start();
  const { window, electron } = app;
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId: id });
  await expect(window.job.of(id)).toBeVisible();
  const own = await openAlone(app, id);

  await test.step('it is called as the job is, and shows nothing else', async () => {
    await expect.poll(() => titles(app)).toEqual(['Copytrail', 'orders-db']);
    await expect(own.page.getByRole('grid')).toHaveCount(0);
    await expect(own.lookUp.id).toHaveCount(0);
  });

  await test.step('asking there changes the list, and the index of the main window', async () => {
    await window.list.filter.fill('state:completed');
    await window.page.keyboard.press('Enter');
    await expect(window.emptyState('No copy job matches')).toBeVisible();
    account.serveJob(id, { ResourceName: 'orders-db', State: 'COMPLETED' });
    await own.job.refresh.click();
    await expect(own.job.snapshots).toHaveCount(2);
    await expect.poll(() => window.list.keys()).toHaveLength(1);
    await expect(window.job.snapshots).toHaveCount(2);
  });

  await test.step('theme and times follow in both', async () => {
    await own.page.keyboard.press('Control+Shift+L');
    const theme = (await own.appearance()).theme;
    await expect.poll(async () => (await window.appearance()).theme).toBe(theme);
    await window.page.evaluate(`window.api.changeSettings({ density: 'compact' })`);
    await expect.poll(async () => (await own.appearance()).density).toBe('compact');
  });

  await test.step('removing and undoing there reach the main window', async () => {
    await own.page.keyboard.press('Delete');
    await expect(own.emptyState('This job is not in the history')).toBeVisible();
    await expect.poll(() => window.list.keys()).toHaveLength(0);
    await own.undo.click();
    await expect(own.job.of(id)).toBeVisible();
    await expect.poll(() => window.list.keys()).toHaveLength(1);
  });

  await test.step('the same job again is the same window', async () => {
    await window.list.rowOf(id).click();
    await window.button('Open in a window of its own').click();
    await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  await test.step('what the menu says goes to the window that is meant', async () => {
    await electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('settings')?.click();
    });
    await expect(window.dialogs.settings.dialog).toBeVisible();
    await window.page.keyboard.press('Escape');
  });

  const second = await test.step('an app that was killed comes back with it', async () => {
    const killed = new Promise((resolve) => electron.process().once('exit', resolve));
    electron.process().kill('SIGKILL');
    await killed;
    const again = await start();
    await expect.poll(() => titles(again)).toEqual(['Copytrail', 'orders-db']);
    const page = again.electron.windows().find((one) => one !== again.page);
    await expect(new CopytrailWindow(page!).job.of(id)).toBeVisible();
    return again;
  });

  await test.step('closing the main window closes it too, and ends the app', async () => {
    const ended = new Promise((resolve) => second.electron.process().once('exit', resolve));
    await second.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.getTitle() === 'Copytrail')
        ?.close();
    });
    await ended;
    const third = await start();
    await expect(third.window.list.rows).toHaveCount(1);
    expect(await titles(third)).toEqual(['Copytrail']);
  });
  await account.endpoint.close();
});

test('A job of the demo account has its window, which is as large at the next start as it was left', async ({
  start,
}) => {
  const app = await start({ args: ['--demo'] });
  const [example] = await app.window.examples();
  await app.window.lookUp.ask(example!);
  await expect(app.window.job.of(example!.copyJobId)).toBeVisible();
  const own = await openAlone(app, example!.copyJobId);
  await expect(own.demoStrip).toBeVisible();
  await own.job.refresh.click();
  await expect(own.saved).toHaveCount(1);
  await app.electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(
      (one) => one.getTitle().endsWith('(demo account)') && one.getTitle() !== 'Copytrail (demo account)',
    );
    window?.setSize(640, 560);
  });
  await expect.poll(() => own.page.evaluate('innerWidth')).toBe(640);
  // The window is gone before the key has been let go.
  await Promise.all([own.page.waitForEvent('close'), own.page.keyboard.press('Control+W').catch(() => undefined)]);
  await expect.poll(() => titles(app)).toEqual(['Copytrail (demo account)']);
  const again = await openAlone(app, example!.copyJobId);
  expect(await again.page.evaluate('innerWidth')).toBe(640);
});
