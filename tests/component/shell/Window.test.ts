import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureReading, fixtureWith } from '../support/fixtures';
import { once } from '../support/history';
import { newsOf } from '../support/live-region';
import { failure, MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';
import { only } from '../support/screen';

const REGION = 'eu-central-1';
const RUNNING = fixture('03');
const ID = fixtureReading('03').copyJobId!;
const KEY = `111122223333/${REGION}/${ID}`;
const DONE = fixtureWith('03', { State: 'COMPLETED', CompletionDate: 1790009000 });

/** A main process that knows one job. */
function knowing(...said: Parameters<MainProcess['says']>[2][]): MainProcess {
  const main = new MainProcess();
  for (const one of said) main.says(REGION, ID, one);
  return main;
}

test('the main job: describe, a row, the job; again with news, two snapshots', async () => {
  const main = knowing(RUNNING);
  const { lookUp, rowKeys, article } = await openWindow({ main });
  await expect.element(page.getByRole('heading', { name: 'No copy job looked up yet' })).toBeVisible();
  await lookUp(ID);
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
  expect(main.asked).toMatchObject([{ profile: { origin: 'shared', name: 'prod' }, region: REGION, copyJobId: ID }]);
  await expect.poll(rowKeys).toEqual([KEY]);
  expect(only('[role="row"][data-job-key]').getAttribute('aria-current')).toBe('true');
  await expect.element(page.getByText('Saved as a new snapshot.')).toBeInTheDocument();
  await expect.poll(() => only('article [data-field="State"]').dataset['value']).toBe('"RUNNING"');

  main.says(REGION, ID, DONE);
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => only('article [data-field="State"]').dataset['value']).toBe('"COMPLETED"');
  expect(document.querySelectorAll('[aria-label="Snapshots"] [role="listitem"]')).toHaveLength(2);
  await article.getByRole('tab', { name: 'Compare' }).click();
  await expect.poll(() => only('tr[data-field="State"]').dataset['change']).toBe('changed');
  expect(only('tr[data-field="CompletionDate"]').dataset['change']).toBe('added');
  await expectAccessible('screen');

  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.element(page.getByText('Saved. The answer is the same as before.')).toBeInTheDocument();
  expect(document.querySelectorAll('[aria-label="Snapshots"] [role="listitem"]')).toHaveLength(2);
  expect(main.asked).toHaveLength(3);
});

test('an empty id asks nothing and says why', async () => {
  const { main, describe, alert, history } = await openWindow();
  await describe.click();
  await expect.element(alert).toHaveAttribute('data-error-code', 'MissingInput');
  expect(main.asked).toEqual([]);
  expect(await once(history.recentFailures(5))).toEqual([]);
});

test('a failed look-up is an alert; it can be tried again, and put away', async () => {
  const main = new MainProcess();
  main.says(REGION, ID, failure('AccessDenied', { iamAction: 'backup:DescribeCopyJob', requestId: 'r-1' }));
  const { lookUp, alert, rowKeys, article, history } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'AccessDenied');
  await expectAccessible('screen');
  expect(await once(history.recentFailures(5))).toMatchObject([{ copyJobId: ID, error: { code: 'AccessDenied' } }]);
  expect(rowKeys()).toEqual([]);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(alert).not.toBeInTheDocument();

  await lookUp(ID);
  await expect.element(alert).toBeVisible();
  main.says(REGION, ID, RUNNING);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect.element(article).toBeVisible();
  await expect.element(alert).not.toBeInTheDocument();
  expect(main.asked).toHaveLength(3);
});

test('each failure is read out, also one that says the same as the last', async () => {
  const main = new MainProcess();
  main.says(REGION, ID, failure('Offline'));
  const { lookUp, alert, article } = await openWindow({ main });
  const tryAgain = alert.getByRole('button', { name: 'Try again' });
  const failAgain = async (): Promise<void> => {
    const news = newsOf(alert.element());
    const asked = main.asked.length;
    await tryAgain.click();
    await expect.poll(() => main.asked.length).toBe(asked + 1);
    await expect.poll(news).toEqual([expect.stringMatching(/^\(.+ \d\d:\d\d:\d\d .+\)$/)]);
    await expect.element(tryAgain).toHaveFocus();
  };
  await lookUp(ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'Offline');
  await failAgain();

  main.says(REGION, ID, RUNNING);
  await tryAgain.click();
  await expect.element(article).toBeVisible();
  main.says(REGION, ID, failure('Offline'));
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.element(alert).toHaveTextContent('Refresh failed');
  await failAgain();
});

test('a failure about a job of the history leaves its last answer on screen', async () => {
  const main = knowing(RUNNING);
  const { lookUp, alert, article } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  main.says(REGION, ID, failure('Offline'));
  await lookUp(ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'Offline');
  await expect.poll(() => only('article [data-field="State"]').dataset['value']).toBe('"RUNNING"');
});

test('a failure about a job of the history is shown on it, in whatever letter case its id was typed', async () => {
  const main = knowing(RUNNING);
  const { lookUp, alert, article } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  main.says(REGION, ID, failure('Offline'));
  await lookUp(ID.toLowerCase());
  await expect.element(alert).toHaveTextContent('Refresh failed');
  await expect.element(article).toHaveAttribute('data-job-key', KEY);
});

test('an answer that is no copy job is not kept, and the window says so', async () => {
  const { lookUp, alert, rowKeys, main } = await openWindow({ main: knowing('{"CopyJob":null}') });
  await lookUp(ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'Unexpected');
  expect(rowKeys()).toEqual([]);
  expect(main.asked).toHaveLength(1);
});

