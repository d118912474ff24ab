import { expect, test } from '../support/e2e';

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
