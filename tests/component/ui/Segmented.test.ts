import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import Segmented from '../../../src/renderer/src/ui/Segmented.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

async function showTimes() {
  const onchange = vi.fn((value: string) => void screen.rerender({ value }));
  const screen = await show(Segmented, {
    label: 'Times',
    value: 'local',
    options: [
      { value: 'local', text: 'Local', count: 3 },
      { value: 'utc', text: 'UTC' },
      { value: 'both', text: 'Both' },
    ],
    onchange,
  });
  return { screen, onchange };
}

test('is a named group of radio buttons, the chosen one checked', async () => {
  const { screen } = await showTimes();
  const group = screen.getByRole('group', { name: 'Times' });
  expect(group.getByRole('radio').elements()).toHaveLength(3);
  await expect.element(group.getByRole('radio', { name: 'Local' })).toBeChecked();
  await expect.element(group.getByRole('radio', { name: 'UTC' })).not.toBeChecked();
  await expect.element(group.getByText('Local')).toHaveTextContent('Local3');
  await expectAccessible();
});

test('a click on the words chooses', async () => {
  const { screen, onchange } = await showTimes();
  await screen.getByText('UTC', { exact: true }).click();
  expect(onchange).toHaveBeenCalledExactlyOnceWith('utc');
  await expect.element(screen.getByRole('radio', { name: 'UTC' })).toBeChecked();
});

test('is one tab stop, and the arrows choose', async () => {
  const { screen, onchange } = await showTimes();
  await userEvent.tab();
  await expect.element(screen.getByRole('radio', { name: 'Local' })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(screen.getByRole('radio', { name: 'UTC' })).toHaveFocus();
  await expect.element(screen.getByRole('radio', { name: 'UTC' })).toBeChecked();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(screen.getByRole('radio', { name: 'Both' })).toBeChecked();
  expect(onchange.mock.calls).toEqual([['utc'], ['local'], ['both']]);
  // Where the keyboard is can be seen, although the radio button itself cannot.
  expect(getComputedStyle(screen.getByText('Both').element()).outlineStyle).toBe('solid');
});
