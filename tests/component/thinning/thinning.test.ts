import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { expectAccessible } from '../support/accessible';
import { fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory, once } from '../support/history';
import { openWindow, rowsOnScreen } from '../support/window';

const dialog = page.getByRole('dialog', { name: 'Size of the history' });
const holdDialog = page.getByRole('dialog', { name: /^Hold/ });
const tab = (name: string | RegExp) => dialog.getByRole('tab', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Jobs that ended years ago, each with four answers, of which two are progress; and one that has not ended. */
async function filledHistory(jobs: number): Promise<History> {
  const history = await newHistory('aws');
  const observations = Array.from({ length: jobs }, (_, nth) => {
    const about = { CopyJobId: `JOB-${nth}`, ResourceName: `volume ${nth}`, CreationDate: 1600000000 };
    const running = (size: number): string =>
      fixtureWith('03', { ...about, State: 'RUNNING', BackupSizeInBytes: size, CompletionDate: undefined });
    const ended = fixtureWith('03', { ...about, State: 'COMPLETED', BackupSizeInBytes: 4, CompletionDate: 1600003600 });
    return [running(1), running(2), running(3), ended].map((body, step) => answer(body, NOW + nth * 10 + step));
  });
  await history.recordAll(observations.flat());
  await history.record(answer(fixtureWith('03', { CopyJobId: 'OPEN' }), NOW));
  return history;
}

async function openThinning(history: History) {
  const window = await openWindow({ history });
  window.main.send('commandChosen', { command: 'thinning' });
  await expect.element(dialog).toBeVisible();
  return window;
}

const snapshotsOf = async (history: History, id: string): Promise<number> => {
  const [row] = await history.findByCopyJobId(id);
  return row === undefined ? 0 : (await once(history.snapshots(row.jobKey))).length;
};

describe('the size of the history', () => {
  test('is told by month, by account and Region, and by outcome', async () => {
    await openThinning(await filledHistory(3));
    const table = dialog.getByRole('table', { name: 'Size by month first seen' });
    await expect.element(table).toBeVisible();
    await expect.element(dialog).toHaveTextContent(/Jobs 4/);
    await expect.element(dialog).toHaveTextContent(/Answers kept 13 out of 13 times/);
    await expectAccessible();
    await dialog.getByText('By account and Region').click();
    await expect.element(dialog.getByRole('table', { name: 'Size by account and Region' })).toBeVisible();
    await dialog.getByText('By outcome').click();
    const outcomes = dialog.getByRole('table', { name: 'Size by outcome' });
    await expect.element(outcomes.getByRole('rowheader', { name: 'Completed' })).toBeVisible();
  });

  test('an empty history says so without a table; without rules everything is kept', async () => {
    await openThinning(await newHistory('aws'));
    await expect.element(dialog).toHaveTextContent(/Jobs 0/);
    expect(dialog.getByRole('table').elements()).toEqual([]);
    await tab('Thin out').click();
    await expect.element(dialog.getByText('Everything is kept.')).toBeVisible();
    expect(dialog.getByRole('button', { name: /Preview/ }).elements()).toEqual([]);
    await tab('Set aside').click();
    await expect.element(dialog.getByText(/Nothing is set aside/)).toBeVisible();
    await expectAccessible();
  });
});

describe('thinning out', () => {
  test('a preview lists all that would go, page by page, and nothing goes by it', async () => {
    const history = await filledHistory(52);
    await openThinning(history);
    await tab('Thin out').click();
    await button('Add a rule for answers').click();
    await button('Preview what would go').click();
    const preview = dialog.getByRole('region', { name: 'Preview', exact: true });
    await expect
      .element(preview.getByRole('row', { name: /Of jobs that ended more than 90 days ago/ }))
      .toHaveTextContent(/52.*52/);
    const list = preview.getByRole('region', { name: 'Jobs that would go' });
    expect(list.getByRole('listitem').elements()).toHaveLength(50);
    await expect.element(list.getByRole('listitem').first()).toHaveTextContent(/volume 0.*1 of 4 answers/);
    await preview.getByRole('button', { name: 'Next' }).click();
    expect(list.getByRole('listitem').elements()).toHaveLength(2);
    expect(await snapshotsOf(history, 'JOB-7')).toBe(4);
  });

  test('it goes only when said so twice, and is brought back; the keyboard stays where things change', async () => {
    const history = await filledHistory(3);
    await openThinning(history);
    await tab('Thin out').click();
    await button('Add a rule for answers').click();
    await button('Preview what would go').click();
    const preview = dialog.getByRole('region', { name: 'Preview', exact: true });
    await button('Thin out now…').click();
    await expect.element(preview.getByText('Set aside answers of 3 jobs: 3 answers?')).toBeVisible();
    await expect.element(button('Keep them')).toHaveFocus();
    await expectAccessible();
    expect(await snapshotsOf(history, 'JOB-1')).toBe(4);
    await button('Thin out now').click();
    await expect.element(dialog.getByText('Thinned out: 3 jobs')).toBeVisible();
    expect(await snapshotsOf(history, 'JOB-1')).toBe(3);
    await tab('Set aside (1)').click();
    await expect.element(dialog.getByText('7 days left')).toBeVisible();
    await expectAccessible();
    await button(/^Bring back what was set aside/).click();
    await expect.element(dialog.getByText('Brought back', { exact: true })).toBeVisible();
    expect(await snapshotsOf(history, 'JOB-1')).toBe(4);
  });

  test('a filter that cannot be meant takes nothing and says why; rules are kept with the history', async () => {
    const history = await filledHistory(2);
    await openThinning(history);
    await tab('Thin out').click();
    await button('Add a rule for whole jobs').click();
    const filter = dialog.getByRole('textbox', { name: /Jobs that fit/ });
    await filter.fill('size>huge');
    await dialog.getByRole('spinbutton', { name: /Ended more than/ }).fill('30');
    await expect.element(dialog.getByRole('alert')).toHaveTextContent(/this rule takes nothing/);
    await expectAccessible();
    await button('Preview what would go').click();
    await expect.element(dialog.getByText('Nothing would go', { exact: true })).toBeVisible();
    await filter.fill('name:"volume 1"');
    await userEvent.keyboard('{Tab}');
    await button('Preview what would go').click();
    await expect
      .element(dialog.getByRole('region', { name: 'Jobs that would go' }))
      .toHaveTextContent(/volume 1.*the whole job: 4 answers/);
    await expect
      .element(dialog.getByText('Drop jobs that fit “name:"volume 1"” that ended more than 30 days ago.'))
      .toBeVisible();
    await expect
      .poll(() => history.preference('thinning'))
      .toMatchObject({ rules: [{ kind: 'jobs', days: 30, filter: 'name:"volume 1"' }], notesHold: true });
  });
});

describe('holds', () => {
  test('a held job says so, is found, stays whole in a preview, and asks again before it is removed', async () => {
    const history = await filledHistory(2);
    const { article, rowKeys, grid } = await openWindow({ history });
    await rowsOnScreen(3);
    await grid.getByText('volume 1').first().click();
    await expect.element(article).toBeVisible();
    await article.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Hold/ }).click();
    await expect.element(holdDialog).toBeVisible();
    await expectAccessible();
    await holdDialog.getByRole('textbox', { name: 'Who wants it, and why' }).fill('Audit 2026, Ada');
    await holdDialog.getByRole('button', { name: 'Hold', exact: true }).click();
    await expect.element(article.getByText('Held: Audit 2026, Ada')).toBeVisible();
    await expectAccessible('screen');

    await article.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Remove from history' }).click();
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect.element(notices).toHaveTextContent('“volume 1” is held (Audit 2026, Ada). Nothing was removed.');
    expect(rowKeys()).toHaveLength(3);
    await notices.getByRole('button', { name: 'Remove it all the same' }).click();
    await rowsOnScreen(2);
    await notices.getByRole('button', { name: 'Undo' }).click();
    await rowsOnScreen(3);

    const field = page.getByRole('combobox', { name: 'Filter copy jobs' });
    await field.fill('has:hold');
    await userEvent.keyboard('{Enter}');
    await rowsOnScreen(1);
    expect((await history.findByCopyJobId('JOB-1'))[0]?.hold).toBe('Audit 2026, Ada');
  });

  test('selected jobs are held together, and let go of together', async () => {
    const history = await filledHistory(2);
    const { grid } = await openWindow({ history });
    await rowsOnScreen(3);
    (document.querySelector('[role="grid"] [tabindex="0"]') as HTMLElement).focus();
    await grid
      .getByText('volume 0')
      .first()
      .click({ modifiers: ['Control'] });
    const toolbar = page.getByRole('toolbar', { name: 'Selected jobs' });
    await toolbar.getByRole('button', { name: 'Hold' }).click();
    await holdDialog.getByRole('button', { name: 'Hold', exact: true }).click();
    await expect.poll(async () => (await history.findByCopyJobId('JOB-0'))[0]?.hold).toBe('No reason given');
  });
});
