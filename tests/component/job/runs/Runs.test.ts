import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../../src/renderer/src/data/history';
import { placeKeyOf } from '../../../../src/renderer/src/data/sync/place';
import { FIRST_NIGHT, NIGHT_MS, toldRuns, type ToldRun } from '../../../support/run-fleet';
import { expectAccessible } from '../../support/accessible';
import { openDesk } from '../../support/compare-desk';
import { fixtureWith, NOW } from '../../support/fixtures';
import { answer, newHistory } from '../../support/history';
import JobHost from '../../support/JobHost.svelte';
import { show } from '../../support/screen';

const PROFILE = { origin: 'shared', name: 'prod' } as const;
const AFTER_ALL = FIRST_NIGHT + 20 * NIGHT_MS - NIGHT_MS / 2;
/** A role is swapped before five nights that fail; one night has no job. */
const TOLD = toldRuns({
  nights: 20,
  missed: [5],
  failing: [[12, 17]],
  changes: [
    { night: 12, aspect: 'role' },
    { night: 17, aspect: 'role' },
  ],
  long: [9],
});
const of = (night: number): ToldRun => TOLD.find((run) => run.night === night)!;

async function keep(told = TOLD): Promise<History> {
  const history = await newHistory();
  await history.recordAll(
    told.map(({ body, region, createdAt }) => answer(body, createdAt + NIGHT_MS / 2, { region })),
  );
  return history;
}

/** Notes that every list of the place was read. */
async function lookAt(history: History): Promise<void> {
  const place = { profile: PROFILE, region: 'eu-central-1' };
  await history.coverage.write((shelf) =>
    shelf.putPlace({
      ...place,
      placeKey: placeKeyOf(place),
      accounts: ['111122223333'],
      covered: [{ from: 0, to: AFTER_ALL }],
    }),
  );
}

async function showRuns(history: History, run: ToldRun, more: Record<string, unknown> = {}) {
  const heard = { onopenjob: vi.fn(), oncompareruns: vi.fn() };
  await show(JobHost, { history, jobKey: run.jobKey, now: AFTER_ALL, ...heard, ...more });
  await page.getByRole('tab', { name: 'Runs' }).click();
  const grid = page.getByRole('grid', { name: 'Runs' });
  return {
    ...heard,
    grid,
    picture: page.getByRole('listbox', { name: 'Runs, oldest first' }),
    facts: () =>
      Array.from(document.querySelectorAll('[data-fact] p'), ({ textContent }) =>
        textContent.replace(/\s+/g, ' ').trim(),
      ),
    at: () => document.querySelector<HTMLElement>('[role="row"].at')?.dataset['jobKey'],
  };
}

test('all runs stand in a table, newest first, and tell of the streak, the change before it and the missed night', async () => {
  const history = await keep();
  await lookAt(history);
  const { grid, facts } = await showRuns(history, of(14));
  await expect.element(grid).toBeVisible();
  await expect
    .element(page.getByRole('heading', { name: '19 runs of this resource to dr in eu-west-1' }))
    .toBeVisible();
  await expect.element(grid).toHaveAttribute('aria-rowcount', '21');
  await expect.poll(() => facts().length).toBeGreaterThan(2);
  expect(facts()[0]).toContain('Failed 5 times in a row, from 1 Nov 2026');
  expect(facts()[0]).toContain('Between the two changed: IAM role backup-copy-0 → backup-copy-1.');
  expect(facts()[0]).toContain('Succeeded again on 6 Nov 2026');
  expect(facts().join('\n')).toMatch(
    /No copy job was listed between 24 Oct 2026.* and 26 Oct 2026.*, though one came about every 24 h/,
  );
  const row = document.querySelector(`[role="row"][data-job-key="${of(12).jobKey}"]`);
  expect(row?.textContent).toMatch(/Failed.*IAM role backup-copy-0 → backup-copy-1/s);
  expect(document.querySelector('[role="row"][aria-current="true"]')?.textContent).toContain('this job');
  await expectAccessible();
});

test('a night without a job is only called missed where the lists of that time were read', async () => {
  const { facts } = await showRuns(await keep(), of(19));
  await expect.poll(() => facts().join('\n')).toContain('nobody can say whether there was one');
  expect(facts().join('\n')).not.toContain('No copy job was listed');
  expect(document.querySelectorAll('[role="option"][data-absence="not-observed"]')).toHaveLength(1);
});

