import { runCli } from '../support/aws-cli';
import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { JobList } from '../support/pages/job-list';
import {
  jobId,
  KEY,
  LIST_REFUSED,
  openScriptedAccount,
  REGION,
  type ScriptedAccount,
} from '../support/scripted-account';

/** Presses of Tab after which a control that was not met is not there. */
const MOST_TABS = 60;

test('On the demo account, a stack that ended PARTIAL leads to its culprit without a mouse, and back', async ({
  start,
}) => {
  const { window, page } = await start();
  const { keyboard } = page;
  await window.welcome.openDemo.click();
  const spoiled = (await window.examples()).find(({ title }) => title === 'One child spoils the parent')!;
  await window.lookUp.ask(spoiled);
  await expect(window.job.of(spoiled.copyJobId)).toBeVisible();
  // Fetched with the parent, whoever looks.
  const causes = window.job.article.getByRole('list', { name: 'Because of' });
  await expect(causes).toContainText('ShopDatabase');
  await expect(causes).toContainText('Failed');
  await expect(window.list.count).toHaveText('5 jobs in the history');

  await keyboard.press('Alt+4');
  const tree = window.job.article.getByRole('tree', { name: 'Family' });
  await expect(tree.getByRole('treeitem')).toHaveCount(5);
  await expect(window.job.article.getByText('Children last fetched')).toBeVisible();
  await expect(window.job.article.getByRole('list', { name: 'What does not add up' })).toBeHidden();
  await expect(async () => {
    await keyboard.press('Tab');
    expect((await window.focus()).role).toBe('treeitem');
  }).toPass({ intervals: Array.from({ length: MOST_TABS }, () => 10) });
  await keyboard.press('End');
  for (let step = 0; step < 4; step += 1) {
    if ((await window.focus()).name.includes('ShopDatabase')) break;
    await keyboard.press('ArrowUp');
  }
  expect(await window.focus()).toMatchObject({ role: 'treeitem', visible: true });
  await keyboard.press('Enter');
  await expect(window.job.article).toHaveAttribute('data-state', 'FAILED');
  await expect(window.job.article).toContainText('Part of:');
  await expect(async () => {
    expect(await window.focus()).toMatchObject({ role: 'tab', name: 'Details', visible: true });
  }).toPass();
  await expect(async () => {
    await keyboard.press('Tab');
    expect(await window.focus()).toMatchObject({ role: 'button', name: 'shop' });
  }).toPass({ intervals: Array.from({ length: MOST_TABS }, () => 10) });
  await keyboard.press('Enter');
  await expect(window.job.of(spoiled.copyJobId)).toBeVisible();
});

test('On the demo account, a cluster being copied shows how old each child is, and counts that need not add up', async ({
  start,
}) => {
  const { window } = await start();
  await window.welcome.openDemo.click();
  const cluster = (await window.examples()).find(({ title }) => title === 'A cluster being copied')!;
  await window.lookUp.ask(cluster);
  await expect(window.job.of(cluster.copyJobId)).toBeVisible();
  await window.job.open('Family');
  const items = window.job.article.getByRole('tree', { name: 'Family' }).getByRole('treeitem');
  await expect(items).toHaveCount(5);
  for (const item of await items.all())
    await expect(item).toContainText(/Seen (just now|\d+ seconds? ago|\d+ minutes? ago)/);
  await expect(window.job.article.getByRole('table', { name: 'Child jobs by state' })).toContainText('All');
});

test.describe('on a scripted account', () => {
  /** More than one page of a list. */
  const CHILDREN = 1003;
  const PARENT = jobId(1);
  let account: ScriptedAccount;

  test.beforeEach(async ({ home }) => {
    account = await openScriptedAccount();
    account.serveJob(PARENT, {
      IsParent: true,
      NumberOfChildJobs: CHILDREN,
      ResourceName: 'stack',
      ResourceType: 'CloudFormation',
      State: 'FAILED',
      CompletionDate: 1790009000,
    });
    for (let number = 1; number <= CHILDREN; number += 1) {
      account.serveJob(jobId(10_000 + number), {
        ParentJobId: PARENT,
        CompositeMemberIdentifier: `Part${number}`,
        State: number === 700 ? 'FAILED' : 'COMPLETED',
        CreationDate: 1790000000 + number,
        CompletionDate: 1790005000 + number,
        ...(number === 700 ? { StatusMessage: 'The key is gone.' } : {}),
      });
    }
    // A job of nobody's, and one of another family.
    account.serveJob(jobId(2));
    account.serveJob(jobId(3), { ParentJobId: jobId(4) });
    await home.config(`[profile scripted]\n${account.profileLines}\n`);
  });
  test.afterEach(() => account.endpoint.close());

  test('children may not be listed: said in the family alone; allowed, they come, and the command line agrees', async ({
    start,
  }) => {
    const app = await start();
    const { window } = app;
    await window.welcome.useProfile.click();
    const leave = account.endpoint.addFault({ fault: LIST_REFUSED, operation: 'ListCopyJobs' });
    await window.lookUp.ask({ copyJobId: PARENT });
    await expect(window.job.of(PARENT)).toBeVisible();
    await expect(window.job.article).toHaveAttribute('data-state', 'FAILED');
    await window.job.open('Family');
    const refused = window.job.article.locator('[data-fetch-error="AccessDenied"]');
    await expect(refused).toContainText('backup:ListCopyJobs');
    await expect(window.failure()).toBeHidden();
    await expect(window.job.article.getByRole('list', { name: 'What does not add up' })).toContainText(
      `0 of ${CHILDREN} child jobs are in the history.`,
    );

    leave();
    await window.job.article.getByRole('button', { name: 'Fetch children' }).click();
    await expect(window.job.article.getByRole('list', { name: 'Because of' })).toContainText('The key is gone.');
    await expect(refused).toBeHidden();
    await expect(window.list.count).toHaveText(`${JobList.grouped(CHILDREN + 1)} jobs in the history`);
    // A list of one family says nothing of what else there is.
    await expect(window.page.getByText('No place was read whole yet')).toBeVisible();

    const place = { endpoint: account.endpoint.url, key: KEY, region: REGION };
    const said = await runCli(place, ['list-copy-jobs', '--by-parent-job-id', PARENT, '--output', 'json']);
    const { CopyJobs } = JSON.parse(said) as { CopyJobs: { CopyJobId: string }[] };
    expect(CopyJobs).toHaveLength(CHILDREN);
    const listed = new Set(CopyJobs.map(({ CopyJobId }) => `${ACCOUNT}/${REGION}/${CopyJobId}`));
    const shown = await window.job.article
      .getByRole('treeitem')
      .evaluateAll((items: readonly { readonly dataset: Readonly<Record<string, string>> }[]) =>
        items.map(({ dataset }) => dataset['key'] ?? ''),
      );
    expect(shown).toHaveLength(1001);
    expect(shown.filter((key) => !listed.has(key))).toEqual([`${ACCOUNT}/${REGION}/${PARENT}`]);
    await expect(
      window.job.article.getByText('3 child jobs more are in the history, too many to be drawn here'),
    ).toBeVisible();
    await app.close();

    const { window: later } = await start();
    await later.list.filter.fill(`id=${PARENT}`);
    await later.list.filter.press('Enter');
    await later.list.rowOf(PARENT).click();
    await later.job.open('Family');
    await expect(later.job.article.getByText('Children last fetched')).toBeVisible();
    await expect(later.job.article.getByRole('list', { name: 'Because of' })).toContainText('The key is gone.');
  });
});
