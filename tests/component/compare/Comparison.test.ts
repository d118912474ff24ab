import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import Comparison from '../../../src/renderer/src/compare/Comparison.svelte';
import { compareReadings } from '../../../src/renderer/src/domain/diff';
import { membersOfBody } from '../../support/raw-members';
import { expectAccessible } from '../support/accessible';
import { FIXTURES, fixture, fixtureWith, NOW, read } from '../support/fixtures';
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

async function compare(left: string, right: string) {
  const [earlier, later] = [read(left), read(right)];
  const screen = await show(Comparison, {
    comparison: compareReadings(earlier, later),
    left: { reading: earlier, when: '21 Sep, 14:21' },
    right: { reading: later, when: '21 Sep, 16:35' },
    context: { now: NOW, times: 'utc' },
  });
  return {
    screen,
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
  const rank = ['never', 'notable', 'expected'];
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
  expect(table.getByRole('rowheader').elements()).toHaveLength(document.querySelectorAll('tr[data-field]').length);
});

test('can be copied as text that names every difference', async () => {
  const copied: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
  });
  const { screen, rows } = await compare(CREATED, LATER);
  await userEvent.click(screen.getByRole('button', { name: 'Copy comparison as text' }));
  await expect.poll(() => copied.length).toBe(1);
  for (const [field] of rows()) expect(copied[0]).toContain(`(${field!})`);
  expect(copied[0]).toContain('999988887777');
});
