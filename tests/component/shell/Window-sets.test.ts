import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../src/renderer/src/data/history';
import { placeKeyOf } from '../../../src/renderer/src/data/sync/place';
import { expectAccessible } from '../support/accessible';
import { fixtureWith } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { openWindow } from '../support/window';

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
const FIRST = 'created=2026-09-18T18:00Z..2026-09-19T07:59Z';
const SECOND = 'created=2026-09-19T18:00Z..2026-09-20T07:59Z';
const at = (day: number, hour: number): number => Date.UTC(2026, 8, day, hour);

interface Job {
  readonly name: string;
  readonly night: 18 | 19;
  readonly members?: Readonly<Record<string, unknown>>;
}

function bodyOf({ name, night, members = {} }: Job): { readonly id: string; readonly body: string } {
  const id = `${name}-${night}`.toUpperCase();
  const created = at(night, 22) / 1000;
  const body = fixtureWith('01', {
    CopyJobId: id,
    AccountId: ACCOUNT,
    ResourceName: name,
    ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${name}`,
    CreationDate: created,
    CompletionDate: created + 3600,
    ...members,
  });
  return { id, body };
}

/** Two nights: one job fails newly under another role, one is missing, one is the same, one takes twice as long. */
const JOBS: readonly Job[] = [
  { name: 'orders', night: 18 },
  {
    name: 'orders',
    night: 19,
    members: { State: 'FAILED', StatusMessage: 'Access denied', IamRoleArn: `arn:aws:iam::${ACCOUNT}:role/narrow` },
  },
  { name: 'customers', night: 18 },
  { name: 'ledger', night: 18 },
  { name: 'ledger', night: 19 },
  { name: 'media', night: 18 },
  { name: 'media', night: 19, members: { CompletionDate: at(20, 1) / 1000 } },
];

async function lookedAt(history: History, from: number, to: number): Promise<void> {
  const place = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;
  await history.coverage.write((shelf) =>
    shelf.putPlace({ ...place, placeKey: placeKeyOf(place), accounts: [ACCOUNT], covered: [{ from, to }] }),
  );
}

async function openSets(looked: boolean) {
  const history = await newHistory();
  for (const job of JOBS) {
    const { id, body } = bodyOf(job);
    await history.record(answer(body, at(20, 12), { region: REGION, copyJobId: id }));
  }
  if (looked) await lookedAt(history, at(1, 0), at(20, 12));
  const window = await openWindow({ history });
  await expect.poll(() => window.rowKeys().length).toBe(JOBS.length);
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}');
  const pane = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
  await expect.element(pane).toBeVisible();
  const rows = () =>
    Array.from(document.querySelectorAll<HTMLElement>('[data-classes]'), (row) => [
      row.querySelector('.title')?.textContent,
      row.dataset['classes'],
    ]);
  const compare = async (left: string, right: string): Promise<void> => {
    for (const [side, text] of [
      ['Left', left],
      ['Right', right],
    ] as const) {
      await pane.getByRole('button', { name: `${side}: take the filter of a view` }).click();
      await page.getByRole('menuitem', { name: 'All jobs' }).click();
      const line = pane.getByRole('combobox', { name: `${side} set` });
      await line.fill(text);
      await userEvent.keyboard('{Enter}');
      await expect.element(line).toHaveValue('');
    }
  };
  const chip = (name: string) => pane.getByRole('radio', { name: new RegExp(`^${name}`) });
  return { ...window, history, pane, rows, compare, chip };
}

test('two nights side by side: what needs somebody first, counts that narrow, and what each side knows', async () => {
  const { pane, rows, compare, chip } = await openSets(true);
  await compare(FIRST, SECOND);
  await expect.poll(rows).toEqual([
    ['orders', 'newly-failing changed'],
    ['customers', 'missing'],
    ['media', 'slower'],
    ['ledger', 'same'],
  ]);
  await expect.element(pane.getByRole('region', { name: 'Left set' })).toHaveTextContent('4 jobs');
  await expect.element(pane.getByRole('region', { name: 'Right set' })).toHaveTextContent('Looked at: 1 of 1 place');
  await expect.element(pane).toHaveTextContent('No job, though looked at');
  await expect.element(pane).toHaveTextContent('IAM role');
  await expectAccessible('screen');

  (chip('All').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(chip('Missing')).toBeChecked();
  await expect.poll(rows).toEqual([['customers', 'missing']]);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(rows).toEqual([]);
  await expect.element(pane).toHaveTextContent('Nothing is still failing among the 3 pairs.');
  await expectAccessible('screen');
});

test('a pair opens its comparison, and Esc leads back to it; a job alone opens by itself', async () => {
  const { pane, rows, compare, grid } = await openSets(true);
  await compare(FIRST, SECOND);
  await expect.poll(() => rows().length).toBe(4);
  const row = (classes: string) => document.querySelector<HTMLElement>(`[data-classes="${classes}"]`);
  row('newly-failing changed')!.focus();
  await userEvent.keyboard('{Enter}');
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent('ORDERS-18');
  await expect.element(pair.getByRole('region', { name: 'Right job' })).toHaveTextContent('ORDERS-19');
  await userEvent.keyboard('{Escape}');
  await expect.element(pane).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('data-classes')).toBe('newly-failing changed');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(page.getByRole('article', { name: 'Copy job CUSTOMERS-18' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.activeElement?.getAttribute('data-classes')).toBe('missing');
  await userEvent.keyboard('{Escape}');
  await expect.element(pane).not.toBeInTheDocument();
  await expect.element(grid).toBeVisible();
});

test('where nobody looked nothing is missing, and an empty answer says so', async () => {
  const { pane, rows, compare, chip, history } = await openSets(false);
  await compare(FIRST, SECOND);
  await expect.poll(rows).toContainEqual(['customers', 'not-observed']);
  (chip('Not observed').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(chip('Missing')).toBeChecked();
  await expect
    .element(pane)
    .toHaveTextContent('Nothing is missing among the 3 pairs. One job has no counterpart because nobody looked');
  await lookedAt(history, at(1, 0), at(20, 12));
  await expect.poll(rows).toEqual([['customers', 'missing']]);
});

test('sides are swapped, pairs are made in another way, and the list is compared with the time before', async () => {
  const { pane, rows, compare, screen } = await openSets(true);
  await compare(FIRST, SECOND);
  await pane.getByRole('button', { name: 'Swap sides' }).click();
  await expect.poll(rows).toContainEqual(['customers', 'new']);
  await expect.poll(rows).toContainEqual(['orders', 'changed recovered']);
  await pane.getByRole('button', { name: /^Pairs:/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'The very same job' }).click();
  await expect.element(pane).toHaveTextContent('A job is a pair with itself');
  await expect.poll(() => new Set(rows().map(([, classes]) => classes))).toEqual(new Set(['left-out']));
  await userEvent.keyboard('{Escape}');
  await screen.getByRole('button', { name: /^View/ }).first().click();
  await page.getByRole('menuitem', { name: 'Compare this list with the time before' }).click();
  await expect.element(pane).toBeVisible();
});

test('members that are ignored do not count as changed, and are named', async () => {
  const { pane, rows, compare, settings } = await openSets(true);
  await compare(FIRST, SECOND);
  await expect.poll(rows).toContainEqual(['orders', 'newly-failing changed']);
  await settings.change({ comparing: { ...settings.current.comparing, ignoredFields: ['IamRoleArn'] } });
  await expect.poll(rows).toContainEqual(['orders', 'newly-failing']);
  await expect.element(pane).toHaveTextContent('Your ignore rules hide changes of IAM role.');
  await expectAccessible('screen');
  await userEvent.keyboard('{F8}');
  await expect.poll(rows).toContainEqual(['orders', 'newly-failing changed']);
  await expect.element(pane).toHaveTextContent('Everything is shown: changes of IAM role that your ignore rules would');
  await userEvent.keyboard('{F8}');
  await expect.poll(rows).toContainEqual(['orders', 'newly-failing']);
});

test('the next pair of which there is something to tell is a key away; what is the same is passed over', async () => {
  const { pane, rows, compare } = await openSets(true);
  await compare(FIRST, SECOND);
  await expect.poll(() => rows().length).toBe(4);
  const at = (): string | undefined | null => document.activeElement?.querySelector('.title')?.textContent;
  for (const name of ['orders', 'customers', 'media', 'orders']) {
    await userEvent.keyboard('{F7}');
    await expect.poll(at).toBe(name);
  }
  await userEvent.keyboard('{Shift>}{F7}{/Shift}');
  await expect.poll(at).toBe('media');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('article', { name: 'Comparison of two copy jobs' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(pane).toBeVisible();
  await expect.poll(at).toBe('media');
});

test('half a filter that was being typed goes when a view takes the place of the whole', async () => {
  const { pane, rows, compare } = await openSets(true);
  await compare(FIRST, SECOND);
  await expect.poll(() => rows().length).toBe(4);
  const line = (side: string) => pane.getByRole('combobox', { name: `${side} set` });
  await line('Right').fill('state=fai');
  await line('Left').fill('name=or');
  await pane.getByRole('button', { name: 'Left: take the filter of a view' }).click();
  await page.getByRole('menuitem', { name: 'All jobs' }).click();
  await expect.element(line('Left')).toHaveValue('');
  // The other side is another filter.
  await expect.element(line('Right')).toHaveValue('state=fai');
  await pane.getByRole('button', { name: 'Swap sides' }).click();
  await expect.element(line('Right')).toHaveValue('');
});
