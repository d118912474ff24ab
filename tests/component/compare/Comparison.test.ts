import { tick } from 'svelte';
import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Comparison from '../../../src/renderer/src/compare/Comparison.svelte';
import { compareReadings } from '../../../src/renderer/src/domain/diff';
import { membersOfBody } from '../../support/raw-members';
import { expectAccessible } from '../support/accessible';
import { openDesk } from '../support/compare-desk';
import { FIXTURES, fixture, fixtureWith, NOW, read } from '../support/fixtures';
import { MainProcess } from '../support/main-process';
import { only, show } from '../support/screen';

const CREATED = fixture('06');
/** What the created job says later: some of it expected, some of it worth a look, some of it never to be seen. */
const LATER = fixtureWith('06', {
  State: 'COMPLETED',
  CompletionDate: 1790008540,
  BackupSizeInBytes: 1_288_490_189,
  AccountId: '999988887777',
  FutureMember: [1, 2],
  IamRoleArn: undefined,
});

async function compare(left: string, right: string, main = new MainProcess()) {
  const [earlier, later] = [read(left), read(right)];
  const { desk, told } = await openDesk(main);
  const screen = await show(Comparison, {
    desk,
    comparison: compareReadings(earlier, later),
    left: { reading: earlier, when: '21 Sep, 14:21', facts: [{ label: 'Source', text: 'DescribeCopyJob' }] },
    right: { reading: later, when: '21 Sep, 16:35', facts: [{ label: 'Source', text: 'ListCopyJobs' }] },
    context: { now: NOW, times: 'utc' },
    link: 'copytrail://compare/x',
  });
  return {
    ...{ screen, desk, main, told },
    table: screen.getByRole('table', { name: 'Comparison' }),
    fold: screen.getByRole('button', { name: /unchanged member/ }),
    rows: () =>
      Array.from(document.querySelectorAll<HTMLElement>('tr[data-field]'), ({ dataset }) => [
        dataset['field'],
        dataset['change'],
        dataset['nature'],
      ]),
  };
}

/** Paths and kinds of change, worked out from the bodies by other means than the app's. */
function changesOf(left: string, right: string): Record<string, string> {
  const [before, after] = [membersOfBody(left), membersOfBody(right)];
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    paths.map((path) => [
      path,
      before[path] === undefined
        ? 'added'
        : after[path] === undefined
          ? 'removed'
          : before[path] === after[path]
            ? 'same'
            : 'changed',
    ]),
  );
}

test('every difference is a row with its field and its kind of change; the rest is folded away', async () => {
  const { rows, fold } = await compare(CREATED, LATER);
  const expected = changesOf(CREATED, LATER);
  const differences = Object.entries(expected).filter(([, change]) => change !== 'same');
  expect(differences.length).toBeGreaterThan(4);
  expect(Object.fromEntries(rows().map(([field, change]) => [field, change]))).toEqual(Object.fromEntries(differences));
  const same = Object.keys(expected).length - differences.length;
  await expect.element(fold).toHaveTextContent(`Show ${same} unchanged members`);
  await expect.element(fold).toHaveAttribute('aria-expanded', 'false');
  await fold.click();
  await expect.element(fold).toHaveAttribute('aria-expanded', 'true');
  expect(Object.fromEntries(rows().map(([field, change]) => [field, change]))).toEqual(expected);
  await expectAccessible();
  await fold.click();
  await expect.poll(() => rows().length).toBe(differences.length);
});

test('what should never move stands first and is flagged, in words', async () => {
  const { rows } = await compare(CREATED, LATER);
  const natures = rows().map(([, , nature]) => nature);
  const rank = ['never', 'notable', 'newly-reported', 'expected'];
  expect(natures).toEqual([...natures].sort((a, b) => rank.indexOf(a!) - rank.indexOf(b!)));
  expect(rows()[0]).toEqual(['AccountId', 'changed', 'never']);
  const row = only('tr[data-field="AccountId"]');
  expect(row.textContent).toContain('Should not change');
  expect(row.textContent).toContain('111122223333');
  expect(row.textContent).toContain('999988887777');
  const ordinary = only('tr[data-field="State"]');
  expect(ordinary.dataset['nature']).toBe('expected');
  expect(ordinary.textContent).not.toMatch(/Should not change|Worth a look/);
  await expectAccessible();
});

