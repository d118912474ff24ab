import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Help from '../../../src/renderer/src/ui/Help.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

async function showHelp() {
  const open = vi.fn();
  const screen = await show(Help, {
    about: 'Created',
    text: 'When AWS Backup made the job.',
    more: 'CreationDate',
    link: { text: 'AWS documentation', open },
  });
  return { open, trigger: screen.getByRole('button', { name: 'Help: Created' }) };
}

test('tells what the thing means, and opens the page that says more', async () => {
  const { open, trigger } = await showHelp();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await trigger.click();
  const box = page.getByRole('dialog', { name: 'Help: Created' });
  await expect.element(box).toBeVisible();
  await expect.element(box.getByText('When AWS Backup made the job.')).toBeVisible();
  await expect.element(box.getByText('CreationDate')).toBeVisible();
  await box.getByRole('button', { name: 'AWS documentation' }).click();
  expect(open).toHaveBeenCalledOnce();
});

test('opens and closes by keyboard, and gives the keyboard back', async () => {
  const { trigger } = await showHelp();
  await userEvent.tab();
  await expect.element(trigger).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog', { name: 'Help: Created' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(trigger).toHaveFocus();
});

test('closes when its button is pressed again, and when the mouse is pressed elsewhere', async () => {
  const { trigger } = await showHelp();
  const box = page.getByRole('dialog', { name: 'Help: Created' });
  await trigger.click();
  await expect.element(box).toBeVisible();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'true');
  await trigger.click();
  await expect.element(box).not.toBeInTheDocument();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false');
  await trigger.click();
  await expect.element(box).toBeVisible();
  await userEvent.click(document.documentElement);
  await expect.element(box).not.toBeInTheDocument();
});

test('is accessible closed and open', async () => {
  const { trigger } = await showHelp();
  await expectAccessible();
  await trigger.click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await expectAccessible();
});
