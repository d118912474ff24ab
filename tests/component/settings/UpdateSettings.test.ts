import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ok, failed } from '../../../src/preload/contract/result';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import { Updates } from '../../../src/renderer/src/data/updates.svelte';
import UpdateSettings from '../../../src/renderer/src/settings/UpdateSettings.svelte';
import { expectAccessible } from '../support/accessible';
import { NOW } from '../support/fixtures';
import { failure, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const ON = { on: true, address: 'https://files.example.com/copytrail/', key: 'MCowBQYDK2VwAyEA' };
const OFFER = {
  version: '0.2.0',
  released: '2026-12-01',
  notes: '### Added\n\n- <b>Something</b> new.',
  file: { name: 'Copytrail-0.2.0-linux-amd64.deb', bytes: 77_500_000 },
};

async function showUpdates(prepare: (main: MainProcess) => void = () => undefined) {
  const main = new MainProcess();
  prepare(main);
  const store = await SettingsStore.open(main.api);
  const onFound = vi.fn();
  const updates = new Updates(main.api, store, onFound);
  const more = { updates, info: main.info, now: NOW, times: 'utc' };
  const screen = await show(UpdateSettings, { settings: main.settings.updates, ...more });
  return { main, screen, updates, onFound, again: () => screen.rerender({ settings: main.settings.updates }) };
}
const on = (main: MainProcess): void => {
  main.settings = { ...main.settings, updates: ON };
};

test('is off, asks nobody, and can be switched on once place and key are there', async () => {
  const { main, again } = await showUpdates();
  await expect.element(page.getByText('Off: Copytrail asks nobody.')).toBeVisible();
  const button = page.getByRole('button', { name: 'Switch on…' });
  await expect.element(button).toBeDisabled();
  await page.getByLabelText('Folder with updates').fill(` ${ON.address} `);
  await expect.element(button).toBeDisabled();
  await page.getByLabelText('Public key of who signs them').fill(ON.key);
  await expectAccessible();
  await button.click();
  expect(main.settings.updates).toEqual(ON);
  await again();
  await expect.element(page.getByText(ON.address)).toBeVisible();
});

test('asks for no key where the package has one', async () => {
  const { main } = await showUpdates((process) => {
    process.info = { ...process.info, hasUpdateKey: true };
  });
  expect(page.getByLabelText('Public key of who signs them').query()).toBeNull();
  await page.getByLabelText('Folder with updates').fill('/mnt/share');
  await page.getByRole('button', { name: 'Switch on…' }).click();
  expect(main.settings.updates).toEqual({ on: true, address: '/mnt/share', key: '' });
});

test('says when there is nothing newer, and is switched off again', async () => {
  const { main, again } = await showUpdates((process) => {
    on(process);
    process.update = ok({ checkedAt: NOW - 60_000, offer: null });
  });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect.element(page.getByText('0.1.0 is the newest version there. Looked 1 minute ago.')).toBeVisible();
  await page.getByRole('button', { name: 'Switch off' }).click();
  expect(main.settings.updates).toEqual({ ...ON, on: false });
  await again();
  await expect.element(page.getByLabelText('Folder with updates')).toHaveValue(ON.address);
});

test('tells what is new as text, downloads when asked, and leads to the file', async () => {
  const { main } = await showUpdates((process) => {
    on(process);
    process.update = ok({ checkedAt: NOW, offer: OFFER });
  });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect.element(page.getByRole('heading', { name: 'Version 0.2.0, released 2026-12-01' })).toBeVisible();
  await expect
    .element(page.getByRole('region', { name: 'What is new in 0.2.0' }))
    .toHaveTextContent('<b>Something</b>');
  await expectAccessible();
  await page.getByRole('button', { name: 'Download Copytrail-0.2.0-linux-amd64.deb (77.5 MB)' }).click();
  await expect.element(page.getByText(/^Checked and saved as/)).toHaveTextContent('/home/ada/Downloads/');
  await page.getByRole('button', { name: 'Show in folder' }).click();
  expect(main.shownDownloads).toBe(1);
});

test('a version without a file for this computer says so', async () => {
  const { version, released, notes } = OFFER;
  await showUpdates((process) => {
    on(process);
    process.update = ok({ checkedAt: NOW, offer: { version, released, notes } });
  });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect.element(page.getByText('There is no file of it for this computer.')).toBeVisible();
  expect(page.getByRole('button', { name: /^Download/ }).query()).toBeNull();
});

test('a refused list is told with what to do, and offers nothing', async () => {
  await showUpdates((process) => {
    on(process);
    process.update = failed(failure('NotTrusted', { message: 'It is not signed.', remedy: 'Install nothing.' }));
  });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/It is not signed\.\s*Install nothing\./);
  await expectAccessible();
});

test('a look that nobody asked for is told once, and stands here', async () => {
  const { main, onFound } = await showUpdates(on);
  main.send('updateFound', { checkedAt: NOW, offer: OFFER });
  await expect.element(page.getByRole('heading', { name: /^Version 0\.2\.0/ })).toBeVisible();
  expect(onFound).toHaveBeenCalledExactlyOnceWith(OFFER);
});