test('differences are told in the domain’s words, with the exact values at hand', async () => {
  await compare(fixtureWith('06', { BackupSizeInBytes: 1_073_741_824 }), LATER);
  const size = only('tr[data-field="BackupSizeInBytes"]');
  expect(size.querySelector('.delta')!.textContent).toContain('+204.8 MiB (+20.0 %)');
  expect(size.querySelector('.left')!.getAttribute('title')).toBe('1073741824');
  expect(size.querySelector('.right')!.getAttribute('title')).toBe('1288490189');
});

test('added and removed members have an empty side that says so', async () => {
  await compare(CREATED, LATER);
  const added = only('tr[data-field="CompletionDate"]');
  expect(added.querySelector('.left')!.classList).toContain('none');
  expect(added.querySelector('.left')!.textContent.trim()).not.toBe('');
  expect(added.querySelector('.right')!.classList).not.toContain('none');
  const removed = only('tr[data-field="IamRoleArn"]');
  expect(removed.dataset['change']).toBe('removed');
  expect(removed.querySelector('.right')!.classList).toContain('none');
});

test.for(FIXTURES)('$name beside itself has no differences', async ({ body }) => {
  const { rows, fold } = await compare(body, body);
  expect(rows()).toEqual([]);
  await expect.element(fold).toHaveTextContent(`Show ${Object.keys(membersOfBody(body)).length} unchanged members`);
});

test('large integers that a double cannot tell apart differ', async () => {
  const body = fixture('22');
  const { rows } = await compare(body, body.replace('9007199254740993', '9007199254740992'));
  expect(rows()).toEqual([['BackupSizeInBytes', 'changed', 'expected']]);
});

test('is a table with heads for its columns and rows', async () => {
  const { table } = await compare(CREATED, LATER);
  const heads = table.getByRole('columnheader').elements();
  expect(heads.map(({ textContent }) => textContent.trim())).toEqual([
    'Member',
    'Earlier 21 Sep, 14:21',
    'to',
    'Later 21 Sep, 16:35',
    'Difference',
  ]);
  expect(table.getByRole('rowheader').elements()).toHaveLength(document.querySelectorAll('tr[data-row]').length);
});

test('can be copied as text that names every difference', async () => {
  const copied: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
  });
  const { screen, rows } = await compare(CREATED, LATER);
  await userEvent.click(screen.getByRole('button', { name: 'Copy the comparison' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'Plain text' }));
  await expect.poll(() => copied.length).toBe(1);
  for (const [field] of rows()) expect(copied[0]).toContain(`(${field!})`);
  expect(copied[0]).toContain('999988887777');
});

test('next and previous change by keyboard: the row has the keyboard, it is told, and the end leads to the start', async () => {
  const { desk, screen, rows } = await compare(CREATED, LATER);
  const count = rows().length + 2;
  const at = () => (document.activeElement as HTMLElement | null)?.dataset['row'];
  desk.view?.step(1);
  await expect.poll(at).toBe('AccountId');
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent(`Change 1 of ${count}: Account, should not change.`);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe(rows()[1]![0]);
  await userEvent.keyboard('{End}');
  await expect.poll(at).toBe('[throughput]');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe('AccountId');
  desk.view?.step(-1);
  await expect.poll(at).toBe('[throughput]');
  // All rows are one stop of the Tab key.
  expect(document.querySelectorAll('tbody tr[tabindex="0"]')).toHaveLength(1);
  await expectAccessible();
});

test('classes filter, together or alone, and say how many there are of each', async () => {
  const { screen, rows } = await compare(CREATED, LATER);
  const natures = () => [...new Set(rows().map(([, , nature]) => nature))];
  const never = screen.getByRole('button', { name: 'Should not change 1' });
  await userEvent.click(never);
  await expect.poll(natures).toEqual(['never']);
  await expect.element(never).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'Newly reported 1' }));
  await expect.poll(natures).toEqual(['never', 'newly-reported']);
  await userEvent.click(never);
  await userEvent.click(screen.getByRole('button', { name: 'Newly reported 1' }));
  await expect.poll(() => natures().length).toBe(4);
  await expectAccessible();
});

