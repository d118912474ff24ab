import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureWith, NOW, read } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import JobHost from '../support/JobHost.svelte';
import { failure, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const HOUR = 3_600_000;
const REGION = 'us-east-1';
/** A PARTIAL stack, a child that was copied and the one that was not. */
const PARENT = fixture('15');
const COPIED = fixture('16');
const CULPRIT = fixture('17');
const PARENT_KEY = keyOf(PARENT);
const CULPRIT_KEY = keyOf(CULPRIT);

function keyOf(body: string): string {
  const { accountId = '', copyJobId = '' } = read(body);
  return `${accountId}/${REGION}/${copyJobId}`;
}
/** The job as it stands on a page of a list. */
const listed = (body: string): string => JSON.stringify((JSON.parse(body) as { CopyJob: object }).CopyJob);
const other = (id: string, more: object = {}): string =>
  fixtureWith('16', { CopyJobId: id, CompositeMemberIdentifier: id, ...more });

async function keep(bodies: readonly string[], at = NOW): Promise<History> {
  const history = await newHistory();
  for (const body of bodies) await history.record(answer(body, at));
  return history;
}

async function showJob(history: History, jobKey: string, more: Record<string, unknown> = {}) {
  const heard = { onopenjob: vi.fn(), onlookup: vi.fn() };
  await show(JobHost, { history, jobKey, now: NOW + HOUR, ...heard, ...more });
  const article = page.getByRole('article');
  await expect.element(article).toBeVisible();
  return {
    ...heard,
    article,
    openFamily: () => article.getByRole('tab', { name: 'Family' }).click(),
    tree: article.getByRole('tree', { name: 'Family' }),
    item: (name: string) => article.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) }),
    names: () => Array.from(document.querySelectorAll('[role="treeitem"] .name'), (at) => at.textContent),
    fetch: article.getByRole('button', { name: 'Fetch children' }),
  };
}

test('a job without a family has no such tab', async () => {
  const history = await newHistory();
  const { jobKey } = await history.record(answer(fixture('01'), NOW));
  const { article } = await showJob(history, jobKey);
  await expect.element(article.getByRole('tab', { name: 'Details' })).toBeVisible();
  await expect.element(article.getByRole('tab', { name: 'Family' })).not.toBeInTheDocument();
});

test('a PARTIAL parent names the child because of which it is, on its details, and leads there', async () => {
  const { article, onopenjob } = await showJob(await keep([PARENT, COPIED, CULPRIT]), PARENT_KEY);
  const causes = article.getByRole('list', { name: 'Because of' });
  await expect.element(causes).toHaveTextContent('ShopDatabase');
  await expect.element(causes).toHaveTextContent('Failed');
  await expect.element(causes).toHaveTextContent('The snapshot requires a target option group');
  await expectAccessible();
  await causes.getByRole('button', { name: 'ShopDatabase' }).click();
  expect(onopenjob).toHaveBeenCalledExactlyOnceWith(CULPRIT_KEY);
});

test('the family is a tree: levels, states, ages, and the open job marked', async () => {
  const history = await keep([PARENT, COPIED]);
  await history.record(answer(CULPRIT, NOW + HOUR / 2, { source: 'list' }));
  const { openFamily, item, names } = await showJob(history, PARENT_KEY);
  await openFamily();
  await expect.poll(names).toEqual(['shop', read(COPIED).valueAt('CompositeMemberIdentifier'), 'ShopDatabase']);
  const root = item('shop');
  await expect.element(root).toHaveAttribute('aria-level', '1');
  await expect.element(root).toHaveAttribute('aria-expanded', 'true');
  await expect.element(root).toHaveAttribute('aria-current', 'true');
  await expect.element(root).toHaveTextContent('Seen 1 hour ago');
  const culprit = item('ShopDatabase');
  await expect.element(culprit).toHaveAttribute('aria-level', '2');
  await expect.element(culprit).toHaveAttribute('aria-posinset', '2');
  await expect.element(culprit).toHaveTextContent('Failed');
  await expect.element(culprit).toHaveTextContent('Seen 30 minutes ago');
  await expect.element(culprit).not.toHaveAttribute('aria-expanded');
  await expectAccessible();
});

