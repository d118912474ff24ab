import { expect, onTestFinished, test, vi } from 'vitest';
import { databaseNames } from '../../../src/renderer/src/data/database/names';
import type { History } from '../../../src/renderer/src/data/history';
import { OpenFailure, openHistory } from '../../../src/renderer/src/data/open-history';
import HistoryTrouble from '../../../src/renderer/src/shell/HistoryTrouble.svelte';
import { expectAccessible } from '../support/accessible';
import { fixture, NOW } from '../support/fixtures';
import { answer, deleteDatabase } from '../support/history';
import { MainProcess } from '../support/main-process';
import { show } from '../support/screen';

/** IndexedDB's number of a version that no build of today has written. */
const FROM_THE_FUTURE = 9990;

const COPIED_AT = Date.UTC(2026, 10, 25, 3);

/** A history with one job, at the place where the app looks for it, which a newer version has opened since. */
async function troubledHistory(): Promise<{ name: string; reason: unknown }> {
  onTestFinished(async () => {
    for (const name of [databaseNames('aws', localStorage).current, ...databaseNames('aws', localStorage).aside]) {
      await deleteDatabase(name);
      localStorage.removeItem(`copytrail.made.${name}`);
    }
    localStorage.removeItem('copytrail.database.aws');
  });
  const history = await openHistory('aws');
  await history.record(answer(fixture('01'), NOW));
  history.close();
  const name = databaseNames('aws', localStorage).current;
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, FROM_THE_FUTURE);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
    opening.onerror = () => {
      reject(new Error('The database could not be made newer.'));
    };
  });
  const reason: unknown = await openHistory('aws').then(
    () => undefined,
    (problem: unknown) => problem,
  );
  return { name, reason };
}

async function showTrouble() {
  const { name, reason } = await troubledHistory();
  const opened: History[] = [];
  const onretry = vi.fn();
  const main = new MainProcess();
  const screen = await show(HistoryTrouble, {
    ...{ api: main.api, times: 'utc' as const },
    workspace: 'aws',
    reason,
    onretry,
    onopened: (history: History) => opened.push(history),
  });
  onTestFinished(() => {
    for (const history of opened) history.close();
  });
  return { main, screen, name, opened, onretry, button: (text: string) => screen.getByRole('button', { name: text }) };
}

test('says what is wrong as an alert, and that nothing was lost', async () => {
  const { screen } = await showTrouble();
  const alert = screen.getByRole('alert');
  await expect.element(alert).toHaveAttribute('data-error-code', 'newer');
  await expect.element(alert.getByRole('heading', { level: 1 })).toHaveTextContent('The history could not be opened');
  await expect.element(screen.getByText('Nothing was deleted or changed.', { exact: false })).toBeVisible();
  await expectAccessible('screen');
});

