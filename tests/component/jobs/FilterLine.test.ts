import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import { historyOf, showList } from '../support/jobs-list';
import { TableFinder } from '../support/table-finder';

test('tokens typed become chips with Enter; words narrow as they are typed', async () => {
  const { filter, tokens, titles, foot } = await showList(12);
  await filter.fill('job-1');
  await expect.poll(titles).toEqual(['job-1', 'job-10', 'job-11']);
  await filter.fill('job-1 state:failed');
  // Not finished: nothing is hidden by half a token.
  expect(titles()).toHaveLength(3);
  await userEvent.keyboard('{Enter}');
  await expect.poll(titles).toEqual(['job-1', 'job-10']);
  await expect.element(filter).toHaveValue('job-1');
  await expect.element(tokens.getByRole('button', { name: 'State contains failed' }).first()).toBeVisible();
  await expect.element(foot).toHaveTextContent('2 of 12 jobs');
  await filter.fill('size>=5GiB');
  await userEvent.keyboard('{Enter}');
  await expect.poll(titles).toEqual(['job-7', 'job-10'].filter((title) => titles().includes(title)));
  await expectAccessible('screen');
});

test('what was being typed goes when the filter is cleared or a view takes its place', async () => {
  const { filter, titles, button, choose } = await showList(12);
  await filter.fill('job-1 state:');
  await expect.poll(titles).toEqual(['job-1', 'job-10', 'job-11']);
  await button('Clear filter').click();
  await expect.element(filter).toHaveValue('');
  await expect.poll(() => titles().length).toBe(12);
  await filter.fill('job-1 state:');
  await choose(/^View/, 'All jobs');
  await expect.element(filter).toHaveValue('');
  await filter.fill('job-11');
  await expect.poll(titles).toEqual(['job-11']);
});

test('chips are walked, edited and removed by keyboard, and by mouse', async () => {
  const { filter, tokens, controller } = await showList(12);
  await filter.fill('type=EBS,RDS created>=-7d size>1GiB');
  await userEvent.keyboard('{Enter}');
  const chips = () => tokens.getByRole('button', { name: /^(?!Remove)/ }).elements();
  await expect.poll(() => chips().length).toBe(3);
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(document.activeElement).toBe(chips()[1]);
  await userEvent.keyboard('{Home}{Delete}');
  await expect.poll(() => chips().length).toBe(2);
  await expect.poll(() => document.activeElement).toBe(chips()[0]);
  await userEvent.keyboard('{Enter}');
  await expect.element(filter).toHaveFocus();
  await expect.element(filter).toHaveValue('created>=-7d');
  await filter.fill('created>=-2h');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => controller.filter.tokens.map(({ values }) => values[0])).toEqual(['1GiB', '-2h']);
  await userEvent.keyboard('{Backspace}');
  await expect.poll(() => chips().length).toBe(1);
  await tokens.getByRole('button', { name: /^Remove/ }).click();
  await expect.poll(() => controller.filter.tokens).toEqual([]);
  await expect.element(filter).toHaveFocus();
});

test('completion leads from column to value, with how many jobs have it', async () => {
  const { filter, options, titles } = await showList(12);
  await filter.fill('typ');
  await expect.element(options().first()).toHaveTextContent('Resource type');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(filter).toHaveValue('type:');
  await expect.element(options().first()).toHaveTextContent(/EBS|RDS|EFS|DynamoDB/);
  await expect.element(options().first()).toHaveTextContent('3');
  await expectAccessible('screen');
  await filter.fill('type=ef');
  await expect.poll(() => options().elements().length).toBe(1);
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(filter).toHaveAttribute('aria-activedescendant', options().first().element().id);
  await userEvent.keyboard('{Enter}');
  await expect.poll(titles).toEqual(['job-2', 'job-6', 'job-10']);
  await expect.element(filter).toHaveValue('');
  await filter.fill('created>=');
  await options()
    .filter({ hasText: /^last night/ })
    .click();
  await expect.poll(() => titles().length).toBeLessThan(4);
  // A word of free text is no reason to cover the list; an arrow asks for every column there is.
  await filter.fill('zzz');
  await expect.element(filter).toHaveAttribute('aria-expanded', 'false');
  await filter.fill('');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => options().elements().length).toBeGreaterThan(10);
  await filter.fill('nam');
  await expect.element(options().first()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(filter).toHaveAttribute('aria-expanded', 'false');
});

test('what cannot be understood is said, where it stands and what may be meant, and hides nothing', async () => {
  const { filter, titles, screen, tokens } = await showList(12);
  await filter.fill('stat:failed');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText(/at letter 1: There is no column/)).toBeVisible();
  await expect.element(filter).toHaveAttribute('aria-invalid', 'true');
  expect(titles()).toHaveLength(12);
  await expectAccessible('screen');
  await filter.fill('size>=plenty');
  await userEvent.keyboard('{Enter}');
  const chip = tokens.getByRole('button', { name: /^Size at least plenty/ });
  await expect.element(chip).toHaveAttribute('title', expect.stringMatching(/is not what Size can be/));
  expect(titles()).toHaveLength(12);
  await expectAccessible('screen');
});

