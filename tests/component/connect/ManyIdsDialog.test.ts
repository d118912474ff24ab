import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ManyIds } from '../../../src/renderer/src/connect/many-ids.svelte';
import ManyIdsDialog from '../../../src/renderer/src/connect/ManyIdsDialog.svelte';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

const idOf = (number: number): string => `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function showDialog(place: string | undefined = 'prod, eu-central-1') {
  const many = new ManyIds();
  const onstart = vi.fn();
  await show(ManyIdsDialog, { many, place, perSecond: 20, busy: false, onstart, onclose: vi.fn() });
  return { many, onstart, dialog: page.getByRole('dialog') };
}

test('ids in a pasted text are counted, with how long it takes, and asked about', async () => {
  const { dialog, onstart } = await showDialog();
  await expectAccessible();
  await page.getByRole('textbox').fill(`${idOf(1)}\n${idOf(2)}\n${idOf(1)}`);
  await expect.element(dialog).toHaveTextContent('2 copy job IDs found, some of them more than once.');
  await expect.element(dialog).toHaveTextContent('At 20 calls a second: 1 s or more, with prod, eu-central-1.');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Look up 2' }).click();
  expect(onstart).toHaveBeenCalledExactlyOnceWith([idOf(1), idOf(2)]);
});

test('a large file is looked through in portions, and a newer text takes its place', async () => {
  const { many, dialog } = await showDialog();
  const lines = Array.from({ length: 30_000 }, (_, at) => idOf(at)).join('\n');
  await many.read([new File([lines], 'all.txt')]);
  await expect.element(dialog).toHaveTextContent('20,000 copy job IDs found in all.txt.');
  await expect.element(dialog).toHaveTextContent('More than 20,000 are not taken at a time; these are the first.');
  const reading = many.read([new File([lines], 'again.txt')]);
  many.take(idOf(5));
  await reading;
  await expect.element(dialog).toHaveTextContent('1 copy job ID found.');
});

test('nothing found, and no place to ask in, are said', async () => {
  const { many, dialog } = await showDialog('');
  many.take('no id here');
  await expect.element(dialog).toHaveTextContent('No copy job ID was found.');
  await expect.element(dialog.getByRole('button', { name: 'Look up' })).toBeDisabled();
});
