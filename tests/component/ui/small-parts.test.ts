import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import { expect, test } from 'vitest';
import Badge from '../../../src/renderer/src/ui/Badge.svelte';
import Empty from '../../../src/renderer/src/ui/Empty.svelte';
import Kbd from '../../../src/renderer/src/ui/Kbd.svelte';
import LoadingBar from '../../../src/renderer/src/ui/LoadingBar.svelte';
import Mark from '../../../src/renderer/src/ui/Mark.svelte';
import Tag from '../../../src/renderer/src/ui/Tag.svelte';
import { TONE_ICONS, type Tone } from '../../../src/renderer/src/ui/tones';
import { expectAccessible } from '../support/accessible';
import { show, snippet } from '../support/screen';

const TONES = Object.keys(TONE_ICONS) as Tone[];

test('badges of all tones are legible, and no two tones share a shape', async () => {
  const shapes = new Set<string>();
  for (const tone of TONES) {
    const { container } = await show(Badge, { tone, text: `State ${tone}` });
    await show(Badge, { tone, text: `Small ${tone}`, size: 's' });
    await show(Badge, { tone, text: `Bare ${tone}`, size: 's', bare: true });
    expect(container.textContent).toBe(`State ${tone}`);
    shapes.add(container.querySelector('svg')!.innerHTML);
  }
  expect(shapes.size).toBe(TONES.length);
  await expectAccessible();
});

test('a tag shows its words, with a tooltip where there is one', async () => {
  const screen = await show(Tag, { children: snippet('cross-Region'), title: 'The Regions differ', mono: true });
  await expect.element(screen.getByTitle('The Regions differ')).toHaveTextContent('cross-Region');
  await expectAccessible();
});

test('keys stand in order, each in an element of its own', async () => {
  const { container } = await show(Kbd, { keys: ['Ctrl', 'Shift', 'L'] });
  expect(Array.from(container.querySelectorAll('kbd'), (key) => key.textContent)).toEqual(['Ctrl', 'Shift', 'L']);
  await expectAccessible();
});

test('a loading bar says what is waited for', async () => {
  const screen = await show(LoadingBar, { label: 'Asking AWS Backup' });
  await expect.element(screen.getByRole('progressbar', { name: 'Asking AWS Backup' })).toBeInTheDocument();
  await expectAccessible();
});

test('the mark has the size asked for and is no news to a screen reader', async () => {
  const { container } = await show(Mark, { size: 44 });
  const mark = container.querySelector('svg')!;
  expect(mark.getBoundingClientRect().width).toBe(44);
  expect(mark.getAttribute('aria-hidden')).toBe('true');
});

test('an empty state has a heading, an explanation and a way on', async () => {
  const screen = await show(Empty, {
    icon: ClipboardList,
    title: 'No copy job looked up yet',
    children: snippet('<p>Paste a copy job ID.</p>'),
    actions: snippet('<a href="#top">Clear filter</a>'),
  });
  await expect.element(screen.getByRole('heading', { name: 'No copy job looked up yet' })).toBeVisible();
  await expect.element(screen.getByText('Paste a copy job ID.')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Clear filter' })).toBeVisible();
  await expectAccessible();
});
