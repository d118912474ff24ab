import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { DemoKey } from '../../src/main/demo/types';
import { ACCOUNT, KEY_LINES, keyLines } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';
import { ssoCachePath, ssoTokenFile, startSsoEndpoint } from '../support/sso-endpoint';

/** Made up for tests; the endpoint says of it that its time is over. */
const EXPIRED: DemoKey = {
  accessKeyId: 'ASIATESTKEY000000003',
  secretAccessKey: 'testSecretKeyForLoopbackOnly000000000003',
  sessionToken: 'test-session-token-3',
  accountId: ACCOUNT,
  expired: true,
};
const FROM_SSO: DemoKey = {
  accessKeyId: 'ASIATESTKEY000000004',
  secretAccessKey: 'testSecretKeyForLoopbackOnly000000000004',
  sessionToken: 'test-session-token-4',
  accountId: ACCOUNT,
};

let account: ScriptedAccount;

test.beforeEach(async () => {
  account = await openScriptedAccount([EXPIRED, FROM_SSO]);
});

test.afterEach(async () => {
  await account.endpoint.close();
});

test('Profiles that are added, edited or taken away while the app runs are noticed', async ({ start, home }) => {
  const first = `[profile first]\nregion = ${REGION}\n${KEY_LINES}\n`;
  await home.config(first);
  const { window } = await start();
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('first');
  await expect(window.endpointStrip).toBeHidden();
  await window.lookUp.profile.click();
  await expect(window.lookUp.options).toHaveCount(1);

  await home.config(`${first}\n[profile second]\n${account.profileLines}\n`);
  await expect(window.lookUp.options).toHaveCount(2);
  await window.lookUp.chooseProfile('second');
  const copyJobId = jobId(1);
  account.serveJob(copyJobId);
  await window.lookUp.ask({ copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();

  await home.config(
    `${first}\n[profile second]\n${account.profileLines.replace(account.endpoint.url, 'http://127.0.0.1:9')}\n`,
  );
  await expect(window.endpointStrip).toContainText('http://127.0.0.1:9');

  await home.config(`[profile second]\n${account.profileLines}\n`);
  await expect(window.endpointStrip).toContainText(account.endpoint.url);
  await window.lookUp.profile.click();
  await expect(window.lookUp.options).toHaveCount(1);
});

test('A config file that cannot be read is said, not taken for empty, and read once it can be', async ({
  start,
  home,
}) => {
  const file = path.join(home.home, '.aws', 'config');
  await mkdir(file);
  const { window } = await start();
  await window.welcome.useProfile.click();
  await expect(window.notice('config file could not be read')).toContainText(file);
  await expect(window.notice('config file could not be read')).toContainText('There is a folder in place of the file');
  await expect(window.notice('No AWS profiles found')).toHaveCount(0);

  await rmdir(file);
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  await expect(window.lookUp.profile).toHaveValue('scripted');
  await expect(window.notice('could not be read')).toHaveCount(0);
});

for (const key of ['Control+R', 'F5']) {
  test(`Credentials that expired work again once the file is rewritten, with ${key} alone`, async ({ start, home }) => {
    const copyJobId = jobId(2);
    account.serveJob(copyJobId);
    await home.config(`[profile daily]\nregion = ${REGION}\nendpoint_url = ${account.endpoint.url}\n`);
    await home.credentials(`[daily]\n${keyLines(EXPIRED)}\n`);
    const { window, page } = await start();
    await window.welcome.useProfile.click();
    await window.lookUp.ask({ profile: 'daily', copyJobId });
    await expect(window.failure('CredentialsExpired')).toBeVisible();

    await home.credentials(`[daily]\n${KEY_LINES}\n`);
    await page.keyboard.press(key);
    await expect(window.job.of(copyJobId)).toBeVisible();
    await expect(window.failure()).toHaveCount(0);

    // The same for a job that is open already.
    await home.credentials(`[daily]\n${keyLines(EXPIRED)}\n`);
    await page.keyboard.press(key);
    await expect(window.failure('CredentialsExpired')).toContainText('Refresh failed');
    await home.credentials(`[daily]\n${KEY_LINES}\n`);
    await page.keyboard.press(key);
    await expect(window.failure()).toHaveCount(0);
    await expect(window.job.snapshots).toHaveAttribute('data-times-seen', '2');
  });
}

test('A sign-in in a terminal is noticed: no restart, one key', async ({ start, home }) => {
  const sso = await startSsoEndpoint(FROM_SSO, { accountId: ACCOUNT, roleName: 'Viewer' });
  const copyJobId = jobId(3);
  account.serveJob(copyJobId);
  await home.config(
    [
      `[profile corp]\nregion = ${REGION}\nsso_session = corp\nsso_account_id = ${ACCOUNT}\nsso_role_name = Viewer\nservices = local`,
      `[sso-session corp]\nsso_region = ${REGION}\nsso_start_url = https://corp.example/start`,
      `[services local]\nbackup =\n  endpoint_url = ${account.endpoint.url}\nsso =\n  endpoint_url = ${sso.portal.url}\nsso_oidc =\n  endpoint_url = ${sso.oidc.url}`,
    ].join('\n\n'),
  );
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  const command = 'aws sso login --profile corp';
  await expect(window.notice('signed out')).toContainText(command);
  await window.lookUp.ask({ copyJobId });
  await expect(window.failure('LoginNeeded')).toContainText(command);

  // What `aws sso login` does in the end.
  await home.write(ssoCachePath('corp'), ssoTokenFile({ accessToken: 'good-token', expiresInMs: 3_600_000 }));
  await expect(window.notice('signed out')).toHaveCount(0);
  await page.keyboard.press('F5');
  await expect(window.job.of(copyJobId)).toBeVisible();
  await sso.close();
});
