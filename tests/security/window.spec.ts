import path from 'node:path';
import type { Page } from '@playwright/test';
import { APP_FOLDER, expect, PACKED, test, type LaunchedApp } from '../support/app';
import { MAX_JOB_WINDOWS } from '../../src/main/app/job-windows';
import { CALL_NAMES, EVENT_NAMES } from '../../src/preload/contract/names';

/** Has the main window open one of a single job, as it does for a person. */
async function openOwnWindow({ page, electron }: LaunchedApp): Promise<Page> {
  const [opened] = await Promise.all([
    electron.waitForEvent('window'),
    page.evaluate(`window.api.openJobWindow({ workspace: 'aws',
      job: { accountId: '111122223333', region: 'eu-central-1', copyJobId: 'C0FFEE00-0000-4000-8000-000000000001' } })`),
  ]);
  await opened.waitForLoadState('domcontentloaded');
  return opened;
}

test('the page has no Node and no Electron', PACKED, async ({ launchApp }) => {
  const { page } = await launchApp();
  const found = await page.evaluate(() =>
    ['process', 'require', 'module', 'exports', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('every window runs isolated and in the sandbox', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  const { electron } = app;
  await openOwnWindow(app);
  const all = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const inspected = contents as unknown as { getLastWebPreferences(): Electron.WebPreferences };
      return inspected.getLastWebPreferences();
    }),
  );
  expect(all).toHaveLength(2);
  for (const preferences of all) {
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
    expect(preferences.enableBlinkFeatures ?? '').toBe('');
  }
});

test('window.api is the contract and nothing else', async ({ launchApp }) => {
  const { page } = await launchApp();
  const types = await page.evaluate<Record<string, string>>(
    'Object.fromEntries(Object.entries(window.api).map(([name, member]) => [name, typeof member]))',
  );
  const calls = Object.fromEntries(CALL_NAMES.map((name) => [name, 'function']));
  expect(types).toEqual({ ...calls, on: 'object' });
  const events = await page.evaluate<string[]>('Object.keys(window.api.on)');
  expect(events.sort()).toEqual([...EVENT_NAMES].sort());
});

test('the page can not replace what the preload script exposed', async ({ launchApp }) => {
  const { page } = await launchApp();
  const same = await page.evaluate<boolean>(`(() => {
    const before = window.api.getSettings;
    const attempts = [
      () => { window.api.getSettings = () => 'mine'; },
      () => { window.api = {}; },
      () => { Object.defineProperty(window, 'api', { value: {} }); },
      () => { delete window.api; },
    ];
    for (const attempt of attempts) {
      try { attempt(); } catch { /* refusing loudly is as good as refusing quietly */ }
    }
    return window.api.getSettings === before;
  })()`);
  expect(same).toBe(true);
});

test('listeners are given the payload alone', async ({ launchApp }) => {
  const { page, electron } = await launchApp();
  await page.evaluate(`window.told = new Promise((resolve) => {
    window.api.on.settingsChanged((...words) => resolve(words));
  }); undefined`);
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('copytrail:event:settingsChanged', { only: 'payload' }, 'extra');
  });
  expect(await page.evaluate('window.told')).toEqual([{ only: 'payload' }]);
});

test('the app runs from its build, on its own origin', PACKED, async ({ launchApp, packedApp }) => {
  const { page, electron } = await launchApp();
  expect(page.url()).toMatch(/^app:\/\/main\/index\.html/);
  expect(await page.evaluate('[location.origin, isSecureContext]')).toEqual(['app://main', true]);
  const place = await electron.evaluate(({ app }) => ({ packaged: app.isPackaged, folder: app.getAppPath() }));
  const folder = packedApp === undefined ? APP_FOLDER : path.join(packedApp.folder, 'resources', 'app.asar');
  expect(place).toEqual({ packaged: packedApp !== undefined, folder });
});

test('a window of one job is held to the same rules as the main one', async ({ launchApp }) => {
  const app = await launchApp();
  const own = await openOwnWindow(app);
  await own.getByRole('heading', { name: 'This job is not in the history' }).waitFor();
  expect(await own.evaluate(`[location.origin, typeof process, typeof require, typeof window.api]`)).toEqual([
    'app://main',
    'undefined',
    'undefined',
    'object',
  ]);
  const tried = await own.evaluate(`(async () => {
    const outcomes = {};
    outcomes.opened = window.open('app://main/index.html') === null ? 'refused' : 'opened';
    outcomes.network = await fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused');
    try {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
    } catch { /* refusing loudly is as good as refusing quietly */ }
    outcomes.code = window.ran === true ? 'ran' : 'refused';
    return outcomes;
  })()`);
  expect(tried).toEqual({ opened: 'refused', network: 'refused', code: 'refused' });
  await own.evaluate(`location.assign('https://example.com/'); undefined`);
  await expect.poll(() => app.output()).toContain('navigation refused');
  expect(own.url()).toMatch(/^app:\/\/main\/index\.html\?/);
  const session = await app.electron.evaluate(({ BrowserWindow }) => {
    const sessions = BrowserWindow.getAllWindows().map((window) => window.webContents.session);
    return { windows: sessions.length, shared: new Set(sessions).size, path: sessions[0]?.getStoragePath() };
  });
  expect(session).toMatchObject({ windows: 2, shared: 1 });
});

test('a page cannot have more windows opened than there may be, nor one of anything but a job', async ({
  launchApp,
}) => {
  const { page, electron } = await launchApp();
  const codes = await page.evaluate<string[]>(`(async () => {
    const job = (number) => ({ workspace: 'aws', job: { accountId: '111122223333', region: 'eu-central-1', copyJobId: 'ID-' + number } });
    const inputs = [
      { workspace: 'aws', job: 'https://example.com' },
      { ...job(1), url: 'https://example.com' },
      { workspace: 'aws', job: { accountId: '../..', region: 'eu-central-1', copyJobId: 'x' } },
      { workspace: 'aws', job: { accountId: '111122223333', region: 'eu-central-1', copyJobId: 'x&job=y' } },
    ];
    const answers = [];
    for (const input of inputs) answers.push(await window.api.openJobWindow(input));
    for (let number = 0; number <= ${MAX_JOB_WINDOWS}; number += 1) answers.push(await window.api.openJobWindow(job(number)));
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  })()`);
  const opened = Array.from({ length: MAX_JOB_WINDOWS }, () => 'ok');
  expect(codes).toEqual([...Array.from({ length: 4 }, () => 'InvalidInput'), ...opened, 'Refused']);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    MAX_JOB_WINDOWS + 1,
  );
});
