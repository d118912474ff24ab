import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { CopytrailWindow } from '../support/pages/window';

/** Reads all that AWS Backup lists for a profile and Region of the demo account. */
async function collect(window: CopytrailWindow, profile: string, region: string): Promise<void> {
  await window.lookUp.chooseProfile(profile);
  await window.lookUp.typeRegion(region);
  await window.page.keyboard.press('Control+Shift+R');
  await expect(window.collecting.panel).toContainText(new RegExp(`${profile}, ${region}.*copy jobs collected`, 's'));
}

/** Opens the newest job that fits a filter, and its runs. */
async function openRuns(window: CopytrailWindow, filter: string): Promise<Locator> {
  await window.list.filter.fill(filter);
  await window.list.filter.press('Enter');
  await expect(window.list.count).toContainText(' of ');
  const newest = window.list.rows.first();
  const key = (await newest.getAttribute('data-job-key')) ?? '';
  await newest.click();
  await expect(window.job.article).toHaveAttribute('data-job-key', key);
  await window.button('Clear filter').click();
  await expect(window.list.count).toContainText('in the history');
  await window.page.keyboard.press('Alt+5');
  await expect(window.job.article.getByRole('grid', { name: 'Runs' })).toBeVisible();
  return window.job.article.getByRole('list', { name: 'What the runs show' });
}

test('On the demo account, the runs tell what changed before it broke, and which night is missing', async ({
  start,
}) => {
  const { window, page } = await start();
  await window.welcome.openDemo.click();
  await collect(window, 'production', 'eu-central-1');

  await test.step('a role was swapped before the streak of failures', async () => {
    const facts = await openRuns(window, 'name=orders-db-data state=failed');
    await expect(facts).toContainText(/Failed (since|\d times in a row)/);
    await expect(facts).toContainText('changed: IAM role backup-copy → backup-copy-restricted');
    await page.keyboard.press('Control+Shift+J');
    const comparison = page.getByRole('article', { name: 'Comparison of two copy jobs' });
    await expect(comparison).toContainText('left (the earlier) completed, right (the later) failed');
    await expect(comparison).toContainText('IAM role');
    await page.keyboard.press('Escape');
    await expect(window.job.article).toHaveAttribute('data-state', 'FAILED');
  });

  await test.step('a vault was locked', async () => {
    const facts = await openRuns(window, 'name=ledger state=failed');
    await expect(facts).toContainText('Vault lock UNLOCKED → LOCKED');
  });

  await test.step('a night has no job at all, and the lists of that time were read', async () => {
    const facts = await openRuns(window, 'name=customers type=Aurora');
    await expect(facts).toContainText(/No copy job was listed between .* though one came about every 24 h/);
    await expect(window.job.article.locator('[role="row"][data-absence="missed"]').first()).toBeVisible();
  });

  await test.step('a run is opened out of the table, by keyboard', async () => {
    const before = await window.job.article.getAttribute('data-job-key');
    await window.job.article.getByRole('grid', { name: 'Runs' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(window.job.article).not.toHaveAttribute('data-job-key', before ?? '');
  });
});

test('On the demo account, a new key and a slow drift are told', async ({ start }) => {
  const { window } = await start();
  await window.welcome.openDemo.click();
  await collect(window, 'payments', 'us-east-1');
  await expect(await openRuns(window, 'name=warehouse-data duration>2h')).toContainText(
    /With this run changed: Encryption key/,
  );
  await collect(window, 'research', 'ap-southeast-2');
  await expect(await openRuns(window, 'name=shared-home duration>75m')).toContainText('Copies take longer and longer');
});

test('On the demo account, the child that spoils its parent stands out among its siblings', async ({ start }) => {
  const { window, page } = await start();
  await window.welcome.openDemo.click();
  const spoiled = (await window.examples()).find(({ title }) => title === 'One child spoils the parent')!;
  await window.lookUp.ask(spoiled);
  await expect(window.job.of(spoiled.copyJobId)).toBeVisible();
  await expect(window.list.count).toHaveText('5 jobs in the history');
  await page.keyboard.press('Alt+7');
  const grid = window.job.article.getByRole('grid', { name: 'Child jobs' });
  await expect(grid.getByRole('columnheader')).toHaveCount(5);
  await expect(grid.locator('[data-row="State"] [data-marked]')).toHaveText(/Failed.*ShopDatabase/);
});
