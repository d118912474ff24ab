import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, PACKED, test, type LaunchedApp } from '../support/app';

const log = (app: LaunchedApp): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');

/** How often the main process has said this in its log. */
async function timesLogged(app: LaunchedApp, text: string): Promise<number> {
  return (await log(app)).split(text).length - 1;
}

async function expectUnmoved(app: LaunchedApp): Promise<void> {
  expect(await app.page.evaluate('[location.origin, window.marker]')).toEqual(['app://main', 'still here']);
  const contents = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(contents).toBe(1);
}

test('the window leaves for nowhere else', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  await app.page.evaluate(`window.marker = 'still here'`);
  const elsewhere = [
    'https://example.com/',
    'http://127.0.0.1:9/',
    'app://other/index.html',
    'mailto:someone@example.com',
  ];
  for (const [index, address] of elsewhere.entries()) {
    await test.step(address, async () => {
      await app.page.evaluate(`location.href = '${address}'; undefined`);
      await expect.poll(() => timesLogged(app, 'navigation refused')).toBe(index + 1);
      await expectUnmoved(app);
    });
  }
});

test('the window leaves for no address that Chromium itself forbids to pages', async ({ launchApp }) => {
  const app = await launchApp();
  await app.page.evaluate(`window.marker = 'still here'`);
  for (const address of [
    'file:///etc/passwd',
    'data:text/html,<title>data</title>',
    'chrome://version/',
    'javascript:document.title=1',
  ]) {
    await test.step(address, async () => {
      const complaint = app.page.waitForEvent('console', (message) =>
        /Not allowed|blocked|Refused|violates/i.test(message.text()),
      );
      await app.page.evaluate(`setTimeout(() => { location.href = '${address}' }); undefined`);
      await complaint;
      await expectUnmoved(app);
    });
  }
});

test('a link leads nowhere else either', async ({ launchApp }) => {
  const app = await launchApp();
  await app.page.evaluate(`window.marker = 'still here'`);
  await app.page.evaluate(`(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/' });
    document.body.append(link);
    link.click();
  })()`);
  await expect.poll(() => timesLogged(app, 'navigation refused')).toBe(1);
  await expectUnmoved(app);
});

test('no new window opens', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  await app.page.evaluate(`window.marker = 'still here'`);
  for (const [index, address] of ['https://example.com/', 'app://main/index.html', 'about:blank', ''].entries()) {
    await test.step(address, async () => {
      expect(await app.page.evaluate(`window.open('${address}') === null`)).toBe(true);
      await expect.poll(() => timesLogged(app, 'new window refused')).toBe(index + 1);
      await expectUnmoved(app);
    });
  }
  await app.page.evaluate(`(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' });
    document.body.append(link);
    link.click();
  })()`);
  await expect.poll(() => timesLogged(app, 'new window refused')).toBe(5);
  await expectUnmoved(app);
});

test('a webview is no more than an unknown element', async ({ launchApp }) => {
  const app = await launchApp();
  const kind = await app.page.evaluate<string>(`(() => {
    window.marker = 'still here';
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://main/index.html');
    document.body.append(view);
    return view.constructor.name + ' ' + typeof view.loadURL;
  })()`);
  expect(kind).toBe('HTMLElement undefined');
  await expectUnmoved(app);
});

test('even a window that allows webviews attaches none', PACKED, async ({ launchApp }) => {
  const app = await launchApp();
  const contents = await app.electron.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    await window.loadURL('data:text/html,<webview src="data:text/html,guest"></webview>');
    return { allowed: window.webContents.id, all: webContents.getAllWebContents().map(({ id }) => id) };
  });
  await expect.poll(() => timesLogged(app, 'webview refused')).toBe(1);
  const now = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().map(({ id }) => id));
  expect(now).toEqual(contents.all);
});

test('files outside the build can not be read, however they are written', PACKED, async ({ launchApp }) => {
  const { page } = await launchApp();
  const ask = (address: string): Promise<string> =>
    page.evaluate<string>(`fetch(${JSON.stringify(address)}).then((answer) => String(answer.status), () => 'refused')`);
  expect(await ask('app://main/index.html')).toBe('200');
  for (const address of [
    'app://main/../package.json',
    'app://main/%2e%2e/package.json',
    'app://main/..%2fmain/index.js',
    'app://main/..%5cmain%5cindex.js',
    'app://main/assets/../../main/index.js',
    'app://main/%252e%252e%252fmain%252findex.js',
    'app://main//etc/passwd',
    'app://main/index.html%00.js',
  ]) {
    expect(`${address} ${await ask(address)}`).toBe(`${address} 404`);
  }
  for (const address of ['app://other/index.html', 'file:///etc/passwd', 'file:///proc/self/environ']) {
    expect(`${address} ${await ask(address)}`).toBe(`${address} refused`);
  }
});

test('only reading is answered', async ({ launchApp }) => {
  const { page } = await launchApp();
  const status = await page.evaluate<number>(
    `fetch('app://main/index.html', { method: 'POST', body: 'x' }).then((a) => a.status)`,
  );
  expect(status).toBe(405);
});
