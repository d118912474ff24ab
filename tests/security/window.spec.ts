import { APP_FOLDER, expect, test } from '../support/app';
import { CALL_NAMES, EVENT_NAMES } from '../../src/preload/contract/names';

test('the page has no Node and no Electron', async ({ launchApp }) => {
  const { page } = await launchApp();
  const found = await page.evaluate(() =>
    ['process', 'require', 'module', 'exports', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('every window runs isolated and in the sandbox', async ({ launchApp }) => {
  const { electron } = await launchApp();
  const all = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const inspected = contents as unknown as { getLastWebPreferences(): Electron.WebPreferences };
      return inspected.getLastWebPreferences();
    }),
  );
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  });
  expect(all[0]?.enableBlinkFeatures ?? '').toBe('');
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

test('the app runs from its build, on its own origin', async ({ launchApp }) => {
  const { page, electron } = await launchApp();
  expect(page.url()).toMatch(/^app:\/\/main\/index\.html/);
  expect(await page.evaluate('[location.origin, isSecureContext]')).toEqual(['app://main', true]);
  expect(await electron.evaluate(({ app }) => app.getAppPath())).toBe(APP_FOLDER);
});
