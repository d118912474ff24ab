import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import Separator from '../../../src/renderer/src/ui/Separator.svelte';
import { expectAccessible } from '../support/accessible';
import { only, show } from '../support/screen';

async function showSeparator() {
  const pane = document.createElement('div');
  pane.id = 'left-pane';
  document.body.append(pane);
  const onchange = vi.fn((value: number) => void screen.rerender({ value }));
  const onreset = vi.fn();
  const screen = await show(Separator, {
    label: 'Border',
    controls: pane.id,
    value: 400,
    min: 280,
    max: 700,
    onchange,
    onreset,
  });
  return {
    separator: screen.getByRole('separator', { name: 'Border' }),
    onchange,
    onreset,
    remove: () => {
      pane.remove();
    },
  };
}

test('says where it stands and between what it can be moved', async () => {
  const { separator, remove } = await showSeparator();
  await expect.element(separator).toHaveAttribute('aria-valuenow', '400');
  await expect.element(separator).toHaveAttribute('aria-valuemin', '280');
  await expect.element(separator).toHaveAttribute('aria-valuemax', '700');
  await expect.element(separator).toHaveAttribute('aria-controls', 'left-pane');
  await expectAccessible();
  remove();
});

test('arrow keys move it, Home and End as far as it goes, never further', async () => {
  const { separator, onchange, remove } = await showSeparator();
  await userEvent.tab();
  await expect.element(separator).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(separator).toHaveAttribute('aria-valuenow', '416');
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  await expect.element(separator).toHaveAttribute('aria-valuenow', '320');
  await userEvent.keyboard('{Home}');
  await expect.element(separator).toHaveAttribute('aria-valuenow', '280');
  await userEvent.keyboard('{ArrowLeft}');
  await userEvent.keyboard('{End}{ArrowRight}');
  await expect.element(separator).toHaveAttribute('aria-valuenow', '700');
  expect(onchange.mock.calls.map(([width]) => width)).toEqual([416, 320, 280, 700]);
  remove();
});

test('the pointer drags it, and a double click gives it its usual place back', async () => {
  const { separator, onreset, remove } = await showSeparator();
  const bar = only('[role="separator"]');
  // As high as what it parts.
  bar.style.height = '200px';
  const at = (type: string, clientX: number, target: EventTarget): void => {
    target.dispatchEvent(new PointerEvent(type, { clientX, button: 0, bubbles: true }));
  };
  at('pointerdown', 100, bar);
  at('pointermove', 150, window);
  await expect.element(separator).toHaveAttribute('aria-valuenow', '450');
  at('pointermove', 900, window);
  await expect.element(separator).toHaveAttribute('aria-valuenow', '700');
  at('pointerup', 900, window);
  at('pointermove', 100, window);
  await expect.element(separator).toHaveAttribute('aria-valuenow', '700');
  await userEvent.dblClick(bar);
  expect(onreset).toHaveBeenCalledOnce();
  remove();
});
