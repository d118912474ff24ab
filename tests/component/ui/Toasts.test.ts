import { expect, onTestFinished, test, vi } from 'vitest';
import Toasts from '../../../src/renderer/src/ui/Toasts.svelte';
import { Toaster } from '../../../src/renderer/src/ui/toaster.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

async function showToasts() {
  const toaster = new Toaster();
  const screen = await show(Toasts, { toaster });
  const texts = (): string[] =>
    Array.from(screen.container.querySelectorAll('.text'), ({ textContent }) => textContent);
  return { toaster, screen, texts };
}

test('stand in a live region that is there before the first of them', async () => {
  const { toaster, screen } = await showToasts();
  const status = screen.getByRole('region', { name: 'Notices' }).getByRole('status');
  await expect.element(status).toHaveTextContent(/^$/);
  toaster.show('Brought back.');
  await expect.element(status).toHaveTextContent('Brought back.');
});

test('offer one action, which takes the toast away', async () => {
  const { toaster, screen, texts } = await showToasts();
  const run = vi.fn();
  toaster.show('Removed “orders” from the history.', { text: 'Undo', run });
  toaster.show('Another one');
  await expectAccessible();
  await screen.getByRole('button', { name: 'Undo' }).click();
  expect(run).toHaveBeenCalledOnce();
  await expect.poll(texts).toEqual(['Another one']);
  await screen.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(texts).toEqual([]);
});

test('are never more than three; the oldest makes room', async () => {
  const { toaster, texts } = await showToasts();
  for (const text of ['one', 'two', 'three', 'four']) toaster.show(text);
  await expect.poll(texts).toEqual(['two', 'three', 'four']);
});

test('leave by themselves, not before they can be read and reached', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { toaster } = await showToasts();
  toaster.show('Removed one snapshot.');
  vi.advanceTimersByTime(10_000);
  expect(toaster.toasts).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  expect(toaster.toasts).toHaveLength(0);
});

test('that must not be missed stay until they are put away, beside those that leave', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { toaster } = await showToasts();
  const shown = (): string[] => toaster.toasts.map(({ text }) => text);
  toaster.keep('It did not quit last time.');
  for (const text of ['one', 'two', 'three', 'four']) toaster.show(text);
  expect(shown()).toEqual(['It did not quit last time.', 'two', 'three', 'four']);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['It did not quit last time.']);
  toaster.dismiss(toaster.toasts[0]!.id);
  expect(shown()).toEqual([]);
});
