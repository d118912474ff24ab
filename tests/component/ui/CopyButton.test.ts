import { afterEach, expect, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import CopyButton from '../../../src/renderer/src/ui/CopyButton.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

/** Chromium's own debugging protocol, as far as these tests speak it. */
interface DebuggingSession {
  send(method: 'Target.getTargetInfo'): Promise<{ targetInfo: { browserContextId: string } }>;
  send(method: 'Browser.setPermission', permission: object): Promise<void>;
}

/** What the browser answers from now on when a page writes to the clipboard. */
async function letClipboard(setting: 'granted' | 'denied'): Promise<void> {
  const session = cdp() as DebuggingSession;
  const { browserContextId } = (await session.send('Target.getTargetInfo')).targetInfo;
  const permission = { name: 'clipboard-write' };
  await session.send('Browser.setPermission', { permission, setting, browserContextId });
}

afterEach(async () => {
  await letClipboard('granted');
});

/** What is on the clipboard, by pasting it. */
async function pasted(): Promise<string> {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  await userEvent.paste();
  field.remove();
  return field.value;
}

test('copies the text and says so', async () => {
  const screen = await show(CopyButton, { text: '47C8EF56-74D8', what: 'copy job ID' });
  const button = screen.getByRole('button', { name: 'Copy copy job ID' });
  await expect.element(screen.getByRole('status')).toHaveTextContent(/^$/);
  await button.click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('copy job ID copied');
  expect(await pasted()).toBe('47C8EF56-74D8');
  // The name stays, so that the button can be found again.
  await expect.element(button).toHaveAccessibleName('Copy copy job ID');
});

test('text made at the moment of the click is copied exactly, line breaks and all', async () => {
  let text = 'before';
  const screen = await show(CopyButton, { text: () => text, what: 'JSON' });
  text = '{\n  "State": "données-東京 🗄️"\n}';
  await screen.getByRole('button', { name: 'Copy JSON' }).click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('JSON copied');
  expect(await pasted()).toBe(text);
});

test('a refused clipboard is told, and never passes for a success', async () => {
  await letClipboard('denied');
  const screen = await show(CopyButton, { text: 'secret of nobody', what: 'command' });
  const button = screen.getByRole('button', { name: 'Copy command' });
  await button.click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('The clipboard refused the text');
  await expect.element(button).toHaveAttribute('title', 'The clipboard refused the text');
  expect(screen.container.querySelector('.lucide-check')).toBeNull();
});

test('is accessible before and after', async () => {
  const screen = await show(CopyButton, { text: 'x', what: 'command' });
  await expectAccessible();
  await screen.getByRole('button').click();
  await expect.element(screen.getByRole('status')).not.toHaveTextContent(/^$/);
  await expectAccessible();
});
