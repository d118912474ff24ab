import { expect, test } from '../support/e2e';

test('The demo account’s history is thinned out after a preview, and brought back after a restart; a held job stays', async ({
  start,
}) => {
  const jobsIn = (text: string): number => Number(/([\d,]+) jobs? in the history/.exec(text)?.[1]?.replaceAll(',', ''));
  let all = 0;
  let left = 0;

  await test.step('collect, hold one job, and thin out', async () => {
    const app = await start();
    const { window, page } = app;
    await window.welcome.openDemo.click();
    await window.button(/^collect all copy jobs$/).click();
    await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
    await window.list.filter.fill('state:completed completed<-2d');
    await window.list.filter.press('Enter');
    await expect(window.list.count).toContainText(/ of /);
    await window.list.rows.first().click();
    await expect(window.job.article).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Hold/ }).click();
    await page.getByRole('textbox', { name: 'Who wants it, and why' }).fill('Audit, Ada');
    await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click();
    await expect(window.job.article).toContainText('Held: Audit, Ada');
    await window.button('Close job').click();
    await window.button('Clear filter').first().click();
    await expect(window.list.count).toContainText('in the history');
    all = jobsIn(await window.list.count.innerText());

    await window.dialogs.settings.open();
    await window.button('Size and thinning out…').click();
    const dialog = page.getByRole('dialog', { name: 'Size of the history' });
    await expect(dialog.getByRole('table', { name: 'Size by month first seen' })).toBeVisible();
    await dialog.getByRole('tab', { name: 'Thin out' }).click();
    await window.button('Add a rule for whole jobs').click();
    await dialog.getByRole('spinbutton').fill('1');
    await dialog.getByRole('textbox').fill('state:completed');
    await window.button('Preview what would go').click();
    await expect(dialog).toContainText('1 job that the rules mean is held and stays whole.');
    await window.button('Thin out now…').click();
    await page.getByRole('button', { name: 'Thin out now', exact: true }).click();
    await expect(dialog).toContainText(/Thinned out: \d+ jobs/);
    const gone = Number(/Thinned out: ([\d,]+) jobs/.exec(await dialog.innerText())?.[1]?.replaceAll(',', ''));
    await page.keyboard.press('Escape');
    left = all - gone;
    await expect.poll(async () => jobsIn(await window.list.count.innerText())).toBe(left);
    expect(gone).toBeGreaterThan(10);
    await app.close();
  });

  await test.step('after a restart it is still aside, and comes back whole', async () => {
    const { window, page } = await start();
    await expect.poll(async () => jobsIn(await window.list.count.innerText())).toBe(left);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('size of the history');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Size of the history' });
    await dialog.getByRole('tab', { name: 'Set aside (1)' }).click();
    await expect(dialog).toContainText('7 days left');
    await window.button(/^Bring back what was set aside/).click();
    await expect(dialog).toContainText('Everything of that thinning is in the history again.');
    await page.keyboard.press('Escape');
    await expect.poll(async () => jobsIn(await window.list.count.innerText())).toBe(all);
  });
});
