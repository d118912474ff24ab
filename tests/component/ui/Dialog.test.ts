import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Dialog from '../../../src/renderer/src/ui/Dialog.svelte';
import { expectAccessible } from '../support/accessible';
import { show, snippet } from '../support/screen';

/** A page with a button behind the dialog, and the dialog as its users hold it. */
async function showDialog() {
  const behind = document.createElement('a');
  behind.textContent = 'Behind';
  behind.href = '#behind';
  document.body.prepend(behind);
  onTestFinished(() => {
    behind.remove();
  });
  behind.focus();
  const onclose = vi.fn(() => void screen.rerender({ open: false }));
  const screen = await show(Dialog, {
    open: true,
    title: 'Settings',
    onclose,
    children: snippet('<label>Name <input type="text" class="mono" /></label>'),
    footer: snippet('<a href="#top">Keep</a>'),
  });
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect.element(dialog).toBeVisible();
  return { screen, dialog, onclose, behind };
}

test('is a modal dialog named by its title', async () => {
  const { dialog } = await showDialog();
  await expect.element(dialog).toHaveAttribute('aria-modal', 'true');
  await expect.element(dialog.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible();
  await expectAccessible();
});

test('keeps the keyboard inside, in both directions', async () => {
  const { dialog, behind } = await showDialog();
  const inside = dialog.element();
  await expect.poll(() => inside.contains(document.activeElement)).toBe(true);
  const seen = new Set<Element | null>();
  // More steps than there are places to stop: it has to come round.
  for (let step = 0; step < 6; step++) {
    await userEvent.tab();
    expect(inside.contains(document.activeElement)).toBe(true);
    seen.add(document.activeElement);
  }
  expect(seen.size).toBeGreaterThanOrEqual(4);
  for (let step = 0; step < 6; step++) {
    await userEvent.tab({ shift: true });
    expect(inside.contains(document.activeElement)).toBe(true);
  }
  expect(document.activeElement).not.toBe(behind);
});

test('Esc closes it and gives the keyboard back', async () => {
  const { dialog, onclose, behind } = await showDialog();
  await userEvent.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement).toBe(behind);
});

test('the close button and a click beside it close it too', async () => {
  const { screen, dialog, onclose } = await showDialog();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(onclose).toHaveBeenCalledOnce();
  await screen.rerender({ open: true });
  await expect.element(dialog).toBeVisible();
  await userEvent.click(document.querySelector('.dialog-overlay')!, { position: { x: 5, y: 5 } });
  await expect.element(dialog).not.toBeInTheDocument();
  expect(onclose).toHaveBeenCalledTimes(2);
});

test('its body can be scrolled by keyboard when it is longer than the window', async () => {
  const { dialog } = await showDialog();
  const body = dialog.getByRole('region', { name: 'Settings' });
  await expect.element(body).toHaveAttribute('tabindex', '0');
});
