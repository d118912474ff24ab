import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CALL_NAMES } from '../../src/preload/contract/names';
import { expect, PACKED, test, type LaunchedApp } from '../support/app';

const REFUSED = { ok: false, error: { code: 'Refused', mayRetry: false } };

/** Opens a second window with the app's own preload script on another address, and asks from there. */
function askFrom(app: LaunchedApp, address: string, script: string): Promise<unknown> {
  return app.electron.evaluate(
    async ({ app: electronApp, BrowserWindow, session }, [url, code]) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: session.fromPartition('persist:copytrail'),
          sandbox: true,
          contextIsolation: true,
          preload: `${electronApp.getAppPath()}/out/preload/index.cjs`,
        },
      });
      await window.loadURL(url);
      const answer: unknown = await window.webContents.executeJavaScript(code);
      window.destroy();
      return answer;
    },
    [address, script] as const,
  );
}

const log = (app: LaunchedApp): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');

for (const address of ['data:text/html,<title>foreign</title>', 'about:blank']) {
  test(`a window on ${address} is refused every call, with a code and a line in the log`, async ({ launchApp }) => {
    const app = await launchApp();
    const names = JSON.stringify(CALL_NAMES);
    const answers = await askFrom(app, address, `Promise.all(${names}.map((name) => window.api[name]({})))`);
    expect(answers).toHaveLength(CALL_NAMES.length);
    for (const answer of answers as unknown[]) expect(answer).toMatchObject(REFUSED);
    await expect.poll(() => log(app)).toContain('"reason":"foreign origin"');
  });
}

test('another window on our own page is answered: it is the page that is trusted', async ({ launchApp }) => {
  const app = await launchApp();
  const answer = await askFrom(app, 'app://main/index.html', 'window.api.getSettings()');
  expect(answer).toMatchObject({ ok: true });
});

test('a frame inside our page is refused, although it shares the origin', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  const answers = await app.electron.evaluate(async ({ app: electronApp, BrowserWindow, session }) => {
    // The app's own pages forbid frames, and their frames have no preload script. These pages, of the same origin in a
    // session of their own, have both, to try the last line of defence.
    const pages = session.fromPartition('pages with frames');
    pages.protocol.handle('app', ({ url }) => {
      const text = url.endsWith('inner.html')
        ? '<title>inner</title>'
        : '<iframe src="app://main/inner.html"></iframe>';
      return new Response(text, { headers: { 'content-type': 'text/html' } });
    });
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: pages,
        nodeIntegrationInSubFrames: true,
        preload: `${electronApp.getAppPath()}/out/preload/index.cjs`,
      },
    });
    window.webContents.removeAllListeners('will-frame-navigate');
    await window.loadURL('app://main/outer.html');
    const [frame] = window.webContents.mainFrame.frames;
    const ask = 'window.api.getSettings()';
    const found = {
      origin: frame?.origin,
      inner: await frame?.executeJavaScript(ask),
      outer: (await window.webContents.executeJavaScript(ask)) as unknown,
    };
    window.destroy();
    return found;
  });
  expect(answers.origin).toBe('app://main');
  expect(answers.inner).toMatchObject(REFUSED);
  expect(answers.outer).toMatchObject({ ok: true });
  await expect.poll(() => log(app)).toContain('"reason":"not the top frame"');
});

test("frames of the app's own window have no api at all", PACKED, async ({ launchApp }) => {
  const { page } = await launchApp();
  const found = await page.evaluate(`(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return 'api' in frame.contentWindow;
  })()`);
  expect(found).toBe(false);
});

test('a channel that the contract does not name has no listener', async ({ launchApp }) => {
  const { electron } = await launchApp();
  const channels = await electron.evaluate(({ ipcMain }) => {
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> };
    return { invoke: [...handlers.keys()], events: ipcMain.eventNames() };
  });
  expect(channels.invoke.sort()).toEqual(CALL_NAMES.map((name) => `copytrail:call:${name}`).sort());
  // Electron's own listener for faults, and none of ours for messages that nobody answers.
  expect(channels.events).toEqual(['error']);
});

test('hostile input from our own page ends in coded refusals', async ({ launchApp }) => {
  const app = await launchApp();
  const answers = await app.page.evaluate<{ ok: boolean; error?: { code: string } }[]>(`Promise.all([
    window.api.changeSettings({ theme: 'x'.repeat(1e6) }),
    window.api.describeCopyJob({ callId: 'c', profile: { origin: 'root', name: 'x' }, region: 'r', copyJobId: 'j' }),
    window.api.describeCopyJob({ callId: 'c', profile: { origin: 'demo', name: 'x' }, region: 'eu-central-1', copyJobId: 'j' }),
    window.api.openExternal({ url: 'x'.repeat(5000) }),
    window.api.cancelCall(),
    window.api.reportProblem({ text: new Map() }),
  ])`);
  expect(answers.map((answer) => answer.error?.code)).toEqual(Array.from({ length: 6 }, () => 'InvalidInput'));
});

test('a prototype in place of members changes nothing', async ({ launchApp }) => {
  const { page } = await launchApp();
  const settings = await page.evaluate<{ value: { theme: string } }>(
    `window.api.changeSettings(JSON.parse('{"__proto__":{"theme":"dark"}}')).then(() => window.api.getSettings())`,
  );
  expect(settings.value.theme).toBe('system');
});

test('the system browser is opened for allowed addresses alone', PACKED, async ({ launchApp }) => {
  const { electron, page } = await launchApp();
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as Record<string, unknown>)['opened'] = opened;
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const ask = (url: string): Promise<unknown> =>
    page.evaluate(`window.api.openExternal({ url: ${JSON.stringify(url)} })`);
  for (const url of [
    'https://example.com/',
    'http://docs.aws.amazon.com/',
    'https://docs.aws.amazon.com@example.com/',
    'https://docs.aws.amazon.com.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:privacy',
  ]) {
    expect(await ask(url)).toEqual({ ok: true, value: false });
  }
  expect(await ask('https://docs.aws.amazon.com/aws-backup/')).toEqual({ ok: true, value: true });
  const opened = await electron.evaluate(() => (globalThis as Record<string, unknown>)['opened']);
  expect(opened).toEqual(['https://docs.aws.amazon.com/aws-backup/']);
});
