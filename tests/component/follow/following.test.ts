import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import { fixtureWith } from '../support/fixtures';
import { failure, MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';

const REGION = 'eu-central-1';
const id = (digit: number): string => `C0FFEE00-0000-4000-8000-00000000000${digit}`;
const dialog = page.getByRole('dialog', { name: 'Following' });
const watchButton = page.getByRole('article').getByRole('button', { name: /^Watch(ing)?$/ });
const paused = page.getByRole('region', { name: 'Following is paused' });

function running(digit: number, more: Record<string, unknown> = {}): string {
  return fixtureWith('03', { CopyJobId: id(digit), ResourceName: `disk-${digit}`, ...more });
}

/** A window on which so many running jobs were looked up; the last one is open. */
async function openRunning(count: number) {
  const main = new MainProcess();
  for (let digit = 1; digit <= count; digit += 1) main.says(REGION, id(digit), running(digit));
  const window = await openWindow({ main });
  for (let digit = 1; digit <= count; digit += 1) {
    await window.lookUp(id(digit));
    await expect.element(window.article).toHaveAttribute('aria-label', `Copy job ${id(digit)}`);
  }
  const asked = () => main.asked.filter(({ background }) => background === true).length;
  return { ...window, main, asked };
}

async function openDialog(): Promise<void> {
  await page.getByRole('button', { name: /^Following/ }).click();
  await expect.element(dialog).toBeVisible();
}

test('the open job is watched by its button: list, title, badge and panel show it; asked at once, its end is told', async () => {
  const { main, asked, grid } = await openRunning(1);
  await watchButton.click();
  await expect.element(watchButton).toHaveAttribute('aria-pressed', 'true');
  await expect.element(grid.getByRole('img', { name: 'Watched' })).toBeVisible();
  await expect.poll(() => document.title).toBe('(1) Copytrail');
  await expect.poll(() => main.badge).toBe(1);
  await expectAccessible('screen');

  await openDialog();
  const watch = dialog.getByRole('group', { name: 'disk-1' });
  await expect.element(watch).toHaveTextContent(/Job\s+1 job unfinished · asked .*, next in/);
  await expectAccessible();
  main.says(REGION, id(1), running(1, { State: 'FAILED', StatusMessage: 'No', CompletionDate: 1790000000 }));
  const before = asked();
  await watch.getByRole('button', { name: 'Ask now' }).click();
  await expect.poll(asked).toBe(before + 1);
  await expect.element(dialog.getByText('Ended lately')).toBeVisible();
  await expect.element(dialog).toHaveTextContent('Nothing is watched');
  await expect.poll(() => main.notices, { timeout: 5000 }).toHaveLength(1);
  expect(main.notices[0]).toMatchObject({ title: 'Failed: disk-1' });
  await expect.element(page.getByRole('region', { name: 'Notices' })).toHaveTextContent('Failed: disk-1');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect.element(dialog.getByText('Ended lately')).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(watchButton).toBeDisabled();
});

test('a profile that needs somebody: one notice with the command, and a key that goes on', async () => {
  const { main, asked } = await openRunning(1);
  await watchButton.click();
  main.says(REGION, id(1), failure('LoginNeeded', { command: 'aws sso login --profile prod' }));
  await openDialog();
  await dialog.getByRole('button', { name: 'Ask now' }).click();
  await expect.element(dialog.getByText('Paused: the profile needs you')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Ask now' })).toBeDisabled();
  await userEvent.keyboard('{Escape}');
  await expect.element(paused).toHaveTextContent('Following is paused for profile “prod”');
  await expect.element(paused).toHaveTextContent('aws sso login --profile prod');
  await expectAccessible('screen');

  // Somebody is there now, and may be asked for a code.
  main.says(REGION, id(1), running(1));
  const before = asked();
  await userEvent.keyboard('{Control>}{Shift>}G{/Shift}{/Control}');
  await expect.element(paused).not.toBeInTheDocument();
  await expect.poll(() => main.asked.at(-1)?.background).toBeUndefined();
  expect(asked()).toBe(before);
});

test('a paused profile is gone on with once the files say that it can be used', async () => {
  const { main } = await openRunning(1);
  await watchButton.click();
  main.says(REGION, id(1), failure('CredentialsExpired'));
  await openDialog();
  await dialog.getByRole('button', { name: 'Ask now' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(paused).toBeVisible();
  main.says(REGION, id(1), running(1));
  main.send('profilesChanged', { at: 1 });
  await expect.element(paused).not.toBeInTheDocument();
});

test('selected rows, a view and everything unfinished are watched from where they stand', async () => {
  const { grid } = await openRunning(3);
  await page.getByRole('button', { name: 'Close job' }).click();
  await expect.poll(() => grid.getByRole('row').elements().length).toBe(4);
  await userEvent.keyboard('{Control>}a{/Control}');
  await page.getByRole('toolbar', { name: 'Selected jobs' }).getByRole('button', { name: 'Watch' }).click();
  await expect.element(page.getByText('Watching 3 jobs.')).toBeVisible();
  await expect.poll(() => grid.getByRole('img', { name: 'Watched' }).elements().length).toBe(3);

  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Still running' }).click();
  await page.getByRole('button', { name: 'View: Still running' }).click();
  await page.getByRole('menuitem', { name: 'Watch “Still running”' }).click();
  await userEvent.keyboard('{Control>}{Shift>}U{/Shift}{/Control}');
  await expect.element(dialog).toBeVisible();
  for (const title of ['Still running', 'Everything unfinished']) {
    await expect.element(dialog.getByRole('group', { name: title })).toHaveTextContent('3 jobs unfinished');
  }
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Stop watching Everything unfinished' }).click();
  await expect.element(dialog.getByRole('button', { name: 'Watch everything unfinished' })).toBeVisible();
});

test('a click on a notification opens its job, whatever dialog is open', async () => {
  const { main, article } = await openRunning(2);
  await page.getByRole('button', { name: 'Close job' }).click();
  await openDialog();
  main.send('noticeClicked', { jobKey: `444455556666/${REGION}/${id(1)}` });
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(article.or(page.getByText('This job is not in the history'))).toBeVisible();
});
