import { expect, test, vi } from 'vitest';
import { ERROR_CODES } from '../../../src/preload/contract/error';
import Alert from '../../../src/renderer/src/ui/Alert.svelte';
import FailureNotice from '../../../src/renderer/src/ui/FailureNotice.svelte';
import { TONE_ICONS, type Tone } from '../../../src/renderer/src/ui/tones';
import { expectAccessible } from '../support/accessible';
import { newsOf } from '../support/live-region';
import { failure } from '../support/main-process';
import { show, snippet } from '../support/screen';

/** When the failures of these tests happened. */
const WHEN = { at: 1_000, age: '2 minutes ago', time: '25 Nov 2026, 19:50:45 UTC' };

test('a notice is a status, a failure an alert with its code', async () => {
  const screen = await show(Alert, { tone: 'warning', title: 'The AWS config file could not be read' });
  await expect.element(screen.getByRole('status')).toHaveTextContent('The AWS config file could not be read');
  expect(screen.getByRole('alert').query()).toBeNull();
  await screen.rerender({ tone: 'negative', errorCode: 'Offline' });
  await expect.element(screen.getByRole('alert')).toHaveAttribute('data-error-code', 'Offline');
  expect(screen.getByRole('status').query()).toBeNull();
});

test('all tones are legible and have a sign of their own', async () => {
  for (const tone of Object.keys(TONE_ICONS) as Tone[]) {
    const screen = await show(Alert, {
      tone,
      title: `Tone ${tone}`,
      children: snippet('<p>Words below</p>'),
      actions: snippet('<a href="#top">Way on</a>'),
    });
    expect(screen.container.querySelector('svg')).not.toBeNull();
    await expect.element(screen.getByText('Words below').last()).toBeVisible();
  }
  await expectAccessible();
});

test.for(ERROR_CODES)('a failure of code %s says what happened and what to do', async (code) => {
  const screen = await show(FailureNotice, { error: failure(code), heading: 'Refresh failed', ...WHEN });
  const alert = screen.getByRole('alert');
  await expect.element(alert).toHaveAttribute('data-error-code', code);
  await expect.element(alert).toHaveTextContent(`Refresh failed 2 minutes ago: It ended with ${code}.`);
  await expect.element(alert.getByText('Do something about it.')).toBeVisible();
  // Nothing is offered that was not given.
  expect(alert.getByRole('button').elements()).toEqual([]);
  expect(alert.element().querySelector('details')).toBeNull();
});

test('a failure shows the command to run, and on request everything AWS answered', async () => {
  const error = failure('AccessDenied', {
    command: 'aws sso login --profile night',
    iamAction: 'backup:DescribeCopyJob',
    requestId: 'a1b2-c3',
    awsErrorName: 'AccessDeniedException',
    httpStatus: 403,
    detail: 'User is not authorized.',
  });
  const screen = await show(FailureNotice, { error, heading: 'Look-up failed', ...WHEN });
  const alert = screen.getByRole('alert');
  await expect.element(alert.getByText('aws sso login --profile night')).toBeVisible();
  await expect.element(alert.getByRole('button', { name: 'Copy command' })).toBeVisible();
  await expect.element(alert.getByText('a1b2-c3')).not.toBeVisible();
  await alert.getByText('What was answered').click();
  await expect.element(alert.getByText('AccessDenied (AccessDeniedException), HTTP 403')).toBeVisible();
  await expect.element(alert.getByText('backup:DescribeCopyJob')).toBeVisible();
  await expect.element(alert.getByText('a1b2-c3')).toBeVisible();
  await expect.element(alert.getByText('User is not authorized.')).toBeVisible();
  await expectAccessible();
});

test('a failure can be tried again and put away, where that is offered', async () => {
  const onretry = vi.fn();
  const ondismiss = vi.fn();
  const screen = await show(FailureNotice, {
    error: failure('Cancelled'),
    heading: 'Look-up failed',
    ...WHEN,
    onretry,
    ondismiss,
  });
  await screen.getByRole('button', { name: 'Try again' }).click();
  expect(onretry).toHaveBeenCalledOnce();
  expect(ondismiss).not.toHaveBeenCalled();
  await screen.getByRole('button', { name: 'Dismiss' }).click();
  expect(ondismiss).toHaveBeenCalledOnce();
  await expectAccessible();
});

test('the age of a failure moves on without being read out', async () => {
  const screen = await show(FailureNotice, { error: failure('Offline'), heading: 'Look-up failed', ...WHEN });
  await screen.rerender({ age: '6 seconds ago' });
  await expect.element(screen.getByText('6 seconds ago', { exact: true })).toHaveAttribute('aria-live', 'off');
});

test('a failure that says the same as the last is news in the alert, and the keyboard stays where it is', async () => {
  const props = { error: failure('Offline'), heading: 'Look-up failed', ...WHEN, onretry: vi.fn() };
  const screen = await show(FailureNotice, props);
  const retry = screen.getByRole('button', { name: 'Try again' });
  retry.element().focus();
  const news = newsOf(screen.getByRole('alert').element());
  // In the same second, so that not even the time differs.
  await screen.rerender({ at: WHEN.at + 1 });
  await expect.poll(news).toEqual([`(${WHEN.time})`]);
  await expect.element(retry).toHaveFocus();
  await screen.rerender({ age: '3 minutes ago' });
  await expect.element(screen.getByText('3 minutes ago')).toBeVisible();
  expect(news()).toHaveLength(1);
});
