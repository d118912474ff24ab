import { access } from 'node:fs/promises';
import path from 'node:path';
import { accessibilityFaults } from '../support/accessibility';
import { expect, test, type StartedApp } from '../support/e2e';
import { jobId, openScriptedAccount } from '../support/scripted-account';
import type { TestHome } from '../support/test-home';

test('A history that does not open is left alone, and the app is of use all the same', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  account.serveJob(jobId(1));
  const first = await start();
  await first.window.trouble.leaveNewerHistory();
  await first.window.welcome.useProfile.click();
  const { trouble } = first.window;

  await test.step('it is said why, with four ways to go on', async () => {
    await expect(first.window.failure('newer')).toContainText('newer version of Copytrail');
    expect(await accessibilityFaults(first.page)).toEqual([]);
    await trouble.again.click();
    await expect(first.window.failure('newer')).toBeVisible();
  });

  await test.step('what can be read is written to a file', async () => {
    const file = path.join(home.home, 'readable.jsonl');
    // Where a person would answer the system's own dialog.
    await first.electron.evaluate(({ session, webContents }, to) => {
      const [contents] = webContents.getAllWebContents();
      (contents?.session ?? session.defaultSession).once('will-download', (_event, item) => {
        item.setSavePath(to);
      });
    }, file);
    await trouble.save.click();
    await expect(first.window.notice(/rows could be read/)).toBeVisible();
    await expect
      .poll(() =>
        access(file).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  await test.step('without history: jobs are looked up, and it is said that nothing is kept', async () => {
    await trouble.without.click();
    await expect(trouble.nothingKept).toBeVisible();
    await first.window.lookUp.ask({ copyJobId: jobId(1) });
    await expect(first.window.job.of(jobId(1))).toBeVisible();
    await expect(trouble.nothingKept).toBeVisible();
    await first.close();
  });

  await test.step('afresh: a new history, kept from now on, and the old one still on disk', async () => {
    const second = await start();
    await expect(second.window.failure('newer')).toBeVisible();
    await second.window.trouble.afresh.click();
    await second.window.trouble.afreshForSure.click();
    await expect(second.window.list.rows).toHaveCount(0);
    await second.window.lookUp.ask({ copyJobId: jobId(1) });
    await expect(second.window.job.of(jobId(1))).toBeVisible();
    await second.close();

    const third = await start();
    await expect(third.window.list.rows).toHaveCount(1);
    await expect(third.window.trouble.nothingKept).toBeHidden();
    expect(await third.window.trouble.newerHistoryIsThere()).toBe(true);
  });
  await account.endpoint.close();
});

/** The app with one job in its history, which is open. */
async function startWithJob(start: (options?: object) => Promise<StartedApp>, home: TestHome) {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  account.serveJob(jobId(1));
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId: jobId(1) });
  await expect(window.job.of(jobId(1))).toBeVisible();
  return { account, window, page };
}

test('A history that is deleted while it is open is said to be closed, then to be lost, and no empty one passes for it', async ({
  start,
  home,
}) => {
  const { account, window, page } = await startWithJob(start, home);

  await page.evaluate(`indexedDB.deleteDatabase('copytrail')`);
  await expect(window.failure('closed')).toContainText('The history was closed');
  await expect(window.job.of(jobId(1))).toBeVisible();
  await expect(window.list.rows).toHaveCount(1);
  expect(await accessibilityFaults(page)).toEqual([]);

  await window.button('Open it again').click();
  await expect(window.failure('lost')).toContainText('Kept history');
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.trouble.afresh.click();
  await window.trouble.afreshForSure.click();
  await expect(window.failure()).toHaveCount(0);
  await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
  await window.lookUp.ask({ copyJobId: jobId(1) });
  await expect(window.job.of(jobId(1))).toBeVisible();
  await expect(window.list.rows).toHaveCount(1);
  await account.endpoint.close();
});

test('A page that the engine never answers is loaded once more by itself, and has its history', async ({
  start,
  home,
}) => {
  const { account, window, page } = await startWithJob(start, home);

  // As Chromium is to a page that asks just when it closes what the page before had open; the page after that is answered.
  await page.addInitScript({
    content: `if (sessionStorage.getItem('was silent') === null) {
      sessionStorage.setItem('was silent', 'yes');
      IDBFactory.prototype.databases = () => new Promise(() => undefined);
    }`,
  });
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.reload();
  await expect(window.list.rows).toHaveCount(1);
  expect(loads).toBe(2);
  await expect(window.failure()).toHaveCount(0);
  await account.endpoint.close();
});
