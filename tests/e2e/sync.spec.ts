import { FAULTS } from '../../src/main/demo/faults';
import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { JobList } from '../support/pages/job-list';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';

/** Three pages of a thousand in one Region, a few jobs in the others. */
const JOBS = 2203;
const OTHERS = ['us-east-1', 'eu-west-1'];
const ALL = [REGION, ...OTHERS];

let account: ScriptedAccount;

test.beforeEach(async ({ home }) => {
  account = await openScriptedAccount();
  for (let number = 1; number <= JOBS; number++) {
    account.serveJob(jobId(number), { State: 'COMPLETED', CreationDate: 1790000000 + 10 * number });
  }
  for (const region of OTHERS) account.serveJob(jobId(1), { CreationDate: 1790000000 }, region);
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
});
test.afterEach(() => account.endpoint.close());

/** Tokens of the pages asked for in a Region, oldest first; undefined stands for a first page. */
const tokens = (region = REGION): (string | undefined)[] =>
  account.endpoint.requests
    .filter(({ path, region: asked }) => path === '/copy-jobs' && asked === region)
    .map(({ query }) => query['nextToken']);

test('Several places side by side: one fails, the others are read; changes are asked for the next time', async ({
  start,
}) => {
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('scripted');
  await expect(page.getByText('No place was read whole yet')).toBeVisible();
  const leave = account.endpoint.addFault({ fault: FAULTS.accessDenied, region: 'eu-west-1' });
  await window.syncing.makeSet('everywhere', 'scripted', ALL);
  await window.syncing.start('everywhere', 'Everything AWS lists');
  await expect(window.collecting.panel).toContainText('everywhere: 2 of 3 places read to the end');
  await expect(window.syncing.place('eu-west-1')).toHaveAttribute('data-error-code', 'AccessDenied');
  await expect(window.syncing.place(REGION)).toContainText('2,203 jobs');
  await expect(window.syncing.coverage).toContainText('Looked at: 2 of 3 places');
  await expect(window.syncing.coverage).toContainText('Not looked at: scripted, eu-west-1 never');

  leave();
  const before = tokens().length;
  await page.getByRole('button', { name: /^Read on: 1$/ }).click();
  await expect(window.collecting.panel).toContainText('everywhere synced: 3 places');
  expect(tokens()).toHaveLength(before);
  await expect(window.list.count).toHaveText(`${JobList.grouped(JOBS + 2)} jobs in the history`);
  await expect(window.syncing.coverage).toContainText('Looked at: 3 of 3 places');

  account.serveJob(jobId(9000), { State: 'RUNNING', CreationDate: 1790099000 });
  await window.syncing.start('everywhere');
  await expect(window.syncing.place(REGION)).toContainText('1 new');
  await expect(window.syncing.place(REGION)).toHaveAttribute('data-state', 'complete');
  const asked = account.endpoint.requests.filter(({ path, region }) => path === '/copy-jobs' && region === REGION);
  const filters = asked
    .slice(before)
    .map(({ query }) => Object.keys(query).filter((name) => name !== 'maxResults' && name !== 'nextToken'));
  expect(filters).toEqual([['createdAfter'], ['state'], ['state'], ['completeAfter']]);
});

test('Killed in mid-sync, it is offered again, goes on with the next page, and loses and doubles nothing', async ({
  start,
}) => {
  const app = await start();
  const { window } = app;
  await window.welcome.useProfile.click();
  await window.syncing.makeSet('everywhere', 'scripted', ALL);
  account.endpoint.addFault({ fault: { kind: 'hang' }, region: REGION, after: 1 });
  await window.syncing.start('everywhere', 'Everything AWS lists');
  await expect(window.collecting.panel).toContainText('Syncing everywhere: 2 of 3 places read');
  await expect(window.syncing.place(REGION)).toContainText('1,000 jobs');
  await app.kill9();
  account.endpoint.clearFaults();

  const { window: later, page } = await start();
  await expect(later.syncing.interrupted).toContainText('The sync “everywhere” did not come to its end');
  await expect(later.syncing.interrupted).toContainText(`Not read to the end: scripted, ${REGION}. 1,000 copy jobs`);
  await expect(later.list.count).toHaveText('1,002 jobs in the history');
  const before = tokens().length;
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(later.collecting.panel).toContainText('2,203 copy jobs collected: all that AWS Backup lists');
  await expect(later.collecting.panel).toContainText('2,203 new, 0 changed, 0 unchanged');
  // Two pages were left; the first one is not asked for again.
  expect(tokens().slice(before)).toHaveLength(2);
  expect(tokens().slice(before)).not.toContain(undefined);
  await expect(later.list.count).toHaveText(`${JobList.grouped(JOBS + 2)} jobs in the history`);
  await expect(later.syncing.interrupted).toBeHidden();
  await later.collecting.dismiss.click();
});

