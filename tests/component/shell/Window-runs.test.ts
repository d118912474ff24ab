import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_LIMITS } from '../../../src/renderer/src/data/sync/budget.svelte';
import { expectAccessible } from '../support/accessible';
import { fixtureWith } from '../support/fixtures';
import { once } from '../support/history';
import { failure, MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';

/** Several ids in the form: what the window as a whole makes of them. */

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
const OPENED = 'C0FFEE00-0000-4000-8000-FFFFFFFFFFFF';

const idOf = (number: number): string => `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;
const keyOf = (id: string): string => `${ACCOUNT}/${REGION}/${id}`;

/** The window over a main process that knows `count` jobs and one more that may be open. */
async function openOver(count: number) {
  const main = new MainProcess();
  const ids = Array.from({ length: count }, (_, at) => idOf(at));
  for (const id of [...ids, OPENED]) main.says(REGION, id, fixtureWith('03', { CopyJobId: id }));
  const window = await openWindow({ main });
  const panel = page.getByRole('region', { name: 'Look-ups' });
  return { ...window, main, ids, panel, describeAll: () => window.lookUp(ids.join(' ')) };
}

test('each id is asked about, the list fills meanwhile, and the open job stays open', async () => {
  const { main, ids, panel, lookUp, describeAll, article, rowKeys, describe } = await openOver(6);
  await lookUp(OPENED);
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${OPENED}`);
  const last = main.hold(ids[5]);
  await describeAll();
  await expect.element(panel.getByText('5 of 6 look-ups', { exact: true })).toBeVisible();
  await expect.poll(() => new Set(rowKeys())).toEqual(new Set([OPENED, ...ids.slice(0, 5)].map(keyOf)));
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${OPENED}`);
  expect(describe.query()).toBeNull();
  await expectAccessible('screen');

  // The open job can be asked about at the same time.
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => main.asked.filter(({ copyJobId }) => copyJobId === OPENED)).toHaveLength(2);
  last();
  await expect.element(panel.getByText('6 look-ups ended', { exact: true })).toBeVisible();
  await expect.element(describe).toBeVisible();
  await panel.getByRole('button', { name: ids[2]!, exact: true }).click();
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ids[2]!}`);
  await panel.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(panel).not.toBeInTheDocument();
  await expect.element(page.getByRole('textbox', { name: 'Copy job ID' })).toHaveFocus();
});

test('Esc cancels all of them, and Ctrl+R asks again for those without an answer', async () => {
  const { main, ids, panel, describeAll, history, rowKeys } = await openOver(8);
  main.says(REGION, ids[1]!, failure('NotFound'));
  const letGo = ids.slice(2).map((id) => main.hold(id));
  await describeAll();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  await userEvent.keyboard('{Escape}');
  await expect.element(panel.getByText('1 answered, 1 failed, 6 cancelled', { exact: true })).toBeVisible();
  expect(rowKeys()).toEqual([keyOf(ids[0]!)]);
  expect(await once(history.recentFailures(9))).toContainEqual(
    expect.objectContaining({ copyJobId: ids[1], error: expect.objectContaining({ code: 'NotFound' }) as unknown }),
  );
  for (const go of letGo) go();
  await userEvent.keyboard('{Control>}r{/Control}');
  await expect.element(panel.getByText('7 answered, 1 failed', { exact: true })).toBeVisible();
});

test('Esc during a refresh cancels that one only; the form cancels the rest', async () => {
  const { main, ids, panel, lookUp, describeAll, article, cancel } = await openOver(6);
  await lookUp(OPENED);
  await expect.element(article).toBeVisible();
  const letGo = main.hold();
  await describeAll();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce + 1);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => main.underWay).toBe(DEFAULT_LIMITS.atOnce);
  await expect.element(panel.getByText(`0 of ${ids.length} look-ups`)).toBeVisible();
  await cancel.click();
  await expect.element(panel.getByText('6 cancelled', { exact: true })).toBeVisible();
  expect(main.underWay).toBe(0);
  letGo();
});

test('a double click on Describe asks about each once, and cancels nothing', async () => {
  const { main, ids, id, describe, cancel, panel } = await openOver(3);
  const letGo = main.hold();
  await id.fill(ids.join(','));
  await describe.dblClick();
  await expect.element(cancel).toBeVisible();
  letGo();
  await expect.element(panel.getByText('3 answered', { exact: true })).toBeVisible();
  expect(main.asked).toHaveLength(3);
});

test('a sign-in that is over is said once, above the list of look-ups', async () => {
  const { main, ids, panel, describeAll } = await openOver(12);
  const command = 'aws sso login --profile prod';
  for (const id of ids) main.says(REGION, id, failure('LoginNeeded', { command }));
  await describeAll();
  await expect.element(panel.getByRole('alert')).toHaveAttribute('data-error-code', 'LoginNeeded');
  expect(page.getByText(command).elements()).toHaveLength(1);
  await expect.element(panel.getByRole('alert')).toHaveTextContent('8 were not asked');
  await expectAccessible('screen');
});
