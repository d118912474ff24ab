import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import MfaDialog from '../../../src/renderer/src/connect/MfaDialog.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

const QUESTION = { questionId: 'q1', profileName: 'audit', serial: 'arn:aws:iam::111122223333:mfa/ada' };

async function ask(more: object = {}) {
  const onanswer = vi.fn();
  await show(MfaDialog, { question: { ...QUESTION, ...more }, onanswer });
  const dialog = page.getByRole('dialog', { name: 'Multi-factor code' });
  await expect.element(dialog).toBeVisible();
  return {
    onanswer,
    dialog,
    code: dialog.getByRole('textbox', { name: 'Code from your device' }),
    proceed: dialog.getByRole('button', { name: 'Continue' }),
  };
}

test('says who asks and for which device, and has the keyboard', async () => {
  const { dialog, code, proceed } = await ask();
  await expect.element(dialog.getByText('audit')).toBeVisible();
  await expect.element(dialog.getByText(QUESTION.serial)).toBeVisible();
  await expect.element(code).toHaveFocus();
  await expect.element(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect.element(proceed).toBeDisabled();
  expect(dialog.getByRole('alert').query()).toBeNull();
  await expectAccessible();
});

test('a code is answered once, by Enter, without the spaces round it', async () => {
  const { code, onanswer } = await ask();
  await code.fill(' 123456');
  await userEvent.keyboard('{Enter}');
  expect(onanswer).toHaveBeenCalledExactlyOnceWith('123456');
});

test('a code is answered by the button', async () => {
  const { code, proceed, onanswer } = await ask();
  await code.fill('654321');
  await proceed.click();
  expect(onanswer).toHaveBeenCalledExactlyOnceWith('654321');
});

test.for(['12345', '12a456', '', '12 34 56'])('%j is no code and is not answered', async (text) => {
  const { code, proceed, onanswer } = await ask();
  await code.fill(text);
  await userEvent.keyboard('{Enter}');
  await expect.element(proceed).toBeDisabled();
  expect(onanswer).not.toHaveBeenCalled();
});

test.for(['Cancel', 'Close', 'Esc'])('%s declines, once', async (way) => {
  const { dialog, onanswer } = await ask();
  if (way === 'Esc') await userEvent.keyboard('{Escape}');
  else await dialog.getByRole('button', { name: way }).click();
  expect(onanswer).toHaveBeenCalledExactlyOnceWith(null);
});

test('a refused code is told, so that the next one is asked for knowingly', async () => {
  const { dialog } = await ask({ refused: 'The last code was refused.' });
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('The last code was refused.');
  await expectAccessible();
});
