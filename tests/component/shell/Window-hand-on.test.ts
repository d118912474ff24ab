import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readLink } from '../../../src/preload/contract/link';
import type { History } from '../../../src/renderer/src/data/history';
import { expectAccessible } from '../support/accessible';
import { fixtureWith } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { openWindow, rowsOnScreen } from '../support/window';

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
const at = (day: number, hour = 0): number => Date.UTC(2026, 8, day, hour);

/** A job of one resource to one vault, created in the night after that day of September. */
function run(day: number, members: Readonly<Record<string, unknown>> = {}) {
  const created = at(day, 22) / 1000;
  const CopyJobId = `RUN-${day}`;
  const times = { CreationDate: created, CompletionDate: created + 1800 };
  const body = fixtureWith('01', { CopyJobId, AccountId: ACCOUNT, ...times, ...members });
  return answer(body, at(day + 1, 6), { region: REGION, copyJobId: CopyJobId });
}

/** Three nights, in the last of which another role failed; the first one was seen running before. */
async function threeNights(): Promise<History> {
  const history = await newHistory();
  await history.record({ ...run(18, { State: 'RUNNING', CompletionDate: undefined }), observedAt: at(18, 23) });
  await history.record(run(18));
  await history.record(run(19));
  await history.record(
    run(20, { State: 'FAILED', StatusMessage: '=Access denied', IamRoleArn: `arn:aws:iam::${ACCOUNT}:role/narrow` }),
  );
  return history;
}

/** What is put on the clipboard, in order. */
function clipboard(): string[] {
  const copied: string[] = [];
  const value = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => value });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
  });
  return copied;
}

async function openJob(id: string, history?: History) {
  const copied = clipboard();
  const window = await openWindow({ history: history ?? (await threeNights()) });
  await rowsOnScreen(3);
  document.querySelector<HTMLElement>(`[role="row"][data-job-key$="${id}"]`)!.click();
  await expect.element(page.getByRole('article', { name: `Copy job ${id}` })).toBeVisible();
  return { ...window, copied };
}