test('a look-up under way can be cancelled by button and by Esc, and nothing is filed', async () => {
  const main = knowing(RUNNING);
  const letGo = main.hold();
  const { lookUp, cancel, alert, describe, rowKeys, history } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(page.getByRole('progressbar', { name: `Asking AWS Backup in ${REGION}` })).toBeInTheDocument();
  await cancel.click();
  await expect.element(alert).toHaveAttribute('data-error-code', 'Cancelled');
  await expect.element(describe).toBeVisible();

  await lookUp(ID);
  await expect.element(cancel).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(describe).toBeVisible();
  letGo();
  expect(rowKeys()).toEqual([]);
  expect(await history.findByCopyJobId(ID)).toEqual([]);
  expect(main.asked).toHaveLength(2);
});

test('a double click on Describe asks once, and does not cancel what it asked', async () => {
  const main = knowing(RUNNING);
  const letGo = main.hold();
  const { id, describe, cancel, article } = await openWindow({ main });
  await id.fill(ID);
  await describe.dblClick();
  await expect.element(cancel).toBeVisible();
  letGo();
  await expect.element(article).toBeVisible();
  expect(main.asked).toHaveLength(1);
});

test('a removed job can be brought back from the notice, and by the keyboard', async () => {
  const { lookUp, article, rowKeys } = await openWindow({ main: knowing(RUNNING) });
  await lookUp(ID);
  const remove = async (): Promise<void> => {
    await article.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Remove from history' }).click();
    await expect.poll(rowKeys).toEqual([]);
    await expect.element(article).not.toBeInTheDocument();
  };
  await remove();
  await expectAccessible('screen');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(rowKeys).toEqual([KEY]);

  await userEvent.click(only('[role="row"][data-job-key]'));
  await remove();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(rowKeys).toEqual([KEY]);
  await expect.element(page.getByText('Brought back.').first()).toBeVisible();
});

test('a removed job can be brought back from the settings', async () => {
  const { lookUp, article, rowKeys } = await openWindow({ main: knowing(RUNNING) });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  await expect.element(article.getByRole('heading', { level: 1 })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(article).not.toBeInTheDocument();
  await userEvent.click(only('[role="row"][data-job-key]'));
  await expect.element(article.getByRole('heading', { level: 1 })).toBeVisible();
  await userEvent.keyboard('{Delete}');
  await expect.poll(rowKeys).toEqual([]);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click();
  await expect.poll(rowKeys).toEqual([KEY]);
});

test('a removed snapshot can be brought back', async () => {
  const main = knowing(RUNNING);
  const { lookUp, article } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  main.says(REGION, ID, DONE);
  await lookUp(ID);
  const snapshots = () => document.querySelectorAll('[aria-label="Snapshots"] [role="listitem"]').length;
  await expect.poll(snapshots).toBe(2);
  await article.getByRole('button', { name: 'Remove this snapshot' }).first().click();
  await expect.poll(snapshots).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(snapshots).toBe(2);
});

const OTHER_ID = 'C0FFEE00-0000-4000-8000-000000000002';

test('Refresh on the open job asks about that job, also below a look-up that failed', async () => {
  const { main, lookUp, article, alert } = await openWindow({ main: knowing(RUNNING) });
  await lookUp(ID);
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
  await lookUp(OTHER_ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'NotFound');
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.element(page.getByText('Saved. The answer is the same as before.')).toBeInTheDocument();
  expect(main.asked.map(({ copyJobId }) => copyJobId)).toEqual([ID, OTHER_ID, ID]);
});

test('an answer to a refresh leaves what is read meanwhile on screen; one from the form opens its job', async () => {
  const main = knowing(RUNNING);
  main.says(REGION, OTHER_ID, fixtureWith('03', { CopyJobId: OTHER_ID }));
  const { lookUp, article, rowKeys } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
  await lookUp(OTHER_ID);
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${OTHER_ID}`);
  await expect.poll(rowKeys).toHaveLength(2);
  const letGo = main.hold(OTHER_ID);
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => main.underWay).toBe(1);
  await userEvent.click(only(`[role="row"][data-job-key="${KEY}"]`));
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
  letGo();
  await expect.element(page.getByText('Saved. The answer is the same as before.')).toBeInTheDocument();
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID}`);
});

test('each Undo brings back what it stands beside; a removal that cannot be written is said', async () => {
  const main = knowing(RUNNING);
  main.says(REGION, OTHER_ID, fixtureWith('03', { CopyJobId: OTHER_ID }));
  const { lookUp, article, rowKeys, history } = await openWindow({ main });
  const otherKey = KEY.replace(ID, OTHER_ID);
  for (const id of [ID, OTHER_ID]) {
    await lookUp(id);
    await expect.element(article).toHaveAttribute('aria-label', `Copy job ${id}`);
  }
  // A row that is filled meanwhile would be called as the one that is clicked.
  await expect.poll(rowKeys).toHaveLength(2);
  for (const key of [KEY, otherKey]) {
    await userEvent.click(only(`[role="row"][data-job-key="${key}"]`));
    await expect.element(article.getByRole('heading', { level: 1 })).toBeVisible();
    await userEvent.keyboard('{Delete}');
    await expect.poll(rowKeys).not.toContain(key);
  }
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(rowKeys).toEqual([KEY]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(rowKeys).toHaveLength(2);

  await userEvent.click(only(`[role="row"][data-job-key="${KEY}"]`));
  history.removeJob = () => Promise.reject(new Error('There is no room left on the disk for the history.'));
  await expect.element(article.getByRole('heading', { level: 1 })).toBeVisible();
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByText('There is no room left on the disk for the history.')).toBeVisible();
  expect(rowKeys()).toHaveLength(2);
});
