import { expect, test } from 'vitest';
import SplitBar from '../../../src/renderer/src/ui/SplitBar.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

const SEGMENTS = [
  { name: 'COMPLETED', count: 6, tone: 'positive' },
  { name: 'FAILED', count: 2, tone: 'negative' },
  { name: 'RUNNING', count: 0, tone: 'active' },
] as const;

test('says every number in words, zero included, to the eye and to a screen reader', async () => {
  const screen = await show(SplitBar, { label: 'Child jobs by state', segments: SEGMENTS });
  const bar = screen.getByRole('img', { name: 'Child jobs by state: 6 COMPLETED, 2 FAILED, 0 RUNNING' });
  await expect.element(bar).toBeVisible();
  const words = Array.from(screen.container.querySelectorAll('.entry'), (entry) => entry.textContent);
  expect(words).toEqual(['6 COMPLETED', '2 FAILED', '0 RUNNING']);
  await expectAccessible();
});

test('parts are as long as their share, and nothing has no part', async () => {
  const { container } = await show(SplitBar, { label: 'Child jobs by state', segments: SEGMENTS });
  const widths = Array.from(container.querySelectorAll('.bar span'), (part) => part.getBoundingClientRect().width);
  expect(widths).toHaveLength(2);
  expect(widths[0]! / widths[1]!).toBeCloseTo(3, 1);
});

test('a bar without any jobs is empty, not broken', async () => {
  const screen = await show(SplitBar, {
    label: 'Child jobs by state',
    segments: [{ name: 'RUNNING', count: 0, tone: 'active' }],
  });
  await expect.element(screen.getByRole('img', { name: 'Child jobs by state: 0 RUNNING' })).toBeVisible();
  expect(screen.container.querySelectorAll('.bar span')).toHaveLength(0);
});
