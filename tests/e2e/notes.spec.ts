import { accessibilityFaults } from '../support/accessibility';
import { wear } from '../support/appearance';
import { expect, test } from '../support/e2e';

test('A note on a job is written by keyboard, found, kept through a removal, and not known before it was written', async ({
  start,
}) => {
  const app = await start();
  const { window, page } = app;
  await window.welcome.openDemo.click();
  const [example] = await window.examples();
  const { copyJobId } = example!;
  await window.lookUp.ask(example!);
  await expect(window.job.of(copyJobId)).toBeVisible();
  const notes = page.getByRole('region', { name: 'Notes' });
  const field = notes.getByRole('textbox', { name: 'Note on this job' });

  await test.step('Esc leaves it as it was, Ctrl+Enter keeps it', async () => {
    await page.keyboard.press('Control+E');
    await expect(field).toBeFocused();
    await page.keyboard.type('not this');
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(window.job.article).toBeVisible();
    await expect(notes.getByRole('button', { name: 'Add a note on this job' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ada asked the vault team');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second line');
    await page.keyboard.press('Control+Enter');
    await expect(notes).toContainText('Ada asked the vault team');
    await expect(notes).toContainText(/Note on this job, \d+ \w+ \d{4}/);
  });
  for (const theme of ['dark', 'light'] as const) {
    await wear(app, { theme, width: 1280, height: 820 });
    expect(await accessibilityFaults(page)).toEqual([]);
  }

  await test.step('the list finds it by its words and by its column', async () => {
    for (const [filter, count] of [
      ['note:"vault team"', 1],
      ['no:note', 0],
      ['ada second', 1],
    ] as const) {
      await window.list.filter.fill(filter);
      await window.list.filter.press('Enter');
      await expect(window.list.count).toHaveText(`${count} of 1 job`);
      await window.button('Clear filter').click();
    }
  });

  await test.step('a removed job takes it along and brings it back', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Remove from history' }).click();
    await expect(window.job.article).toHaveCount(0);
    await window.undo.click();
    await expect(window.list.rows).toHaveCount(1);
    await window.list.rowOf(copyJobId).click();
    await expect(notes).toContainText('second line');
  });

  await test.step('as known at the first answer there was none, and none can be written', async () => {
    const first = page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem').last();
    await first.hover();
    await first.getByRole('button', { name: 'Show everything as known then' }).click();
    await expect(page.getByRole('region', { name: 'As known earlier' })).toBeVisible();
    await expect(window.job.of(copyJobId)).toBeVisible();
    await expect(notes).not.toContainText('Ada');
    await expect(notes.getByRole('button')).toHaveCount(0);
    await page.keyboard.press('Control+Shift+N');
    await expect(notes).toContainText('Ada');
  });
});
