import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { PLACE_PREFERENCE } from '../../../src/renderer/src/shell/job-place.svelte';
import { expectAccessible } from '../support/accessible';
import { fixture, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { openWindow, rowOnScreen } from '../support/window';

/** A window with one job open beside the list. */
async function openBeside(history: History) {
  const opened = await openWindow({ history });
  await userEvent.click(await rowOnScreen());
  await expect.element(opened.article.getByRole('button', { name: 'More' })).toBeVisible();
  const separator = page.getByRole('separator', { name: 'Border between list and job' });
  return { ...opened, separator, listWidth: () => document.querySelector('.list')!.getBoundingClientRect().width };
}

async function historyOfOne(): Promise<History> {
  const history = await newHistory();
  await history.record(answer(fixture('03'), NOW));
  return history;
}

test('beside an open job the list has a third of the window; the border between them moves and stays where it was', async () => {
  const history = await historyOfOne();
  const { separator, listWidth, screen } = await openBeside(history);
  await expect.poll(listWidth).toBe(410);
  (separator.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(listWidth).toBe(426);
  await expectAccessible();
  await expect.poll(() => history.preference(PLACE_PREFERENCE)).toEqual({ share: 426 / 1280, full: false });
  await screen.unmount();
});

test('one key gives the job the whole width, and the list its place back', async () => {
  const history = await historyOfOne();
  const { separator, grid, article } = await openBeside(history);
  await userEvent.keyboard('{Control>}b{/Control}');
  await expect.element(grid).not.toBeInTheDocument();
  await expect.element(separator).not.toBeInTheDocument();
  expect(article.element().getBoundingClientRect().width).toBeGreaterThan(1200);
  // The list had the keyboard, and is gone from sight.
  expect(article.element().contains(document.activeElement)).toBe(true);
  await expectAccessible();
  await article.getByRole('button', { name: 'Show the list beside the job' }).click();
  await expect.element(grid).toBeVisible();
  await expect.element(separator).toBeVisible();
  await expect.poll(() => history.preference(PLACE_PREFERENCE)).toMatchObject({ full: false });
});

test('a job that had the whole width has it at the next start too', async () => {
  const history = await historyOfOne();
  await history.setPreference(PLACE_PREFERENCE, { share: 0.5, full: true });
  const { grid, article } = await openBeside(history);
  await expect.element(grid).not.toBeInTheDocument();
  await article.getByRole('button', { name: 'Close job' }).click();
  await expect.element(grid).toBeVisible();
});

test('what was kept and makes no sense is passed over', async () => {
  const history = await historyOfOne();
  await history.setPreference(PLACE_PREFERENCE, { share: 7, full: 'yes' });
  const { listWidth } = await openBeside(history);
  await expect.poll(listWidth).toBe(410);
});
