import { FAULTS } from '../../src/main/demo/faults';
import { runCli } from '../support/aws-cli';
import { KEY } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';

/** More than one page of a thousand. */
const JOBS = 1203;

test('All copy jobs that the demo account lists are collected, and read again with nothing new', async ({ start }) => {
  const { window } = await start();
  await window.welcome.openDemo.click();
  await window.button(/^collect all copy jobs$/).click();
  await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
  const [, collected] = /(\d+) copy jobs collected/.exec((await window.collecting.panel.textContent()) ?? '') ?? [];
  expect(Number(collected)).toBeGreaterThan(20);
  await expect(window.collecting.panel).toContainText(`${collected} new, 0 changed, 0 unchanged`);
  await expect(window.list.count).toHaveText(`${collected} jobs in the history`);
  await window.list.rows.first().click();
  await expect(window.job.article).toBeVisible();
  await expect(window.job.article).toContainText('list · ');
  await window.page.keyboard.press('Control+Shift+R');
  // Some of the demo account's jobs move while one looks; none is new within seconds.
  await expect(window.collecting.panel).toContainText(new RegExp(`^.*${collected} copy jobs collected.* 0 new, `));
});

test.describe('a list of several pages', () => {
  let account: ScriptedAccount;

  test.beforeEach(async ({ home }) => {
    account = await openScriptedAccount();
    for (let number = 1; number <= JOBS; number++)
      account.serveJob(jobId(number), { CreationDate: 1790000000 + number });
    await home.config(`[profile scripted]\n${account.profileLines}\n`);
  });
  test.afterEach(() => account.endpoint.close());

  const pages = (): number => account.endpoint.requests.filter(({ path }) => path === '/copy-jobs').length;

  test('is kept page by page, goes on after a failure, and holds what the command line lists', async ({ start }) => {
    const { window, page } = await start();
    await window.welcome.useProfile.click();
    await expect(window.lookUp.profile).toHaveValue('scripted');

    await test.step('credentials expire after the first page: it is kept, and the rest is said not to be', async () => {
      const leave = account.endpoint.addFault({ fault: FAULTS.expiredToken, after: 1 });
      await window.collecting.start.click();
      await expect(window.collecting.panel).toContainText('Stopped after 1,000 copy jobs: older ones were not read');
      await expect(window.collecting.failure).toHaveAttribute('data-error-code', 'CredentialsExpired');
      await expect(window.list.count).toHaveText('1,000 jobs in the history');
      leave();
    });

    await test.step('reading on asks for the second page only', async () => {
      const before = pages();
      await window.collecting.readOn.click();
      await expect(window.collecting.panel).toContainText('1,203 copy jobs collected: all that AWS Backup lists');
      expect(pages() - before).toBe(1);
      await expect(window.list.count).toHaveText('1,203 jobs in the history');
    });

    await test.step('nothing is missing, and nothing changed: an equal answer makes no snapshot', async () => {
      const place = { endpoint: account.endpoint.url, key: KEY, region: REGION };
      const listed = JSON.parse(await runCli(place, ['list-copy-jobs', '--output', 'json'])) as { CopyJobs: unknown[] };
      expect(listed.CopyJobs).toHaveLength(JOBS);
      await page.keyboard.press('Control+Shift+R');
      await expect(window.collecting.panel).toContainText('0 new, 0 changed, 1,203 unchanged');
      await expect(window.collecting.dismiss).toBeVisible();
    });

    await test.step('cancelled by keyboard, what was there stays', async () => {
      account.endpoint.addFault({ fault: { kind: 'hang' } });
      await page.keyboard.press('Control+Shift+R');
      await expect(window.collecting.cancel).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(window.collecting.panel).toContainText('Stopped before anything was read');
      await expect(window.list.count).toHaveText('1,203 jobs in the history');
      await window.collecting.dismiss.click();
      await expect(window.collecting.panel).toBeHidden();
    });
  });
});
