import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import App from '../../src/renderer/src/App.svelte';
import type { Settings } from '../../src/preload/contract/settings';
import type { Workspace } from '../../src/preload/contract/shapes';
import { fixture, fixtureReading } from './support/fixtures';
import { MainProcess } from './support/main-process';
import { show } from './support/screen';

const MANY = 1_000_000_000;

beforeEach(() => {
  // Databases of this test's own, at the place where the app looks their names up.
  for (const [workspace, first] of [
    ['aws', 'copytrail'],
    ['demo', 'copytrail-demo'],
  ] satisfies [Workspace, string][]) {
    const key = `copytrail.database.${workspace}`;
    const current = `${first}-${Math.floor(Math.random() * MANY)}`;
    localStorage.setItem(key, JSON.stringify({ current, aside: [] }));
    onTestFinished(() => {
      localStorage.removeItem(key);
      indexedDB.deleteDatabase(current);
    });
  }
});

/** Settings as they are before the first choice. */
function firstStart(main: MainProcess): MainProcess {
  const settings: Settings = { ...main.settings };
  delete settings.workspace;
  main.settings = settings;
  return main;
}

async function start(main: MainProcess) {
  Object.defineProperty(window, 'api', { configurable: true, value: main.api });
  onTestFinished(() => {
    Reflect.deleteProperty(window, 'api');
  });
  return show(App);
}

const profile = page.getByRole('combobox', { name: 'Profile', exact: true });

test('at the first start it explains itself; the choice opens the window and is kept', async () => {
  const main = firstStart(new MainProcess());
  await start(main);
  await page.getByRole('button', { name: 'Use a profile' }).click();
  await expect.element(profile).toHaveValue('prod');
  expect(main.settings.workspace).toBe('aws');
});

test('later it opens what was chosen, without asking', async () => {
  const main = new MainProcess();
  main.settings = { ...main.settings, workspace: 'demo' };
  await start(main);
  await expect.element(page.getByText('Demo account.', { exact: true })).toBeVisible();
  await expect.element(profile).toHaveValue('demo-admin');
});

test('started on the demo account it opens that, and forgets no choice for it', async () => {
  const main = new MainProcess();
  main.info = { ...main.info, startedOnDemo: true };
  await start(main);
  await expect.element(page.getByText('Demo account.', { exact: true })).toBeVisible();
  expect(main.settings.workspace).toBe('aws');
});

test('theme and density are on the page, and follow what changes elsewhere', async () => {
  const main = new MainProcess();
  main.settings = { ...main.settings, theme: 'dark', density: 'compact' };
  await start(main);
  const { dataset } = document.documentElement;
  await expect.poll(() => [dataset['theme'], dataset['density']]).toEqual(['dark', 'compact']);
  main.send('settingsChanged', { ...main.settings, theme: 'light', density: 'comfortable' });
  await expect.poll(() => [dataset['theme'], dataset['density']]).toEqual(['light', 'comfortable']);
});

test('the demo account and one’s own history never mix', async () => {
  const main = new MainProcess();
  const id = fixtureReading('03').copyJobId!;
  main.says('eu-central-1', id, fixture('03'));
  await start(main);
  await expect.element(profile).toHaveValue('prod');
  await page.getByRole('textbox', { name: 'Copy job ID' }).fill(id);
  await page.getByRole('button', { name: 'Describe', exact: true }).click();
  await expect.element(page.getByRole('article')).toBeVisible();

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open the demo account' }).click();
  await expect.element(profile).toHaveValue('demo-admin');
  await expect.element(page.getByRole('heading', { name: 'Jobs worth a look' })).toBeVisible();
  expect(document.querySelectorAll('[data-job-key]')).toHaveLength(0);
  await page.getByRole('button', { name: 'Use AWS profiles' }).click();
  await expect.poll(() => document.querySelectorAll('[role="row"][data-job-key]').length).toBe(1);
});

test('a page without its main process says so, instead of staying blank', async () => {
  await show(App);
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent('Copytrail could not start');
  await expect.element(alert).toHaveAttribute('data-error-code', 'Unexpected');
});

test('a history that takes long to open is said to be opening: an empty list would pass for one without jobs', async () => {
  const silent = vi.spyOn(IDBFactory.prototype, 'databases').mockReturnValue(new Promise(() => undefined));
  onTestFinished(() => {
    silent.mockRestore();
  });
  await start(new MainProcess());
  await expect.element(page.getByText('Opening the history…')).toBeVisible();
});
