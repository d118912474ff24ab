import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureWith, NOW } from '../support/fixtures';
import { answer, damage, newHistory, newNamedHistory, recordAll, unreadable } from '../support/history';
import JobHost from '../support/JobHost.svelte';
import { failure } from '../support/main-process';
import { only, show } from '../support/screen';

const MINUTE = 60_000;
const PROD = { origin: 'shared', name: 'prod' } as const;

/** Text as it reads, whatever lines it stands on in the source. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What fixture 03 (running) may say over time. */
const RUNNING = fixture('03');
const GROWN = fixtureWith('03', { BackupSizeInBytes: 5_368_709_120 });
const DONE = fixtureWith('03', { State: 'COMPLETED', CompletionDate: 1790009000, BackupSizeInBytes: 5_368_709_120 });

type Heard = Partial<Record<'onrefresh' | 'onclose' | 'onremovejob' | 'onremovesnapshot' | 'onopenlink', () => void>>;

async function showJob(history: History, jobKey: string, more: Heard & Record<string, unknown> = {}) {
  const screen = await show(JobHost, { history, jobKey, now: NOW + 60 * MINUTE, ...more });
  const article = screen.getByRole('article');
  return {
    screen,
    article,
    snapshots: () =>
      Array.from(document.querySelectorAll<HTMLElement>('[aria-label="Snapshots"] [role="listitem"]')).map((item) => ({
        item,
        firstSeen: Number(item.dataset['firstSeen']) - NOW,
        lastSeen: Number(item.dataset['lastSeen']) - NOW,
        timesSeen: Number(item.dataset['timesSeen']),
      })),
    tab: (name: string) => article.getByRole('tab', { name }),
    status: article.getByRole('status'),
  };
}

/** A job with three answers, a minute apart, on screen. */
async function showThree(more: Heard & Record<string, unknown> = {}) {
  const history = await newHistory();
  const [first] = await recordAll(history, [RUNNING, GROWN, DONE], NOW);
  const job = await showJob(history, first!.jobKey, more);
  await expect.poll(() => job.snapshots().length).toBe(3);
  await expect.poll(() => document.querySelectorAll('[data-field]').length).toBeGreaterThan(0);
  return { ...job, history, jobKey: first!.jobKey };
}

test('names the job, its state and how old the answer is', async () => {
  const { article } = await showThree();
  await expect.element(article).toHaveAttribute('aria-label', 'Copy job 507BFD34-DE61-E44A-2F70-1A41ADC1D5D5');
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');
  await expect.element(article.getByRole('heading', { level: 1 })).toHaveTextContent('orders');
  const freshness = article.getByRole('status').filter({ hasText: 'AWS Backup said this' });
  await expect.element(freshness).toHaveTextContent('AWS Backup said this 58 minutes ago');
  await expect.element(freshness).toHaveTextContent('seen once');
  // Every minute it says something else, which is no news.
  await expect.element(freshness).toHaveAttribute('aria-live', 'off');
  await expectAccessible('screen');
});

test('the timeline lists the snapshots, newest first, with when and how often each was seen', async () => {
  const { history, snapshots } = await showThree();
  expect(snapshots().map(({ firstSeen, lastSeen, timesSeen }) => [firstSeen, lastSeen, timesSeen])).toEqual([
    [2 * MINUTE, 2 * MINUTE, 1],
    [MINUTE, MINUTE, 1],
    [0, 0, 1],
  ]);
  // An equal answer makes no new one.
  await history.record(answer(DONE, NOW + 30 * MINUTE));
  await expect.poll(() => snapshots()[0]?.timesSeen).toBe(2);
  expect(snapshots().map(({ firstSeen, lastSeen }) => [firstSeen, lastSeen])[0]).toEqual([2 * MINUTE, 30 * MINUTE]);
  expect(snapshots()).toHaveLength(3);
  await expect.element(snapshots()[0]!.item).toHaveTextContent('same answer 2 times');
  await expect.element(snapshots()[0]!.item).toHaveTextContent('describe · prod');
});

test('the timeline says what changed with each snapshot', async () => {
  const { snapshots } = await showThree();
  await expect.element(snapshots()[1]!.item).toHaveTextContent('Changed: ');
  await expect.element(snapshots()[2]!.item).toHaveTextContent('First answer');
  expect(snapshots()[2]!.item.textContent).not.toContain('Changed');
});

test('failed look-ups stand on the timeline between the answers they came between', async () => {
  const history = await newHistory();
  const { jobKey } = await history.record(answer(RUNNING, NOW));
  const lookUp = { profile: PROD, region: 'us-east-1', copyJobId: jobKey.split('/')[2]!, jobKey };
  await history.recordFailure({ ...lookUp, at: NOW + MINUTE, error: failure('Throttled') });
  await history.record(answer(GROWN, NOW + 2 * MINUTE));
  await history.recordFailure({ ...lookUp, at: NOW + 3 * MINUTE, error: failure('Offline') });
  await history.recordFailure({ ...lookUp, at: NOW + 4 * MINUTE, error: failure('Offline') });
  await history.record(answer(DONE, NOW + 5 * MINUTE));
  const { snapshots } = await showJob(history, jobKey);
  const failures = () =>
    snapshots().map(({ item }) => Array.from(item.querySelectorAll('.failure'), (one) => plain(one.textContent)));
  await expect
    .poll(failures)
    .toEqual([[], ['2 failed look-ups, 56 minutes ago: Offline'], ['Failed look-up, 59 minutes ago: Throttled']]);
  // They are over: the newest answer came after them.
  expect(page.getByRole('alert').query()).toBeNull();
  await expectAccessible('screen');
});

