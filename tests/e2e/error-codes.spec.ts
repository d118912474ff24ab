import { FAULTS } from '../../src/main/demo/faults';
import type { Fault } from '../../src/main/demo/types';
import { ACCOUNT, KEY, keyLines } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import type { CopytrailWindow } from '../support/pages/window';
import { membersOfBody } from '../support/raw-members';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';
import type { TestHome } from '../support/test-home';
import { startTlsServer } from '../support/tls-server';

/** The whole deadline of a look-up, and time to see it on screen (ms). */
const PATIENCE_MS = 60_000;

const KNOWN_JOB = jobId(1);
let account: ScriptedAccount;
let knownBody: string;

test.beforeEach(async ({ home }) => {
  account = await openScriptedAccount();
  knownBody = account.serveJob(KNOWN_JOB, { State: 'RUNNING', ResourceType: 'EBS' });
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
});

test.afterEach(async () => {
  await account.endpoint.close();
});

/** The app with one job in its history, open. */
async function withKnownJob(start: (options?: { userDataDir?: string }) => Promise<StartedApp>): Promise<StartedApp> {
  const app = await start();
  await app.window.welcome.useProfile.click();
  await app.window.lookUp.ask({ profile: 'scripted', copyJobId: KNOWN_JOB });
  await expect(app.window.job.of(KNOWN_JOB)).toBeVisible();
  return app;
}

/** Refreshes the known job through a fault, then without it. No error may cost history or the answer on screen. */
async function expectFailedRefresh(window: CopytrailWindow, code: string, fault: Fault, words?: RegExp): Promise<void> {
  account.endpoint.addFault({ fault });
  await window.job.refresh.click();
  const failure = window.failure(code);
  await expect(failure).toBeVisible();
  await expect(failure).toContainText(/Refresh failed (just now|\d+ seconds ago)/);
  if (words) await expect(failure).toContainText(words);
  await expect.poll(() => window.job.reported()).toEqual(membersOfBody(knownBody));
  await expect(window.job.timelineFailures.filter({ hasText: code }).first()).toBeVisible();
  await expect(window.job.snapshots).toHaveCount(1);

  account.endpoint.clearFaults();
  const [before] = await window.job.sightings();
  await window.job.refresh.click();
  await expect(window.job.snapshots).toHaveAttribute('data-times-seen', String(before!.timesSeen + 1));
  await expect(window.failure()).toHaveCount(0);
}

type Case = readonly [name: string, code: string, fault: Fault, words?: RegExp];

const REFUSED: readonly Case[] = [
  ['an unknown job', 'NotFound', FAULTS.notFound, /another account or another Region.*more than 30 days/],
  ['a value AWS does not take', 'InvalidInput', FAULTS.invalidParameterValue],
  ['a value AWS misses', 'MissingInput', FAULTS.missingParameterValue],
  ['a missing permission', 'AccessDenied', FAULTS.accessDenied, /backup:DescribeCopyJob/],
  ['an expired session', 'CredentialsExpired', FAULTS.expiredToken],
  ['a key that AWS does not know', 'CredentialsExpired', FAULTS.unrecognizedClient],
];
const BUSY: readonly Case[] = [
  ['a throttled caller', 'Throttled', FAULTS.throttled],
  ['a Region in trouble', 'Unavailable', FAULTS.serviceUnavailable],
];
/** A name that neither AWS Backup's reference nor AWS's common errors have. */
const UNDESCRIBED: Fault = { kind: 'error', status: 400, type: 'SomethingElseException', message: 'Something else' };
const NOT_AWS: readonly Case[] = [
  ['a captive portal', 'NotAwsAnswer', FAULTS.captivePortal, /Nothing was filed/],
  ['an empty object', 'NotAwsAnswer', FAULTS.emptyObject, /Nothing was filed/],
  ['an empty body', 'NotAwsAnswer', FAULTS.emptyBody],
  ['truncated JSON', 'NotAwsAnswer', FAULTS.truncatedJson],
  ['a list instead of a job', 'NotAwsAnswer', FAULTS.listBody],
  ['a date of the wrong type', 'NotAwsAnswer', FAULTS.stringDate],
  ['another job', 'NotAwsAnswer', FAULTS.anotherJob, /another job/],
  ['a status nobody expects', 'NotAwsAnswer', FAULTS.teapot],
  ['an error that nobody has described', 'Unexpected', UNDESCRIBED],
];

for (const [title, cases] of [
  ['What AWS refuses', REFUSED],
  ['What passes when one waits', BUSY],
  ['What is not AWS Backup', NOT_AWS],
] as const) {
  test(`${title} is said with its code, and costs neither history nor the last answer`, async ({ start }) => {
    const { window } = await withKnownJob(start);
    for (const [name, code, fault, words] of cases) {
      await test.step(name, () => expectFailedRefresh(window, code, fault, words));
    }
    await expect(window.list.rows).toHaveCount(1);
  });
}

test('A look-up of a job that nobody has seen fails without leaving a job behind', async ({ start }) => {
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId: jobId(404) });
  await expect(window.failure('NotFound')).toContainText(jobId(404));
  await expect(window.emptyState('No copy job looked up yet')).toBeVisible();

  // What failed can be asked for again with one key.
  account.serveJob(jobId(404));
  await page.keyboard.press('F5');
  await expect(window.job.of(jobId(404))).toBeVisible();
  await expect(window.failure()).toHaveCount(0);
});

