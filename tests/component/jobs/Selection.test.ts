import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import { showList } from '../support/jobs-list';

const KEY = (at: number) => `111122223333/us-east-1/C0FFEE00-0000-4000-8000-${String(at).padStart(12, '0')}`;

function row(at: number): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-job-key="${KEY(at)}"]`)!;
}

/** What is put on the clipboard meanwhile. */
function clipboard(): { text: string } {
  const held = { text: '' };
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    held.text = text;
    return Promise.resolve();
  });
  onTestFinished(() => {
    write.mockRestore();
  });
  return held;
}

test('selected jobs are refreshed, and two of them compared', async () => {
  const { screen, refreshed, compared, button } = await showList(12);
  await userEvent.click(row(3).querySelector('[role="checkbox"]')!);
  const bar = screen.getByRole('toolbar', { name: 'Selected jobs' });
  await expect.element(bar).toHaveTextContent('1 selected');
  await expect.element(button('Compare')).toBeDisabled();
  await userEvent.click(row(1), { modifiers: ['ControlOrMeta'] });
  await expectAccessible('screen');
  await button('Compare').click();
  await expect.poll(() => compared).toEqual([[KEY(1), KEY(3)]]);
  await button('Refresh').click();
  await expect.poll(() => refreshed).toEqual([[KEY(1), KEY(3)]]);
  await button('Select none').click();
  await expect.element(bar).not.toBeInTheDocument();
});

test('IDs, JSON and CSV are copied, for jobs on screen and far below it', async () => {
  const held = clipboard();
  const { choose, told, controller } = await showList(300);
  row(2).focus();
  await userEvent.keyboard(' ');
  await choose('Copy the selected jobs', 'Copy IDs');
  await expect.poll(() => held.text).toBe('C0FFEE00-0000-4000-8000-000000000002');
  await choose('Copy the selected jobs', 'Copy JSON');
  await expect.poll(() => told.at(-1)?.text).toBe('Copied the JSON of 1 job.');
  expect(JSON.parse(held.text)).toMatchObject({ ResourceName: 'job-2', BackupSizeInBytes: 2_147_483_648 });
  await choose('Copy the selected jobs', 'Copy CSV');
  await expect.poll(() => told.at(-1)?.text).toBe('Copied the columns of 1 job.');
  const [head, line] = held.text.split('\r\n');
  expect(head).toContain('Outcome,Resource name,Route,Created,Duration (ms),Size (bytes),Last seen,Copy job ID,');
  expect(line).toContain('2147483648');
  row(0).focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  await choose('Copy the selected jobs', 'Copy IDs');
  await expect.poll(() => held.text.split('\n').length).toBe(300);
  expect(controller.selected.selection.all).toBe(true);
});

test('a range reaches over rows that are not read yet', async () => {
  const { grid, controller } = await showList(400);
  row(1).focus();
  await userEvent.keyboard('{Shift>}{End}{/Shift}');
  await expect.poll(() => controller.selected.selection.keys.size).toBe(399);
  await expect.poll(() => document.activeElement?.getAttribute('aria-rowindex')).toBe('401');
  await expect.element(grid).toHaveAttribute('aria-rowcount', '401');
});

test('selected jobs are written to files', async () => {
  const written: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    written.push(this.download);
  });
  onTestFinished(() => {
    click.mockRestore();
  });
  const { choose, told } = await showList(4);
  row(0).focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  await choose('Export the selected jobs', 'CSV');
  await expect.poll(() => written[0]).toMatch(/^copytrail-jobs-[\dT-]+Z\.csv$/);
  await choose('Export the selected jobs', 'JSON lines');
  await expect.poll(() => written[1]).toMatch(/\.jsonl$/);
  expect(told.at(-1)?.text).toMatch(/^Wrote 4 jobs to/);
});

test('another filter selects nothing: no action reaches what nobody sees', async () => {
  const { filter, controller } = await showList(6);
  row(0).focus();
  await userEvent.keyboard(' ');
  expect(controller.selected.count).toBe(1);
  await filter.fill('job-3');
  await expect.poll(() => controller.selected.count).toBe(0);
  await expect.element(page.getByRole('toolbar')).not.toBeInTheDocument();
});
