import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HistoryProblem, type History } from '../../../src/renderer/src/data/history';
import { StoredHistory } from '../../../src/renderer/src/data/history/stored-history';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import OwnWindow from '../../../src/renderer/src/shell/OwnWindow.svelte';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureReading, fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { failure, MainProcess } from '../support/main-process';
import { show } from '../support/screen';
import { TroubledDisk, UNTIL_LOOKED } from '../support/troubled-disk';
import { openWindow, rowOnScreen } from '../support/window';

const REGION = 'eu-central-1';
const ID = fixtureReading('03').copyJobId!;
const JOB = { accountId: '111122223333', region: REGION, copyJobId: ID };

async function openAlone(main = new MainProcess(), given?: History) {
  const history = given ?? (await newHistory());
  await history.record(answer(fixture('03'), NOW, { region: REGION }));
  const settings = await SettingsStore.open(main.api);
  const reopened: History[] = [];
  const onreopen = (): void => void reopened.push(history);
  await show(OwnWindow, { api: main.api, history, settings, info: main.info, job: JOB, onreopen });
  const article = page.getByRole('article');
  await expect.element(article.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  return { main, history, settings, article, reopened };
}

test('shows the one job and nothing to find or collect others with', async () => {
  const { article } = await openAlone();
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
  expect(document.title).toBe(fixtureReading('03').resourceName);
  expect(page.getByRole('grid').query()).toBeNull();
  expect(page.getByRole('form').query()).toBeNull();
  for (const name of ['Close job', 'Back to the list', 'Open in a window of its own', /whole width/]) {
    expect(page.getByRole('button', { name }).query(), String(name)).toBeNull();
  }
  await expectAccessible('screen');
});

test('asks again with the profile that answered last, and says how that went', async () => {
  const main = new MainProcess();
  main.says(REGION, ID, failure('CredentialsExpired', { mayRetry: true }));
  const { article } = await openAlone(main);
  await userEvent.keyboard('{F5}');
  await expect.element(page.getByRole('alert')).toHaveAttribute('data-error-code', 'CredentialsExpired');
  await expectAccessible('screen');
  main.says(REGION, ID, fixture('03'));
  await article.getByRole('button', { name: 'Refresh' }).click();
  await expect.element(page.getByText('Saved. The answer is the same as before.')).toBeInTheDocument();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(main.asked.map(({ profile }) => profile.name)).toEqual(['prod', 'prod']);
});

test('its views and its sheet of shortcuts are those of the main window, for what it has', async () => {
  const { article, main } = await openAlone();
  await userEvent.keyboard('{Alt>}3{/Alt}');
  await expect.element(article.getByRole('tab', { name: 'Raw JSON' })).toHaveAttribute('aria-selected', 'true');
  main.send('commandChosen', { command: 'compare' });
  await expect.element(article.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect.element(sheet).toHaveTextContent('Close this window');
  await expect.element(sheet).not.toHaveTextContent('Look up');
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  await expect.poll(() => main.settings.theme).toBe('dark');
});

test('a removed job is said to be gone, with the way back', async () => {
  const { article, history } = await openAlone();
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByRole('heading', { name: 'This job is not in the history' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Close this window' })).toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(article).toBeVisible();
  expect(await history.findByCopyJobId(ID)).toHaveLength(1);
});

test('it looks back as the main window does: what was learned later is gone, nothing is asked or removed, one key leads back', async () => {
  const main = new MainProcess();
  const { article, history } = await openAlone(main);
  const later = fixtureWith('03', { State: 'COMPLETED', CompletionDate: NOW / 1000 });
  await history.record(answer(later, NOW + 60_000, { region: REGION }));
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');
  const first = page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem').last();
  await first.hover();
  await first.getByRole('button', { name: 'Show everything as known then' }).click();
  const band = page.getByRole('region', { name: 'As known earlier' });
  await expect.element(band).toHaveTextContent('Nothing learned later is shown');
  await expect.element(article).toHaveAttribute('data-state', fixtureReading('03').state!);
  await expect.element(article.getByRole('button', { name: 'Refresh' })).toBeDisabled();
  await userEvent.keyboard('{F5}{Delete}');
  expect(main.asked).toEqual([]);
  await expect.element(page.getByRole('tab', { name: 'Details' })).toHaveFocus();
  await expectAccessible('screen');
  await userEvent.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
  await expect.element(band).not.toBeInTheDocument();
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');

  await userEvent.keyboard('{Control>}{Shift>}h{/Shift}{/Control}');
  const dialog = page.getByRole('dialog', { name: 'As it was known at' });
  await dialog.getByLabelText(/Date and time/).fill('2001-01-01T00:00:00');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'This job was not known then' })).toBeVisible();
  await band.getByRole('button', { name: 'Back to now' }).click();
  await expect.element(article).toBeVisible();
});

test('the main window asks for one by button, by key and for the row that the keyboard is on', async () => {
  const main = new MainProcess();
  const history = await newHistory();
  await history.record(answer(fixture('03'), NOW, { region: REGION }));
  const { article } = await openWindow({ main, history });
  const row = await rowOnScreen();
  row.focus();
  await userEvent.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
  await expect.poll(() => main.jobWindows).toEqual([{ workspace: 'aws', job: JOB }]);
  expect(article.query()).toBeNull();
  await userEvent.click(row);
  await article.getByRole('button', { name: 'Open in a window of its own' }).click();
  await expect.poll(() => main.jobWindows).toHaveLength(2);
});

test('runs are compared in the place of the job, which comes back at its runs', async () => {
  const history = await newHistory();
  for (const [at, copyJobId] of ['RUN-1', 'RUN-2'].entries()) {
    const body = fixtureWith('01', { CopyJobId: copyJobId, CreationDate: NOW / 1000 - 86_400 * (2 - at) });
    await history.record(answer(body, NOW, { region: REGION, copyJobId }));
  }
  const [row] = await history.findByCopyJobId('RUN-2');
  const main = new MainProcess();
  const settings = await SettingsStore.open(main.api);
  await show(OwnWindow, {
    api: main.api,
    history,
    settings,
    info: main.info,
    job: { ...JOB, accountId: row!.accountId, copyJobId: 'RUN-2' },
    onreopen: () => undefined,
  });
  await expect.element(page.getByRole('article', { name: 'Copy job RUN-2' })).toBeVisible();
  await userEvent.keyboard('{Control>}j{/Control}');
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent('RUN-1');
  await expectAccessible('screen');
  await pair.getByRole('button', { name: 'Swap sides' }).click();
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent('RUN-2');
  await pair.getByRole('button', { name: 'Open right' }).click();
  await expect.poll(() => main.jobWindows.map(({ job }) => job.copyJobId)).toEqual(['RUN-1']);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('tab', { name: 'Runs' })).toHaveFocus();
});

