import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Combobox from '../../../src/renderer/src/ui/Combobox.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

const REGIONS = [
  { value: 'eu-central-1', text: 'eu-central-1', hint: 'Europe (Frankfurt)', group: 'AWS' },
  { value: 'eu-west-1', text: 'eu-west-1', hint: 'Europe (Ireland)', group: 'AWS' },
  {
    value: 'cn-north-1',
    text: 'cn-north-1',
    hint: 'China (Beijing)',
    group: 'AWS China',
    note: { text: 'Far away', tone: 'warning' },
  },
] as const;

/** The combobox as its users hold it: what it reports becomes its value. */
async function showRegions(more: Record<string, unknown> = {}) {
  const onchange = vi.fn((value: string) => void screen.rerender({ value }));
  const screen = await show(Combobox, { label: 'Region', options: REGIONS, value: 'eu-west-1', onchange, ...more });
  const box = screen.getByRole('combobox', { name: 'Region', exact: true });
  return { screen, box, onchange };
}

function optionTexts(): string[] {
  return page
    .getByRole('option')
    .elements()
    .map((option) => option.getAttribute('data-label') ?? '');
}

test('says what it is, what is chosen and whether its list is open', async () => {
  const { box } = await showRegions();
  await expect.element(box).toHaveValue('eu-west-1');
  await expect.element(box).toHaveAttribute('aria-expanded', 'false');
  await expect.element(box).toHaveAttribute('aria-autocomplete', 'list');
  await box.click();
  await expect.element(box).toHaveAttribute('aria-expanded', 'true');
  const list = page.getByRole('listbox', { name: 'Region' });
  await expect.element(list).toBeVisible();
  expect(box.element().getAttribute('aria-controls')).toBe(list.element().id);
  await expect.element(page.getByRole('option', { name: 'eu-west-1' })).toHaveAttribute('aria-selected', 'true');
  expect(optionTexts()).toEqual(['eu-central-1', 'eu-west-1', 'cn-north-1']);
});

test('typing narrows the list by text, hint and group, in any order of words', async () => {
  const { box, onchange } = await showRegions();
  await box.fill('ireland');
  await expect.poll(optionTexts).toEqual(['eu-west-1']);
  await box.fill('china');
  await expect.poll(optionTexts).toEqual(['cn-north-1']);
  await box.fill('1 EUROPE central');
  await expect.poll(optionTexts).toEqual(['eu-central-1']);
  await box.fill('mars');
  await expect.element(page.getByText('Nothing matches')).toBeVisible();
  expect(onchange).not.toHaveBeenCalled();
});

test('the exact text of an option chooses it, without another key', async () => {
  const { box, onchange } = await showRegions();
  await box.fill('EU-Central-1 ');
  expect(onchange).toHaveBeenLastCalledWith('eu-central-1');
  await userEvent.tab();
  await expect.element(box).toHaveValue('eu-central-1');
});

test('free text counts where it is accepted, and is put back where it is not', async () => {
  const { box, onchange, screen } = await showRegions({ acceptsText: (text: string) => /^[a-z0-9-]+$/.test(text) });
  await box.fill('xx-future-9');
  expect(onchange).toHaveBeenLastCalledWith('xx-future-9');
  await userEvent.keyboard('{Enter}');
  await expect.element(box).toHaveAttribute('aria-expanded', 'false');
  await expect.element(box).toHaveValue('xx-future-9');

  await screen.rerender({ acceptsText: () => false });
  await box.fill('nonsense');
  await userEvent.tab();
  await expect.element(box).toHaveValue('xx-future-9');
  expect(onchange).toHaveBeenCalledOnce();
});

test('works by keyboard alone: open, move, choose, leave without choosing', async () => {
  const { box, onchange } = await showRegions();
  await userEvent.tab();
  await expect.element(box).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(box).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(() => document.querySelector('[role="option"][data-highlighted]')).not.toBeNull();
  await userEvent.keyboard('{ArrowDown}');
  await expect
    .poll(() => document.querySelector('[role="option"][data-highlighted]')?.getAttribute('data-value'))
    .toBe('cn-north-1');
  const highlighted = document.querySelector('[role="option"][data-highlighted]')!;
  expect(box.element().getAttribute('aria-activedescendant')).toBe(highlighted.id);
  await userEvent.keyboard('{Enter}');
  await expect.element(box).toHaveValue('cn-north-1');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('cn-north-1');

  await userEvent.keyboard('{ArrowDown}');
  await expect.element(box).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  await expect.element(box).toHaveAttribute('aria-expanded', 'false');
  await expect.element(box).toHaveValue('cn-north-1');
  expect(onchange).toHaveBeenCalledOnce();
});

test('a click on an option chooses it; the same one again changes nothing', async () => {
  const { box, onchange } = await showRegions();
  await box.click();
  await page.getByRole('option', { name: 'cn-north-1' }).click();
  await expect.element(box).toHaveValue('cn-north-1');
  await box.click();
  await page.getByRole('option', { name: 'cn-north-1' }).click();
  await expect.element(box).toHaveValue('cn-north-1');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('cn-north-1');
});

test('the arrow beside it opens the list, and stays out of the tab order', async () => {
  await showRegions();
  const arrow = page.getByRole('button', { name: 'Show Region list' });
  await expect.element(arrow).toHaveAttribute('tabindex', '-1');
  await arrow.click();
  await expect.element(page.getByRole('listbox', { name: 'Region' })).toBeVisible();
});

test('is accessible closed, open, narrowed to nothing and marked as wrong', async () => {
  const { box } = await showRegions({ invalid: true });
  await expect.element(box).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible();
  await box.click();
  await expect.element(page.getByRole('listbox')).toBeVisible();
  await userEvent.keyboard('{ArrowDown}');
  await expectAccessible();
  await box.fill('mars');
  await expect.element(page.getByText('Nothing matches')).toBeVisible();
  await expectAccessible();
});
