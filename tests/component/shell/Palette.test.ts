import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { RECENT_PREFERENCE } from '../../../src/renderer/src/shell/palette/palette.svelte';
import { expectAccessible } from '../support/accessible';
import { fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { profile, profileList } from '../support/profiles';
import { openWindow } from '../support/window';

const ID = (number: number): string => `C0FFEE00-0000-4000-8000-00000000000${number}`;

/** The window over three jobs and two profiles, with the palette open. */
async function openPalette(main = new MainProcess()) {
  const history = await newHistory();
  for (const number of [1, 2, 3]) {
    const body = fixtureWith('03', { CopyJobId: ID(number), ResourceName: `orders-db-${number}` });
    await history.record(answer(body, NOW + number, { region: 'eu-central-1', copyJobId: ID(number) }));
  }
  main.profiles = profileList([profile('prod'), profile('staging', { region: 'eu-west-1' })]);
  const opened = await openWindow({ main, history });
  await expect.poll(opened.rowKeys).toHaveLength(3);
  await userEvent.keyboard('{Control>}k{/Control}');
  const dialog = page.getByRole('dialog', { name: 'Command palette' });
  const field = dialog.getByRole('combobox', { name: 'Commands, views, jobs and profiles' });
  await expect.element(field).toHaveFocus();
  const active = () => {
    const id = (field.element() as HTMLElement).getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.querySelector('.title')?.textContent;
  };
  return {
    ...opened,
    dialog,
    field,
    active,
    headings: () => Array.from(document.querySelectorAll('.palette .head'), (head) => head.textContent.trim()),
  };
}

test('before anything is typed it holds commands, views and profiles, and says how to move', async () => {
  const { dialog, active, headings } = await openPalette();
  expect(headings()).toEqual([expect.stringMatching(/^Commands\d+/), 'Views7', 'Profiles2']);
  expect(active()).toBe('Look up a copy job');
  await expect.element(dialog.getByRole('status')).toHaveTextContent(/found/);
  await expectAccessible();
});

test('another job is compared with the open one by Ctrl+Enter, which is said; the open one is not', async () => {
  const { field, active, dialog } = await openPalette();
  await field.fill('orders-db-1');
  await expect.poll(active).toBe('orders-db-1');
  await expect.element(dialog).not.toHaveTextContent('compare with the open job');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('article', { name: `Copy job ${ID(1)}` })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await field.fill('orders-db-1');
  await expect.poll(active).toBe('orders-db-1');
  await expect.element(dialog).not.toHaveTextContent('compare with the open job');
  await field.fill('orders-db-3');
  await expect.poll(active).toBe('orders-db-3');
  await expect.element(dialog).toHaveTextContent('compare with the open job');
  await expectAccessible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent(ID(1));
  await expect.element(pair.getByRole('region', { name: 'Right job' })).toHaveTextContent(ID(3));
});

test('a command is found by letters of it, chosen with Enter, and remembered', async () => {
  const { field, active, dialog, history } = await openPalette();
  await userEvent.keyboard('keyb');
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Nothing found');
  await field.fill('ssp');
  await expect.poll(active).toBe('Sync several places');
  expect(Array.from(document.querySelectorAll('.palette mark'), ({ textContent }) => textContent).slice(0, 3)).toEqual([
    'S',
    's',
    'p',
  ]);
  await expectAccessible();
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(page.getByRole('dialog', { name: 'Sync several places' })).toBeVisible();
  await expect.poll(() => history.preference(RECENT_PREFERENCE)).toEqual(['command:sync']);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
  await expect.poll(active).toBe('Sync several places');
});

test('what cannot be run now is shown with what it needs, and not run', async () => {
  const { field, dialog } = await openPalette();
  await field.fill('raw json');
  const option = dialog.getByRole('option', { name: /Raw JSON/ });
  await expect.element(option).toHaveAttribute('aria-disabled', 'true');
  await expect.element(option).toHaveTextContent('Open a job first');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).toBeVisible();
  await expectAccessible();
});