test('arrow keys walk, open and close the tree, Enter opens a job; it is one stop for Tab', async () => {
  const { openFamily, item, names, onopenjob } = await showJob(await keep([PARENT, COPIED, CULPRIT]), PARENT_KEY);
  await openFamily();
  await expect.poll(() => names().length).toBe(3);
  expect(document.querySelectorAll('[role="treeitem"][tabindex="0"]')).toHaveLength(1);
  (item('shop').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  await expect.element(item('ShopDatabase')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(item('shop')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(item('shop')).toHaveAttribute('aria-expanded', 'false');
  expect(names()).toEqual(['shop']);
  await userEvent.keyboard('{ArrowRight}{End}');
  await expect.element(item('ShopDatabase')).toHaveFocus();
  await userEvent.keyboard('{Home}s');
  await expect.element(item('ShopDatabase')).toHaveFocus();
  expect(document.querySelectorAll('[role="treeitem"][tabindex="0"]')).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  expect(onopenjob).toHaveBeenCalledExactlyOnceWith(CULPRIT_KEY);
});

test("the parent's own counts stand beside what the children say, and what does not add up is told", async () => {
  const { article, openFamily } = await showJob(await keep([PARENT, COPIED, CULPRIT]), PARENT_KEY);
  await openFamily();
  const counts = article.getByRole('table', { name: 'Child jobs by state' });
  await expect.element(counts.getByRole('row', { name: 'COMPLETED' })).toHaveTextContent(/3\s*1\s*differs/);
  await expect.element(counts.getByRole('row', { name: 'All' })).toHaveTextContent(/4\s*2\s*differs/);
  const oddities = article.getByRole('list', { name: 'What does not add up' });
  await expect.element(oddities).toHaveTextContent('2 of 4 child jobs are in the history.');
});

test('children are fetched by their parent, page by page, and redraw the tree; the oddity goes', async () => {
  const main = new MainProcess();
  main.lists(REGION, [
    [listed(CULPRIT), listed(COPIED)],
    [listed(other('A')), listed(fixture('03')), listed(other('B'))],
  ]);
  const { article, openFamily, names, fetch } = await showJob(await keep([PARENT]), PARENT_KEY, { main });
  await openFamily();
  await expect.element(article.getByText('The children were not fetched yet.')).toBeVisible();
  await expect.poll(names).toEqual(['shop']);
  await fetch.click();
  await expect.poll(() => names().length).toBe(5);
  await expect.element(article.getByText('Children last fetched just now.')).toBeVisible();
  await expect.element(article.getByRole('list', { name: 'What does not add up' })).not.toBeInTheDocument();
  await expect.element(article.getByRole('list', { name: 'Because of' })).toHaveTextContent('ShopDatabase');
  expect(main.listed.map(({ filters, nextToken }) => [filters.ByParentJobId, filters.ByAccountId, nextToken])).toEqual([
    [read(PARENT).copyJobId, '111122223333', undefined],
    [read(PARENT).copyJobId, '111122223333', '1'],
  ]);
});

test('that the children may not be listed is said quietly, with the way out, and the job stays as it is', async () => {
  const main = new MainProcess();
  main.lists(REGION, [
    failure('AccessDenied', { remedy: 'Allow backup:ListCopyJobs.', iamAction: 'backup:ListCopyJobs' }),
  ]);
  const { article, openFamily, fetch } = await showJob(await keep([PARENT, CULPRIT]), PARENT_KEY, { main });
  await openFamily();
  await fetch.click();
  const notice = article.getByText('The children could not be fetched: It ended with AccessDenied.');
  await expect.element(notice).toBeVisible();
  await expect.element(article.getByText('Allow backup:ListCopyJobs.')).toBeVisible();
  expect(page.getByRole('alert').query()).toBeNull();
  await expect.element(article.getByRole('list', { name: 'Because of' })).toHaveTextContent('ShopDatabase');
  await expectAccessible();
  await expect.element(fetch).toHaveFocus();
});

test('a fetch can be cancelled, and the keyboard stays at the button', async () => {
  const main = new MainProcess();
  const letGo = main.hold();
  const { article, openFamily, fetch } = await showJob(await keep([PARENT]), PARENT_KEY, { main });
  await openFamily();
  await fetch.click();
  await expect.element(article.getByText('Fetching the children…')).toBeVisible();
  await article.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(article.getByText('Fetching was cancelled; what came before is kept.')).toBeVisible();
  await expect.element(fetch).toHaveFocus();
  letGo();
});

test('a child shows its parent, and the whole family with itself marked', async () => {
  const { article, openFamily, item, names, onopenjob } = await showJob(
    await keep([PARENT, COPIED, CULPRIT]),
    CULPRIT_KEY,
  );
  await expect.element(article.getByText('Part of:')).toBeVisible();
  await article.getByRole('button', { name: 'shop' }).click();
  expect(onopenjob).toHaveBeenCalledExactlyOnceWith(PARENT_KEY);
  await openFamily();
  await expect.poll(() => names().length).toBe(3);
  await expect.element(item('ShopDatabase')).toHaveAttribute('aria-current', 'true');
  await expect.element(item('shop')).not.toHaveAttribute('aria-current');
  expect(item('ShopDatabase').element().getAttribute('tabindex')).toBe('0');
});

test('a parent that is not in the history is offered to be looked up; its other children are shown', async () => {
  const history = await keep([COPIED, CULPRIT]);
  const { article, openFamily, names, onlookup } = await showJob(history, CULPRIT_KEY);
  await article.getByRole('button', { name: 'Look up the parent' }).click();
  expect(onlookup).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ copyJobId: read(PARENT).copyJobId }));
  await openFamily();
  await expect.poll(() => names().length).toBe(2);
  await expect
    .element(article.getByRole('treeitem', { name: 'not in the history' }))
    .toHaveAttribute('aria-level', '1');
  await expectAccessible();
  // Once it is there it takes its place at the top.
  await history.record(answer(PARENT, NOW + 1));
  await expect.poll(names).toContain('shop');
  await expect.element(article.getByText('is not in the history.')).not.toBeInTheDocument();
});

test('stacks in stacks: the cause is the deepest child, and the open job in the middle answers for itself', async () => {
  const middle = other('NESTED', {
    IsParent: true,
    State: 'PARTIAL',
    NumberOfChildJobs: 1,
    ResourceType: 'CloudFormation',
  });
  const deep = other('DEEP', { ParentJobId: 'NESTED', State: 'FAILED', StatusMessage: 'No room.' });
  const history = await keep([PARENT, COPIED, middle, deep]);
  const { article, openFamily, item } = await showJob(history, keyOf(middle));
  await openFamily();
  await expect.element(item('DEEP')).toHaveAttribute('aria-level', '3');
  await expect.element(article.getByRole('list', { name: 'Because of' })).toHaveTextContent('No room.');
  await expect.element(article.getByText('Part of:')).toBeVisible();
});
