import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import Welcome from '../../../src/renderer/src/welcome/Welcome.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

test('explains itself and offers the two ways to begin', async () => {
  const onchoose = vi.fn();
  const screen = await show(Welcome, { onchoose, notices: [] });
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('Copytrail keeps what AWS Backup says');
  await screen.getByRole('button', { name: 'Use a profile' }).click();
  expect(onchoose).toHaveBeenLastCalledWith('aws');
  await screen.getByRole('button', { name: 'Open the demo account' }).click();
  expect(onchoose).toHaveBeenLastCalledWith('demo');
  expect(onchoose).toHaveBeenCalledTimes(2);
  await expectAccessible('screen');
});

test('passes on what should be known about the start', async () => {
  const notice = 'The settings file could not be read and was set aside.';
  const screen = await show(Welcome, { onchoose: () => undefined, notices: [notice] });
  await expect.element(screen.getByRole('status')).toHaveTextContent(notice);
  await expectAccessible('screen');
});

test('can be read whole in a small window', async () => {
  const screen = await show(Welcome, { onchoose: () => undefined, notices: [] });
  await page.viewport(480, 500);
  const demo = screen.getByRole('button', { name: 'Open the demo account' });
  demo.element().scrollIntoView();
  await expect.element(demo).toBeInViewport({ ratio: 1 });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(480);
});