/** Copies what is on screen in a format, and answers the text. */
async function copyAs(copied: string[], format: string): Promise<string> {
  const before = copied.length;
  await page.getByRole('button', { name: 'Copy the comparison' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${format}(?! Patch)`) }).click();
  await expect.poll(() => copied.length).toBe(before + 1);
  return copied[before]!;
}

const formats = async (): Promise<readonly (string | null)[]> => {
  await page.getByRole('button', { name: 'Save the comparison' }).click();
  const items = page.getByRole('menuitem').elements();
  const names = items.map((item) => item.querySelector('span')?.textContent ?? null);
  await userEvent.keyboard('{Escape}');
  return names;
};

test('runs leave as a page, a table, and a patch that leads from each to the next; their link reopens them', async () => {
  const { copied, main } = await openJob('RUN-20');
  await userEvent.keyboard('{Alt>}5{/Alt}');
  await expect.element(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
  expect(await formats()).toEqual(['Markdown', 'Plain text', 'HTML', 'CSV', 'JSON', 'JSON Patch', 'PDF']);
  await expectAccessible('screen');
  const markdown = (await copyAs(copied, 'Markdown')).replaceAll('\\', '');
  expect(markdown).toContain('3 runs of');
  expect(markdown).toMatch(/Failed since .*Between the two changed: IAM role/);
  expect(markdown).toMatch(/\| \*\*20 Sep 2026, 22:00:00 UTC\*\*.*Failed.*RUN-20.*DescribeCopyJob/);
  expect(markdown).toContain('Written by: Copytrail 0.1.0');
  const lines = (await copyAs(copied, 'CSV')).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(/^2026-09-20T22:00:00\.000Z,.*,Failed,FAILED,.*'=Access denied.*RUN-20,111122223333,/);
  const patch = JSON.parse(await copyAs(copied, 'JSON Patch')) as { op: string; value?: unknown }[];
  expect(patch.flatMap(({ op, value }) => (op === 'test' ? [value] : []))).toEqual(['RUN-18', 'RUN-19']);
  expect(patch).toContainEqual(expect.objectContaining({ op: 'replace', path: '/State', value: 'FAILED' }));

  const link = await copyAs(copied, 'Link to this comparison');
  expect(link).toBe(`copytrail://compare/runs/${ACCOUNT}/${REGION}/RUN-20`);
  await userEvent.keyboard('{Escape}');
  main.link = readLink(link);
  main.send('linkArrived', { at: 1 });
  await expect.element(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
});

test('all answers of a job leave with the time of each, what changed at it and what never did', async () => {
  const { copied, main } = await openJob('RUN-18');
  await userEvent.keyboard('{Alt>}6{/Alt}');
  await expect.element(page.getByRole('grid', { name: 'Snapshots' })).toBeVisible();
  const text = await copyAs(copied, 'Plain text');
  expect(text).toContain('Copy job RUN-18: all answers');
  expect(text).toMatch(
    /State \(State\)\n {4}1: .*Running {2}\[RUNNING\]\n {4}2: .*Completed {2}\[COMPLETED\] {2}\(changed\)/,
  );
  expect(text).toMatch(/THE SAME IN ALL 2/);
  const json = JSON.parse(await copyAs(copied, 'JSON')) as { sections: { title: string; rows: object[] }[] };
  expect(json.sections[1]!.rows).toContainEqual(
    expect.objectContaining({ path: 'State', values: { '1': 'RUNNING', '2': 'COMPLETED' }, marked: ['2'] }),
  );
  await page.getByRole('button', { name: 'Save the comparison' }).click();
  await page.getByRole('menuitem', { name: 'PDF' }).click();
  await expect.poll(() => main.printed.length).toBe(1);
  expect(main.printed[0]!.text).toContain('What ever changed');
  expect(await copyAs(copied, 'Link to this comparison')).toBe(
    `copytrail://compare/all-answers/${ACCOUNT}/${REGION}/RUN-18`,
  );
});

test('sets leave with their filters, classes, pairs and what the rules hide, and their link reopens the same', async () => {
  const copied = clipboard();
  const { main, settings } = await openWindow({ history: await threeNights() });
  await rowsOnScreen(3);
  main.link = readLink(
    'copytrail://compare/sets/lineage/50/created_3d_2026-09-19T18:00Z..2026-09-20T07:59Z/created_3d_2026-09-20T18:00Z..2026-09-21T07:59Z',
  );
  main.send('linkArrived', { at: 1 });
  const pane = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
  await expect.element(pane.getByRole('radio', { name: /^Newly failing/ })).toBeInTheDocument();
  await expectAccessible('screen');
  expect(await formats()).toEqual(['Markdown', 'Plain text', 'HTML', 'CSV', 'JSON', 'PDF']);
  const text = await copyAs(copied, 'Plain text');
  expect(text).toContain('Left 1 job, right 1 job: 1 newly failing, 1 changed');
  expect(text).toContain('Filter: created=2026-09-19T18:00Z..2026-09-20T07:59Z');
  expect(text).toMatch(/NEWLY FAILING \(1\)\n\n.*changed\n {4}Left .*Completed.*RUN-19.*DescribeCopyJob/);
  expect(text).toContain('role/narrow');
  expect(text).toContain('by more than 50 %');
  const lines = (await copyAs(copied, 'CSV')).split('\r\n');
  expect(lines[1]).toMatch(/^"Newly failing, Changed",.*RUN-19,111122223333,.*RUN-20,111122223333,/);
  await settings.change({ comparing: { ...settings.current.comparing, ignoredFields: ['IamRoleArn'] } });
  await expect.element(pane).toHaveTextContent('Your ignore rules hide changes of IAM role.');
  const json = JSON.parse(await copyAs(copied, 'JSON')) as { about: object; sections: { rows: object[] }[] };
  expect(json.about).toMatchObject({ differencesLeftOut: 1, ignoreRules: { fields: ['IamRoleArn'] } });
  expect(json.sections[0]!.rows[0]).toMatchObject({
    ...{ classes: ['newly-failing'], left: { copyJobId: 'RUN-19' } },
    right: { copyJobId: 'RUN-20', outcome: 'failed', statusMessage: '=Access denied' },
  });
  expect(await copyAs(copied, 'Link to this comparison')).toBe(
    'copytrail://compare/sets/lineage/50/created_3d_2026-09-19T18:00Z..2026-09-20T07:59Z/created_3d_2026-09-20T18:00Z..2026-09-21T07:59Z',
  );
});

test('what is handed on of an earlier time says which', async () => {
  const { copied, screen } = await openJob('RUN-19');
  await userEvent.keyboard('{Control>}{Shift>}h{/Shift}{/Control}');
  await page.getByLabelText(/^Date and time/).fill('2026-09-21T05:00:00');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('region', { name: 'As known earlier' })).toBeVisible();
  await userEvent.keyboard('{Alt>}5{/Alt}');
  await expect.element(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
  const text = await copyAs(copied, 'Plain text');
  expect(text).toContain('As known: on 21 Sep 2026');
  expect(text).toContain('2026-09-21T05:00:00.999Z');
  expect(text).toContain('2 runs of');
  expect(text).not.toContain('RUN-20');
});
