import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../src/renderer/src/data/open-history';
import { expectAccessible } from '../support/accessible';
import { FIXTURES, fixture, fixtureReading, fixtureWith, NOW } from '../support/fixtures';
import { answer, damage, newHistory, newNamedHistory, recordAll, unreadable } from '../support/history';
import { historyOf } from '../support/jobs-list';
import JobsHost from '../support/JobsHost.svelte';
import { show } from '../support/screen';
import { TableFinder } from '../support/table-finder';

/** A failed, a running, a created and a completed job, seen in this order. */
const FEW = ['02', '03', '06', '01'].map(fixture);
const NEWEST_FIRST = ['db-data', 'fs-', 'orders', 'web-01'];

async function showJobs(history: History, more: { split?: boolean } = {}) {
  const opened: string[] = [];
  const screen = await show(JobsHost, { history, now: NOW, onopen: (key: string) => opened.push(key), ...more });
  const grid = screen.getByRole('grid', { name: 'Copy jobs' });
  return {
    screen,
    opened,
    grid,
    rows: () => Array.from(document.querySelectorAll<HTMLElement>('[role="row"][data-job-key]')),
    titles: () => Array.from(document.querySelectorAll('[data-job-key] .title'), (title) => title.textContent),
    filter: screen.getByRole('combobox', { name: 'Filter copy jobs' }),
    foot: screen.getByRole('region', { name: 'History' }).getByRole('status'),
    chip: (name: string | RegExp) =>
      screen.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name }),
  };
}

/** A history with the few jobs, on screen. */
async function showFew(more: { split?: boolean } = {}) {
  const history = await newHistory();
  const recorded = await recordAll(history, FEW, NOW);
  const list = await showJobs(history, more);
  await expect.poll(() => list.rows().length).toBe(FEW.length);
  return { ...list, history, keys: recorded.map(({ jobKey }) => jobKey).reverse() };
}

test('is a grid: heads, rows, cells, counts and keys', async () => {
  const { grid, rows, keys, foot, titles } = await showFew();
  expect(rows().map((row) => row.dataset['jobKey'])).toEqual(keys);
  expect(keys[0]).toBe(`111122223333/us-east-1/${fixtureReading('01').copyJobId!}`);
  expect(titles().map((title, index) => title.startsWith(NEWEST_FIRST[index]!))).toEqual([true, true, true, true]);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '5');
  expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual(['2', '3', '4', '5']);
  const heads = grid.getByRole('columnheader').elements();
  expect(heads.map(({ textContent }) => textContent.trim())).toEqual([
    '',
    'Outcome',
    'Resource name',
    'Route',
    'Created',
    'Duration',
    'Size',
    'Last seen',
  ]);
  for (const row of rows()) expect(row.querySelectorAll('[role="gridcell"]')).toHaveLength(heads.length);
  await expect.element(foot).toHaveTextContent('4 jobs in the history');
});

test('a row tells state, resource, route, size and age; zero and missing sizes look different', async () => {
  const { rows } = await showFew();
  const [done, created, running] = rows().map((row) => row.textContent.replace(/\s+/g, ' '));
  expect(done).toContain('Completed');
  expect(done).toContain('db-data');
  expect(done).toContain('us-east-1');
  expect(done).toContain('100 GiB');
  expect(created).toContain('no size');
  expect(running).toContain('Running');
  expect(running).not.toContain('no size');
  expect(running).toContain('0 bytes');
});

test('every fixture has a row that names it, whatever it lacks', async () => {
  const history = await openWithoutHistory('aws');
  const recorded = await recordAll(
    history,
    FIXTURES.map(({ body }) => body),
    NOW - 86_400_000,
  );
  const { rows } = await showJobs(history);
  await expect.poll(() => rows().length).toBe(FIXTURES.length);
  expect(new Set(rows().map((row) => row.dataset['jobKey']))).toEqual(new Set(recorded.map(({ jobKey }) => jobKey)));
  for (const row of rows()) {
    expect(row.querySelector('.title')!.textContent.trim()).not.toBe('');
    expect(row.textContent).not.toMatch(/undefined|NaN|null|\[object/);
  }
  await expectAccessible('screen');
});

test('is one tab stop; arrows, Home and End move, and go no further than the heads and the last row', async () => {
  const { rows, filter } = await showFew();
  await filter.click();
  const at = () => rows().findIndex((row) => row === document.activeElement);
  expect(rows().map((row) => row.tabIndex)).toEqual([0, -1, -1, -1]);
  rows()[0]!.focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe(1);
  expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0, -1, -1]);
  await userEvent.keyboard('{End}');
  await expect.poll(at).toBe(3);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe(3);
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(at).toBe(2);
  await userEvent.keyboard('{Home}');
  await expect.poll(at).toBe(0);
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(() => document.activeElement?.closest('[role="columnheader"]')).not.toBeNull();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe(0);
  await userEvent.keyboard('jk');
  await expect.poll(at).toBe(0);
  await userEvent.keyboard('{PageDown}');
  await expect.poll(at).toBe(3);
  // From the list one Tab leaves it.
  await userEvent.tab();
  expect(rows()).not.toContain(document.activeElement);
});

