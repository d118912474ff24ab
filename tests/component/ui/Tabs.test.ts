import Braces from '@lucide/svelte/icons/braces';
import List from '@lucide/svelte/icons/list';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import Tabs from '../../../src/renderer/src/ui/Tabs.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

async function showTabs() {
  const panel = document.createElement('div');
  panel.id = 'panel';
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-label', 'Details');
  panel.textContent = 'What AWS said';
  document.body.append(panel);
  onTestFinished(() => {
    panel.remove();
  });
  const onchange = vi.fn((value: string) => void screen.rerender({ value }));
  const screen = await show(Tabs, {
    label: 'Views of this job',
    panelId: 'panel',
    value: 'details',
    tabs: [
      { value: 'details', text: 'Details', icon: List },
      { value: 'compare', text: 'Compare', icon: List },
      { value: 'json', text: 'Raw JSON', icon: Braces },
    ],
    onchange,
  });
  return { tab: (name: string) => screen.getByRole('tab', { name }), onchange, screen };
}

test('one tab is selected, and names the panel it changes', async () => {
  const { screen, tab } = await showTabs();
  await expect.element(screen.getByRole('tablist', { name: 'Views of this job' })).toBeVisible();
  await expect.element(tab('Details')).toHaveAttribute('aria-selected', 'true');
  await expect.element(tab('Compare')).toHaveAttribute('aria-selected', 'false');
  await expect.element(tab('Details')).toHaveAttribute('aria-controls', 'panel');
  await expectAccessible();
});

test('a click selects', async () => {
  const { tab, onchange } = await showTabs();
  await tab('Raw JSON').click();
  expect(onchange).toHaveBeenCalledExactlyOnceWith('json');
  await expect.element(tab('Raw JSON')).toHaveAttribute('aria-selected', 'true');
});

test('is one tab stop; arrows select the next and come round, Home and End go to the ends', async () => {
  const { tab, onchange } = await showTabs();
  await userEvent.tab();
  await expect.element(tab('Details')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(tab('Compare')).toHaveFocus();
  await expect.element(tab('Compare')).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(tab('Raw JSON')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(tab('Details')).toHaveFocus();
  expect(onchange.mock.calls.flat()).toEqual(['compare', 'details', 'json', 'details']);
  await userEvent.keyboard('{End}');
  await expect.element(tab('Raw JSON')).toHaveFocus();
  await userEvent.keyboard('{Home}');
  await expect.element(tab('Details')).toHaveFocus();
  await userEvent.tab();
  expect(document.activeElement?.getAttribute('role')).not.toBe('tab');
});
