import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { CameBack } from '../../../src/preload/contract/shapes';
import { expectAccessible } from '../support/accessible';
import { fixture, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { openWindow, rowsOnScreen } from '../support/window';

const REPORT = '/home/ada/.config/Copytrail/logs/report-2026-11-26T06-00-00.000Z.txt';

/** A window over two jobs, of which one was open at its JSON. */
async function openAfter(cameBack: CameBack | undefined) {
  const main = new MainProcess();
  if (cameBack !== undefined) main.info = { ...main.info, cameBack };
  const history = await newHistory('aws');
  await history.record(answer(fixture('01'), NOW));
  const { jobKey } = await history.record(answer(fixture('03'), NOW));
  await history.setPreference('on-screen', { jobKey, tab: 'json' });
  return { ...(await openWindow({ main, history })), main, history, jobKey };
}

test.each([
  ['page', 'This window’s page ended unexpectedly'],
  ['app', 'Copytrail did not quit last time'],
] as const)(
  'after the %s ended unexpectedly the window is where it was, says so, and shows the report',
  async (what, words) => {
    const { main, article, jobKey } = await openAfter({ what, at: NOW, report: REPORT });
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect.element(notices).toHaveTextContent(words);
    await expect.element(notices).toHaveTextContent('Everything that was reported as saved is there.');
    await notices.getByRole('button', { name: 'Show logs' }).click();
    await expect.poll(() => main.logsShown).toBe(1);
    await expect.element(article).toHaveAttribute('data-job-key', jobKey);
    await expect.element(article.getByRole('tab', { name: 'Raw JSON' })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible('screen');
  },
);

test('a start in the usual way begins with the list, and what is opened then is noted', async () => {
  const { article, history, jobKey } = await openAfter(undefined);
  await rowsOnScreen(2);
  await expect.element(article).not.toBeInTheDocument();
  await expect.element(page.getByText('ended unexpectedly')).not.toBeInTheDocument();
  document.querySelector<HTMLElement>(`[role="row"][data-job-key="${jobKey}"]`)?.click();
  await expect.element(article).toHaveAttribute('data-job-key', jobKey);
  await expect.poll(() => history.preference('on-screen')).toMatchObject({ jobKey, tab: 'details' });
});

test('what was noted and makes no sense is passed over', async () => {
  const main = new MainProcess();
  main.info = { ...main.info, cameBack: { what: 'page', at: NOW, report: REPORT } };
  const history = await newHistory('aws');
  await history.record(answer(fixture('03'), NOW));
  await history.setPreference('on-screen', { jobKey: 7, tab: 'nowhere', comparison: ['x'], past: -1 });
  const { article } = await openWindow({ main, history });
  await rowsOnScreen(1);
  await expect.element(article).not.toBeInTheDocument();
});