test('a failure after the last answer is an alert above it, and the answer stays', async () => {
  const onrefresh = vi.fn();
  const { history, jobKey, article, snapshots } = await showThree({ onrefresh });
  await history.recordFailure({
    at: NOW + 59 * MINUTE,
    profile: PROD,
    region: 'us-east-1',
    copyJobId: jobKey.split('/')[2]!,
    jobKey,
    error: failure('Offline'),
  });
  const alert = article.getByRole('alert');
  await expect.element(alert).toHaveAttribute('data-error-code', 'Offline');
  await expect.element(alert).toHaveTextContent('Refresh failed 1 minute ago');
  await expect.element(article.getByText('Below is what AWS Backup said 58 minutes ago.')).toBeVisible();
  expect(only('[data-field="State"]').dataset['value']).toBe('"COMPLETED"');
  expect(snapshots()).toHaveLength(3);
  await expectAccessible('screen');
  await alert.getByRole('button', { name: 'Try again' }).click();
  expect(onrefresh).toHaveBeenCalledOnce();

  await history.record(answer(DONE, NOW + 60 * MINUTE));
  await expect.element(alert).not.toBeInTheDocument();
});

test('an earlier answer can be looked at, is said to be one, and leads back to the newest', async () => {
  const { article, snapshots } = await showThree();
  const choose = (index: number) => snapshots()[index]!.item.querySelector<HTMLElement>('.choose')!;
  expect(snapshots().map(({ item }) => item.querySelector('.choose')!.getAttribute('aria-current'))).toEqual([
    'true',
    null,
    null,
  ]);
  await userEvent.click(choose(2));
  await expect
    .poll(() => document.querySelector<HTMLElement>('[data-field="State"]')?.dataset['value'])
    .toBe('"RUNNING"');
  await expect.element(article).toHaveAttribute('data-state', 'RUNNING');
  await expect.element(article.getByText(/^An earlier answer, from 21 Sep 2026/)).toBeVisible();
  expect(article.getByText('AWS Backup said this').query()).toBeNull();
  await expectAccessible('screen');
  await article.getByRole('button', { name: 'Show the newest' }).click();
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');
});

test('Compare takes the newest two, and any other two in time order', async () => {
  const { article, tab, snapshots } = await showThree();
  await tab('Compare').click();
  const compared = () => document.querySelector<HTMLElement>('[data-compared]')?.dataset['compared'];
  const pair = (...minutes: number[]) => minutes.map((minute) => NOW + minute * MINUTE).join(' ');
  await expect.poll(compared).toBe(pair(1, 2));
  const ids = snapshots().map(({ item }) => item.dataset['snapshotId']!);
  const earlier = article.getByRole('combobox', { name: 'Earlier' });
  const later = article.getByRole('combobox', { name: 'Later' });
  await expect.element(earlier).toHaveValue(ids[1]);
  await earlier.selectOptions(ids[2]!);
  await expect.poll(compared).toBe(pair(0, 2));
  await later.selectOptions(ids[1]!);
  await expect.poll(compared).toBe(pair(0, 1));
  // Picked the wrong way round, the two change places.
  await earlier.selectOptions(ids[0]!);
  await expect.poll(compared).toBe(pair(1, 2));
  await expect.element(earlier).toHaveValue(ids[1]);
  await expectAccessible('screen');
});

test('the timeline compares a snapshot with the one before it', async () => {
  const { tab, snapshots } = await showThree();
  const compare = snapshots().map(({ item }) => item.querySelector<HTMLElement>('[aria-label^="Compare with"]'));
  expect(compare[2]).toBeNull();
  await userEvent.click(compare[1]!);
  await expect.element(tab('Compare')).toHaveAttribute('aria-selected', 'true');
  await expect
    .poll(() => document.querySelector<HTMLElement>('[data-compared]')?.dataset['compared'])
    .toBe(`${NOW} ${NOW + MINUTE}`);
});

test('with one answer there is nothing to compare, and the view says how there will be', async () => {
  const onrefresh = vi.fn();
  const history = await newHistory();
  const [first] = await recordAll(history, [RUNNING], NOW);
  const { article, tab, screen } = await showJob(history, first!.jobKey, { onrefresh });
  await tab('Compare').click();
  await expect.element(article.getByRole('heading', { name: 'Nothing to compare yet' })).toBeVisible();
  await expectAccessible('screen');
  await article.getByRole('button', { name: 'Refresh now' }).click();
  expect(onrefresh).toHaveBeenCalledOnce();
  await screen.rerender({ cannotRefresh: 'There is no profile to ask with' });
  await expect.element(article.getByRole('button', { name: 'Refresh now' })).toBeDisabled();
});