test('What cannot be an id is refused before anything is sent', async ({ start }) => {
  const { window } = await start();
  await window.welcome.useProfile.click();
  for (const [typed, code] of [
    ['', 'MissingInput'],
    ['   ', 'MissingInput'],
    ['..', 'InvalidInput'],
    ['a/b', 'InvalidInput'],
    ['two words', 'InvalidInput'],
  ] as const) {
    await window.lookUp.ask({ copyJobId: typed });
    await expect(window.failure(code)).toBeVisible();
    await expect(window.lookUp.id).toHaveAttribute('aria-invalid', 'true');
    await window.lookUp.id.fill('x');
    await expect(window.failure()).toHaveCount(0);
  }
  expect(account.endpoint.requests).toEqual([]);
});

test('Profiles without usable credentials say what is missing and what to do', async ({ start, home }) => {
  const { url } = account.endpoint;
  const place = `region = ${REGION}\nendpoint_url = ${url}`;
  const spent = { ...KEY, accessKeyId: 'ASIATESTKEY000000009', sessionToken: 'spent-session-token' };
  await home.config(
    [
      `[profile scripted]\n${account.profileLines}`,
      `[profile bare]\n${place}`,
      `[profile corp]\n${place}\nsso_session = corp\nsso_account_id = ${ACCOUNT}\nsso_role_name = Viewer`,
      `[sso-session corp]\nsso_region = ${REGION}\nsso_start_url = https://corp.example/start`,
      `[profile guarded]\n${place}\nsource_profile = scripted\nrole_arn = arn:aws:iam::${ACCOUNT}:role/Guarded\nmfa_serial = arn:aws:iam::${ACCOUNT}:mfa/jane`,
      `[profile spent]\n${place}\n${keyLines(spent)}`,
    ].join('\n\n'),
  );
  const { window } = await start();
  await window.welcome.useProfile.click();
  await window.lookUp.profile.click();
  // The sign-in session is no profile.
  await expect(window.lookUp.options).toHaveCount(5);

  await test.step('no credentials at all', async () => {
    await window.lookUp.ask({ profile: 'bare', copyJobId: jobId(2) });
    await expect(window.failure('CredentialsMissing')).toBeVisible();
  });
  await test.step('a sign-in is needed: the exact command is shown', async () => {
    await window.lookUp.ask({ profile: 'corp', copyJobId: jobId(3) });
    await expect(window.failure('LoginNeeded')).toContainText('aws sso login --profile corp');
  });
  await test.step('a code is needed and none was given', async () => {
    await window.lookUp.ask({ profile: 'guarded', copyJobId: jobId(4) });
    await window.dialogs.mfa.cancel.click();
    await expect(window.failure('MfaNeeded')).toBeVisible();
  });
  await test.step('keys that nobody knows any more', async () => {
    await window.lookUp.ask({ profile: 'spent', copyJobId: jobId(5) });
    await expect(window.failure('CredentialsExpired')).toBeVisible();
  });
  expect(account.endpoint.requests.map(({ accessKeyId }) => accessKeyId)).toEqual([spent.accessKeyId]);
});

/** Points the one profile elsewhere; the running app notices by itself. */
async function moveEndpoint({ window }: StartedApp, home: TestHome, url: string): Promise<void> {
  await home.config(`[profile scripted]\n${account.profileLines.replace(account.endpoint.url, url)}\n`);
  await expect(window.endpointStrip).toContainText(url);
}

test('What happens on the way to AWS is told apart', async ({ start, home }) => {
  const hanging = jobId(6);
  account.endpoint.addFault({ fault: FAULTS.hang, copyJobId: hanging });
  // Two windows, so that the long wait of one passes while the other is looked at.
  const silent = await start({ userDataDir: `${home.userData}-silent` });
  await silent.window.welcome.useProfile.click();
  await silent.window.lookUp.ask({ copyJobId: hanging });
  await expect(silent.window.lookUp.cancel).toBeVisible();

  const app = await withKnownJob(start);
  const { window, page } = app;
  await test.step('cancelled by button', async () => {
    account.endpoint.addFault({ fault: FAULTS.hang, copyJobId: KNOWN_JOB });
    await window.job.refresh.click();
    await window.lookUp.cancel.click();
    await expect(window.failure('Cancelled')).toBeVisible();
    await expect(window.lookUp.describe).toBeVisible();
  });
  await test.step('cancelled by Esc, also from within the field', async () => {
    await window.lookUp.ask({ copyJobId: KNOWN_JOB });
    await expect(window.lookUp.cancel).toBeVisible();
    await window.lookUp.id.focus();
    await page.keyboard.press('Escape');
    await expect(window.lookUp.describe).toBeVisible();
    await expect(window.failure('Cancelled')).toBeVisible();
    account.endpoint.clearFaults();
    account.endpoint.addFault({ fault: FAULTS.hang, copyJobId: hanging });
  });
  await test.step('a connection that is reset', () =>
    expectFailedRefresh(window, 'Offline', FAULTS.resetBefore).then(() => {
      account.endpoint.addFault({ fault: FAULTS.hang, copyJobId: hanging });
    }));
  await test.step('nobody listens', async () => {
    await moveEndpoint(app, home, 'http://127.0.0.1:9');
    await window.job.refresh.click();
    await expect(window.failure('Offline')).toContainText('refused');
  });
  await test.step('a certificate that nobody vouches for', async () => {
    const server = await startTlsServer('self-signed', knownBody);
    await moveEndpoint(app, home, server.url);
    await window.job.refresh.click();
    await expect(window.failure('TlsProblem')).toContainText('AWS_CA_BUNDLE');
    await server.close();
  });
  await test.step('an endpoint that accepts and says nothing', async () => {
    await expect(silent.window.failure('TimedOut')).toBeVisible({ timeout: PATIENCE_MS });
    await expect(silent.window.lookUp.describe).toBeVisible();
  });
  await expect.poll(() => window.job.reported()).toEqual(membersOfBody(knownBody));
  await expect(window.job.snapshots).toHaveCount(1);
});
