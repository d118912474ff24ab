import { expect, test, vi } from 'vitest';
import type { History } from '../../../src/renderer/src/data/history';
import { expectAccessible } from '../support/accessible';
import { fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import JobHost from '../support/JobHost.svelte';
import { only, show } from '../support/screen';
import { TableFinder } from '../support/table-finder';

const MINUTE = 60_000;

/** One copy of the file system of fixture 06, by the end of its id. */
function copyOf(end: string, members: Readonly<Record<string, unknown>>): string {
  return fixtureWith('06', { CopyJobId: `00000000-0000-0000-0000-00000000000${end}`, ...members });
}

const waited = (minutes: number): string =>
  copyOf('1', { State: 'CREATED', CreationDate: (NOW - minutes * MINUTE) / 1000 });
const SLOW = copyOf('2', { State: 'RUNNING', CreationDate: (NOW - 1560 * MINUTE) / 1000 });
const ENDED = copyOf('3', { State: 'COMPLETED', CompletionDate: (NOW - 5 * MINUTE) / 1000 });

async function showWaiting(history: History, body: string, more: Record<string, unknown> = {}) {
  const { jobKey } = await history.record(answer(body, NOW));
  return show(JobHost, { history, jobKey, now: NOW + MINUTE, ...more });
}

const reasons = (): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>('[data-reason]'), (item) => item.dataset['reason'] ?? '');

test.for(['with an index', 'without one'])(
  'a job long in CREATED names the copy that it may be waiting for, %s',
  async (how) => {
    const history = await newHistory();
    const { jobKey: slowKey } = await history.record(answer(SLOW, NOW - 2 * MINUTE));
    await history.record(answer(ENDED, NOW - 2 * MINUTE));
    const onopenjob = vi.fn();
    const index = how === 'with an index' ? new TableFinder(history) : undefined;
    const screen = await showWaiting(history, waited(110), { index, onopenjob });
    await expect.element(screen.getByRole('heading', { name: 'Why it may be waiting' })).toBeVisible();
    await expect.poll(reasons).toEqual(['resource', 'retry', 'limit']);
    const copies = screen.getByRole('button', { name: /^Copy to / });
    expect(copies.elements()).toHaveLength(1);
    await expect.element(only('[data-reason="resource"]')).toHaveTextContent('RUNNING');
    await expect.element(only('[data-reason="resource"]')).toHaveTextContent('last seen 3 minutes ago');
    await expect.element(only('[data-reason="limit"]')).toHaveTextContent('2 unfinished copies');
    await expect.element(only('[data-reason="limit"]')).toHaveTextContent('1 of them was RUNNING');
    await copies.click();
    expect(onopenjob).toHaveBeenCalledExactlyOnceWith(slowKey);
    await expectAccessible('screen');
  },
);

test('where no other copy is known, that is said, with the pages that say more', async () => {
  const onopenlink = vi.fn();
  const screen = await showWaiting(await newHistory(), waited(150), { onopenlink });
  await expect.poll(reasons).toEqual(['retry', 'resource', 'limit']);
  await expect.element(only('[data-reason="retry"]')).toHaveTextContent('longer than these two hours');
  await expect
    .element(only('[data-reason="resource"]'))
    .toHaveTextContent('No other unfinished copy of it is in the history');
  await screen.getByRole('button', { name: 'AWS Backup quotas' }).click();
  expect(onopenlink).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('docs.aws.amazon.com'));
  await expectAccessible('screen');
});

test('while the index is being read, nothing is said of what the history knows', async () => {
  const history = await newHistory();
  const index = new TableFinder(history);
  index.state = { state: 'loading', loaded: 0, total: undefined };
  const screen = await showWaiting(history, waited(110), { index });
  await expect.element(screen.getByText('Looking through the history…')).toBeVisible();
  expect(reasons()).toEqual([]);
  index.state = { state: 'failed', problem: new Error('No index.') };
  await expect.poll(reasons).toEqual(['retry', 'resource', 'limit']);
});

test('a job that has only just been created is not explained', async () => {
  const screen = await showWaiting(await newHistory(), waited(5));
  await expect.element(screen.getByText(/^Waiting\. Another job/).first()).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Why it may be waiting' }).query()).toBeNull();
});

test('a job that runs is not explained', async () => {
  const screen = await showWaiting(await newHistory(), SLOW);
  await expect.element(screen.getByRole('heading', { name: 'Course of this job' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Why it may be waiting' }).query()).toBeNull();
});