test('the panel is named by its tab', async () => {
  const { article, tab } = await showThree();
  for (const name of ['Compare', 'Raw JSON', 'Details']) {
    await tab(name).click();
    await expect.element(article.getByRole('tabpanel', { name, exact: true })).toBeVisible();
  }
});

test('Raw JSON is the body of the snapshot shown', async () => {
  const { article, tab, snapshots } = await showThree();
  await tab('Raw JSON').click();
  const raw = article.getByRole('tabpanel').getByLabelText('Raw JSON', { exact: true });
  await expect.poll(() => raw.element().textContent).toBe(DONE);
  await userEvent.click(snapshots()[2]!.item.querySelector('.choose')!);
  await expect.poll(() => raw.element().textContent).toBe(RUNNING);
  await expectAccessible('screen');
});

test('while AWS is asked the button rests and the answer stays', async () => {
  const { article, screen } = await showThree({ askingSeconds: 3 });
  await expect.element(article.getByRole('progressbar', { name: 'Asking AWS Backup' })).toBeInTheDocument();
  await expect.element(article.getByRole('button', { name: 'Asking…' })).toBeDisabled();
  expect(only('[data-field="State"]').dataset['value']).toBe('"COMPLETED"');
  await screen.rerender({ askingSeconds: undefined, cannotRefresh: 'There is no profile to ask with' } as never);
  const refresh = article.getByRole('button', { name: 'Refresh' });
  await expect.element(refresh).toBeDisabled();
  await expect.element(refresh).toHaveAttribute('title', 'There is no profile to ask with');
});

test('what is asked for is heard: refresh, close, remove the job, remove a snapshot', async () => {
  const heard = { onrefresh: vi.fn(), onclose: vi.fn(), onremovejob: vi.fn(), onremovesnapshot: vi.fn() };
  const { article, snapshots } = await showThree(heard);
  await article.getByRole('button', { name: 'Refresh', exact: true }).click();
  expect(heard.onrefresh).toHaveBeenCalledOnce();
  await article.getByRole('button', { name: 'Close job' }).click();
  expect(heard.onclose).toHaveBeenCalledOnce();
  await article.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove from history' }).click();
  expect(heard.onremovejob).toHaveBeenCalledOnce();
  await userEvent.click(snapshots()[1]!.item.querySelector('[aria-label="Remove this snapshot"]')!);
  expect(heard.onremovesnapshot).toHaveBeenCalledOnce();
  expect(heard.onremovesnapshot.mock.calls[0]).toMatchObject([{ firstSeen: NOW + MINUTE }]);
});

test('a job that is not in the history says so', async () => {
  const onclose = vi.fn();
  const history = await newHistory();
  const { screen } = await showJob(history, '111122223333/us-east-1/GONE', { onclose });
  await expect.element(screen.getByRole('heading', { name: 'This job is not in the history' })).toBeVisible();
  await screen.getByRole('button', { name: 'Back to the list' }).click();
  expect(onclose).toHaveBeenCalledOnce();
});

test('a history that cannot be read is an alert, never "not in the history"', async () => {
  const history = await newHistory();
  const { jobKey } = await history.record(answer(RUNNING, NOW));
  const { screen } = await showJob(unreadable(history), jobKey);
  await expect.element(screen.getByRole('alert')).toHaveTextContent('This job could not be read from the history');
  expect(screen.getByText('This job is not in the history').query()).toBeNull();
});

test('a body that is no copy job is said to be none, and stays readable as it came', async () => {
  const { history, name } = await newNamedHistory('aws');
  const { jobKey } = await history.record(answer(RUNNING, NOW));
  await damage(name, 'copyJobs', { body: '{"CopyJob": [1, 2]}' });
  const { article, tab } = await showJob(history, jobKey);
  await expect.element(article.getByText('This body cannot be read as a copy job')).toBeVisible();
  await expectAccessible('screen');
  await tab('Raw JSON').click();
  const raw = article.getByRole('tabpanel').getByLabelText('Raw JSON', { exact: true });
  await expect.poll(() => raw.element().textContent).toBe('{"CopyJob": [1, 2]}');
});

test('a body that is lost is said to be lost, and a new answer mends the view', async () => {
  const { history, name } = await newNamedHistory('aws');
  const { jobKey } = await history.record(answer(RUNNING, NOW));
  await damage(name, 'copyJobs', { body: 7 });
  const { article } = await showJob(history, jobKey);
  await expect.element(article.getByRole('alert')).toHaveTextContent('cannot be read from the history');
  await history.record(answer(DONE, NOW + MINUTE));
  await expect
    .poll(() => document.querySelector<HTMLElement>('[data-field="State"]')?.dataset['value'])
    .toBe('"COMPLETED"');
  await expect.element(article.getByRole('alert')).not.toBeInTheDocument();
});

test('fits a narrow pane', async () => {
  await showThree();
  await page.viewport(480, 800);
  const main = document.querySelector('main')!;
  expect(main.scrollWidth).toBeLessThanOrEqual(480);
  await expectAccessible('screen');
});