test('a history that the engine took away: where its files and the logs are, and nothing to read that is not there', async () => {
  const main = new MainProcess();
  const screen = await show(HistoryTrouble, {
    ...{ api: main.api, times: 'utc' as const },
    workspace: 'aws',
    reason: new OpenFailure('lost', 'the engine knows no database "copytrail"'),
    dataFolder: '/home/ada/.config/Copytrail',
    onretry: vi.fn(),
    onopened: vi.fn(),
  });
  await expect.element(screen.getByRole('alert')).toHaveAttribute('data-error-code', 'lost');
  await expect.element(screen.getByText('/home/ada/.config/Copytrail')).toBeVisible();
  await expect.element(screen.getByText('Copytrail itself deleted nothing.', { exact: false })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Save to a file' })).not.toBeInTheDocument();
  // Nothing was put aside that could be read.
  await expect.element(screen.getByRole('button', { name: 'Read the files' })).not.toBeInTheDocument();
  await expectAccessible('screen');
  await screen.getByRole('button', { name: 'Show logs' }).click();
  await expect.poll(() => main.logsShown).toBe(1);
});

/** The screen over a history that the engine took away, with copies and damaged files there. */
async function showLost() {
  const { name } = await troubledHistory();
  const main = new MainProcess();
  main.backups.copies = [{ name: 'copytrail-aws-2026-11-25T03-00-00Z.copytrail', at: COPIED_AT, bytes: 2_345_678 }];
  main.backups.kept = [{ name: 'files', at: NOW, bytes: 5_000_000 }];
  const opened: [History, unknown][] = [];
  const screen = await show(HistoryTrouble, {
    ...{ api: main.api, times: 'utc' as const, workspace: 'aws', dataFolder: '/home/ada/.config/Copytrail' },
    reason: new OpenFailure('lost', `the engine knows no database "${name}"`),
    onretry: vi.fn(),
    onopened: (history: History, restoring: unknown) => opened.push([history, restoring]),
  });
  onTestFinished(() => {
    for (const [history] of opened) history.close();
  });
  return { screen, main, restoring: () => opened.map(([, what]) => what) };
}

test('offers the newest copy, says up to when it covers everything, and restores it into a new history', async () => {
  const { screen, restoring } = await showLost();
  await expect.element(screen.getByText(/It covers everything up to 25 Nov 2026, 03:00:00 UTC/)).toBeVisible();
  await expectAccessible('screen');
  await screen.getByRole('button', { name: 'Restore the copy' }).click();
  await expect.poll(restoring).toEqual([{ copy: 'copytrail-aws-2026-11-25T03-00-00Z.copytrail', workspace: 'aws' }]);
});

test('offers to read the damaged files, into a new history as well', async () => {
  const { screen, restoring, main } = await showLost();
  await screen.getByRole('button', { name: 'Read the files' }).click();
  await expect.poll(restoring).toEqual([{ kept: 'files' }]);
  // The engine could begin anew beside them: they were not moved.
  expect(main.putAsides).toBe(0);
});

test('tries again when asked to', async () => {
  const { button, onretry } = await showTrouble();
  await button('Try again').click();
  expect(onretry).toHaveBeenCalledExactlyOnceWith('aws');
});

test('saves what can be read to a file', async () => {
  const saved = vi.spyOn(URL, 'createObjectURL');
  onTestFinished(() => {
    saved.mockRestore();
  });
  const { screen, button } = await showTrouble();
  await button('Save to a file').click();
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent(/^[1-9]\d* rows could be read and were written to copytrail-aws-readable\.jsonl\./);
  const text = await (saved.mock.calls[0]![0] as Blob).text();
  expect(text).toContain('db-data');
  for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('opens without history: nothing is kept', async () => {
  const { button, opened } = await showTrouble();
  await button('Open without history').click();
  await expect.poll(() => opened.map(({ kept }) => kept)).toEqual([false]);
});

test('starts afresh only after being asked twice, and keeps the old history', async () => {
  const { main, button, opened, name } = await showTrouble();
  await button('Start afresh…').click();
  expect(opened).toEqual([]);
  await expectAccessible('screen');
  await button('Set aside and start').click();
  await expect.poll(() => opened.map(({ kept }) => kept)).toEqual([true]);
  // Which one is in use is on disk before anything can be saved in it.
  expect(main.storageWrites).toBe(1);
  const names = databaseNames('aws', localStorage);
  expect(names.aside).toEqual([name]);
  expect((await indexedDB.databases()).map((one) => one.name)).toEqual(expect.arrayContaining([name, names.current]));
});

test('an engine that does not answer: the window is loaded anew, and where it is not, the history opened again', async () => {
  const main = new MainProcess();
  const onretry = vi.fn();
  const screen = await show(HistoryTrouble, {
    ...{ api: main.api, times: 'utc' as const },
    workspace: 'aws',
    reason: new OpenFailure('no-answer', 'no answer within 20000 ms'),
    onretry,
    onopened: vi.fn(),
  });
  await expect.element(screen.getByText('Loads this window anew.')).toBeVisible();
  const again = screen.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect.poll(() => main.loadedAgain).toEqual([{ asked: true }]);
  expect(onretry).not.toHaveBeenCalled();

  main.loadsAgain = false;
  await again.click();
  await expect.poll(() => onretry.mock.calls).toEqual([['aws']]);
});