test('Through a storm of throttling it slows down and comes to its end by itself', async ({ start }) => {
  const { window } = await start();
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('scripted');
  // Each call is tried three times by the SDK: the second page is refused twice as a whole.
  account.endpoint.addFault({ fault: { ...FAULTS.throttled, retryAfterSeconds: 0 }, after: 1, times: 6 });
  await window.collecting.start.click();
  await expect(window.collecting.panel).toContainText('AWS asks to slow down');
  await expect(window.collecting.panel).toContainText('2,203 copy jobs collected: all that AWS Backup lists', {
    timeout: 90_000,
  });
  await expect(window.list.count).toHaveText(`${JobList.grouped(JOBS)} jobs in the history`);
});

test('Credentials that expire in mid-sync end all places of the profile, said once each, and it goes on where it was', async ({
  start,
}) => {
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  await window.syncing.makeSet('everywhere', 'scripted', ALL);
  const leave = account.endpoint.addFault({ fault: FAULTS.expiredToken, region: REGION, after: 1 });
  await window.syncing.start('everywhere', 'Everything AWS lists');
  await expect(window.syncing.place(REGION)).toHaveAttribute('data-error-code', 'CredentialsExpired');
  await expect(window.syncing.place(REGION)).toContainText('1,000 jobs');
  // One question that failed, and none after it.
  expect(tokens()).toHaveLength(2);
  leave();
  // The whole run's button, there once every place has ended; beside it each ended place has its own.
  await page.getByRole('button', { name: /^Read on: \d+$/ }).click();
  await expect(window.collecting.panel).toContainText('everywhere synced: 3 places');
  await expect(window.list.count).toHaveText(`${JobList.grouped(JOBS + 2)} jobs in the history`);
  expect(tokens().filter((token) => token === undefined)).toHaveLength(1);
});

test('A job that AWS has forgotten stays, and says since when it is not listed', async ({ start }) => {
  const { window } = await start();
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('scripted');
  await window.collecting.start.click();
  await expect(window.collecting.panel).toContainText('2,203 copy jobs collected');
  account.endpoint.removeJob({ accountId: ACCOUNT, region: REGION, copyJobId: jobId(JOBS) });
  await window.collecting.start.click();
  await expect(window.collecting.panel).toContainText('2,202 copy jobs collected');
  await expect(window.list.count).toHaveText(`${JobList.grouped(JOBS)} jobs in the history`);
  await window.lookUp.ask({ copyJobId: jobId(JOBS) });
  await expect(window.job.article).toBeVisible();
  await expect(window.page.getByText('Not in the last whole list of its account and Region.')).toBeVisible();
});

test('A file of thousands of ids is dropped on the window, asked about, and told line by line', async ({ start }) => {
  const { window, page } = await start();
  await window.welcome.useProfile.click();
  await expect(window.lookUp.profile).toHaveValue('scripted');
  const ids = Array.from({ length: 300 }, (_, at) => jobId(at + 1));
  const csv = `CopyJobId,Name\n${[...ids, jobId(404_404)].map((id) => `${id},x`).join('\n')}`;
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(csv)}], 'jobs.csv', { type: 'text/csv' }));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  })()`);
  const dialog = page.getByRole('dialog', { name: 'Look up many copy jobs' });
  await expect(dialog).toContainText('301 copy job IDs found in jobs.csv.');
  await dialog.getByRole('button', { name: 'Look up 301' }).click();
  await expect(window.run.panel).toContainText(/ a second, about .+ left/);
  await window.run.panel.getByRole('button', { name: 'Pause' }).click();
  await expect(window.run.panel).toContainText('Paused');
  await window.run.panel.getByRole('button', { name: 'Resume' }).click();
  await expect(window.run.announced).toHaveText('301 look-ups ended: 300 answered, 1 failed.');
  await expect(window.list.count).toHaveText('300 jobs in the history');
  await window.run.panel.getByText('Without an answer').click();
  await expect(window.run.row(jobId(404_404))).toHaveAttribute('data-error-code', 'NotFound');
});