test('a member is ignored by the keyboard alone; what acts is seen, and one key shows everything', async () => {
  const { desk, screen, rows, main, told } = await compare(CREATED, LATER);
  desk.view?.step(1);
  await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('AccountId');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('menu', { name: 'More about Account' })).toBeVisible();
  await expect.poll(() => document.activeElement?.closest('[role="menu"]')).toBeTruthy();
  await userEvent.keyboard('{Home}{Enter}');
  await expect.poll(() => rows().some(([field]) => field === 'AccountId')).toBe(false);
  expect(told).toEqual(['Differences of Account are ignored from now on.']);
  await expect.element(screen.getByText('1 difference hidden by your ignore rules.')).toBeVisible();
  await expect.element(screen.getByText(/^From created/)).not.toHaveTextContent('Account');
  expect(main.settings.comparing.ignoredFields).toEqual(['AccountId']);
  await expectAccessible();
  desk.toggleEverything();
  await expect.poll(() => rows()[0]?.[0]).toBe('AccountId');
  await userEvent.click(screen.getByRole('button', { name: 'Apply the rules again' }));
  await expect.poll(() => rows().some(([field]) => field === 'AccountId')).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Ignore rules' }));
  await userEvent.click(page.getByRole('menuitemcheckbox', { name: 'Account', exact: false }));
  await expect.poll(() => main.settings.comparing.ignoredFields).toEqual([]);
  await expect.poll(() => rows()[0]?.[0]).toBe('AccountId');
});

test('a class is ignored whole, and a comparison of which nothing is left says so', async () => {
  const { screen, rows, main } = await compare(fixtureWith('06', {}), fixtureWith('06', { State: 'RUNNING' }));
  await userEvent.click(screen.getByRole('button', { name: 'Ignore rules' }));
  await userEvent.click(page.getByRole('menuitemcheckbox', { name: 'Expected' }));
  await expect.poll(() => rows()).toEqual([]);
  expect(main.settings.comparing.ignoredClasses).toEqual(['expected']);
  await expect.element(screen.getByText('Nothing differs but what the ignore rules leave out.')).toBeVisible();
  await expect.element(screen.getByText('Nothing is left to show.')).toBeVisible();
  await expectAccessible();
});

test('unified stands one value above the other, with signs; the layout is kept', async () => {
  const { screen, main } = await compare(CREATED, LATER);
  await userEvent.click(screen.getByText('Unified'));
  await expect.poll(() => main.settings.comparing.layout).toBe('unified');
  const state = only('tr[data-field="State"]');
  const [left, right] = ['.left', '.right'].map((side) => state.querySelector(`td${side}`)!.getBoundingClientRect());
  expect(right!.top).toBeGreaterThanOrEqual(left!.bottom - 1);
  expect(right!.left).toBe(left!.left);
  expect(state.querySelector('td.left')!.textContent).toContain('−');
  expect(state.querySelector('td.right')!.textContent).toContain('+');
  await expectAccessible();
});

test('words that differ are marked inside a message, by more than a colour', async () => {
  const message = (text: string) => fixtureWith('06', { StatusMessage: text });
  await compare(message('Access denied to key one.'), message('Access denied to vault one.'));
  const row = only('tr[data-field="StatusMessage"]');
  expect(row.querySelector('del')!.textContent).toBe('key');
  expect(row.querySelector('ins')!.textContent).toBe('vault');
  expect(getComputedStyle(row.querySelector('del')!).textDecorationLine).toBe('line-through');
  await expectAccessible();
});

test('a thousand fields are drawn, and the last of them is a key away', async () => {
  const many = (value: number) =>
    fixtureWith('06', Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`Future${at}`, value])));
  const { desk, rows } = await compare(many(1), many(2));
  // While the others are still being drawn: it and its neighbours come first, where they will stand in the end.
  const [count, height] = [() => rows().length, () => document.querySelector('table')!.offsetHeight];
  const before = count();
  desk.view?.step(-1);
  await tick();
  expect(count() - before).toBeLessThan(100);
  expect(rows().at(-1)?.[0]).toBe('Future999');
  const room = height();
  await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('Future999');
  // One frame after the other: on a busy machine they are few a second.
  await expect.poll(() => rows().length, { timeout: 25_000 }).toBe(1000);
  expect(new Set(rows().map(([field]) => field)).size).toBe(1000);
  expect(Math.abs(height() - room) / room).toBeLessThan(0.1);
  const place = document.activeElement!.getBoundingClientRect();
  expect(document.activeElement?.getAttribute('data-row')).toBe('Future999');
  expect(place.top).toBeLessThan(window.innerHeight);
});

test('printed it is a sheet of its own, which is gone afterwards', async () => {
  const { screen, main } = await compare(CREATED, LATER);
  await userEvent.click(screen.getByRole('button', { name: 'Save the comparison' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'PDF' }));
  await expect.poll(() => main.printed.length).toBe(1);
  expect(main.printed[0]!.name).toMatch(/^copytrail-comparison-[\dT-]+Z\.pdf$/);
  for (const said of ['999988887777', 'ListCopyJobs', 'Copytrail 0.1.0', 'none in force']) {
    expect(main.printed[0]!.text).toContain(said);
  }
  await expect.poll(() => document.querySelector('.print-sheet')).toBeNull();
});