test('Enter and a click open a job, Space selects it; keys meant for others do nothing', async () => {
  const { rows, opened, keys } = await showFew();
  rows()[1]!.focus();
  await userEvent.keyboard('{Enter}');
  expect(opened).toEqual([keys[1]]);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => document.activeElement).toBe(rows()[2]);
  await userEvent.keyboard(' ');
  expect(opened).toEqual([keys[1]]);
  await expect.element(rows()[2]!).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Control>}{ArrowDown}{/Control}{Alt>}{ArrowDown}{/Alt}x');
  expect(document.activeElement).toBe(rows()[2]);
  await userEvent.click(rows()[3]!);
  expect(opened).toEqual([keys[1], keys[3]]);
});

test('with a job open beside it the list marks that job, and moving opens the next', async () => {
  const { rows, opened, keys } = await showFew({ split: true });
  await userEvent.click(rows()[0]!);
  await expect.element(rows()[0]!).toHaveAttribute('aria-current', 'true');
  rows()[0]!.focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(rows()[1]!).toHaveAttribute('aria-current', 'true');
  await expect.element(rows()[0]!).not.toHaveAttribute('aria-current');
  expect(opened).toEqual([keys[0], keys[1]]);
});

test('chips count the states, those that need somebody first, and narrow the list', async () => {
  const { chip, titles, foot, screen, grid } = await showFew();
  const chips = screen.getByRole('group', { name: 'Filter by state' }).getByRole('button').elements();
  expect(chips.map(({ textContent }) => textContent.trim())).toEqual([
    'Failed 1',
    'Running 1',
    'Created 1',
    'Completed 1',
  ]);
  await chip(/^Failed/).click();
  await expect.element(chip(/^Failed/)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(titles).toEqual(['web-01']);
  await expect.element(foot).toHaveTextContent('1 of 4 jobs');
  await chip(/^Completed/).click();
  await expect.poll(titles).toEqual(['db-data', 'web-01']);
  await expectAccessible('screen');
  await chip(/^Failed/).click();
  await chip(/^Completed/).click();
  await expect.poll(() => titles().length).toBe(4);
  await expect.element(grid).toBeVisible();
});

test('the text filter finds by any word, and says so when nothing matches', async () => {
  const { filter, titles, screen, foot } = await showFew();
  await filter.fill('WEB-01');
  await expect.poll(titles).toEqual(['web-01']);
  await filter.fill('access denied');
  await expect.poll(titles).toEqual(['web-01']);
  await filter.fill('no such job');
  await expect.element(screen.getByRole('heading', { name: 'No copy job matches' })).toBeVisible();
  await expect.element(foot).toHaveTextContent('0 of 4 jobs');
  await expectAccessible('screen');
  await screen.getByRole('button', { name: 'Clear filter' }).click();
  await expect.poll(() => titles().length).toBe(4);
  await expect.element(filter).toHaveValue('');
});

test('sorts by creation or by last sight, newest first, and says which', async () => {
  const { titles, grid } = await showFew();
  const head = (name: string) => grid.getByRole('columnheader', { name });
  await expect.element(head('Last seen')).toHaveAttribute('aria-sort', 'descending');
  await expect.element(head('Created')).toHaveAttribute('aria-sort', 'none');
  await head('Created').getByRole('button').click();
  await expect.element(head('Created')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => titles().map((title) => title.slice(0, 3))).toEqual(['fs-', 'ord', 'web', 'db-']);
  await head('Last seen').getByRole('button').click();
  await expect.poll(() => titles()[0]).toBe('db-data');
});

test('an empty history shows what the window says about it, and no tools', async () => {
  const { screen, grid, filter } = await showJobs(await newHistory());
  await expect.element(screen.getByText('Nothing yet')).toBeVisible();
  await expect.element(grid).not.toBeInTheDocument();
  await expect.element(filter).not.toBeInTheDocument();
});

test('a history that cannot be read is an alert, never an empty list', async () => {
  const history = await newHistory();
  await recordAll(history, FEW, NOW);
  const { screen, foot } = await showJobs(unreadable(history));
  await expect.element(screen.getByRole('alert')).toHaveAttribute('data-error-code', 'Unexpected');
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The history could not be read');
  expect(screen.getByText('Nothing yet').query()).toBeNull();
  await expect.element(foot).toHaveTextContent(/^$/);
  await expectAccessible('screen');
});

test('rows that the index found and the history cannot read are an alert, never rows that are read for ever', async () => {
  const history = await historyOf(12);
  const finder = new TableFinder(history);
  finder.rowsByKey = () => ({
    subscribe: (listener) => {
      listener({ status: 'failed', problem: new Error('The disk is gone.') });
      return () => undefined;
    },
  });
  const screen = await show(JobsHost, { history, now: NOW, finder });
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The history could not be read');
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The disk is gone.');
});

test('jobs whose rows are damaged are counted out loud, and the others are there', async () => {
  const { history, name } = await newNamedHistory('aws');
  await recordAll(history, FEW, NOW);
  await damage(name, 'copyJobs', { runs: 'many' }, 1);
  const { screen, rows } = await showJobs(history);
  await expect.poll(() => rows().length).toBe(FEW.length - 1);
  await expect.element(screen.getByText('One job could not be read')).toBeVisible();
});

test('new answers appear by themselves, with the number of snapshots', async () => {
  const { history, rows, titles } = await showFew();
  await history.record(answer(fixtureWith('02', { State: 'COMPLETED' }), NOW + 3_600_000));
  await expect.poll(() => titles()[0]).toBe('web-01');
  expect(rows()).toHaveLength(FEW.length);
  expect(rows()[0]!.querySelector('[data-column="lastSeen"]')!.textContent).toContain('×2');
});

test('a removed row hands the keyboard on to another', async () => {
  const { history, rows, keys } = await showFew();
  rows()[1]!.focus();
  await history.removeJob(keys[1]!);
  await expect.poll(() => rows().length).toBe(3);
  await expect.poll(() => rows().includes(document.activeElement as HTMLElement)).toBe(true);
});

test('grows when its end comes into view, without losing the place', async () => {
  const history = await openWithoutHistory('aws');
  onTestFinished(() => {
    history.close();
  });
  const many = 230;
  for (let number = 0; number < many; number++) {
    const id = `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;
    await history.record(answer(fixtureWith('01', { CopyJobId: id }), NOW + number, { copyJobId: id }));
  }
  const { rows, foot, grid } = await showJobs(history);
  const last = () => rows().at(-1)?.getAttribute('aria-rowindex');
  await expect.element(foot).toHaveTextContent('230 jobs in the history');
  await expect.element(grid).toHaveAttribute('aria-rowcount', '231');
  const scroller = grid.element().parentElement!;
  scroller.scrollTo({ top: scroller.scrollHeight });
  await expect.poll(() => scroller.scrollHeight).toBeGreaterThan(many * 40);
  scroller.scrollTo({ top: scroller.scrollHeight });
  await expect.poll(last).toBe('231');

  // Another order is another list, read from its beginning.
  expect(scroller.scrollTop).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Created', exact: true }).click();
  await expect.poll(() => scroller.scrollTop).toBe(0);
});

test('beside an open job states and ages end at one edge, however long they are', async () => {
  const { history, rows } = await showFew();
  await history.record(answer(fixtureWith('02', { State: 'COMPLETED' }), NOW + 3_600_000));
  await expect.poll(() => rows()[0]!.querySelector('[data-column="lastSeen"]')!.textContent).toContain('×2');
  await page.viewport(420, 700);
  const ends = (cell: string) =>
    rows().map((row) => {
      const words = document.createRange();
      words.selectNodeContents(row.querySelector(cell)!);
      return Math.round(words.getBoundingClientRect().right);
    });
  for (const cell of ['.state', '.seen']) expect(new Set(ends(cell))).toEqual(new Set([ends('.seen')[0]]));
});

test('beside an open job, in a narrow pane, rows stay whole and heads that do not fit leave', async () => {
  const { rows } = await showFew();
  await page.viewport(420, 700);
  for (const row of rows()) expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth + 1);
  await expectAccessible('screen');
});
