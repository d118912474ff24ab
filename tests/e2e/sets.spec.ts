import type { Locator } from '@playwright/test';
import { expect, test, type StartedApp } from '../support/e2e';

const DAY_MS = 86_400_000;
/** The demo account's stories come round after so many days; see docs/demo-account.md. */
const CYCLE_DAYS = 28;
/** Days of the cycle: the first night with the narrow role, and the night that has no job of `customers`. */
const ROLE_SWAPPED = 14;
const MISSED = 16;

/** The newest day of that place in the cycle that is over, counted from 1970-01-01. */
function storyDay(ofCycle: number): number {
  const yesterday = Math.floor(Date.now() / DAY_MS) - 1;
  return yesterday - ((yesterday - ofCycle + CYCLE_DAYS) % CYCLE_DAYS);
}

/** The night before a day, as a filter. */
function nightBefore(day: number): string {
  const date = (of: number): string => new Date(of * DAY_MS).toISOString().slice(0, 10);
  return `created=${date(day - 1)}T18:00Z..${date(day)}T07:59Z`;
}

class SetsPane {
  readonly article: Locator;
  readonly pairs: Locator;

  constructor(readonly app: StartedApp) {
    this.article = app.page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
    this.pairs = this.article.getByRole('grid', { name: 'Pairs' });
  }

  /** Compares what these filters find. */
  async compare(left: string, right: string): Promise<void> {
    for (const [side, text] of [
      ['Left', left],
      ['Right', right],
    ] as const) {
      await this.article.getByRole('button', { name: `${side}: take the filter of a view` }).click();
      await this.app.page.getByRole('menuitem', { name: 'All jobs' }).click();
      const line = this.article.getByRole('combobox', { name: `${side} set` });
      await line.fill(text);
      await line.press('Enter');
      await expect(line).toHaveValue('');
    }
  }

  /** Shows only what is of this class, by keyboard. */
  async show(name: string): Promise<void> {
    const chip = this.article.getByRole('radio', { name: new RegExp(`^${name}`) });
    await chip.focus();
    await this.app.page.keyboard.press('Space');
    await expect(chip).toBeChecked();
  }

  rows(name: string | RegExp): Locator {
    return this.pairs.locator('[data-classes]').filter({ hasText: name });
  }
}

test('Two nights around a swapped role lead to the job that failed newly, and back', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  await window.welcome.openDemo.click();
  await window.button(/^collect all copy jobs$/).click();
  await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);

  await page.keyboard.press('Control+Shift+E');
  const sets = new SetsPane(app);
  await expect(sets.article).toBeVisible();
  const swapped = storyDay(ROLE_SWAPPED);
  await sets.compare(nightBefore(swapped), nightBefore(swapped + 1));
  // Both of these nights failed or went well alike, as the role was swapped before the first of them.
  await expect(sets.rows('orders-db-data')).toHaveAttribute('data-classes', /^still-failing/);

  await sets.compare(nightBefore(swapped - 1), nightBefore(swapped));
  await sets.show('Newly failing');
  const failing = sets.rows('orders-db-data');
  await expect(failing).toHaveAttribute('data-classes', 'newly-failing changed');
  await expect(failing).toContainText('IAM role');
  await failing.focus();
  await page.keyboard.press('Enter');
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect(pair).toContainText('orders-db-data');
  await expect(window.job.change('IamRoleArn')).toHaveAttribute('data-nature', 'notable');
  await page.keyboard.press('Escape');
  await expect(failing).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sets.article).toBeHidden();
});

test('A night without a job is missing once everything was looked at, and not observed before', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  await window.welcome.openDemo.click();
  // Of the production account and its Region, as is what is collected below.
  const known = (await window.examples()).find(({ title }) => title === 'Failed cross-account copy')!;
  await window.lookUp.ask(known);
  await expect(window.job.of(known.copyJobId)).toBeVisible();

  const swapped = storyDay(ROLE_SWAPPED);
  const sets = new SetsPane(app);
  await page.keyboard.press('Control+Shift+E');
  await sets.compare('name=orders-db-data', nightBefore(swapped - 1));
  await expect(sets.rows('orders-db-data')).toHaveAttribute('data-classes', 'not-observed');
  await page.keyboard.press('Escape');

  await window.button('Collect all copy jobs of this profile and Region').click();
  await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
  const missed = storyDay(MISSED);
  await page.keyboard.press('Control+Shift+E');
  await sets.compare(nightBefore(missed - 1), nightBefore(missed));
  await sets.show('Missing');
  await expect(sets.rows('customers')).toHaveAttribute('data-classes', 'missing');
  await expect(sets.rows('orders-db-data')).toHaveCount(0);
});
