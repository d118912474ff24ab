import { expect, test } from '../support/e2e';

test('The palette leads to a job, a view, a profile and a command without a mouse', async ({ start }) => {
  const app = await start({ args: ['--demo'] });
  const { window, page } = app;
  const { keyboard } = page;
  await window.examples();
  await keyboard.press('Control+Shift+R');
  await expect(window.collecting.panel).toContainText('copy jobs collected');
  await expect.poll(async () => (await window.list.keys()).length).toBeGreaterThan(3);
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox');
  const active = palette.locator('[role="option"][aria-selected="true"]');

  await test.step('a job, by a part of its id', async () => {
    const key = (await window.list.keys())[2]!;
    const copyJobId = key.split('/')[2]!;
    await keyboard.press('Control+K');
    await expect(field).toBeFocused();
    await keyboard.type(copyJobId.slice(0, 18));
    await expect(active).toContainText(copyJobId);
    await keyboard.press('Enter');
    await expect(window.job.of(copyJobId)).toBeVisible();
  });

  await test.step('a command of the open job', async () => {
    await keyboard.press('Control+Shift+P');
    await keyboard.type('raw');
    await expect(active).toContainText('Raw JSON');
    await keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Raw JSON' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('a view', async () => {
    await keyboard.press('Control+K');
    await keyboard.type('cross-acc');
    await expect(active).toContainText('Cross-account');
    await keyboard.press('Enter');
    await expect(window.button('View: Cross-account')).toBeVisible();
    await expect.poll(async () => (await window.focus()).role).toMatch(/row|gridcell/);
  });

  await test.step('a profile', async () => {
    const before = await window.lookUp.profile.inputValue();
    await keyboard.press('Control+K');
    // As all profiles of the demo account are described.
    await keyboard.type('simulated');
    const other = palette
      .getByRole('group', { name: /^Profiles/ })
      .getByRole('option')
      .filter({ hasNotText: 'In use' });
    const wanted = (await other.first().locator('.title').textContent())!;
    await field.fill(wanted);
    await expect(active).toContainText(wanted);
    await keyboard.press('Enter');
    await expect(window.lookUp.profile).not.toHaveValue(before);
    await expect(window.lookUp.id).toBeFocused();
  });

  await test.step('what was chosen last comes first', async () => {
    await keyboard.press('Control+K');
    await expect(palette.getByRole('group', { name: /^Chosen lately/ }).getByRole('option')).toHaveCount(4);
    await keyboard.press('Escape');
    await expect(palette).toHaveCount(0);
    await expect(window.lookUp.id).toBeFocused();
  });
});
