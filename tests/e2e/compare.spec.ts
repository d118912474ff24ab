import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../support/e2e';

/** The demo account's quickest job changes its state within this time (ms) after the account was opened. */
const MOVES_WITHIN_MS = 40_000;

test('What changed is read by key, ignored and handed on, on the demo account', async ({ start, home }) => {
  const { window, page, electron } = await start();
  await window.welcome.openDemo.click();
  const { copyJobId, profile, region } = (await window.examples()).find(
    ({ title }) => title === 'Moves while you watch',
  )!;
  await window.lookUp.ask({ profile, region, copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  await expect(async () => {
    await window.lookUp.ask({ copyJobId });
    await expect(window.job.snapshots).not.toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: MOVES_WITHIN_MS });
  await page.keyboard.press('Control+D');
  await expect(window.job.change('State')).toHaveAttribute('data-change', 'changed');

  await test.step('F7 leads to the next change, Shift+F7 back', async () => {
    const total = await page.locator('tbody tr[data-row]').count();
    await page.keyboard.press('F7');
    await expect(page.locator('tr[data-row]:focus')).toHaveCount(1);
    await expect(page.getByRole('status').filter({ hasText: `Change 1 of ${total}` })).toHaveCount(1);
    await page.keyboard.press('Shift+F7');
    await expect(page.getByRole('status').filter({ hasText: `Change ${total} of ${total}` })).toHaveCount(1);
  });

  await test.step('an ignored member is hidden until F8, and that is kept', async () => {
    await window.job.change('State').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Ignore differences of State' }).click();
    await expect(window.job.change('State')).toBeHidden();
    await expect(page.getByText('1 difference hidden by your ignore rules.')).toBeVisible();
    await page.keyboard.press('F8');
    await expect(window.job.change('State')).toBeVisible();
    await page.keyboard.press('F8');
    await expect(window.job.change('State')).toBeHidden();
    const settings = await readFile(path.join(home.userData, 'settings.json'), 'utf8');
    expect(JSON.parse(settings)).toMatchObject({ comparing: { ignoredFields: ['State'] } });
  });

  await test.step('as a PDF file', async () => {
    const file = path.join(home.userData, 'handed-on.pdf');
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await window.button('Save the comparison').click();
    await page.getByRole('menuitem', { name: 'PDF' }).click();
    await expect(page.getByText('Wrote the comparison as PDF.')).toBeVisible();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(page.locator('.print-sheet')).toHaveCount(0);
  });

  await test.step('as a link', async () => {
    await window.button('Copy the comparison').click();
    await page.getByRole('menuitem', { name: 'Link to this comparison' }).click();
    await expect(page.getByText('Copied the link to this comparison.')).toBeVisible();
    const link = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(link).toMatch(/^copytrail:\/\/compare\/answers\/\d{12}\//);
  });
});