test('the table is one stop of the keyboard: arrows move, Enter opens, Space picks two to compare', async () => {
  const { grid, at, onopenjob, oncompareruns } = await showRuns(await keep(), of(19));
  await expect.element(grid).toBeVisible();
  (grid.element() as HTMLElement).focus();
  expect(at()).toBe(of(19).jobKey);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(at()).toBe(of(17).jobKey);
  expect(document.getElementById(grid.element().getAttribute('aria-activedescendant')!)?.dataset['jobKey']).toBe(at());
  await userEvent.keyboard(' {End} ');
  expect(at()).toBe(of(0).jobKey);
  expect(document.querySelectorAll('[role="row"][aria-selected="true"]').length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Compare the two picked runs' }).click();
  expect(oncompareruns).toHaveBeenCalledExactlyOnceWith(of(0).jobKey, of(17).jobKey);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(onopenjob).toHaveBeenCalledExactlyOnceWith(of(0).jobKey);
});

test('ignore rules leave out what changed with runs, which is said; the next change is a key away', async () => {
  const { desk, told } = await openDesk();
  const { at, grid, facts } = await showRuns(await keep(), of(14), { desk });
  await expect.element(grid).toBeVisible();
  desk.view?.step(1);
  await expect.poll(at).toBe(of(12).jobKey);
  expect(document.activeElement).toBe(grid.element());
  desk.view?.step(1);
  await expect.poll(at).toBe(of(17).jobKey);
  desk.view?.step(-1);
  await expect.poll(at).toBe(of(12).jobKey);
  desk.ignoreField('IamRoleArn');
  await expect.element(page.getByText('2 changes hidden by your ignore rules.')).toBeVisible();
  await expect.poll(() => facts()[0]).toContain('but for what the ignore rules leave out');
  expect(document.querySelector(`[role="row"][data-job-key="${of(12).jobKey}"]`)?.textContent).not.toContain(
    'IAM role',
  );
  await expectAccessible();
  desk.view?.step(1);
  expect(told.at(-1)).toBe('There is no change to go to.');
  desk.toggleEverything();
  await expect.poll(() => facts()[0]).toContain('IAM role backup-copy-0 → backup-copy-1');
});

test('the picture reads out each run, walks with the table, and cuts a bar that would make all others small', async () => {
  const { picture, at } = await showRuns(await keep(), of(9));
  await expect.element(picture).toBeVisible();
  await expect.poll(() => picture.getByRole('option').elements().length).toBe(20);
  const readout = page.getByText(/^29 Oct 2026, .*: Completed · 4 h/);
  await expect.element(readout).toBeVisible();
  expect(document.querySelectorAll('[data-cut="true"]')).toHaveLength(1);
  (picture.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(at()).toBe(of(10).jobKey);
  await expect
    .element(picture.getByRole('option', { selected: true }))
    .toHaveAccessibleName(/^30 Oct 2026.*Completed · 30 m/);
  await userEvent.keyboard('{Home}');
  expect(at()).toBe(of(0).jobKey);
});

test('the run before and the last success are one click away', async () => {
  const { oncompareruns } = await showRuns(await keep(), of(14));
  await page.getByRole('button', { name: 'Compare with the run before' }).click();
  expect(oncompareruns).toHaveBeenLastCalledWith(of(13).jobKey, of(14).jobKey);
  await page.getByRole('button', { name: 'Compare with the last success', exact: true }).click();
  expect(oncompareruns).toHaveBeenLastCalledWith(of(11).jobKey, of(14).jobKey);
  await page.getByRole('button', { name: 'Compare the first failure with the last success' }).click();
  expect(oncompareruns).toHaveBeenLastCalledWith(of(11).jobKey, of(12).jobKey);
});

test('a job that names no resource says that its runs cannot be told', async () => {
  const history = await newHistory();
  const { jobKey } = await history.record(answer(fixtureWith('01', { ResourceArn: undefined }), NOW));
  await show(JobHost, { history, jobKey, now: NOW });
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect.element(page.getByText('Its runs cannot be told')).toBeVisible();
  await expectAccessible();
});
