import Trash2 from '@lucide/svelte/icons/trash-2';
import { expect, test, vi } from 'vitest';
import Button from '../../../src/renderer/src/ui/Button.svelte';
import IconButton from '../../../src/renderer/src/ui/IconButton.svelte';
import { expectAccessible } from '../support/accessible';
import { show, snippet } from '../support/screen';

test('a button runs what it is for, and not while disabled', async () => {
  const onclick = vi.fn();
  const screen = await show(Button, { children: snippet('Describe'), onclick });
  const button = screen.getByRole('button', { name: 'Describe' });
  await expect.element(button).toHaveAttribute('type', 'button');
  await button.click();
  expect(onclick).toHaveBeenCalledOnce();

  await screen.rerender({ disabled: true });
  await expect.element(button).toBeDisabled();
  (button.element() as HTMLButtonElement).click();
  expect(onclick).toHaveBeenCalledOnce();
});

test('a submit button sends its form', async () => {
  const onsubmit = vi.fn((event: SubmitEvent) => {
    event.preventDefault();
  });
  const form = document.createElement('form');
  form.id = 'form';
  form.addEventListener('submit', onsubmit);
  const screen = await show(Button, { children: snippet('Continue'), type: 'submit', form: 'form' });
  screen.container.append(form);
  await screen.getByRole('button').click();
  expect(onsubmit).toHaveBeenCalledOnce();
});

test.for(['primary', 'plain', 'quiet', 'danger'] as const)('%s buttons are legible', async (look) => {
  await show(Button, { children: snippet('Describe'), look, size: 's' });
  await show(Button, { children: snippet('Refresh'), look });
  await expectAccessible();
});

test('an icon button is named by its label, which is its tooltip too unless told otherwise', async () => {
  const onclick = vi.fn();
  const screen = await show(IconButton, { label: 'Remove this snapshot', icon: Trash2, onclick });
  const button = screen.getByRole('button', { name: 'Remove this snapshot', exact: true });
  await expect.element(button).toHaveAttribute('title', 'Remove this snapshot');
  await button.click();
  expect(onclick).toHaveBeenCalledOnce();

  await screen.rerender({ title: 'It stays among the removed things', small: true });
  await expect.element(button).toHaveAttribute('title', 'It stays among the removed things');
  await expect.element(button).toHaveAccessibleName('Remove this snapshot');
  await expectAccessible();
});
