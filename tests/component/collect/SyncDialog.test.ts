import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import SyncDialog from '../../../src/renderer/src/collect/SyncDialog.svelte';
import { CallBudget, DEFAULT_LIMITS, MAX_PER_SECOND } from '../../../src/renderer/src/data/sync/budget.svelte';
import { SyncSets } from '../../../src/renderer/src/data/sync/sync-sets.svelte';
import { expectAccessible } from '../support/accessible';
import { newHistory } from '../support/history';
import { profile } from '../support/profiles';
import { show } from '../support/screen';

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function showDialog(kept?: unknown) {
  const history = await newHistory();
  if (kept !== undefined) await history.setPreference('sync-sets', kept);
  const budget = new CallBudget();
  const sets = new SyncSets(history);
  await sets.load(budget);
  const onsync = vi.fn();
  await show(SyncDialog, {
    sets,
    budget,
    profiles: [profile('prod'), profile('audit')],
    nameOf: ({ name }: { name: string }) => name,
    busy: false,
    onsync,
    onclose: vi.fn(),
  });
  return { history, sets, budget, onsync };
}

const place = (name: string, region: string) => ({ profile: { origin: 'shared', name }, region });
const SET = { id: 'one', name: 'production', places: [place('prod', 'eu-central-1'), place('audit', 'eu-west-1')] };

test('a set is made from profiles and Regions, any Region included, and is there at the next start', async () => {
  const { history, budget } = await showDialog();
  await expectAccessible();
  await button('New set').click();
  await button('Save set').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Give the set a name.');
  await page.getByRole('textbox', { name: 'Name' }).fill('both');
  await page.getByRole('checkbox', { name: 'prod' }).click();
  await page.getByRole('checkbox', { name: 'audit' }).click();
  const region = page.getByRole('combobox', { name: 'Add a Region' });
  await region.fill('eu-west-1');
  await userEvent.keyboard('{Enter}');
  await region.fill('xx-future-9');
  await userEvent.keyboard('{Enter}');
  await expectAccessible();
  await button('Add 4 places').click();
  await button('Remove audit, xx-future-9').click();
  await button('Save set').click();
  await expect.element(button('Sync both')).toBeVisible();
  const later = new SyncSets(history);
  await later.load(budget);
  expect(later.list).toMatchObject([
    {
      name: 'both',
      places: [place('prod', 'eu-west-1'), place('prod', 'xx-future-9'), place('audit', 'eu-west-1')],
    },
  ]);
});

test('a set is renamed and forgotten; what is damaged is left out', async () => {
  const { sets } = await showDialog([SET, { id: 7 }, 'nonsense', { ...SET, id: 'two', places: [] }]);
  expect(sets.list).toEqual([SET]);
  await button('Edit production').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('prod and audit');
  await button('Save set').click();
  await expect.element(button('Sync prod and audit')).toBeVisible();
  expect(sets.list).toEqual([{ ...SET, name: 'prod and audit' }]);
  await button('Delete prod and audit').click();
  await button('Keep it').click();
  await button('Delete prod and audit').click();
  await expectAccessible();
  await button('Forget it').click();
  await expect.poll(() => sets.list).toEqual([]);
  await expect.element(button('Sync prod and audit')).not.toBeInTheDocument();
});

test('by default it asks for changes; filters make it everything that fits them', async () => {
  const { onsync } = await showDialog([SET]);
  await button('Sync production').click();
  expect(onsync).toHaveBeenLastCalledWith({ name: 'production', places: SET.places, depth: 'changes', filters: {} });
  await page.getByText('Everything AWS lists').click();
  await page.getByText('Filters of AWS Backup').click();
  await page.getByRole('textbox', { name: 'State', exact: true }).fill(' FAILED ');
  await page.getByLabelText('Created after (local time)').fill('2026-11-20T08:00');
  await expect.element(page.getByText('does not count as having looked at the place')).toBeVisible();
  await expectAccessible();
  await button('Sync production').click();
  expect(onsync).toHaveBeenLastCalledWith(
    expect.objectContaining({
      depth: 'everything',
      filters: { ByState: 'FAILED', ByCreatedAfter: new Date('2026-11-20T08:00').getTime() },
    }),
  );
});

test('a time that is typed half is said, and reads nothing until it is whole or gone', async () => {
  const { onsync } = await showDialog([SET]);
  await page.getByText('Filters of AWS Backup').click();
  const after = page.getByLabelText('Created after (local time)');
  // The fields of the browser's own input go one after the other, in the order of its language.
  (after.element() as HTMLElement).focus();
  await userEvent.keyboard('11');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Created after: the date and time are not complete.');
  await expect.element(button('Sync production')).toBeDisabled();
  await expectAccessible();
  await after.fill('2026-11-20T08:00');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await button('Sync production').click();
  expect(onsync).toHaveBeenCalledOnce();
});

test('the limits of the calls are held within bounds and kept', async () => {
  const { history, budget } = await showDialog([SET]);
  await page.getByRole('spinbutton', { name: 'Calls per second' }).fill('5000');
  await page.getByRole('spinbutton', { name: 'At once' }).fill('2');
  (document.activeElement as HTMLElement).blur();
  await expect.poll(() => budget.limits).toEqual({ perSecond: MAX_PER_SECOND, atOnce: 2 });
  await expect.poll(() => history.preference('call-limits')).toEqual({ perSecond: MAX_PER_SECOND, atOnce: 2 });
  await history.setPreference('call-limits', { perSecond: -1, atOnce: 'many' });
  await new SyncSets(history).load(budget);
  expect(budget.limits).toEqual(DEFAULT_LIMITS);
});
