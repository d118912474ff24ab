import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AutomaticCopies } from '../../../src/renderer/src/data/backup/automatic-copies.svelte';
import type { History } from '../../../src/renderer/src/data/history';
import { firstOf } from '../../../src/renderer/src/data/kept-rows';
import { expectAccessible } from '../support/accessible';
import type { ShelvedBackup } from '../support/backup-shelf';
import { fixture, fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory, recordAll } from '../support/history';
import { failure, MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';

const JOBS = ['1', '2', '3'].map((digit) => `C0FFEE00-0000-4000-8000-00000000000${digit}`);

async function filledHistory(): Promise<History> {
  const history = await newHistory('aws');
  const bodies = JOBS.flatMap((id) => [
    fixtureWith('03', { CopyJobId: id }),
    fixtureWith('03', { CopyJobId: id, State: 'COMPLETED' }),
  ]);
  await recordAll(history, bodies, NOW - 3_600_000);
  return history;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const backUpDialog = page.getByRole('dialog', { name: 'Back up history' });
const restoreDialog = page.getByRole('dialog', { name: 'Restore from backup' });

async function backUpFrom(history: History, passphrase?: string) {
  const window = await openWindow({ history });
  const { main } = window;
  main.send('commandChosen', { command: 'back-up' });
  await expect.element(backUpDialog).toBeVisible();
  if (passphrase !== undefined) {
    await page.getByRole('checkbox', { name: 'Seal it with a passphrase' }).click();
    await page.getByLabelText('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabelText('Once more').fill(passphrase);
  }
  await button('Choose a file…').click();
  await expect.element(backUpDialog.getByText('3 copy jobs backed up')).toBeVisible();
  const [backup] = main.backups.written;
  if (backup === undefined) throw new Error('Nothing was written.');
  return { ...window, backup };
}

/** A window over an empty history, with this backup to be chosen. */
async function restoreInto(chosen: ShelvedBackup, history?: History) {
  const main = new MainProcess();
  main.backups.chosen = chosen;
  const window = await openWindow({ main, ...(history && { history }) });
  main.send('commandChosen', { command: 'restore' });
  await expect.element(restoreDialog).toBeVisible();
  await button('Choose a backup…').click();
  return window;
}

async function jobsIn(history: History): Promise<number> {
  return (await firstOf(history.outcomeTotals())).reduce((sum, { jobs }) => sum + jobs, 0);
}

test('what needs no file to be chosen is listed: copies that were made by themselves, and damaged histories', async () => {
  const main = new MainProcess();
  main.backups.copies = [{ name: 'copy', at: NOW, bytes: 2_345_678 }];
  main.backups.kept = [{ name: 'files', at: NOW - 3_600_000, bytes: 5_000_000 }];
  main.backups.chosen = {
    ...{ name: 'files', passphrase: undefined, to: 'file' },
    pieces: [
      JSON.stringify({ database: 'copytrail', table: 'totals', value: { outcomeKey: 'failed', jobs: 7 } }),
      undefined,
    ],
  };
  main.backups.holds = 'rows';
  await openWindow({ main });
  main.send('commandChosen', { command: 'restore' });
  await expect.element(page.getByRole('button', { name: /^Read copies made by themselves of/ })).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: /^Read damaged histories put aside of/ }).click();
  expect(main.backups.openedFrom).toEqual([{ kept: 'files' }]);
  await expect.element(restoreDialog.getByText('What can be read of the damaged history')).toBeVisible();
  await expect.element(restoreDialog.getByText('1 damaged place in its files cannot be read.')).toBeVisible();
  await expectAccessible();
  await button('Restore what can be read').click();
  await expect.element(restoreDialog.getByText('Everything was here already')).toBeVisible();
});

describe('backing up and restoring', () => {
  test('a history goes into a file and comes out of it in another window, whole', async () => {
    const history = await filledHistory();
    const { backup, screen } = await backUpFrom(history);
    await expect.element(backUpDialog.getByText('/home/ada/copytrail-1.copytrail')).toBeVisible();
    await expectAccessible();
    expect(backup.counts).toMatchObject({ copytrail: 2, job: 3 });
    await screen.unmount();

    const { history: fresh, switched } = await restoreInto(backup);
    await expect.element(restoreDialog.getByText('The backup is whole')).toBeVisible();
    await expectAccessible();
    expect(await jobsIn(fresh)).toBe(0);
    await button('Restore').click();
    await expect.element(restoreDialog.getByText('Restored', { exact: true })).toBeVisible();
    await expect.element(restoreDialog.getByText(/3 copy jobs are new here/)).toBeVisible();
    expect(await jobsIn(fresh)).toBe(3);
    // Everything is read anew: views and what is watched may have come with it.
    await button('Done').click();
    expect(switched).toEqual(['aws']);
  });

  test('a sealed one asks for its passphrase, and for another one if it is wrong', async () => {
    const { backup, screen } = await backUpFrom(await filledHistory(), 'correct horse');
    expect(backup.passphrase).toBe('correct horse');
    await screen.unmount();
    const { history } = await restoreInto(backup);
    const field = restoreDialog.getByLabelText('Passphrase');
    await expect.element(field).toHaveFocus();
    await field.fill('wrong');
    await button('Unlock').click();
    await expect.element(restoreDialog.getByRole('alert')).toHaveAttribute('data-error-code', 'WrongPassphrase');
    await expect.element(field).toHaveFocus();
    await expectAccessible();
    await field.fill('correct horse');
    await button('Unlock').click();
    await expect.element(restoreDialog.getByText('The backup is whole')).toBeVisible();
    expect(await jobsIn(history)).toBe(0);
  });

  test('two passphrases that differ seal nothing', async () => {
    const { main } = await openWindow({ history: await filledHistory() });
    main.send('commandChosen', { command: 'back-up' });
    await page.getByRole('checkbox', { name: 'Seal it with a passphrase' }).click();
    await page.getByLabelText('Passphrase', { exact: true }).fill('one');
    await page.getByLabelText('Once more').fill('two');
    await button('Choose a file…').click();
    await expect.element(backUpDialog.getByRole('alert')).toHaveTextContent('The two passphrases differ.');
    await expectAccessible();
    expect(main.backups.written).toEqual([]);
  });

  test('a damaged one writes nothing until the user says so, and says what is lost', async () => {
    const { backup, screen } = await backUpFrom(await filledHistory());
    await screen.unmount();
    const [first, second, ...rest] = backup.pieces;
    const lines = (rest[0] ?? '').split('\n');
    const halves = [lines.slice(0, 1), lines.slice(1, 2), lines.slice(2)].map((some) => some.join('\n'));
    const pieces = [first, second, halves[0], undefined, halves[2]];
    const { history } = await restoreInto({ ...backup, pieces });
    const alert = restoreDialog.getByRole('alert');
    await expect.element(alert).toHaveAttribute('data-error-code', 'BackupDamaged');
    await expect.element(alert).toHaveTextContent(/Part 4 is damaged\..*2 of 3 copy jobs can be read/s);
    await expectAccessible();
    expect(await jobsIn(history)).toBe(0);
    await button('Restore what is sound').click();
    await expect.element(restoreDialog.getByText(/2 copy jobs are new here/)).toBeVisible();
    expect(await jobsIn(history)).toBe(2);
  });

  test('restored where everything is already, says so', async () => {
    const { backup, screen } = await backUpFrom(await filledHistory());
    await screen.unmount();
    await restoreInto(backup, await filledHistory());
    await button('Restore').click();
    await expect.element(restoreDialog.getByText('Everything was here already')).toBeVisible();
  });

  test('a full disk says what to do, and both can be cancelled while they go', async () => {
    const { main } = await openWindow({ history: await filledHistory() });
    main.backups.fault = failure('DiskFull', { remedy: 'Free some space.' });
    main.send('commandChosen', { command: 'back-up' });
    await button('Choose a file…').click();
    await expect.element(backUpDialog.getByRole('alert')).toHaveAttribute('data-error-code', 'DiskFull');
    await expect.element(backUpDialog.getByText('Free some space.')).toBeVisible();
    main.backups.fault = undefined;
    const letGo = main.backups.hold();
    await button('Choose a file…').click();
    await expect.element(backUpDialog.getByRole('progressbar', { name: 'Backing up' })).toBeInTheDocument();
    await button('Cancel the backup').click();
    letGo();
    await expect.element(button('Choose a file…')).toBeVisible();
    expect(main.backups.written).toEqual([]);
  });

  test('one opened from the desktop is checked at once', async () => {
    const { backup, screen } = await backUpFrom(await filledHistory());
    await screen.unmount();
    const main = new MainProcess();
    main.backups.chosen = backup;
    main.link = { kind: 'backup', name: backup.name };
    await openWindow({ main });
    await expect.element(restoreDialog.getByText('The backup is whole')).toBeVisible();
  });
});

describe('copies by itself', () => {
  function copiesOf(history: History, now: () => number = Date.now) {
    const main = new MainProcess();
    const copies = new AutomaticCopies({
      api: main.api,
      history,
      settings: () => main.settings.backup,
      isBusy: () => false,
      now,
    });
    return { main, copies };
  }

  test('one is made when the newest is too old, and not before; a history without jobs needs none', async () => {
    const { main, copies } = copiesOf(await filledHistory());
    await copies.makeIfDue();
    await copies.makeIfDue();
    expect(main.backups.written.map(({ to }) => to)).toEqual(['copies']);
    main.backups.copies = [{ name: 'old', at: Date.now() - 25 * 3_600_000, bytes: 1 }];
    main.settings.backup = { every: 'weekly', keep: 7, folder: '' };
    await copies.makeIfDue();
    expect(main.backups.written).toHaveLength(1);
    main.settings.backup = { every: 'daily', keep: 7, folder: '' };
    await copies.makeIfDue();
    expect(main.backups.written).toHaveLength(2);
    main.backups.copies = [{ name: 'from a clock that ran ahead', at: Date.now() + 1e10, bytes: 1 }];
    await copies.makeIfDue();
    expect(main.backups.written).toHaveLength(3);
    main.backups.copies = [];
    main.settings.backup = { every: 'never', keep: 7, folder: '' };
    await copies.makeIfDue();
    expect(main.backups.written).toHaveLength(3);
    const empty = copiesOf(await newHistory('aws'));
    await empty.copies.makeIfDue();
    expect(empty.main.backups.written).toEqual([]);
    expect(copiesOf(await newHistory('demo')).copies.isOffered).toBe(false);
  });

  test('one that should have been made days ago is not put off, be it the first or another', async () => {
    let now = Date.now();
    const { main, copies } = copiesOf(await filledHistory(), () => now);
    const after = async (days: number): Promise<number> => {
      now += days * 24 * 3_600_000;
      await copies.makeIfFarTooLate();
      return main.backups.written.length;
    };
    expect(await after(0)).toBe(0);
    expect(await after(2)).toBe(0);
    expect(await after(2)).toBe(1);
    main.backups.copies = [{ name: 'old', at: now, bytes: 1 }];
    expect(await after(2)).toBe(1);
    expect(await after(1)).toBe(2);
  });

  test('one that fails is told, is tried again within the hour by nobody but the user, and is forgotten once one is made', async () => {
    let now = Date.now();
    const { main, copies } = copiesOf(await filledHistory(), () => now);
    main.backups.fault = failure('DiskFull');
    await copies.makeIfDue();
    expect(copies.failure?.error.code).toBe('DiskFull');
    main.backups.fault = undefined;
    await copies.makeIfDue();
    expect(main.backups.written).toEqual([]);
    now += 3_600_000;
    await copies.makeIfDue();
    expect(main.backups.written).toHaveLength(1);
    expect(copies.failure).toBeUndefined();
  });

  test('the settings say when the last one was made and where, and a failure stands in the window', async () => {
    const main = new MainProcess();
    const history = await filledHistory();
    await openWindow({ main, history });
    main.backups.fault = failure('FileRefused', { remedy: 'Choose another folder.' });
    main.send('commandChosen', { command: 'settings' });
    const settings = page.getByRole('dialog', { name: 'Settings' });
    const backups = settings.getByRole('region', { name: 'Backups' });
    await expect.element(backups.getByText('No copy has been made here yet.')).toBeVisible();
    await expect.element(backups.getByText(main.backups.folder, { exact: true })).toBeVisible();
    await backups.getByRole('button', { name: 'Make a copy now' }).click();
    await expect.element(backups.getByRole('alert')).toHaveAttribute('data-error-code', 'FileRefused');
    await expectAccessible();
    await settings.getByRole('button', { name: 'Close' }).click();
    const strip = page.getByRole('alert').filter({ hasText: 'No copy of the history could be made' });
    await expect.element(strip).toBeVisible();
    main.backups.fault = undefined;
    await strip.getByRole('button', { name: 'Try again' }).click();
    await expect.element(strip).not.toBeInTheDocument();
    expect(main.backups.written).toHaveLength(1);
  });

  test('how often, how many and where is a setting', async () => {
    const { main } = await openWindow({ history: await filledHistory() });
    main.backups.copies = [{ name: 'a', at: Date.now() - 7_200_000, bytes: 3_000_000 }];
    main.backups.chosenFolder = '/mnt/safe';
    main.send('commandChosen', { command: 'settings' });
    const backups = page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'Backups' });
    await expect.element(backups.getByText(/Last copy 2 hours ago/)).toBeVisible();
    await backups.getByText('Weekly', { exact: true }).click();
    await expect.poll(() => main.settings.backup.every).toBe('weekly');
    await backups.getByRole('spinbutton').fill('30');
    await backups.getByRole('button', { name: 'Other folder…' }).click();
    await expect.poll(() => main.settings.backup).toEqual({ every: 'weekly', keep: 30, folder: '/mnt/safe' });
    await backups.getByRole('button', { name: 'Use the data folder' }).click();
    await expect.poll(() => main.settings.backup.folder).toBe('');
    await backups.getByText('Never', { exact: true }).click();
    await expect.element(backups.getByRole('spinbutton')).not.toBeInTheDocument();
  });
});

test('what is written meanwhile does not disturb a backup', async () => {
  const history = await filledHistory();
  const window = await openWindow({ history });
  const letGo = window.main.backups.hold();
  window.main.send('commandChosen', { command: 'back-up' });
  await button('Choose a file…').click();
  await history.record(answer(fixture('01'), NOW));
  letGo();
  await expect.element(backUpDialog.getByText(/copy jobs backed up/)).toBeVisible();
});
