import type { Locator } from '@playwright/test';
import { accessibilityFaults } from '../support/accessibility';
import { wear } from '../support/appearance';
import { expect, test } from '../support/e2e';

/** The demo account's quickest job is over within this time (ms) after the account was opened. */
const OVER_WITHIN_MS = 60_000;

test('The window goes back to what was known before a job ended, and by one key to now', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  await window.welcome.openDemo.click();
  const examples = await window.examples();
  const moving = examples.find(({ title }) => title === 'Moves while you watch')!;
  const later = examples.find(({ title }) => title !== 'Moves while you watch')!;
  await window.lookUp.ask(moving);
  await expect(window.job.of(moving.copyJobId)).toBeVisible();
  const before = await window.job.state();
  expect(before).not.toBe('COMPLETED');
  await expect(async () => {
    await window.job.refresh.click();
    await expect(window.job.refresh).toBeEnabled();
    expect(await window.job.state()).toBe('COMPLETED');
  }).toPass({ timeout: OVER_WITHIN_MS, intervals: [500] });
  await window.lookUp.ask(later);
  await expect(window.job.of(later.copyJobId)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(window.list.rows).toHaveCount(2);

  const band = page.getByRole('region', { name: 'As known earlier' });
  const history = page.getByRole('region', { name: 'History' });
  const chip = (state: string): Locator => window.list.chip(state);

  await test.step('from the first answer on its timeline: everything as it was known then', async () => {
    await window.list.rowOf(moving.copyJobId).click();
    await expect(window.job.of(moving.copyJobId)).toBeVisible();
    const first = page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem').last();
    await first.hover();
    await first.getByRole('button', { name: 'Show everything as known then' }).click();
    await expect(band).toContainText(/As known on \d+ \w+ \d{4}, [\d:]+ UTC/);
  });

  await test.step('job, list and counts are those of then', async () => {
    await expect(window.job.article).toHaveAttribute('data-state', before);
    await expect(page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem')).toHaveCount(1);
    await expect(window.list.rows).toHaveCount(1);
    await expect(window.list.rowOf(later.copyJobId)).toHaveCount(0);
    await expect(history).toContainText('1 job in the history');
    await expect(chip('Completed')).toHaveCount(0);
    await expect(page.getByRole('main')).not.toContainText('COMPLETED');
    await window.job.open('Compare');
    await expect(window.emptyState('Nothing to compare yet')).toBeVisible();
    await window.job.open('Raw JSON');
    expect(await window.job.body()).not.toContain('COMPLETED');
  });

  await test.step('a filter asks what was known then, by when it was created and by when it was seen', async () => {
    const jobsThat = async (filter: string, count: number): Promise<void> => {
      await window.list.filter.fill(filter);
      await window.list.filter.press('Enter');
      await expect(window.list.count).toHaveText(`${count} of 1 job`);
      await window.button('Clear filter').click();
    };
    await jobsThat('state:completed', 0);
    await jobsThat('created>=-1d', 1);
    await jobsThat('last-seen>=-1m', 1);
    await jobsThat('first-seen<-1m', 0);
  });

  await test.step('nothing can be asked or removed, and why is said', async () => {
    await expect(window.lookUp.describe).toBeDisabled();
    await expect(window.lookUp.describe).toHaveAttribute('title', /go back to now first/);
    await expect(window.job.refresh).toBeDisabled();
    await expect(window.job.refresh).toHaveAttribute('title', /go back to now first/);
    await expect(page.getByRole('button', { name: 'Remove this snapshot' })).toHaveCount(0);
  });

  await test.step('it can be told from now by everybody, in either theme', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await wear(app, { theme, width: 1280, height: 820 });
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  await test.step('one key leads back, the filter and the job stay', async () => {
    await page.keyboard.press('Control+Shift+N');
    await expect(band).toHaveCount(0);
    await expect(window.job.of(moving.copyJobId)).toHaveAttribute('data-state', 'COMPLETED');
    await expect(window.list.rows).toHaveCount(2);
    await expect(window.lookUp.describe).toBeEnabled();
  });

  await test.step('by keyboard alone: a time is typed, one that is still to come is refused', async () => {
    await page.keyboard.press('Control+Shift+H');
    const dialog = page.getByRole('dialog', { name: 'As it was known at' });
    const field = dialog.getByLabel(/Date and time \(UTC/);
    await field.fill('2999-01-01T00:00:00');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('still to come');
    await expect(dialog).toBeVisible();
    await field.fill('2001-01-01T00:00:00');
    await page.keyboard.press('Enter');
    await expect(band).toContainText('As known on 1 Jan 2001, 00:00:00');
    await expect(window.emptyState('This job was not known then')).toBeVisible();
    // No job is open as far as Esc is concerned: it closes the empty place first, then leads back.
    await page.keyboard.press('Escape');
    await expect(window.emptyState('No copy job was known then')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(band).toHaveCount(0);
    await expect(window.list.rows).toHaveCount(2);
  });
});
