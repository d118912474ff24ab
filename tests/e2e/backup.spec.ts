import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/e2e';

/** The user chooses this file, whatever is asked. */
async function choose(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
}

/** What a backup says of jobs, failures and notes, without what is of the file itself. */
async function saidIn(file: string): Promise<string[]> {
  const lines = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split('\n');
  return lines.filter((line) => /^\{"(?:job|bodies|failure|notListed|gap)":/.test(line)).sort();
}

test('The demo account’s history goes to a file, and comes back whole in an empty home; a damaged file writes nothing', async ({
  start,
  home,
}) => {
  const file = path.join(home.home, 'night.copytrail');
  const again = path.join(home.home, 'again.copytrail');

  await test.step('back up', async () => {
    const app = await start();
    const { window, page } = app;
    await window.welcome.openDemo.click();
    await window.button(/^collect all copy jobs$/).click();
    await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
    await window.list.rows.first().click();
    await expect(window.job.article).toBeVisible();
    await choose(app.electron, file);
    await page.keyboard.press('Control+Shift+B');
    await window.button('Choose a file…').click();
    await expect(page.getByRole('dialog')).toContainText(/\d+ copy jobs backed up/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await app.close();
  });

  const app = await start({ userDataDir: path.join(home.home, 'elsewhere'), args: ['--demo', file] });
  const { window, page } = app;
  const dialog = page.getByRole('dialog', { name: 'Restore from backup' });

  await test.step('opened from the desktop on another computer, it is checked, and restored when the user says so', async () => {
    await expect(dialog).toContainText('The backup is whole');
    await window.button('Restore').click();
    await expect(dialog).toContainText(/\d+ copy jobs are new here/);
    await window.button('Done').click();
    await expect(window.list.rows.first()).toBeVisible();
    await choose(app.electron, again);
    await page.keyboard.press('Control+Shift+B');
    await window.button('Choose a file…').click();
    await expect(page.getByRole('dialog')).toContainText(/\d+ copy jobs backed up/);
    await window.button('Done').click();
    const said = await saidIn(file);
    expect(said.length).toBeGreaterThan(20);
    expect(await saidIn(again)).toEqual(said);
  });

  await test.step('with one byte changed it is not, and says what is lost', async () => {
    const bytes = await readFile(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await choose(app.electron, file);
    await page.keyboard.press('Control+Shift+Y');
    await window.button('Choose a backup…').click();
    await expect(dialog.getByRole('alert')).toHaveAttribute('data-error-code', 'BackupDamaged');
    await expect(dialog).toContainText('Nothing has been restored.');
    await expect(window.button('Restore what is sound')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  });
});
