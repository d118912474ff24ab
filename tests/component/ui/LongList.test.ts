import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import LongListHost from '../support/LongListHost.svelte';
import { show } from '../support/screen';

const drawn = (): number[] =>
  Array.from(document.querySelectorAll('[role="listitem"]'), (item) => Number(item.getAttribute('aria-posinset')));

test('of a long list only what is near the screen is drawn, and the way through it is as long as all of it', async () => {
  await show(LongListHost, { count: 1000, high: 40 });
  const scroller = page.getByTestId('scroller').element();
  await expect.poll(drawn).toContain(1);
  expect(drawn().length).toBeLessThan(100);
  expect(document.querySelector('[role="listitem"]')?.getAttribute('aria-setsize')).toBe('1000');
  await expect.poll(() => Math.abs(scroller.scrollHeight - 1000 * 40)).toBeLessThan(1000);
  scroller.scrollTop = scroller.scrollHeight;
  await expect.poll(drawn).toContain(1000);
  expect(drawn().length).toBeLessThan(125);
  await expectAccessible();
});

test('Tab goes on from item to item, beyond what was drawn at first; what has the keyboard stays', async () => {
  await show(LongListHost, { count: 200, high: 40 });
  const scroller = page.getByTestId('scroller').element();
  document.querySelector<HTMLElement>('[role="listitem"] button')!.focus();
  for (let step = 0; step < 60; step++) await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.textContent).toBe('Item 61');
  scroller.scrollTop = scroller.scrollHeight;
  await expect.poll(drawn).toContain(200);
  expect(document.activeElement?.textContent).toBe('Item 61');
});

test('a short list is drawn whole', async () => {
  await show(LongListHost, { count: 20, high: 40 });
  expect(drawn()).toHaveLength(20);
});
