import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type LaunchedApp } from '../support/app';
import { startHttpService } from '../support/http-service';
import { processesOf, statusOf } from '../support/processes';

/** What only a packed app promises. */
test.describe('the packed app', { tag: '@packed-alone' }, () => {
  test.skip(process.platform !== 'linux', 'the proof is in /proc');

  const renderers = ({ electron }: LaunchedApp) =>
    processesOf(electron.process().pid ?? 0).filter(({ words }) => words.includes('--type=renderer'));

  test('cannot be talked out of the sandbox, nor into pages of somebody else', async ({ launchApp }) => {
    const service = await startHttpService(() => ({ status: 200, body: '<!doctype html><title>Theirs</title>' }));
    const app = await launchApp({
      args: ['--no-sandbox', '--disable-web-security', '--allow-file-access-from-files'],
      env: { ELECTRON_RENDERER_URL: service.url, ELECTRON_ENABLE_LOGGING: '1' },
    });
    expect(app.page.url()).toMatch(/^app:\/\/main\/index\.html/);
    await expect(app.page.locator('#app > *').first()).toBeVisible();
    expect(service.requests).toEqual([]);
    const found = renderers(app).map(({ pid }) => ({
      seccomp: statusOf(pid, 'Seccomp'),
      rights: statusOf(pid, 'NoNewPrivs'),
    }));
    expect(found.length).toBeGreaterThan(0);
    // 2: every system call is filtered. 1: no way to more rights.
    expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ seccomp: '2', rights: '1' })]),
    );
    const reached = await app.page.evaluate<string>(
      `fetch('${service.url}/x', { mode: 'no-cors' }).then(() => 'reached', () => 'refused')`,
    );
    expect([reached, service.requests]).toEqual(['refused', []]);
    await service.close();
  });

  test('has no tools for developers, and writes nothing of its work to the terminal', async ({ launchApp }) => {
    const app = await launchApp();
    const opened = await app.electron.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      contents?.openDevTools();
      return contents?.isDevToolsOpened();
    });
    expect(opened).toBe(false);
    await app.page.evaluate(`window.api.reportProblem({ text: 'said to the log alone' })`);
    const log = (): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    await expect.poll(log).toContain('said to the log alone');
    expect(app.output()).not.toContain('said to the log alone');
  });

  test('takes a link from outside as strictly as the built one', async ({ launchApp }) => {
    const app = await launchApp();
    await app.electron.evaluate(({ app: main }) => {
      main.emit('second-instance', {}, ['copytrail', 'copytrail://job/..%2f..%2f/x/y?token=t0ken'], '/');
    });
    const log = (): Promise<string> => readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    await expect.poll(log).toContain('link refused');
    expect(await log()).not.toContain('t0ken');
  });
});
