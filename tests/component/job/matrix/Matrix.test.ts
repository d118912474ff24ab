import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CompareDesk } from '../../../../src/renderer/src/compare/compare-desk.svelte';
import type { History } from '../../../../src/renderer/src/data/history';
import { expectAccessible } from '../../support/accessible';
import { openDesk } from '../../support/compare-desk';
import { fixture, fixtureWith, NOW, read } from '../../support/fixtures';
import { answer, newHistory } from '../../support/history';
import JobHost from '../../support/JobHost.svelte';
import { show } from '../../support/screen';

const MINUTE = 60_000;
const REGION = 'us-east-1';

/** One job that was seen in so many snapshots: its state steps, and its size grows in each. */
async function seen(states: readonly string[]): Promise<{ history: History; jobKey: string }> {
  const history = await newHistory();
  const recorded = await history.recordAll(
    states.map((State, at) =>
      answer(fixtureWith('03', { State, BackupSizeInBytes: 1024 ** 3 * (at + 1) }), NOW + at * MINUTE),
    ),
  );
  return { history, jobKey: recorded[0]!.jobKey };
}

async function showMatrix(world: { history: History; jobKey: string; desk?: CompareDesk }) {
  await show(JobHost, { ...world, now: NOW + 2 * 3_600_000 });
  await page.getByRole('tab', { name: 'All snapshots' }).click();
  const grid = page.getByRole('grid', { name: 'Snapshots' });
  await expect.element(grid).toBeVisible();
  return {
    grid,
    row: (path: string) =>
      Array.from(document.querySelectorAll<HTMLElement>(`[data-row="${path}"] [role="gridcell"]`), (cell) => cell),
    chosen: () =>
      document.querySelector<HTMLElement>('[data-snapshot-id]:has([aria-current="true"])')?.dataset['firstSeen'],
    active: () => document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? ''),
  };
}

test('a job over all its snapshots shows what ever changed, each step marked, and folds the rest', async () => {
  const { grid, row } = await showMatrix(await seen(['CREATED', 'RUNNING', 'RUNNING', 'COMPLETED']));
  await expect.element(grid).toHaveAttribute('aria-colcount', '5');
  const rows = Array.from(document.querySelectorAll<HTMLElement>('[data-row]'), (line) => line.dataset['row']);
  expect(rows).toEqual(['BackupSizeInBytes', 'State']);
  expect(row('State').map((cell) => cell.dataset['marked'] !== undefined)).toEqual([false, true, false, true]);
  expect(row('State')[1]?.textContent).toMatch(/^changed: Running/);
  const fold = page.getByRole('button', { name: /members that are the same in all 4/ });
  await fold.click();
  await expect.element(page.getByRole('button', { name: /^Hide \d+ members/ })).toBeVisible();
  await expectAccessible();
});