test('a job is found by any part of it and opened', async () => {
  const { field, dialog, active, article } = await openPalette();
  await field.fill('orders-db');
  await expect.poll(() => dialog.getByRole('option').elements().length).toBe(3);
  // Newest first; all were created at the same time, so that any order of them is right.
  await field.fill('orders db-2');
  await expect.poll(active).toBe('orders-db-2');
  await expect.poll(() => dialog.getByRole('option').elements().length).toBe(1);
  await expectAccessible();
  await userEvent.keyboard('{Enter}');
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID(2)}`);
});

test('choosing a profile puts it into the form, a view shows it', async () => {
  const { field, active, profile: profileField, region } = await openPalette();
  await field.fill('stag');
  await expect.poll(active).toBe('staging');
  await userEvent.keyboard('{Enter}');
  await expect.element(profileField).toHaveValue('staging');
  await expect.element(region).toHaveValue('eu-west-1');
  await userEvent.keyboard('{Control>}k{/Control}still{Enter}');
  await expect.element(page.getByRole('button', { name: /Still running/ })).toBeVisible();
});

test('a pasted id is looked up with the profile and Region in the form, which it names', async () => {
  const main = new MainProcess();
  const { field, dialog } = await openPalette(main);
  const id = 'C0FFEE00-0000-4000-8000-0000000000FF';
  await field.fill(`  ${id} `);
  const option = dialog.getByRole('option', { name: `Look up ${id}` });
  await expect.element(option).toHaveTextContent('asks AWS, in prod, eu-central-1');
  expect(main.asked).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => main.asked.map(({ copyJobId }) => copyJobId)).toEqual([id]);
});

test('a pasted link is taken as one, a hostile one is refused', async () => {
  const main = new MainProcess();
  const { field, active, article, alert } = await openPalette(main);
  await field.fill(`copytrail://job/111122223333/eu-central-1/${ID(1)}`);
  await expect.poll(active).toBe(`Open the linked copy job ${ID(1)}`);
  await userEvent.keyboard('{Enter}');
  await expect.element(article).toHaveAttribute('aria-label', `Copy job ${ID(1)}`);
  await userEvent.keyboard('{Control>}k{/Control}');
  await field.fill('copytrail://job/x');
  await expect.poll(active).toBe('This is no link of Copytrail: say why');
  await userEvent.keyboard('{Enter}');
  await expect.element(alert).toHaveTextContent('A link was refused');
  expect(main.asked).toEqual([]);
});

test('arrow keys go round, Esc and a click beside close it and leave the keyboard where it was', async () => {
  const { id, dialog, field, active } = await openPalette();
  await field.fill('snapshot');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  await id.click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field).toHaveFocus();
  const first = active();
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(active).toBe('staging');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(active).toBe(first);
  await userEvent.keyboard('{Tab}');
  await expect.element(field).toHaveFocus();
  (document.querySelector('dialog.palette') as HTMLElement).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(id).toHaveFocus();
});

test('several pasted IDs wait for the look-ups under way, and say so', async () => {
  const main = new MainProcess();
  for (const number of [1, 2, 3]) main.says('eu-central-1', ID(number), fixtureWith('03', { CopyJobId: ID(number) }));
  const letGo = main.hold(ID(2));
  const { field, dialog, lookUp } = await openPalette(main);
  await userEvent.keyboard('{Escape}');
  await lookUp(`${ID(1)} ${ID(2)}`);
  await expect.poll(() => main.underWay).toBe(1);
  await userEvent.keyboard('{Control>}k{/Control}');
  await field.fill(`${ID(2)} ${ID(3)}`);
  const option = dialog.getByRole('option', { name: 'Look up these 2 copy jobs' });
  await expect.element(option).toHaveAttribute('aria-disabled', 'true');
  await expect.element(option).toHaveTextContent('The look-ups under way must end first');
  letGo();
  await expect.element(option).not.toHaveAttribute('aria-disabled', 'true');
});
