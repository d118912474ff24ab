import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FIELDS } from '../../../src/renderer/src/domain/fields';
import Details from '../../../src/renderer/src/job/Details.svelte';
import { membersOfBody } from '../../support/raw-members';
import { expectAccessible } from '../support/accessible';
import { FIXTURES, fixture, fixtureWith, NOW, read } from '../support/fixtures';
import { only, show } from '../support/screen';

async function showDetails(body: string, onopenlink: (url: string) => void = () => undefined) {
  const screen = await show(Details, { reading: read(body), context: { now: NOW, times: 'utc' }, onopenlink });
  return { ...screen, rows: Array.from(screen.container.querySelectorAll<HTMLElement>('[data-field]')) };
}

/** What is written for one member, without the help and copy buttons. */
function words(path: string): string {
  return only(`[data-field="${path}"] dd .text`).textContent;
}

/** Fields that have a value of their own. */
const LEAVES = FIELDS.filter(({ kind }) => kind !== 'object' && kind !== 'map').map(({ path }) => path);

test.for(FIXTURES)('$name: every member stands there once, with exactly the value received', async ({ body }) => {
  const { rows } = await showDetails(body);
  const shown = rows.map((row) => row.dataset['field']!);
  expect(new Set(shown).size).toBe(shown.length);
  const reported = Object.fromEntries(
    rows.flatMap(({ dataset }) => (dataset['value'] === undefined ? [] : [[dataset['field']!, dataset['value']]])),
  );
  expect(reported).toEqual(membersOfBody(body));
  for (const path of LEAVES) expect(shown).toContain(path);
});

test.for(FIXTURES)(
  '$name: what was not reported is marked, and reads like neither zero nor nothing',
  async ({ body }) => {
    const { rows, container } = await showDetails(body);
    const absent = rows.filter(({ dataset }) => dataset['value'] === undefined);
    for (const row of absent) {
      expect(row.dataset['absent']).toBe('true');
      const text = row.querySelector('dd .text')!;
      expect(text.textContent).toMatch(/[a-z]{3}/i);
      expect(text.textContent).not.toMatch(/\d/);
      expect(text.classList).toContain('absent');
      // There is nothing to copy.
      expect(row.querySelector('.copy')).toBeNull();
    }
    for (const row of rows.filter((one) => !absent.includes(one))) {
      expect(row.dataset['absent']).toBeUndefined();
      expect(row.querySelector('dd .text')!.textContent.trim()).not.toBe('');
      expect(row.querySelector('.copy button')).not.toBeNull();
    }
    expect(container.querySelector('.tools')!.textContent).toContain(
      `${rows.length - absent.length} members reported by AWS, ${absent.length} not reported`,
    );
  },
);

test('a size of zero, a missing one and null are three different things', async () => {
  const texts = new Set<string>();
  for (const size of [0, undefined, null]) {
    const { unmount } = await showDetails(fixtureWith('01', { BackupSizeInBytes: size }));
    texts.add(words('BackupSizeInBytes'));
    await unmount();
  }
  expect(texts.size).toBe(3);
});

test('members that are new to this version are shown as new, among their own, with their value', async () => {
  const screen = await showDetails(fixture('22'));
  const group = screen.getByRole('region', { name: 'New to Copytrail' });
  await expect.element(group.getByText('new member')).toBeVisible();
  expect(only('[data-field="FutureMember.Nested"]').dataset['value']).toBe('[1,2]');
  expect(words('FutureMember.Nested')).toContain('[1,2]');
  // Nothing that is known passes for new.
  expect(document.querySelectorAll('[data-field]:has(.tag)').length).toBeGreaterThan(0);
  expect(only('[data-field="State"]').textContent).not.toContain('new member');
});

test('a number too large for a double stands to the last digit, and markup in a name stays text', async () => {
  const { container } = await showDetails(fixture('22'));
  expect(only('[data-field="BackupSizeInBytes"]').dataset['value']).toBe('9007199254740993');
  expect(only('[data-field="BackupSizeInBytes"]').textContent.replace(/\D/g, '')).toContain('9007199254740993');
  expect(words('ResourceName')).toBe('données-東京 🗄️ <b>"x"</b>');
  expect(container.querySelector('dd b')).toBeNull();
});