test('it is one stop of the keyboard: left and right choose a snapshot on the timeline, up and down a member', async () => {
  const { grid, chosen, active } = await showMatrix(await seen(['CREATED', 'RUNNING', 'COMPLETED']));
  (grid.element() as HTMLElement).focus();
  expect(chosen()).toBe(String(NOW + 2 * MINUTE));
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(chosen).toBe(String(NOW + MINUTE));
  await expect.element(page.getByRole('tab', { name: 'All snapshots' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Home}{ArrowDown}');
  await expect.poll(chosen).toBe(String(NOW));
  expect(active()?.textContent).toMatch(/^Created, State, /);
  await userEvent.keyboard('{End}');
  await expect.poll(() => active()?.textContent).toMatch(/^changed: Completed, State, /);
});

test('the next and the previous mark are a key away, column by column, and the last leads to the first', async () => {
  const { desk, told } = await openDesk();
  const { active, chosen } = await showMatrix({ ...(await seen(['CREATED', 'RUNNING', 'RUNNING'])), desk });
  const at = () => active()?.textContent.replace(/.*?(Size|State), .*/, '$1');
  desk.view?.step(1);
  // From the newest answer on, which has the keyboard on its first member, there is none: the first of all.
  await expect.poll(chosen).toBe(String(NOW + MINUTE));
  await expect.poll(at).toMatch(/Size/);
  desk.view?.step(1);
  await expect.poll(at).toBe('State');
  expect(document.activeElement?.getAttribute('role')).toBe('grid');
  desk.view?.step(1);
  await expect.poll(chosen).toBe(String(NOW + 2 * MINUTE));
  desk.view?.step(-1);
  await expect.poll(chosen).toBe(String(NOW + MINUTE));
  expect(told).toEqual([]);
});

test('ignore rules leave members out, which is said, and one key shows everything', async () => {
  const { desk, told } = await openDesk();
  const { row } = await showMatrix({ ...(await seen(['CREATED', 'RUNNING'])), desk });
  desk.ignoreField('BackupSizeInBytes');
  await expect.element(page.getByText('1 member hidden by your ignore rules.')).toBeVisible();
  await expect.poll(() => row('BackupSizeInBytes').length).toBe(0);
  expect(row('State').length).toBeGreaterThan(0);
  await expectAccessible();
  desk.toggleEverything();
  await expect.element(page.getByText(/Everything is shown: 1 member that your ignore rules would hide/)).toBeVisible();
  await expect.poll(() => row('BackupSizeInBytes').length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Apply the rules again' }).click();
  desk.toggleClass('expected');
  await expect.element(page.getByText('2 members hidden by your ignore rules.')).toBeVisible();
  await expect
    .element(page.getByText('No member differs between them but those that your ignore rules leave out.'))
    .toBeVisible();
  desk.view?.step(1);
  expect(told.at(-1)).toBe('There is no change to go to.');
});

test('play goes from column to column and ends with the last; Escape stops it', async () => {
  const { chosen } = await showMatrix(await seen(['CREATED', 'RUNNING', 'COMPLETED']));
  const play = page.getByRole('button', { name: 'Play' });
  await play.click();
  await expect.poll(chosen).toBe(String(NOW));
  await userEvent.keyboard('{Escape}');
  await expect.element(play).toHaveAttribute('aria-pressed', 'false');
  expect(chosen()).toBe(String(NOW));
  await expect.element(page.getByRole('article')).toBeVisible();
  await play.click();
  await expect.poll(chosen, { timeout: 10_000 }).toBe(String(NOW + 2 * MINUTE));
  await expect.element(play).toHaveAttribute('aria-pressed', 'false');
});

test('of a thousand snapshots only the columns in sight are drawn, wherever the keyboard is', async () => {
  const states = Array.from({ length: 1000 }, (_, at) => (at % 2 === 0 ? 'CREATED' : 'RUNNING'));
  const { grid, row, active } = await showMatrix(await seen(states));
  await expect.element(grid).toHaveAttribute('aria-colcount', '1001');
  await expect.poll(() => row('State').length).toBeLessThan(20);
  await expect.poll(() => active()?.getAttribute('aria-colindex')).toBe('1001');
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => active()?.getAttribute('aria-colindex')).toBe('2');
  await expect.poll(() => grid.element().scrollLeft).toBe(0);
  expect(row('State').length).toBeLessThan(20);
});

test('the newest snapshots are shown before all are read, and never as if they were all', async () => {
  const states = Array.from({ length: 60 }, (_, at) => (at < 5 ? 'CREATED' : 'RUNNING'));
  const { history, jobKey } = await seen(states);
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const bodies = history.bodies.bind(history);
  vi.spyOn(history, 'bodies').mockImplementation(async (key) => {
    await held;
    return bodies(key);
  });
  const { grid, row } = await showMatrix({ history, jobKey });
  await expect
    .element(page.getByRole('heading', { name: 'What changed in the 50 snapshots read so far' }))
    .toBeVisible();
  await expect.element(page.getByText('Reading 60 snapshots…')).toBeVisible();
  await expect.element(grid).toHaveAttribute('aria-colcount', '61');
  expect(row('BackupSizeInBytes').at(-1)?.textContent).toMatch(/^changed: .*60 GiB/);
  expect(row('State')).toEqual([]);
  expect(page.getByRole('button', { name: /the same in all/ }).elements()).toEqual([]);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => row('BackupSizeInBytes')[0]?.textContent).toMatch(/^being read/);
  await expectAccessible();
  goOn();
  await expect.element(page.getByRole('heading', { name: 'What ever changed, over 60 snapshots' })).toBeVisible();
  expect(row('State')[5]?.textContent).toMatch(/^changed: Running/);
  expect(row('BackupSizeInBytes')[0]?.textContent).toMatch(/^1\.1 GB · 1 GiB/);
  await expect.element(page.getByRole('button', { name: /the same in all 60/ })).toBeVisible();
  await expect.element(page.getByText('Reading 60 snapshots…')).not.toBeInTheDocument();
});

test('of a thousand members only the rows in sight are drawn, wherever the keyboard is', async () => {
  const history = await newHistory();
  const members = (at: number) =>
    Object.fromEntries(Array.from({ length: 1000 }, (_, member) => [`Member${member}`, `${member}-${at}`]));
  const recorded = await history.recordAll(
    [0, 1].map((at) => answer(fixtureWith('03', members(at)), NOW + at * MINUTE)),
  );
  const { grid, active } = await showMatrix({ history, jobKey: recorded[0]!.jobKey });
  const drawn = (): number => document.querySelectorAll('[data-row]').length;
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1001');
  await expect.poll(drawn).toBeGreaterThan(10);
  expect(drawn()).toBeLessThan(60);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.poll(() => active()?.textContent).toMatch(/Member999/);
  await expect
    .poll(() => active()?.getBoundingClientRect().bottom)
    .toBeLessThanOrEqual(grid.element().getBoundingClientRect().bottom);
  expect(drawn()).toBeLessThan(60);
});

test("a parent's children stand side by side: what few have otherwise than most is marked, shared values are folded", async () => {
  const history = await newHistory();
  const bodies = ['15', '16', '17'].map((number) => fixture(number));
  for (const body of [...bodies, fixtureWith('16', { CopyJobId: 'THIRD', CompositeMemberIdentifier: 'LogVolume' })])
    await history.record(answer(body, NOW, { region: REGION }));
  const { accountId = '', copyJobId = '' } = read(bodies[0]!);
  const onopenjob = vi.fn();
  await show(JobHost, { history, jobKey: `${accountId}/${REGION}/${copyJobId}`, now: NOW + MINUTE, onopenjob });
  await page.getByRole('tab', { name: 'Children' }).click();
  const grid = page.getByRole('grid', { name: 'Child jobs' });
  await expect.element(grid).toBeVisible();
  await expect.element(grid).toHaveAttribute('aria-colcount', '4');
  const cells = Array.from(document.querySelectorAll<HTMLElement>('[data-row="State"] [role="gridcell"]'));
  expect(cells.filter(({ dataset }) => dataset['marked'] !== undefined).map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^other than most: Failed, State, ShopDatabase/),
  ]);
  expect(document.querySelector('[data-row="CopyJobId"]')).toBeNull();
  await expect.element(page.getByRole('button', { name: /the same in all 3/ })).toBeVisible();
  await expectAccessible();
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{End}{Enter}');
  expect(onopenjob).toHaveBeenCalledOnce();
});
