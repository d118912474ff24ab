import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/e2e';
import { startHttpService } from '../support/http-service';
import { asPem, INSTALLER, LIST, makeKeys, writeRelease } from '../support/release-folder';

const CONTENT = Buffer.alloc(200_000, 'installer');
/** The built app is started from its own folder, as one that was unpacked is. */
const AS_UNPACKED = { platform: process.platform, arch: process.arch, kind: 'tar.gz' };

/** What the user answers to the system's dialog, and how often it has come up. */
async function answerDialogs(electron: ElectronApplication, response: number): Promise<() => Promise<number>> {
  await electron.evaluate(({ dialog }, button) => {
    const seen = globalThis as { asked?: number };
    seen.asked = 0;
    dialog.showMessageBox = () => {
      seen.asked = (seen.asked ?? 0) + 1;
      return Promise.resolve({ response: button, checkboxChecked: false });
    };
  }, response);
  return () => electron.evaluate(() => (globalThis as { asked?: number }).asked ?? 0);
}

test('Updates are told when they are switched on, from a company’s own server, and nobody is asked before', async ({
  start,
  home,
}) => {
  const served = path.join(home.home, 'served');
  const downloads = path.join(home.home, 'Downloads');
  for (const folder of [served, downloads]) mkdirSync(folder);
  const keys = makeKeys();
  writeRelease(served, keys.privateKey, CONTENT, { file: AS_UNPACKED, notes: '- A thing that is new.' });
  let leadsElsewhere = false;
  const server = await startHttpService(({ path: asked }) => {
    if (leadsElsewhere) return { status: 302, headers: { Location: `/elsewhere${asked}` }, body: '' };
    try {
      return { status: 200, body: readFileSync(path.join(served, path.basename(asked)), 'utf8') };
    } catch {
      return { status: 404, body: '' };
    }
  });
  const updates = { on: false, address: `${server.url}/copytrail`, key: asPem(keys.publicKey) };
  await mkdir(home.userData, { recursive: true });
  await writeFile(path.join(home.userData, 'settings.json'), JSON.stringify({ version: 4, workspace: 'aws', updates }));
  const { electron, window, page } = await start();
  await electron.evaluate(({ app }, folder) => {
    app.setPath('downloads', folder);
  }, downloads);
  const asked = (): string[] => server.requests.map((request) => request.path);
  await window.dialogs.settings.open();
  const { dialog } = window.dialogs.settings;
  const button = (name: string) => dialog.getByRole('button', { name });

  await test.step('off: nothing was asked, and a refusal of the system’s dialog leaves it off', async () => {
    const times = await answerDialogs(electron, 1);
    await button('Switch on…').click();
    await expect.poll(times).toBe(1);
    await expect(button('Switch on…')).toBeEnabled();
    const refused = await page.evaluate<unknown>(`window.api.checkForUpdate({ callId: 'by-hand' })`);
    expect(refused).toMatchObject({ ok: false, error: { code: 'Refused' } });
    expect(asked()).toEqual([]);
  });

  await test.step('on: a look finds the newer version, with its notes', async () => {
    await answerDialogs(electron, 0);
    await button('Switch on…').click();
    await button('Look now').click();
    await expect(dialog.getByRole('heading', { name: 'Version 9.9.9, released 2026-12-01' })).toBeVisible();
    await expect(dialog.getByText('A thing that is new.')).toBeVisible();
    // On a slow machine the first look of its own may have come meanwhile.
    expect(new Set(asked())).toEqual(new Set([`/copytrail/${LIST}`, `/copytrail/${LIST}.sig`]));
    expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  await test.step('a file that is not the signed one is thrown away, the right one kept', async () => {
    writeFileSync(path.join(served, INSTALLER), Buffer.alloc(CONTENT.length, 'forged'));
    await button(`Download ${INSTALLER}`).click();
    await expect(dialog.getByRole('alert')).toContainText('is not the file that the signed list names');
    expect(await readdir(downloads)).toEqual([]);
    writeFileSync(path.join(served, INSTALLER), CONTENT);
    await button(`Download ${INSTALLER}`).click();
    await expect(dialog.getByText('Checked and saved as')).toContainText(path.join(downloads, INSTALLER));
    expect((await readFile(path.join(downloads, INSTALLER))).equals(CONTENT)).toBe(true);
  });

  await test.step('a list that somebody else signed is refused, and so is a way to another place', async () => {
    writeRelease(served, makeKeys().privateKey, CONTENT, { file: AS_UNPACKED });
    await button('Look now').click();
    await expect(dialog.getByRole('alert')).toContainText('not signed with the key that Copytrail trusts');
    await expect(button(`Download ${INSTALLER}`)).toHaveCount(0);
    leadsElsewhere = true;
    await button('Look now').click();
    await expect(dialog.getByRole('alert')).toContainText('could not be reached');
    expect(asked().some((place) => place.startsWith('/elsewhere'))).toBe(false);
  });

  await test.step('off again: no more is asked', async () => {
    await button('Switch off').click();
    await expect(button('Switch on…')).toBeEnabled();
    const before = asked().length;
    await page.evaluate(`window.api.checkForUpdate({ callId: 'by-hand-again' })`);
    expect(asked()).toHaveLength(before);
  });
  await server.close();
});