test('a filter pasted as text becomes tokens; its text can be copied', async () => {
  const { filter, titles, controller, button, told } = await showList(12);
  await filter.click();
  const data = new DataTransfer();
  data.setData('text/plain', 'type=EBS,EFS no:plan job');
  filter.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  await expect.poll(titles).toEqual(['job-0', 'job-2', 'job-4', 'job-6', 'job-8', 'job-10']);
  expect(controller.filter.text).toBe('job');
  await button('Copy filter as text').click();
  await expect.poll(() => told.length).toBe(1);
  await button('Clear filter').click();
  await expect.poll(() => titles().length).toBe(12);
  await expect.element(filter).toHaveFocus();
});

test('creation: presets, and from day to day', async () => {
  const { titles, choose, screen, controller } = await showList(60);
  await choose(/^Created: any time/, 'Last 24 hours');
  await expect.poll(() => controller.source.total).toBe(25);
  await choose(/^Created: last 24 hours/, 'From day to day…');
  await page.getByLabelText('From', { exact: true }).fill('2026-09-20');
  await page.getByLabelText('to, that day').fill('2026-09-19');
  await expect.element(page.getByText('The last day is before the first.')).toBeVisible();
  await expectAccessible();
  await page.getByLabelText('to, that day').fill('2026-09-20');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect.element(screen.getByRole('button', { name: 'Created: own span' })).toBeVisible();
  await expect.poll(() => controller.filter.tokens[0]?.values).toEqual(['2026-09-20..2026-09-20']);
  await choose(/^Created: own span/, 'Any time');
  await expect.poll(() => titles().length).toBeGreaterThan(10);
});

test('values are counted, follow the filter, and narrow by click, Alt and the second button', async () => {
  const { button, titles, screen, filter, controller } = await showList(12);
  await button('Values to filter by').click();
  const values = screen.getByRole('complementary', { name: 'Values to filter by' });
  const value = (name: string) => values.getByRole('button', { name, exact: true });
  await expect.element(value('EBS 3')).toBeVisible();
  await value('EBS 3').click();
  await expect.poll(titles).toEqual(['job-0', 'job-4', 'job-8']);
  // Its own token does not narrow a column's own counts, but those of the others.
  await expect.element(value('RDS 3')).toBeVisible();
  await expect.element(values.getByRole('button', { name: 'none 3' })).toBeVisible();
  await value('RDS 3').click();
  await expect.poll(() => titles().length).toBe(6);
  await value('EBS 3').click({ modifiers: ['Alt'] });
  await expect.poll(titles).toEqual(['job-1', 'job-5', 'job-9']);
  await button('Leave out Daily').click();
  await expect.poll(() => controller.source.total).toBe(0);
  await button('Leave out Daily').click();
  await filter.fill('job-9');
  await expect.element(value('RDS 1')).toBeVisible();
  await expectAccessible('screen');
});

test('before the index is there the newest are shown at once, and a filter waits and says how far it is', async () => {
  const { finder, titles, filter, foot, screen, history } = await showList(12);
  expect(titles()[0]).toBe('job-0');
  finder!.state = { state: 'loading', loaded: 3, total: 12 };
  await expect.poll(() => titles().length).toBe(12);
  await filter.fill('job-7');
  await expect.element(screen.getByText('Reading the history… 3 of 12')).toBeVisible();
  expect(titles()).toEqual([]);
  finder!.state = { state: 'loading', loaded: 9, total: 12 };
  await expect.element(screen.getByText('Reading the history… 9 of 12')).toBeVisible();
  await expectAccessible('screen');
  finder!.state = { state: 'ready', jobs: 12, newPaths: [] };
  await expect.poll(titles).toEqual(['job-7']);
  await expect.element(foot).toHaveTextContent('1 of 12 jobs');
  finder!.state = { state: 'failed', problem: new Error('The worker ended.') };
  await expect.element(screen.getByText('Only the newest jobs can be shown')).toBeVisible();
  expect(history.workspace).toBe('aws');
});

test('when the index takes over, the rows on screen stay what they are', async () => {
  const history = await historyOf(12);
  const finder = new TableFinder(history);
  finder.state = { state: 'loading', loaded: 0, total: 12 };
  const asked: (readonly string[])[] = [];
  // Their rows are on their way.
  finder.rowsByKey = (keys) => {
    asked.push(keys);
    return { subscribe: () => () => undefined };
  };
  const { titles } = await showList(0, { history, finder });
  const rows = [...document.querySelectorAll('[data-job-key]')];
  const before = titles();
  finder.state = { state: 'ready', jobs: 12, newPaths: [] };
  await expect.poll(() => asked.at(-1)?.length).toBe(12);
  expect(titles()).toEqual(before);
  expect([...document.querySelectorAll('[data-job-key]')]).toEqual(rows);
});
