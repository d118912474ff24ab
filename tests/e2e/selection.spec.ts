import { expect, test } from '../support/e2e';
import { jobId, openScriptedAccount, type ScriptedAccount } from '../support/scripted-account';

const WEST = 'us-west-2';
let account: ScriptedAccount;

test.beforeEach(async ({ home }) => {
  account = await openScriptedAccount();
  const job = { ResourceName: 'orders', State: 'COMPLETED', IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy' };
  account.serveJob(jobId(1), { ...job, CreationDate: 1790000000 });
  account.serveJob(jobId(2), {
    ...job,
    CreationDate: 1790086400,
    State: 'FAILED',
    StatusMessage: 'Access denied.',
    IamRoleArn: 'arn:aws:iam::111122223333:role/backup-copy-restricted',
  });
  account.serveJob(jobId(3), { ResourceName: 'far' }, WEST);
  await home.config(`[profile scripted]\n${account.profileLines}\n\n[profile second]\n${account.profileLines}\n`);
});
test.afterEach(() => account.endpoint.close());

test('Two selected jobs are compared and the selection asked about again, by keyboard alone', async ({ start }) => {
  const { window, page } = await start();
  const { keyboard } = page;
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ profile: 'scripted', copyJobId: jobId(1) });
  await expect(window.job.of(jobId(1))).toBeVisible();
  await window.lookUp.ask({ copyJobId: jobId(2) });
  await expect(window.job.of(jobId(2))).toBeVisible();
  await window.lookUp.ask({ profile: 'second', region: WEST, copyJobId: jobId(3) });
  await expect(window.job.of(jobId(3))).toBeVisible();
  await window.button('Close job').click();
  await window.list.filter.fill('orders');
  await expect(window.list.rows).toHaveCount(2);

  await keyboard.press('Control+H');
  await keyboard.press('ArrowDown');
  await keyboard.press('Control+A');
  await expect(page.getByRole('toolbar', { name: 'Selected jobs' })).toContainText('2 selected');
  await keyboard.press('Control+Shift+D');
  const pane = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect(pane.getByRole('region', { name: 'Left job' })).toContainText(jobId(2));
  await expect(pane.getByRole('region', { name: 'Right job' })).toContainText(jobId(1));
  await expect(window.job.change('IamRoleArn')).toHaveAttribute('data-nature', 'notable');
  await expect(window.job.change('State')).toHaveAttribute('data-nature', 'expected');
  await expect(window.job.change('CreationDate')).toBeHidden();
  await expect(pane).not.toContainText('Should not change');
  await expect(async () => {
    expect(await window.focus()).toMatchObject({ role: 'button', name: 'Swap sides', visible: true });
  }).toPass();
  await keyboard.press('Enter');
  await expect(pane.getByRole('region', { name: 'Left job' })).toContainText(jobId(1));
  await keyboard.press('Escape');
  await expect(pane).toBeHidden();

  await window.list.filter.fill('');
  await expect(window.list.rows).toHaveCount(3);
  await keyboard.press('Control+H');
  await keyboard.press('Control+A');
  await expect(page.getByRole('toolbar', { name: 'Selected jobs' })).toContainText('3 selected');
  const before = account.endpoint.requests.length;
  account.serveJob(jobId(3), { ResourceName: 'far', State: 'COMPLETED' }, WEST);
  await page.getByRole('toolbar', { name: 'Selected jobs' }).getByRole('button', { name: 'Refresh' }).click();
  await expect(window.run.announced).toHaveText('3 look-ups ended: 3 answered.');
  await expect(window.run.panel).toContainText('2 profiles and Regions');
  await expect(window.run.row(jobId(3))).toContainText(`second, ${WEST}`);
  await expect(window.run.row(jobId(3))).toContainText('New snapshot');
  const asked = account.endpoint.requests.slice(before).map(({ region, path }) => `${region} ${path}`);
  expect(asked.filter((one) => one.startsWith(WEST))).toEqual([`${WEST} /copy-jobs/${jobId(3)}`]);
  expect(asked).toHaveLength(3);
});