test('a full disk is told here too, and once there is room what AWS said meanwhile is saved', async () => {
  const main = new MainProcess();
  const disk = new TroubledDisk();
  const { article } = await openAlone(main, new StoredHistory('aws', 'copytrail', disk));
  main.says(REGION, ID, fixtureWith('03', { State: 'COMPLETED', CompletionDate: NOW / 1000 }));
  disk.problem = new HistoryProblem('disk-full', 'No room.');
  main.disk = { state: 'full', folder: '/home/ada/.config/Copytrail', free: 12_288 };
  await userEvent.keyboard('{F5}');
  await expect.element(page.getByText('The disk is full: nothing can be saved')).toBeVisible();
  await expect.element(page.getByText('it is gone if this window is closed before', { exact: false })).toBeVisible();
  await expect.element(article).toHaveAttribute('data-state', fixtureReading('03').state!);
  await expectAccessible('screen');

  main.disk = { state: 'fine', folder: '/home/ada/.config/Copytrail', free: 1e9 };
  disk.problem = undefined;
  await expect.element(page.getByText('nothing can be saved'), UNTIL_LOOKED).not.toBeInTheDocument();
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');
});

test('a history that the full disk has closed is opened again once there is room, with what waits', async () => {
  const main = new MainProcess();
  const disk = new TroubledDisk();
  const { history, reopened } = await openAlone(main, new StoredHistory('aws', 'copytrail', disk));
  main.says(REGION, ID, fixtureWith('03', { State: 'COMPLETED', CompletionDate: NOW / 1000 }));
  disk.problem = new HistoryProblem('closed', 'Closed.');
  main.disk = { state: 'full', folder: '/home/ada/.config/Copytrail', free: 0 };
  await userEvent.keyboard('{F5}');
  await expect.element(page.getByText('The disk is full: nothing can be saved')).toBeVisible();
  main.disk = { state: 'fine', folder: '/home/ada/.config/Copytrail', free: 1e9 };
  await expect.poll(() => reopened[0], UNTIL_LOOKED).toBe(history);
  expect(history.unsaved.answers).toHaveLength(1);
});

test('after its page ended unexpectedly it says so, with the report', async () => {
  const main = new MainProcess();
  main.info = { ...main.info, cameBack: { what: 'page', at: NOW, report: '/home/ada/report.txt' } };
  await openAlone(main);
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect.element(notices).toHaveTextContent('This window’s page ended unexpectedly');
  await notices.getByRole('button', { name: 'Show logs' }).click();
  await expect.poll(() => main.logsShown).toBe(1);
});
