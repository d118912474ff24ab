import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_FOLDER } from '../support/app';
import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import type { TestHome } from '../support/test-home';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

const linkTo = (copyJobId: string): string => `copytrail://job/${ACCOUNT}/${REGION}/${copyJobId}`;

/** Starts the app again over the same data, as the system does for a link that is clicked, and waits until that one has ended. */
async function startAgain(runtime: string, home: TestHome, link: string): Promise<void> {
  const words = [APP_FOLDER, `--user-data-dir=${home.userData}`, '--no-sandbox', link];
  const second = spawn(runtime, words, { env: home.environment, stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
}

const log = (app: StartedApp): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');

test('A link opens its job in the window that is there, a hostile one changes nothing', async ({
  start,
  home,
  runtime,
}) => {
  const account = await openScriptedAccount();
  for (const number of [1, 2]) account.serveJob(jobId(number), { ResourceName: `volume-${number}` });
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const app = await start();
  const { window, electron } = app;
  await window.welcome.useProfile.click();
  for (const number of [1, 2]) {
    await window.lookUp.ask({ copyJobId: jobId(number) });
    await expect(window.job.of(jobId(number))).toBeVisible();
  }
  const asked = account.endpoint.requests.length;

  await test.step('a second start with a link', async () => {
    await startAgain(runtime, home, linkTo(jobId(1)));
    await expect(window.job.of(jobId(1))).toBeVisible();
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  await test.step('the system asks for one (macOS)', async () => {
    await electron.evaluate(
      ({ app: main }, link) => {
        main.emit('open-url', { preventDefault: () => undefined }, link);
      },
      linkTo(jobId(2)),
    );
    await expect(window.job.of(jobId(2))).toBeVisible();
  });

  await test.step('hostile ones', async () => {
    const secret = 'token-of-somebody';
    for (const hostile of [
      `${linkTo(jobId(1))}?${secret}`,
      `copytrail://job/${ACCOUNT}/${REGION}/..%2f${secret}`,
      `copytrail://${secret}@job/${ACCOUNT}/${REGION}/${jobId(1)}`,
    ]) {
      await startAgain(runtime, home, hostile);
      await expect(window.failure('InvalidInput')).toContainText('A link was refused');
      await expect(window.job.of(jobId(2))).toBeVisible();
      await window.button('Dismiss').click();
      await expect(window.failure()).toHaveCount(0);
    }
    await expect.poll(async () => (await log(app)).split('link refused').length - 1).toBe(3);
    expect(await log(app)).not.toContain(secret);
  });

  await test.step('one to a job that is not known here', async () => {
    account.serveJob(jobId(3), { ResourceName: 'volume-3' });
    await startAgain(runtime, home, linkTo(jobId(3)));
    await expect(window.notice('not in the history on this computer')).toBeVisible();
    await expect(window.lookUp.id).toHaveValue(jobId(3));
    expect(account.endpoint.requests).toHaveLength(asked);
    await expect(window.lookUp.id).toBeFocused();
    await app.page.keyboard.press('Enter');
    await expect(window.job.of(jobId(3))).toBeVisible();
    expect(account.endpoint.requests).toHaveLength(asked + 1);
  });
  await account.endpoint.close();
});

test('A link at the first start waits for the window', async ({ start, home }) => {
  const account = await openScriptedAccount();
  account.serveJob(jobId(1), { ResourceName: 'volume-1' });
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const first = await start({ args: [linkTo(jobId(1))] });
  await expect(first.window.welcome.heading).toBeVisible();
  await first.window.welcome.useProfile.click();
  await expect(first.window.notice('not in the history on this computer')).toBeVisible();
  expect(account.endpoint.requests).toHaveLength(0);
  await first.window.button('Describe it').click();
  await expect(first.window.job.of(jobId(1))).toBeVisible();
  await first.close();
  const second = await start({ args: [linkTo(jobId(1))] });
  await expect(second.window.job.of(jobId(1))).toBeVisible();
  expect(account.endpoint.requests).toHaveLength(1);
  await account.endpoint.close();
});
