import { expect, test } from '../support/e2e';
import { takePictures } from '../support/pictures';

test('What can be compared, on the stories of the demo account', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  const { list, job } = window;
  await window.welcome.openDemo.click();
  const examples = await window.examples();
  const example = (wanted: string) => examples.find(({ title }) => title === wanted)!;

  const moving = example('Moves while you watch');
  await window.lookUp.ask(moving);
  await expect(job.of(moving.copyJobId)).toBeVisible();
  await expect(async () => {
    await job.refresh.click();
    await expect(job.article).toHaveAttribute('data-state', 'COMPLETED', { timeout: 500 });
  }).toPass();
  await job.open('Compare');
  await takePictures(app, 'comparing-two-answers');
  await page.keyboard.press('Alt+6');
  await expect(job.article.getByRole('grid', { name: 'Snapshots' })).toBeVisible();
  await takePictures(app, 'comparing-all-answers');

  const spoiled = example('One child spoils the parent');
  await window.lookUp.ask(spoiled);
  await expect(job.of(spoiled.copyJobId)).toBeVisible();
  await page.keyboard.press('Alt+7');
  await expect(job.article.getByRole('grid', { name: 'Child jobs' }).getByRole('columnheader')).toHaveCount(5);
  await takePictures(app, 'comparing-children');

  await window.lookUp.chooseProfile('production');
  await window.lookUp.typeRegion('eu-central-1');
  await page.keyboard.press('Control+Shift+R');
  await expect(window.collecting.panel).toContainText('copy jobs collected');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await list.filter.fill('name=orders-db-data state=failed');
  await list.filter.press('Enter');
  await expect(list.count).toContainText(' of ');
  await list.rows.first().click();
  await expect(job.article).toHaveAttribute('data-state', 'FAILED');
  await page.keyboard.press('Alt+5');
  await expect(job.article.getByRole('grid', { name: 'Runs' })).toBeVisible();
  await takePictures(app, 'comparing-runs');
  await page.keyboard.press('Control+Shift+J');
  await expect(page.getByRole('article', { name: 'Comparison of two copy jobs' })).toContainText('IAM role');
  await takePictures(app, 'comparing-with-last-success');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await window.button('Clear filter').click();
  await expect(list.count).toContainText('in the history');

  for (const [name, chosenBy] of [
    ['orders-db-data', 'Enter'],
    ['ledger', 'Control+Enter'],
  ] as const) {
    await page.keyboard.press('Control+K');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await palette.getByRole('combobox').fill(name);
    await expect(palette.getByRole('option', { selected: true })).toContainText(name);
    await page.keyboard.press(chosenBy);
    await expect(palette).toBeHidden();
  }
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect(pair.getByRole('region', { name: 'Right job' })).toContainText('ledger');
  await expect(pair.getByRole('table', { name: 'Comparison' })).toBeVisible();
  await takePictures(app, 'comparing-two-jobs');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Shift+E');
  const sets = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
  await expect(sets.getByRole('grid', { name: 'Pairs' }).locator('[data-classes]').first()).toBeVisible();
  await takePictures(app, 'comparing-sets');
  await page.keyboard.press('Escape');

  await list.filter.fill(moving.copyJobId);
  await expect(list.rows).toHaveCount(1);
  await list.rowOf(moving.copyJobId).click();
  await expect(job.of(moving.copyJobId)).toBeVisible();
  await window.button('Clear filter').click();
  await expect(list.count).toContainText('in the history');
  const first = page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem').last();
  await first.hover();
  await first.getByRole('button', { name: 'Show everything as known then' }).click();
  await expect(page.getByRole('region', { name: 'As known earlier' })).toBeVisible();
  await expect(job.of(moving.copyJobId)).not.toHaveAttribute('data-state', 'COMPLETED');
  await takePictures(app, 'comparing-as-known-at');
});
