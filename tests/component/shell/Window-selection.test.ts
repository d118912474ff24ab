import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import { fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { profile, profileList } from '../support/profiles';
import { openWindow } from '../support/window';

const REGION = 'eu-central-1';
const WEST = 'us-west-2';
const GOOD = fixtureWith('01', { CopyJobId: 'GOOD', ResourceName: 'orders', CreationDate: 1790000000 });
const BAD = fixtureWith('01', {
  CopyJobId: 'BAD',
  ResourceName: 'orders',
  CreationDate: 1790086400,
  State: 'FAILED',
  StatusMessage: 'Access denied.',
  IamRoleArn: 'arn:aws:iam::111122223333:role/restricted',
});

/** Two jobs of one resource in the history, asked for with two profiles in two Regions. */
async function openTwo(more: readonly string[] = []) {
  const main = new MainProcess();
  main.profiles = profileList([profile('prod'), profile('dr')]);
  const history = await newHistory();
  await history.record(answer(GOOD, NOW, { region: REGION }));
  await history.record(answer(BAD, NOW + 1000, { region: WEST, profile: { origin: 'shared', name: 'dr' } }));
  for (const body of more) await history.record(answer(body, NOW, { region: REGION }));
  main.says(REGION, 'GOOD', GOOD);
  main.says(WEST, 'BAD', BAD);
  const window = await openWindow({ main, history });
  await expect.poll(() => window.rowKeys().length).toBe(2 + more.length);
  (document.querySelector('[role="grid"] [tabindex="0"]') as HTMLElement).focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  const toolbar = page.getByRole('toolbar', { name: 'Selected jobs' });
  await expect.element(toolbar).toHaveTextContent(`${2 + more.length} selected`);
  const pane = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  const side = (name: 'Left' | 'Right') => pane.getByRole('region', { name: `${name} job` });
  return { ...window, main, history, toolbar, pane, side };
}

test('two selected jobs stand side by side: the set-up first, no alarm, ids and times folded away', async () => {
  const { toolbar, pane, side } = await openTwo();
  await toolbar.getByRole('button', { name: 'Compare' }).click();
  await expect.element(side('Left')).toHaveTextContent('BAD');
  await expect.element(side('Right')).toHaveTextContent('GOOD');
  await expect
    .element(pane)
    .toHaveTextContent(
      'left (the later) failed, right (the earlier) completed. Set up differently: IAM role (resource role/',
    );
  const fields = () =>
    Array.from(document.querySelectorAll<HTMLElement>('tr[data-field]'), (row) => row.dataset['field']);
  expect(fields()[0]).toBe('IamRoleArn');
  expect(fields()).not.toContain('CopyJobId');
  await expect.element(pane).not.toHaveTextContent('Should not change');
  await expectAccessible('screen');
  await pane.getByRole('button', { name: /^Show 2 of each job’s own/ }).click();
  expect(fields()).toEqual(expect.arrayContaining(['CopyJobId', 'CreationDate']));
});

test('sides are swapped, a new answer redraws it, either job is opened, Esc closes it and gives the list the keyboard', async () => {
  const { history, toolbar, pane, side, article } = await openTwo();
  await toolbar.getByRole('button', { name: 'Compare' }).click();
  await expect.element(side('Left')).toHaveTextContent('BAD');
  await userEvent.keyboard('{Enter}');
  await expect.element(side('Left')).toHaveTextContent('GOOD');
  await history.record(
    answer(fixtureWith('01', { CopyJobId: 'GOOD', ResourceName: 'renamed' }), NOW + 5000, { region: REGION }),
  );
  await expect.element(side('Left')).toHaveTextContent('renamed');
  await userEvent.keyboard('{Escape}');
  await expect.element(pane).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement?.closest('[role="grid"]')).not.toBeNull();
  await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await pane.getByRole('button', { name: 'Open right' }).click();
  await expect.element(article).toHaveAttribute('aria-label', expect.stringMatching(/^Copy job (GOOD|BAD)$/));
});

test('with more or fewer than two there is nothing to compare', async () => {
  const { toolbar } = await openTwo([fixtureWith('03', { CopyJobId: 'THIRD' })]);
  await expect.element(toolbar.getByRole('button', { name: 'Compare' })).toBeDisabled();
  await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  expect(page.getByRole('article').query()).toBeNull();
});

test('the selected jobs are asked about again, each with the profile it was last answered by', async () => {
  const { main, toolbar } = await openTwo();
  await toolbar.getByRole('button', { name: 'Refresh' }).click();
  const panel = page.getByRole('region', { name: 'Look-ups' });
  await expect.element(panel).toHaveTextContent('2 look-ups ended');
  await expect.element(panel).toHaveTextContent('2 profiles and Regions');
  await expect.element(panel.getByRole('listitem').filter({ hasText: 'BAD' })).toHaveTextContent(`dr, ${WEST}`);
  const asked = main.asked.map(({ profile: by, region, copyJobId }) => [by.name, region, copyJobId]);
  expect(asked).toHaveLength(2);
  expect(asked).toEqual(
    expect.arrayContaining([
      ['prod', REGION, 'GOOD'],
      ['dr', WEST, 'BAD'],
    ]),
  );
  await expectAccessible('screen');
});
