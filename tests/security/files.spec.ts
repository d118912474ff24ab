import { lstat, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test, type LaunchedApp } from '../support/app';
import { expect } from '../support/e2e';
import { CopytrailWindow } from '../support/pages/window';

/** A machine that builds and tests other things at the same time is slow; that is no fault of what is tested (ms). */
const TEST_PATIENCE_MS = 180_000;

/** Rights of everybody but the owner. */
const OF_OTHERS = 0o077;

/**
 * Files that the engine makes in its own way, and that hold nothing of anybody's: its number for reports that it never sends, and the address of the debugger that only
 * tests have. The shut folder keeps others from them.
 */
const OF_THE_ENGINE = /^(?:DevToolsActivePort|Crashpad\/client_id) /;

/** Everything at and below a folder that others have a right to, with that right. What a link leads to is looked at where it is. */
async function openToOthers(folder: string): Promise<string[]> {
  const names = ['', ...(await readdir(folder, { recursive: true }))];
  const found = await Promise.all(
    names.map(async (name) => {
      const stat = await lstat(path.join(folder, name)).catch(() => undefined);
      const rights = (stat?.mode ?? 0) & OF_OTHERS;
      return rights === 0 || stat?.isSymbolicLink() === true ? [] : [`${name || '.'} ${rights.toString(8)}`];
    }),
  );
  return found.flat();
}

/** Whatever is saved goes into this folder, as if the user had chosen it each time. */
async function saveInto({ electron }: LaunchedApp, folder: string): Promise<void> {
  await electron.evaluate(({ webContents, dialog }, into) => {
    webContents.getAllWebContents()[0]?.session.on('will-download', (_event, item) => {
      item.setSavePath(`${into}/${item.getFilename()}`);
    });
    dialog.showSaveDialog = (...asked: unknown[]) => {
      const { defaultPath = 'x' } = (asked.at(-1) ?? {}) as { defaultPath?: string };
      return Promise.resolve({ canceled: false, filePath: `${into}/${defaultPath.split('/').at(-1) ?? ''}` });
    };
  }, folder);
}

/** Writes a backup of one line, to the file that the user chooses or among the copies. */
const backUp = ({ page }: LaunchedApp, to: 'file' | 'copies'): Promise<unknown> =>
  page.evaluate(`(async () => {
    const { value: { backupId } } = await window.api.startBackup({ to: '${to}', workspace: 'demo' });
    await window.api.writeBackup({ backupId, lines: '{"a":1}\\n' });
    return window.api.finishBackup({ backupId, counts: {} });
  })()`);

for (const umask of [0o000, 0o022]) {
  test(`everything that the app writes is the user’s alone, where others may read new files (umask ${umask.toString(8).padStart(3, '0')})`, async ({
    launchApp,
    home,
  }) => {
    test.setTimeout(TEST_PATIENCE_MS);
    test.skip(process.platform === 'win32', 'there the folders of a user are theirs alone already');
    const saved = path.join(home.home, 'saved');
    const before = process.umask(umask);
    // Processes take it over when they are started.
    const app = await (async () => {
      try {
        await mkdir(home.userData);
        await mkdir(saved);
        return await launchApp();
      } finally {
        process.umask(before);
      }
    })();
    const { page, electron } = app;
    const window = new CopytrailWindow(page);
    await saveInto(app, saved);

    await test.step('a job, its export, a PDF, backups, settings', async () => {
      await window.welcome.openDemo.click();
      await window.lookUp.ask((await window.examples())[0]!);
      await expect(window.job.article).toBeVisible();
      await page.evaluate(`(() => {
        const url = URL.createObjectURL(new Blob(['text']));
        Object.assign(document.createElement('a'), { href: url, download: 'export.csv' }).click();
      })()`);
      expect(await page.evaluate(`window.api.savePdf({ name: 'page.pdf' })`)).toEqual({ ok: true, value: true });
      for (const to of ['file', 'copies'] as const) expect(await backUp(app, to)).toMatchObject({ ok: true });
      expect(await page.evaluate(`window.api.changeSettings({ theme: 'dark' })`)).toMatchObject({ ok: true });
    });
    await test.step('a report of a crash', async () => {
      await electron.evaluate(({ webContents }) => {
        webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
      });
      await expect
        .poll(async () => (await readdir(path.join(home.userData, 'logs'))).some((name) => name.startsWith('report-')))
        .toBe(true);
    });

    await expect
      .poll(async () => (await readdir(saved)).map((name) => path.extname(name)).sort())
      .toEqual(['.copytrail', '.csv', '.pdf']);
    // The folder itself is one that the test made open.
    await expect.poll(async () => (await openToOthers(saved)).filter((line) => !line.startsWith('. '))).toEqual([]);
    await app.close();
    const names = await readdir(home.userData, { recursive: true });
    for (const part of ['logs/main.log', 'settings.json', 'backups', 'Kept history', 'Partitions/copytrail/IndexedDB'])
      expect(names).toContain(part);
    expect((await openToOthers(home.userData)).filter((line) => !OF_THE_ENGINE.test(line))).toEqual([]);
  });
}

test('a page can hand out nothing but what it has made itself', async ({ launchApp, home }) => {
  const app = await launchApp();
  const saved = path.join(home.home, 'saved');
  await mkdir(saved);
  await saveInto(app, saved);
  for (const address of ['data:text/plain,x', 'app://main/index.html', 'https://example.com/x']) {
    await app.page.evaluate(
      `Object.assign(document.createElement('a'), { href: '${address}', download: 'x' }).click()`,
    );
  }
  await expect.poll(() => app.output().split('download refused').length - 1).toBeGreaterThanOrEqual(2);
  expect(await readdir(saved)).toEqual([]);
});
