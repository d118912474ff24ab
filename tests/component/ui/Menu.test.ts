import Trash2 from '@lucide/svelte/icons/trash-2';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Menu from '../../../src/renderer/src/ui/Menu.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

async function showMenu() {
  const runs = { remove: vi.fn(), export: vi.fn(), pin: vi.fn() };
  const screen = await show(Menu, {
    label: 'More',
    items: [
      { text: 'Pin', run: runs.pin },
      { text: 'Export', run: runs.export, disabled: true },
      { text: 'Remove from history', icon: Trash2, danger: true, run: runs.remove },
    ],
  });
  return { runs, trigger: screen.getByRole('button', { name: 'More', exact: true }) };
}

test('opens on a click, shows its items and runs the one clicked', async () => {
  const { runs, trigger } = await showMenu();
  await expect.element(trigger).toHaveAttribute('aria-haspopup', 'menu');
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false');
  await trigger.click();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'true');
  await expect.element(page.getByRole('menuitem', { name: 'Export' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('menuitem', { name: 'Remove from history' }).click();
  expect(runs.remove).toHaveBeenCalledOnce();
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
});

test('works by keyboard: opens, passes over what is disabled, runs, closes and gives the keyboard back', async () => {
  const { runs, trigger } = await showMenu();
  await userEvent.tab();
  await expect.element(trigger).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Pin' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('menuitem', { name: 'Remove from history' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(runs.remove).toHaveBeenCalledOnce();
  expect(runs.export).not.toHaveBeenCalled();
  await expect.element(trigger).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menu')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  await expect.element(trigger).toHaveFocus();
  expect(runs.pin).not.toHaveBeenCalled();
});

test('is accessible closed and open', async () => {
  const { trigger } = await showMenu();
  await expectAccessible();
  await trigger.click();
  await expect.element(page.getByRole('menu')).toBeVisible();
  await expectAccessible();
});
