import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fixture, fixtureReading, fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';
import { only } from '../support/screen';

const REGION = 'eu-central-1';
const RUNNING = fixture('03');
const ID = fixtureReading('03').copyJobId!;
const KEY = `111122223333/${REGION}/${ID}`;

/** A main process that knows one job. */
function knowing(...said: Parameters<MainProcess['says']>[2][]): MainProcess {
  const main = new MainProcess();
  for (const one of said) main.says(REGION, ID, one);
  return main;
}

test('closing the job hands the keyboard to its row', async () => {
  const { lookUp, article } = await openWindow({ main: knowing(RUNNING) });
  await lookUp(ID);
  await article.getByRole('button', { name: 'Close job' }).click();
  await expect.element(article).not.toBeInTheDocument();
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['jobKey']).toBe(KEY);
});

/** Three jobs in the history, newest first, and the window over them. */
async function openThree() {
  const ids = [1, 2, 3].map((number) => `C0FFEE00-0000-4000-8000-00000000000${number}`);
  const history = await newHistory();
  for (const [index, id] of ids.entries()) {
    const body = fixtureWith('03', { CopyJobId: id, ResourceName: `volume-${index}` });
    await history.record(answer(body, NOW + index, { region: REGION, copyJobId: id }));
  }
  const opened = await openWindow({ history });
  await expect.poll(opened.rowKeys).toHaveLength(ids.length);
  const keys = opened.rowKeys().map((key) => key!);
  const row = (index: number) => only(`[role="row"][data-job-key="${keys[index]!}"]`);
  return {
    ...opened,
    keys,
    open: async (index: number): Promise<void> => {
      await userEvent.click(row(index));
      await expect.element(opened.article).toHaveAttribute('data-job-key', keys[index]);
      await expect.element(opened.article.getByRole('button', { name: 'More' })).toBeVisible();
    },
  };
}

/** The three ways to remove the open job that do not leave the keyboard on its row. */
const REMOVALS = {
  'the job’s menu, by mouse': async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Remove from history' }).click();
  },
  'the job’s menu, by keyboard': async () => {
    (page.getByRole('button', { name: 'More' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const entry = page.getByRole('menuitem', { name: 'Remove from history' });
    await expect.element(entry).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(entry).toHaveFocus();
    await userEvent.keyboard('{Enter}');
  },
  'Del, pressed in the job': async () => {
    (page.getByRole('button', { name: 'Refresh', exact: true }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Delete}');
  },
} as const;

test.for(Object.entries(REMOVALS))(
  'removing by %s hands the keyboard to the row beside, at last to the id',
  async ([, remove]) => {
    const { keys, rowKeys, open, id, article } = await openThree();
    const at = () => (document.activeElement as HTMLElement).dataset['jobKey'];
    await open(1);
    await remove();
    await expect.poll(rowKeys).toEqual([keys[0], keys[2]]);
    await expect.poll(at).toBe(keys[2]);
    await expect.element(article).toHaveAttribute('data-job-key', keys[2]);

    // The lowest row has none below it.
    await expect.element(article.getByRole('button', { name: 'More' })).toBeVisible();
    await remove();
    await expect.poll(rowKeys).toEqual([keys[0]]);
    await expect.element(article).not.toBeInTheDocument();
    await expect.poll(at).toBe(keys[0]);

    await open(0);
    await remove();
    await expect.poll(rowKeys).toEqual([]);
    await expect.element(id).toHaveFocus();
  },
);

test('removing the only job with its row’s own key hands the keyboard to the id', async () => {
  const { lookUp, article, rowKeys, id } = await openWindow({ main: knowing(RUNNING) });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  await userEvent.click(only('[role="row"][data-job-key]'));
  await userEvent.keyboard('{Delete}');
  await expect.poll(rowKeys).toEqual([]);
  await expect.element(id).toHaveFocus();
});

test('bringing back leaves the keyboard where somebody has put it', async () => {
  const { main, open, rowKeys } = await openThree();
  await open(1);
  await REMOVALS['Del, pressed in the job']();
  await expect.poll(rowKeys).toHaveLength(2);
  const filter = page.getByRole('combobox', { name: 'Filter copy jobs' });
  await filter.click();
  main.send('commandChosen', { command: 'undo-removal' });
  await expect.poll(rowKeys).toHaveLength(3);
  await expect.element(page.getByText('Brought back.')).toBeVisible();
  await expect.element(filter).toHaveFocus();
});

test('in the id that was lent the keyboard Ctrl+Z brings back, until somebody types there', async () => {
  const { lookUp, article, rowKeys, id } = await openWindow({ main: knowing(RUNNING) });
  const remove = async (): Promise<void> => {
    await userEvent.click(only('[role="row"][data-job-key]'));
    await expect.element(article.getByRole('button', { name: 'Refresh', exact: true })).toBeVisible();
    await REMOVALS['Del, pressed in the job']();
    await expect.poll(rowKeys).toEqual([]);
    await expect.element(id).toHaveFocus();
  };
  await lookUp(ID);
  await expect.poll(rowKeys).toEqual([KEY]);
  await remove();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(rowKeys).toEqual([KEY]);
  await remove();
  await userEvent.keyboard('x');
  await expect.element(id).toHaveValue(`${ID}x`);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(id).toHaveValue(ID);
  expect(rowKeys()).toEqual([]);
});

test('where the list is hidden, the next job takes the keyboard', async () => {
  const { keys, open, article } = await openThree();
  await open(1);
  await page.viewport(720, 700);
  await REMOVALS['Del, pressed in the job']();
  await expect.element(article).toHaveAttribute('data-job-key', keys[2]);
  await expect.element(article.getByRole('button', { name: 'Back to the list' })).toHaveFocus();
});

test('undoing and removing a snapshot never leave the keyboard nowhere', async () => {
  const { keys, rowKeys, open, history, article } = await openThree();
  await open(0);
  await REMOVALS['Del, pressed in the job']();
  await expect.poll(rowKeys).toHaveLength(2);
  (page.getByRole('button', { name: 'Undo' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(rowKeys).toHaveLength(3);
  await expect.poll(() => (document.activeElement as HTMLElement).getAttribute('role')).toBe('row');

  await open(0);
  const again = fixtureWith('03', { CopyJobId: keys[0]!.split('/')[2], State: 'COMPLETED' });
  await history.record(answer(again, NOW + 60_000, { region: REGION }));
  const remove = article.getByRole('button', { name: 'Remove this snapshot' });
  await expect.poll(() => remove.elements().length).toBe(2);
  (remove.first().element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => remove.elements().length).toBe(1);
  await expect.poll(() => (document.activeElement as HTMLElement).getAttribute('role')).toBe('row');
});