test.for([
  ['Wrong', { BackupSizeInBytes: 'many', CreationDate: 'soon', IsParent: 'perhaps', State: 7 }],
  ['Null', { CreatedBy: null, DestinationRecoveryPointLifecycle: null, ChildJobsInState: null, State: null }],
  ['Empty', { CreatedBy: {}, ChildJobsInState: {}, StatusMessage: '', ResourceName: '' }],
  ['Odd names', { 'a.b': { 'c"d': 1 }, __proto: 2, constructor: 3, '': 4 }],
] as const)('%s values are shown as they came', async ([, members]) => {
  const body = fixtureWith('01', members);
  const { rows } = await showDetails(body);
  const reported = Object.fromEntries(
    rows.flatMap(({ dataset }) => (dataset['value'] === undefined ? [] : [[dataset['field']!, dataset['value']]])),
  );
  expect(reported).toEqual(membersOfBody(body));
});

test('members stand under the headings an administrator thinks in', async () => {
  const screen = await showDetails(fixture('01'));
  const groups = screen.getByRole('region').elements();
  expect(groups.map((group) => group.querySelector('h2')!.textContent)).toEqual([
    'What',
    'From where to where',
    'Outcome',
    'When',
    'Why it exists',
    'Family',
    'Retention and encryption',
  ]);
});

test('those not reported can be hidden and brought back', async () => {
  const screen = await showDetails(fixture('21'));
  const count = () => document.querySelectorAll('[data-field]').length;
  const all = count();
  await screen.getByRole('checkbox', { name: 'Hide those not reported' }).click();
  await expect.poll(count).toBe(Object.keys(membersOfBody(fixture('21'))).length);
  expect(document.querySelectorAll('[data-absent]')).toHaveLength(0);
  await screen.getByRole('checkbox', { name: 'Hide those not reported' }).click();
  await expect.poll(count).toBe(all);
});

test('child jobs are a bar with numbers beside their fields', async () => {
  const screen = await showDetails(fixture('19'));
  const bar = screen.getByRole('img', { name: 'Child jobs by state: 1 CREATED, 1 RUNNING, 1 COMPLETED' });
  await expect.element(bar).toBeVisible();
  for (const state of ['CREATED', 'RUNNING', 'COMPLETED']) {
    expect(only(`[data-field="ChildJobsInState.${state}"]`).dataset['value']).toBe('1');
  }
});

test('no bar where AWS reported no children', async () => {
  const screen = await showDetails(fixture('01'));
  expect(screen.getByRole('img').query()).toBeNull();
});

test('every member has help with its AWS name, reachable by keyboard, and a link to the documentation where there is one', async () => {
  const onopenlink = vi.fn();
  const screen = await showDetails(fixture('01'), onopenlink);
  const helps = screen.getByRole('button', { name: /^Help: / }).elements();
  expect(helps).toHaveLength(screen.rows.length);
  const field = FIELDS.find(({ path }) => path === 'BackupSizeInBytes')!;
  const help = only('[data-field="BackupSizeInBytes"] .help button');
  help.focus();
  // What is quiet until then shows itself to the keyboard.
  expect(getComputedStyle(help.parentElement!).opacity).toBe('1');
  await userEvent.keyboard('{Enter}');
  const box = page.getByRole('dialog', { name: `Help: ${field.label}` });
  await expect.element(box).toBeVisible();
  await expect.element(box).toHaveTextContent(field.meaning);
  await expect.element(box).toHaveTextContent('BackupSizeInBytes');
  const linked = FIELDS.find(({ docs }) => docs !== undefined);
  if (linked === undefined) throw new Error('No field has a page of documentation.');
  await userEvent.keyboard('{Escape}');
  only(`[data-field="${linked.path}"] .help button`).click();
  await page.getByRole('button', { name: 'AWS documentation' }).click();
  expect(onopenlink).toHaveBeenCalledExactlyOnceWith(linked.docs);
});

test.for(['01', '15', '21', '22'])('fixture %s is accessible', async (number) => {
  await showDetails(fixture(number));
  await expectAccessible();
});
