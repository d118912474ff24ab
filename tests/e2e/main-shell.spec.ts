import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import { MAX_CALLS_PER_WINDOW } from '../../src/main/ipc/calls-in-flight';
import { type Settings } from '../../src/preload/contract/settings';
import { MENU_COMMANDS, type AppInfo } from '../../src/preload/contract/shapes';
import { APP_FOLDER, expect, test, type LaunchedApp } from '../support/app';
import { KEY, KEY_LINES } from '../support/copy-job-endpoint';

/** Calls the window's own API and answers its value; a failure fails the test. */
async function call<T>({ page }: LaunchedApp, expression: string): Promise<T> {
  const answer = await page.evaluate<{ ok: boolean; value: T }>(`window.api.${expression}`);
  expect(answer).toMatchObject({ ok: true });
  return answer.value;
}

const log = (app: LaunchedApp): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');

test.describe('settings', () => {
  test('a change that was answered outlives a crash straight after', async ({ launchApp }) => {
    const first = await launchApp();
    await call(first, `changeSettings({ theme: 'dark', times: 'utc' })`);
    await first.kill9();
    const second = await launchApp();
    expect(await call<Settings>(second, 'getSettings()')).toMatchObject({ theme: 'dark', times: 'utc' });
  });

  test('a bad file is kept aside and said, and the app starts', async ({ launchApp, home }) => {
    await mkdir(home.userData, { recursive: true });
    await writeFile(path.join(home.userData, 'settings.json'), '{"version":1,"theme":');
    const app = await launchApp();
    const { notices } = await call<AppInfo>(app, 'getAppInfo()');
    const [kept] = (await readdir(home.userData)).filter((name) => name.startsWith('settings.json.bad-'));
    expect(kept).toBeDefined();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(kept);
    await app.close();
    const again = await launchApp();
    expect((await call<AppInfo>(again, 'getAppInfo()')).notices).toEqual([]);
  });

  test('the theme rules the page and the surface behind it', async ({ launchApp }) => {
    const app = await launchApp();
    const prefersDark = (): Promise<unknown> => app.page.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`);
    for (const theme of ['dark', 'light'] as const) {
      await call(app, `changeSettings({ theme: '${theme}' })`);
      await expect.poll(prefersDark).toBe(theme === 'dark');
      const behind = await app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.getBackgroundColor(),
      );
      const [red, green, blue] = [1, 3, 5].map((at) => parseInt(behind.slice(at, at + 2), 16));
      const painted = (): Promise<unknown> => app.page.evaluate('getComputedStyle(document.body).backgroundColor');
      await expect.poll(painted).toBe(`rgb(${red}, ${green}, ${blue})`);
    }
  });
});

test.describe('the window', () => {
  const bounds = ({ electron }: LaunchedApp): Promise<Electron.Rectangle> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());

  test('opens where it was', async ({ launchApp, home }) => {
    const first = await launchApp();
    const moved = { x: 40, y: 30, width: 900, height: 640 };
    await first.electron.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]!.setBounds(to);
    }, moved);
    // Not what the window says at once: X11 may still report the size before, until it has moved the window.
    const file = path.join(home.userData, 'window-state.json');
    await expect
      .poll(() =>
        readFile(file, 'utf8').then(
          (text) => JSON.parse(text) as unknown,
          () => undefined,
        ),
      )
      .toMatchObject({ bounds: moved });
    await first.close();
    expect(await bounds(await launchApp())).toEqual(moved);
  });

  test('comes back when its display is gone', async ({ launchApp, home }) => {
    await mkdir(home.userData, { recursive: true });
    const far = { version: 1, bounds: { x: 90_000, y: 90_000, width: 900, height: 640 }, maximized: false };
    await writeFile(path.join(home.userData, 'window-state.json'), JSON.stringify(far));
    const app = await launchApp();
    const area = await app.electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const { x, y, width, height } = await bounds(app);
    expect(x).toBeGreaterThanOrEqual(area.x);
    expect(y).toBeGreaterThanOrEqual(area.y);
    expect(x + width).toBeLessThanOrEqual(area.x + Math.max(area.width, width));
    expect({ width, height }).toEqual({ width: Math.min(900, area.width), height: Math.min(640, area.height) });
  });

  test('is called Copytrail and does not become unusably small', async ({ launchApp }) => {
    const { electron } = await launchApp();
    const [title, least] = await electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      return [window.getTitle(), window.getMinimumSize()] as const;
    });
    expect(title).toContain('Copytrail');
    expect(least).toEqual([720, 520]);
  });

  test('loads its page again when the process behind it dies', async ({ launchApp }) => {
    const app = await launchApp();
    const loaded = app.electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((resolve) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!;
          webContents.once('did-finish-load', () => {
            resolve(webContents.getURL());
          });
          webContents.forcefullyCrashRenderer();
        }),
    );
    expect(await loaded).toMatch(/^app:\/\/main\//);
    await expect.poll(() => log(app)).toContain("the window's process ended");
  });

  test('forgets its calls when it is loaded again', async ({ launchApp, home }) => {
    const endpoint = await startBackupEndpoint({ keys: [KEY] });
    endpoint.addFault({ fault: { kind: 'hang' } });
    await home.config(`[profile p]\nregion = eu-central-1\nendpoint_url = ${endpoint.url}\n${KEY_LINES}\n`);
    const app = await launchApp();
    await app.page.evaluate(`(() => {
      for (let i = 0; i < ${MAX_CALLS_PER_WINDOW}; i += 1) {
        const copyJobId = 'C0FFEE00-0000-4000-8000-' + String(i).padStart(12, '0');
        window.api.describeCopyJob({ callId: String(i), profile: { origin: 'shared', name: 'p' }, region: 'eu-central-1', copyJobId });
      }
    })()`);
    expect(await app.page.evaluate('window.api.getSettings()')).toMatchObject({
      error: { code: 'Refused', mayRetry: true },
    });
    await app.page.reload();
    await expect.poll(() => app.page.evaluate('window.api.getSettings()')).toMatchObject({ ok: true });
    await endpoint.close();
  });
});

test.describe('starting', () => {
  test('a second start of the same data folder brings the first to the front, and ends', async ({
    launchApp,
    home,
    runtime,
  }) => {
    const app = await launchApp();
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.hide();
    });
    const words = [APP_FOLDER, `--user-data-dir=${home.userData}`, '--no-sandbox'];
    const second = spawn(runtime, words, { env: home.environment, stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    const visible = (): Promise<boolean> =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
    await expect.poll(visible).toBe(true);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('all data lies in the folder named, also when the name is relative', async ({ launchApp, home }) => {
    const relative = path.relative(APP_FOLDER, path.join(home.home, 'elsewhere'));
    const app = await launchApp({ userDataDir: relative });
    const info = await call<AppInfo>(app, 'getAppInfo()');
    expect(info.dataFolder).toBe(path.join(home.home, 'elsewhere'));
    expect(info.logFile).toBe(path.join(home.home, 'elsewhere', 'logs', 'main.log'));
    await app.close();
    expect(await readdir(info.dataFolder)).toEqual(expect.arrayContaining(['Partitions', 'logs']));
    // Pages come from the build each time: nothing of them is kept beside the history.
    expect(await readdir(path.join(info.dataFolder, 'Partitions', 'copytrail'))).not.toContain('Cache');
    // Nor has anything been left where data would lie by default.
    expect(await readdir(home.home)).not.toContain('.config');
  });

  test('the app says what it is and how it was started', async ({ launchApp }) => {
    const app = await launchApp({ args: ['--demo'] });
    const info = await call<AppInfo>(app, 'getAppInfo()');
    const versions = await app.electron.evaluate(() => process.versions);
    expect(info).toMatchObject({
      electron: versions.electron,
      chromium: versions.chrome,
      node: versions.node,
      startedOnDemo: true,
      notices: [],
    });
    expect(await log(app)).toContain('info started');
  });
});

test('every command of the menu reaches the window, and the one for the logs whatever is on screen', async ({
  launchApp,
}) => {
  const app = await launchApp();
  await app.page.evaluate(
    `window.chosen = []; window.api.on.commandChosen(({ command }) => window.chosen.push(command)); undefined`,
  );
  const shown = await app.electron.evaluateHandle(({ Menu, shell }, commands) => {
    const files: string[] = [];
    shell.showItemInFolder = (file) => files.push(file);
    for (const command of commands) Menu.getApplicationMenu()?.getMenuItemById(command)?.click();
    return files;
  }, MENU_COMMANDS);
  await expect
    .poll(() => app.page.evaluate('window.chosen'))
    .toEqual(MENU_COMMANDS.filter((command) => command !== 'show-logs'));
  const { logFile } = await call<AppInfo>(app, 'getAppInfo()');
  await expect.poll(() => shown.jsonValue()).toEqual([logFile]);
});
