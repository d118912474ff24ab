import { rm } from 'node:fs/promises';
import { expect, test } from '../support/e2e';
import { fixture } from '../support/copy-job-endpoint';
import { membersOfBody } from '../support/raw-members';
import { jobId, KEY, KEY_LINES, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';

let account: ScriptedAccount;

test.beforeEach(async () => {
  account = await openScriptedAccount();
});

test.afterEach(async () => {
  await account.endpoint.close();
});

test('A job is looked up, kept, compared, and read again with the network off', async ({ start, home }) => {
  const running = await fixture('03-rds-running-xregion-xaccount.json');
  const { CopyJob: job } = JSON.parse(running) as { CopyJob: { CopyJobId: string } & Record<string, unknown> };
  const { CopyJobId: copyJobId } = job;
  account.serve(running);
  await home.config(`[profile scripted]\n${account.profileLines}\n`);

  const app = await start();
  const { window } = app;
  await window.welcome.useProfile.click();

  await test.step('the endpoint that answers instead of AWS is named, with the setting it comes from', async () => {
    await expect(window.lookUp.profile).toHaveValue('scripted');
    await expect(window.lookUp.region).toHaveValue(REGION);
    await expect(window.endpointStrip).toContainText(account.endpoint.url);
    await expect(window.endpointStrip).toContainText('endpoint_url');
    await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
  });

  await test.step('what was served is what is shown and kept', async () => {
    await window.lookUp.ask({ copyJobId });
    await expect(window.saved).toHaveText('Saved as a new snapshot.');
    await expect.poll(() => window.job.reported()).toEqual(membersOfBody(running));
    await expect.poll(() => window.job.body()).toBe(running);
    await expect.poll(() => window.job.sightings()).toMatchObject([{ timesSeen: 1 }]);
  });

  await test.step('an equal answer, written in another order, is one more sighting and no new snapshot', async () => {
    const reordered = JSON.stringify({ CopyJob: Object.fromEntries(Object.entries(job).reverse()) });
    expect(reordered).not.toBe(running);
    account.serve(reordered);
    await window.job.refresh.click();
    await expect(window.job.snapshots).toHaveAttribute('data-times-seen', '2');
    const [only, ...rest] = await window.job.sightings();
    expect(rest).toEqual([]);
    expect(only!.lastSeen).toBeGreaterThan(only!.firstSeen);
  });

  const ended = { ...job, State: 'COMPLETED', CompletionDate: 1790003600.25, BackupSizeInBytes: 5368709120 };
  const completed = JSON.stringify({ CopyJob: ended });
  await test.step('a changed answer is a new snapshot', async () => {
    account.serve(completed);
    await window.job.refresh.click();
    await expect(window.job.snapshots).toHaveCount(2);
    await expect(window.job.article).toHaveAttribute('data-state', 'COMPLETED');
  });

  const expectComparison = async (window_: typeof window): Promise<void> => {
    await window_.job.open('Compare');
    await expect(window_.job.change('State')).toHaveAttribute('data-change', 'changed');
    await expect(window_.job.change('CompletionDate')).toHaveAttribute('data-change', 'added');
    const changes = await window_.job.changes();
    expect(new Set(changes.map(({ field }) => field))).toEqual(
      new Set(['State', 'CompletionDate', 'BackupSizeInBytes']),
    );
  };
  await test.step('the comparison names what changed and nothing else', () => expectComparison(window));

  await app.close();
  await account.endpoint.close();
  const offline = await start();
  const { window: later } = offline;

  await test.step('with the endpoint gone the app opens on its history, everything readable', async () => {
    await expect(later.list.rows).toHaveCount(1);
    await later.list.rows.click();
    await expect(later.job.of(copyJobId)).toBeVisible();
    await expect.poll(() => later.job.reported()).toEqual(membersOfBody(completed));
    await expect.poll(() => later.job.body()).toBe(completed);
    await expect.poll(() => later.job.sightings()).toMatchObject([{ timesSeen: 1 }, { timesSeen: 2 }]);
    await later.job.snapshots.last().getByRole('button').first().click();
    await later.job.open('Details');
    await expect(later.job.member('State')).toHaveAttribute('data-value', '"RUNNING"');
    await later.button('Show the newest').click();
    await expectComparison(later);
  });

  await test.step('a refresh says that it failed and what, and the last answer stays with its age', async () => {
    await later.job.open('Details');
    await later.job.refresh.click();
    await expect(later.failure('Offline')).toContainText('Refresh failed');
    await expect(later.job.article).toContainText(/Below is what AWS Backup said .*(just now|ago)/);
    await expect(later.job.freshness).toContainText(/just now|ago/);
    await expect.poll(() => later.job.reported()).toEqual(membersOfBody(completed));
    await expect(later.job.timelineFailures).toContainText('Offline');
    await expect(later.job.snapshots).toHaveCount(2);
  });

  await offline.close();
  await rm(`${home.home}/.aws`, { recursive: true });
  const { window: bare } = await start();
  await test.step('without any profile the history is as readable', async () => {
    await expect(bare.notice('No AWS profiles found on this computer')).toBeVisible();
    await bare.list.rows.click();
    await expect.poll(() => bare.job.reported()).toEqual(membersOfBody(completed));
    await expect(bare.job.refresh).toBeDisabled();
  });
});

test('A services section of the config file leads to its endpoint', async ({ start, home }) => {
  const copyJobId = jobId(1);
  account.serveJob(copyJobId);
  await home.config(
    `[profile team]\nregion = ${REGION}\nservices = local\n${KEY_LINES}\n\n` +
      `[services local]\nbackup =\n  endpoint_url = ${account.endpoint.url}\n`,
  );
  const { window } = await start();
  await window.welcome.useProfile.click();
  await expect(window.endpointStrip).toContainText(account.endpoint.url);
  await expect(window.endpointStrip).toContainText('services section "local"');
  // A services section is no profile.
  await window.lookUp.profile.click();
  await expect(window.lookUp.options).toHaveCount(1);
  await window.lookUp.options.click();
  await window.lookUp.ask({ copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  expect(account.endpoint.requests).toHaveLength(1);
});

test('Credentials and endpoint of the environment are an entry of their own', async ({ start }) => {
  const copyJobId = jobId(2);
  account.serveJob(copyJobId);
  const env = {
    AWS_ACCESS_KEY_ID: KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_BACKUP: account.endpoint.url,
  };
  const { window } = await start({ env });
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('Environment variables');
  await expect(window.endpointStrip).toContainText('AWS_ENDPOINT_URL_BACKUP');
  await window.lookUp.ask({ region: REGION, copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
});
