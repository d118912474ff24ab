import { ACCOUNT, KEY_LINES } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';
import { startStsEndpoint } from '../support/sts-endpoint';

const OTHER_REGION = 'eu-west-1';
/** Eight digits, so that no time or id in a file looks like one of them by chance. */
const RIGHT = '83915274';
const WRONG = '60417293';
const SERIAL = `arn:aws:iam::${ACCOUNT}:mfa/jane`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/CopyAuditor`;
/** What the role hands out; made up for tests. */
const ASSUMED = {
  accessKeyId: 'ASIATESTKEY000000002',
  secretAccessKey: 'testSecretKeyForLoopbackOnly000000000002',
  sessionToken: 'test-session-token-2',
  accountId: ACCOUNT,
};

test('A role asks for a code once, for all Regions, and the code is kept nowhere', async ({ start, home }) => {
  const account = await openScriptedAccount([ASSUMED]);
  const sts = await startStsEndpoint([{ arn: ROLE, gives: ASSUMED, mfa: { serial: SERIAL, code: RIGHT } }]);
  const copyJobId = jobId(1);
  account.serveJob(copyJobId);
  account.serveJob(copyJobId, { State: 'COMPLETED' }, OTHER_REGION);
  await home.config(
    [
      `[profile base]\n${KEY_LINES}`,
      `[profile auditor]\nregion = ${REGION}\nsource_profile = base\nrole_arn = ${ROLE}\nmfa_serial = ${SERIAL}\nservices = local`,
      `[services local]\nbackup =\n  endpoint_url = ${account.endpoint.url}\nsts =\n  endpoint_url = ${sts.url}`,
    ].join('\n\n'),
  );
  const app = await start();
  const { window, page } = app;
  const { mfa } = window.dialogs;
  await window.welcome.useProfile.click();

  await test.step('the dialog names profile and device, and takes the keyboard', async () => {
    await window.lookUp.ask({ profile: 'auditor', copyJobId });
    await expect(mfa.dialog).toContainText('auditor');
    await expect(mfa.dialog).toContainText(SERIAL);
    await expect(mfa.code).toBeFocused();
    await expect(mfa.proceed).toBeDisabled();
  });

  await test.step('a wrong code is said to be wrong, and the next question says so too', async () => {
    await mfa.answer(WRONG);
    await expect(window.failure('MfaNeeded')).toBeVisible();
    expect(sts.calls).toHaveLength(1);
    await page.keyboard.press('F5');
    await expect(mfa.refused).toContainText('MultiFactorAuthentication failed');
  });

  await test.step('the right one works', async () => {
    await mfa.code.fill(RIGHT);
    await page.keyboard.press('Enter');
    await expect(window.job.of(copyJobId)).toHaveAttribute('data-state', 'RUNNING');
    await expect(window.failure()).toHaveCount(0);
    expect(sts.calls.map(({ serial }) => serial)).toEqual([SERIAL, SERIAL]);
  });

  await test.step('another Region does not ask again', async () => {
    await window.lookUp.ask({ region: OTHER_REGION, copyJobId });
    await expect(window.job.article).toHaveAttribute('data-state', 'COMPLETED');
    await expect(mfa.dialog).toBeHidden();
    expect(sts.calls).toHaveLength(2);
    await expect(window.list.rows).toHaveCount(2);
  });

  await app.close();
  for (const secret of [RIGHT, WRONG, ASSUMED.secretAccessKey, ASSUMED.sessionToken]) {
    expect(await home.dataFilesHolding(secret)).toEqual([]);
    expect(app.output()).not.toContain(secret);
  }
  // The search does find what was written.
  expect(await home.dataFilesHolding(copyJobId)).not.toEqual([]);
  await sts.close();
  await account.endpoint.close();
});
