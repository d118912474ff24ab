import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Removal } from '../../../src/renderer/src/data/history';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import { Updates } from '../../../src/renderer/src/data/updates.svelte';
import { AutomaticCopies } from '../../../src/renderer/src/data/backup/automatic-copies.svelte';
import Settings from '../../../src/renderer/src/settings/Settings.svelte';
import { POLICY } from '../../../src/renderer/src/settings/policy';
import { expectAccessible } from '../support/accessible';
import { NOW } from '../support/fixtures';
import { newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const REMOVALS: readonly Removal[] = [
  { id: 2, removedAt: NOW - 60_000, kind: 'job', jobKey: 'a/b/c', title: 'orders', snapshotCount: 3 },
  { id: 1, removedAt: NOW - 7_200_000, kind: 'snapshot', jobKey: 'a/b/d', title: 'web-01', snapshotCount: 1 },
];

async function showSettings(more: Record<string, unknown> = {}) {
  const main = new MainProcess();
  const heard = {
    onchange: vi.fn(),
    onrestore: vi.fn(),
    onempty: vi.fn(),
    onswitch: vi.fn(),
    onlogs: vi.fn(),
    onlicences: vi.fn(),
    onclose: vi.fn(),
  };
  const history = await newHistory('aws');
  const copies = new AutomaticCopies({
    api: main.api,
    history,
    settings: () => main.settings.backup,
    isBusy: () => false,
    now: () => NOW,
  });
  const screen = await show(Settings, {
    settings: main.settings,
    updates: new Updates(main.api, await SettingsStore.open(main.api), vi.fn()),
    info: main.info,
    workspace: 'aws',
    removals: REMOVALS,
    backups: { copies, chooseFolder: () => Promise.resolve(undefined) },
    onbackup: vi.fn(),
    onrestorebackup: vi.fn(),
    onthinning: vi.fn(),
    now: NOW,
    ...heard,
    ...more,
  });
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect.element(dialog).toBeVisible();
  return { ...heard, main, screen, dialog };
}

test.for([
  ['Theme', 'Light', 'Dark', { theme: 'dark' }],
  ['Times', 'UTC', 'Local', { times: 'local' }],
  ['Density', 'Comfortable', 'Compact', { density: 'compact' }],
] as const)('%s shows what is set and changes it', async ([group, now, next, change]) => {
  const { dialog, onchange } = await showSettings();
  const choice = dialog.getByRole('group', { name: group });
  await expect.element(choice.getByRole('radio', { name: now })).toBeChecked();
  await choice.getByText(next, { exact: true }).click();
  expect(onchange).toHaveBeenCalledExactlyOnceWith(change);
});

test('leads to the demo account, and back from it', async () => {
  const { dialog, screen, onswitch } = await showSettings();
  await dialog.getByRole('button', { name: 'Open the demo account' }).click();
  expect(onswitch).toHaveBeenLastCalledWith('demo');
  await screen.rerender({ workspace: 'demo' });
  await dialog.getByRole('button', { name: 'Use AWS profiles' }).click();
  expect(onswitch).toHaveBeenLastCalledWith('aws');
});

test('lists what was removed, each with its way back', async () => {
  const { dialog, onrestore } = await showSettings();
  const items = dialog.getByRole('listitem');
  await expect.element(items.nth(0)).toHaveTextContent(/orders\s+job with 3 snapshots, removed 1 minute ago/);
  await expect.element(items.nth(1)).toHaveTextContent(/web-01\s+one snapshot, removed 2 hours ago/);
  await items.nth(1).getByRole('button', { name: 'Bring back' }).click();
  expect(onrestore).toHaveBeenCalledExactlyOnceWith(REMOVALS[1]);
});

test('forgets removed things only after being asked twice', async () => {
  const { dialog, onempty } = await showSettings();
  const first = dialog.getByRole('button', { name: 'Forget all removed things…' });
  await first.click();
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await first.click();
  expect(onempty).not.toHaveBeenCalled();
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Forget for good' }).click();
  expect(onempty).toHaveBeenCalledOnce();
});

test('says when nothing was removed', async () => {
  const { dialog } = await showSettings({ removals: [] });
  await expect.element(dialog.getByText('Nothing was removed from this history.')).toBeVisible();
  expect(dialog.getByRole('button', { name: /Forget/ }).query()).toBeNull();
});

test('shows the least policy that will do, as JSON that can be pasted into AWS', async () => {
  const { dialog } = await showSettings();
  const policy = dialog.getByLabelText('IAM policy', { exact: true }).element();
  expect(JSON.parse(policy.textContent)).toEqual(POLICY);
  await expect.element(dialog.getByRole('button', { name: 'Copy IAM policy' })).toBeInTheDocument();
});

test('says where the data lies and what runs here, and leads to the logs', async () => {
  const { dialog, main, onlogs } = await showSettings();
  await expect.element(dialog.getByText(main.info.dataFolder, { exact: true })).toBeInTheDocument();
  await expect.element(dialog.getByText(main.info.logFile, { exact: true })).toBeInTheDocument();
  const { electron, chromium } = main.info;
  await expect.element(dialog.getByText(`0.1.0, Electron ${electron}, Chromium ${chromium}`)).toBeInTheDocument();
  await dialog.getByRole('button', { name: 'Show logs' }).click();
  expect(onlogs).toHaveBeenCalledOnce();
});

test('says what a build is that is no release, and leads to the licences', async () => {
  const { dialog, main, screen, onlicences } = await showSettings();
  await screen.rerender({ info: { ...main.info, kind: 'test' } });
  await expect.element(dialog.getByText(/^0\.1\.0 \(test build\), Electron/)).toBeInTheDocument();
  await dialog.getByRole('button', { name: 'Show licences' }).click();
  expect(onlicences).toHaveBeenCalledOnce();
});

test('closes by Esc, and is accessible', async () => {
  const { onclose } = await showSettings();
  await expectAccessible();
  await userEvent.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
});

test('chooses what is told about watched jobs, and when it is not', async () => {
  const { dialog, main, onchange } = await showSettings();
  const { notices } = main.settings;
  await dialog.getByRole('checkbox', { name: 'completes', exact: true }).click();
  expect(onchange).toHaveBeenLastCalledWith({ notices: { ...notices, kinds: { ...notices.kinds, completed: false } } });
  await expect.element(dialog.getByLabelText('From')).toBeDisabled();
  await dialog.getByRole('checkbox', { name: /^Quiet hours/ }).click();
  expect(onchange).toHaveBeenLastCalledWith({ notices: { ...notices, quiet: { ...notices.quiet, on: true } } });
  await expect.element(dialog.getByText('This system shows no desktop notifications')).not.toBeInTheDocument();
});

test('quiet hours are times of day; a system without notifications says so', async () => {
  const main = new MainProcess();
  const quiet = { on: true, from: '22:00', until: '22:00' };
  const { dialog, onchange } = await showSettings({
    settings: { ...main.settings, notices: { ...main.settings.notices, quiet } },
    info: { ...main.info, canNotify: false },
  });
  await expect.element(dialog.getByText('The same time twice is no time at all.')).toBeVisible();
  await dialog.getByLabelText('until').fill('06:30');
  expect(onchange).toHaveBeenLastCalledWith({
    notices: { ...main.settings.notices, quiet: { ...quiet, until: '06:30' } },
  });
  await expect.element(dialog.getByText('This system shows no desktop notifications')).toBeVisible();
  await expectAccessible();
});
