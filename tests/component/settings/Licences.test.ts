import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { failed } from '../../../src/preload/contract/result';
import Licences from '../../../src/renderer/src/settings/Licences.svelte';
import { expectAccessible } from '../support/accessible';
import { failure, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

test('lists what is inside, each with its licence, and shows the text on demand', async () => {
  const main = new MainProcess();
  const onclose = vi.fn();
  await show(Licences, { info: main.info, load: () => main.api.getLicences(), onclose });
  const dialog = page.getByRole('dialog', { name: 'Licences' });
  await expect.element(dialog.getByRole('heading', { name: '2 packages inside' })).toBeVisible();
  const [withText, without] = [dialog.getByRole('listitem').nth(0), dialog.getByRole('listitem').nth(1)];
  await expect.element(without).toHaveTextContent(/quiet\s+1\.0\.0\s+MIT, brings no text/);
  const text = dialog.getByText('Version 2.0, January 2004');
  await expect.element(text).not.toBeVisible();
  await withText.getByText('dexie').click();
  await expect.element(text).toBeVisible();
  await expectAccessible();
  await userEvent.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
});

test('says so when they cannot be read', async () => {
  const main = new MainProcess();
  const load = () => Promise.resolve(failed(failure('Unexpected', { message: 'They could not be read.' })));
  await show(Licences, { info: main.info, load, onclose: vi.fn() });
  await expect.element(page.getByRole('alert')).toHaveTextContent('They could not be read.');
});
