import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LIST_PREFERENCE } from '../../../src/renderer/src/jobs/jobs.svelte';
import { VIEWS_PREFERENCE } from '../../../src/renderer/src/jobs/views.svelte';
import { expectAccessible } from '../support/accessible';
import { historyOf, showList } from '../support/jobs-list';

test('the views that come with the app narrow, lay out and order the list', async () => {
  const { choose, titles, controller, screen } = await showList(12);
  await choose('Views', 'Completed with issues');
  expect(controller.outcomes).toEqual(['completed-with-issues']);
  await choose(/^View: Completed/, 'Still running');
  await expect.poll(titles).toEqual(['job-11', 'job-8', 'job-5', 'job-2']);
  await expect.element(screen.getByRole('columnheader', { name: 'Age' })).toBeVisible();
  await choose(/^View: Still/, 'No size reported');
  await expect.poll(titles).toEqual(['job-1']);
  await choose(/^View: No size/, 'On demand');
  await expect.poll(() => titles().length).toBe(6);
  await choose(/^View: On demand/, 'All jobs');
  await expect.poll(() => titles().length).toBe(12);
});

test('one’s own view is saved, used, changed, reset, updated, renamed and deleted with undo', async () => {
  const { choose, titles, filter, button, told, controller, screen } = await showList(12);
  await filter.fill('job-1');
  await choose('Views', 'Save as a new view…');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('all jobs');
  await expect.element(page.getByText('There is a view of this name.')).toBeVisible();
  await expectAccessible();
  await name.fill('Ones');
  await userEvent.keyboard('{Enter}');
  await expect.element(button('View: Ones')).toBeVisible();
  await filter.fill('job-2');
  await expect.element(button('View: Ones, changed')).toBeVisible();
  await expectAccessible('screen');
  await choose(/^View: Ones/, 'Reset to “Ones”');
  await expect.poll(titles).toEqual(['job-1', 'job-10', 'job-11']);
  await expect.element(filter).toHaveValue('job-1');
  await screen.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
  await expect.poll(titles).toEqual(['job-11', 'job-10', 'job-1']);
  await choose(/^View: Ones/, 'Save changes to “Ones”');
  await expect.element(button('View: Ones')).toBeVisible();
  await choose(/^View: Ones/, 'Rename “Ones”…');
  await name.fill('Two ones');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await choose('View: Two ones', 'Delete “Two ones”');
  await expect.element(button('Views')).toBeVisible();
  told[0]!.undo!();
  await expect.element(button('View: Two ones')).toBeVisible();
  expect(controller.views.own).toHaveLength(1);
});

test('filter, columns, order, rows and views are kept from one start to the next', async () => {
  const history = await historyOf(12);
  const first = await showList(12, { history });
  await first.filter.fill('state:failed');
  await userEvent.keyboard('{Enter}');
  first.controller.layout.size('duration', 200);
  first.controller.layout.move('lastSeen', 0);
  first.controller.layout.toggle('route');
  first.controller.setDensity('compact');
  first.controller.sortBy([{ column: 'CreationDate', descending: false }]);
  await first.controller.views.save('Mine');
  first.controller.close();
  await first.screen.unmount();

  const { controller, titles, grid } = await showList(12, { history });
  await expect.poll(titles).toEqual(['job-10', 'job-7', 'job-4', 'job-1']);
  const heads = grid.getByRole('columnheader').elements();
  expect(heads.map(({ textContent }) => textContent.trim()).slice(1, 4)).toEqual([
    'Last seen',
    'Outcome',
    'Resource name',
  ]);
  expect(controller.layout.widthOf('duration')).toBe(200);
  expect(controller.density).toBe('compact');
  expect(controller.views.base?.name).toBe('Mine');
  expect(controller.views.changed).toBe(false);
});

test('what is stored and makes no sense is passed over', async () => {
  const history = await historyOf(3);
  await history.setPreference(LIST_PREFERENCE, { view: { filter: { text: 7 }, columns: [], sort: 'up' } });
  await history.setPreference(VIEWS_PREFERENCE, [{ id: 'x' }, 5]);
  const { titles, controller } = await showList(3, { history });
  await expect.poll(titles).toEqual(['job-0', 'job-1', 'job-2']);
  expect(controller.views.own).toEqual([]);
});

test('columns are searched, chosen, put in order and reset', async () => {
  const { button, grid, controller } = await showList(5);
  await button('Columns').click();
  const dialog = page.getByRole('dialog');
  await expectAccessible();
  await dialog.getByRole('searchbox', { name: 'Search columns' }).fill('plan');
  await dialog.getByRole('checkbox', { name: 'Backup plan', exact: true }).click();
  expect(controller.layout.columns.at(-1)).toEqual({ id: 'CreatedBy.BackupPlanName' });
  const up = dialog.getByRole('button', { name: 'Move Backup plan up' });
  await up.click();
  expect(controller.layout.columns.at(-2)?.id).toBe('CreatedBy.BackupPlanName');
  await expect.element(up).toHaveFocus();
  await dialog.getByText('Compact', { exact: true }).click();
  expect(controller.density).toBe('compact');
  await expect.element(grid.getByRole('columnheader', { name: 'Backup plan' })).toBeInTheDocument();
  await dialog.getByRole('button', { name: 'Usual columns' }).click();
  expect(controller.layout.columns).toHaveLength(7);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
});
