import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { HistoryProblem } from '../../../src/renderer/src/data/history';
import { StoredHistory } from '../../../src/renderer/src/data/history/stored-history';
import { firstOf } from '../../../src/renderer/src/data/kept-rows';
import { expectAccessible } from '../support/accessible';
import { fixture, read } from '../support/fixtures';
import { MainProcess } from '../support/main-process';
import { TroubledDisk, UNTIL_LOOKED } from '../support/troubled-disk';
import { openWindow } from '../support/window';

const FOLDER = '/home/ada/.config/Copytrail';

/** A window in which a look-up was answered while the disk took nothing. */
async function lookUpWith(problem: HistoryProblem, state: 'full' | 'read-only') {
  const disk = new TroubledDisk();
  const history = new StoredHistory('aws', 'copytrail', disk);
  const main = new MainProcess();
  const { sourceRegion = '', copyJobId = '' } = read(fixture('03'));
  main.says(sourceRegion, copyJobId, fixture('03'));
  const window = await openWindow({ main, history });
  await window.region.fill(sourceRegion);
  disk.problem = problem;
  main.disk = { state, folder: FOLDER, ...(state === 'full' && { free: 12_288 }) };
  await window.lookUp(copyJobId);
  const jobs = async (): Promise<number> =>
    (await firstOf(history.outcomeTotals())).reduce((sum, row) => sum + row.jobs, 0);
  return { ...window, disk, main, jobs };
}

test('a full disk is told as that, and once there is room what AWS said meanwhile is saved', async () => {
  const { main, disk, jobs } = await lookUpWith(new HistoryProblem('disk-full', 'No room.'), 'full');
  await expect.element(page.getByText('The disk is full: nothing can be saved')).toBeVisible();
  await expect
    .element(page.getByText(`The disk with ${FOLDER} has 12.3 kB left, which is not enough.`, { exact: false }).first())
    .toBeVisible();
  await expect
    .element(page.getByText('One answer that AWS gave meanwhile is kept in memory', { exact: false }))
    .toBeVisible();
  await expectAccessible('screen');
  expect(await jobs()).toBe(0);

  // Still full: nothing changes.
  await page.getByRole('button', { name: 'Try again now' }).click();
  await expect.element(page.getByRole('button', { name: 'Try again now' })).toBeEnabled();
  expect(await jobs()).toBe(0);

  main.disk = { state: 'fine', folder: FOLDER, free: 1e9 };
  disk.problem = undefined;
  await expect.element(page.getByText('nothing can be saved'), UNTIL_LOOKED).not.toBeInTheDocument();
  expect(await jobs()).toBe(1);
});

test('a disk that turned read-only is told apart from a full one', async () => {
  await lookUpWith(new HistoryProblem('not-writable', 'No right.'), 'read-only');
  await expect.element(page.getByText('The data folder cannot be written: nothing can be saved')).toBeVisible();
  await expect.element(page.getByText(`The disk with ${FOLDER} is read-only.`, { exact: false }).first()).toBeVisible();
  await expect.element(page.getByText('full', { exact: false })).not.toBeInTheDocument();
});
