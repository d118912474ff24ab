import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import LookUpRunPanel from '../../../src/renderer/src/connect/LookUpRun.svelte';
import { LookUpDesk } from '../../../src/renderer/src/data/look-up-desk.svelte';
import { LookUpRun } from '../../../src/renderer/src/data/look-up-run.svelte';
import { CallBudget, DEFAULT_LIMITS } from '../../../src/renderer/src/data/sync/budget.svelte';
import { expectAccessible } from '../support/accessible';
import { fixtureWith } from '../support/fixtures';
import { newHistory } from '../support/history';
import { failure, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';

const idOf = (number: number): string => `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;
const body = (id: string): string => fixtureWith('03', { CopyJobId: id });

/** The panel over a run of `count` jobs that AWS Backup knows, not yet started. */
async function showRun(count: number) {
  const main = new MainProcess();
  const ids = Array.from({ length: count }, (_, at) => idOf(at));
  for (const id of ids) main.says(REGION, id, body(id));
  const request = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;
  const run = new LookUpRun(
    { backend: main.api, desk: new LookUpDesk(main.api, await newHistory()), budget: new CallBudget() },
    ids.map((copyJobId) => ({ ...request, copyJobId })),
  );
  const onopen = vi.fn();
  const ondismiss = vi.fn();
  await show(LookUpRunPanel, { run, openKey: undefined, onopen, ondismiss });
  const panel = page.getByRole('region', { name: 'Look-ups' });
  return {
    main,
    ids,
    run,
    onopen,
    ondismiss,
    panel,
    progress: panel.getByRole('progressbar', { name: 'Look-ups ended' }),
    announced: panel.getByRole('status').last(),
    cancel: panel.getByRole('button', { name: 'Cancel', exact: true }),
    dismiss: panel.getByRole('button', { name: 'Dismiss' }),
    row: (id: string) => panel.getByRole('listitem').filter({ hasText: id }),
  };
}

test('shows how far it is, and how each one stands', async () => {
  const { main, ids, run, panel, progress, row, announced } = await showRun(6);
  main.says(REGION, ids[1]!, failure('NotFound'));
  const letGo = main.hold();
  const first = ids.slice(0, 2).map((id) => main.hold(id));
  void run.start();
  await expect.element(progress).toHaveAttribute('aria-valuetext', '0 of 6');
  await expect.element(row(ids[0]!)).toHaveTextContent('Asking');
  await expect.element(row(ids[5]!)).toHaveTextContent('Waiting');
  await expect.element(panel).toHaveTextContent(`prod, ${REGION}`);
  await expect.element(panel).toHaveTextContent(`${DEFAULT_LIMITS.atOnce} under way, 2 waiting`);
  await expectAccessible();

  const others = ids.slice(2).map((id) => main.hold(id));
  letGo();
  for (const go of first) go();
  await expect.element(progress).toHaveAttribute('aria-valuetext', '2 of 6');
  await expect.element(progress).toHaveAttribute('aria-valuenow', '2');
  await expect.element(panel).toHaveTextContent('1 answered, 1 failed, 4 under way');
  await expect.element(row(ids[0]!)).toHaveTextContent('New job');
  await expect.element(row(ids[1]!)).toHaveAttribute('data-error-code', 'NotFound');
  await expect.element(row(ids[1]!)).toHaveTextContent('It ended with NotFound.');
  // So few are not counted aloud on the way.
  await expect.element(announced).toHaveTextContent('');

  for (const go of others) go();
  await expect.element(announced).toHaveTextContent('6 look-ups ended: 5 answered, 1 failed.');
  await expect.element(progress).toHaveAttribute('aria-valuetext', '6 of 6');
  await expectAccessible();
});

test('a long way is announced in three steps, not with each answer', async () => {
  const { main, ids, run, announced } = await showRun(16);
  const holds = ids.map((id) => main.hold(id));
  const said = new Set<string>();
  const observer = new MutationObserver(() => said.add(announced.element().textContent.trim()));
  observer.observe(announced.element(), { subtree: true, characterData: true, childList: true });
  void run.start();
  for (const [index, go] of holds.entries()) {
    go();
    await expect.poll(() => run.ended).toBe(index + 1);
  }
  await expect.element(announced).toHaveTextContent('16 look-ups ended: 16 answered.');
  observer.disconnect();
  said.delete('');
  expect([...said]).toEqual([
    'A quarter of 16 look-ups ended.',
    'Half of 16 look-ups ended.',
    'Three quarters of 16 look-ups ended.',
    '16 look-ups ended: 16 answered.',
  ]);
});

test('an answered one opens its job', async () => {
  const { ids, run, row, onopen } = await showRun(2);
  await run.start();
  await row(ids[1]!).getByRole('button', { name: ids[1]! }).click();
  expect(onopen).toHaveBeenCalledExactlyOnceWith(`${ACCOUNT}/${REGION}/${ids[1]!}`);
});

test('by keyboard: cancelled, retried and put away, and the keyboard is never lost', async () => {
  const { main, run, panel, cancel, dismiss, ondismiss } = await showRun(6);
  const letGo = main.hold();
  void run.start();
  await expect.element(cancel).toBeVisible();
  await userEvent.tab();
  await expect.element(panel.getByRole('button', { name: /look-ups$/ })).toHaveFocus();
  await userEvent.tab();
  await expect.element(cancel).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  const retry = panel.getByRole('button', { name: 'Retry 6' });
  await expect.element(retry).toHaveFocus();
  await expect.element(panel).toHaveTextContent('6 cancelled');
  await expectAccessible();
  letGo();
  await userEvent.keyboard('{Enter}');
  await expect.element(panel).toHaveTextContent('6 look-ups ended');
  await expect.element(panel).toHaveTextContent('6 answered');
  await expect.element(dismiss).toHaveFocus();
  expect(panel.getByRole('button', { name: /^Retry/ }).query()).toBeNull();
  expect(main.asked).toHaveLength(DEFAULT_LIMITS.atOnce + 6);
  await userEvent.keyboard('{Enter}');
  expect(ondismiss).toHaveBeenCalledOnce();
});

test('a double click on Cancel does not put away or ask again what it cancelled', async () => {
  const { main, run, cancel, panel, ondismiss } = await showRun(6);
  main.hold();
  void run.start();
  await cancel.dblClick();
  await expect.element(panel.getByRole('button', { name: 'Retry 6' })).toBeVisible();
  expect(main.asked).toHaveLength(DEFAULT_LIMITS.atOnce);
  expect(ondismiss).not.toHaveBeenCalled();
});

test('what would fail alike is said once, with the command to run', async () => {
  const { main, ids, run, panel, row } = await showRun(9);
  const command = 'aws sso login --profile prod';
  for (const id of ids) main.says(REGION, id, failure('LoginNeeded', { message: 'The sign-in is over.', command }));
  await run.start();
  const alert = panel.getByRole('alert');
  await expect.element(alert).toHaveAttribute('data-error-code', 'LoginNeeded');
  await expect.element(alert).toHaveTextContent('The sign-in is over.');
  await expect.element(alert.getByText(command, { exact: true })).toBeVisible();
  await expect.element(alert.getByRole('button', { name: 'Copy command' })).toBeVisible();
  await expect.element(alert).toHaveTextContent('5 were not asked');
  expect(panel.element().textContent.split('The sign-in is over.')).toHaveLength(2);
  await expect.element(row(ids[0]!)).toHaveAttribute('data-error-code', 'LoginNeeded');
  await expect.element(row(ids[8]!)).toHaveTextContent('Not asked');
  await expectAccessible();
  for (const id of ids) main.says(REGION, id, body(id));
  await panel.getByRole('button', { name: 'Retry 9' }).click();
  await expect.element(panel).toHaveTextContent('9 answered');
  await expect.element(alert).not.toBeInTheDocument();
});

test('the list can be folded away, and scrolls inside', async () => {
  const { run, panel } = await showRun(60);
  await run.start();
  const list = panel.getByRole('list', { name: 'Copy job IDs' });
  expect(list.element().clientHeight).toBeLessThan(240);
  expect(list.element().scrollHeight).toBeGreaterThan(list.element().clientHeight);
  const fold = panel.getByRole('button', { name: '60 look-ups ended' });
  await expect.element(fold).toHaveAttribute('aria-expanded', 'true');
  await fold.click();
  await expect.element(fold).toHaveAttribute('aria-expanded', 'false');
  expect(list.query()).toBeNull();
  await expectAccessible();
});

test('of thousands only what is in sight is drawn, and any of them can be scrolled to', async () => {
  const { main, ids, run, panel, row } = await showRun(5000);
  const letGo = main.hold();
  void run.start();
  await expect.element(panel).toHaveTextContent('4 under way, 4,996 waiting');
  expect(panel.getByRole('listitem').elements().length).toBeLessThan(60);
  const list = panel.getByRole('list', { name: 'Copy job IDs' });
  list.element().scrollTo({ top: list.element().scrollHeight });
  await expect.element(row(ids[4999]!)).toHaveAttribute('aria-posinset', '5000');
  await expect.element(row(ids[4999]!)).toHaveAttribute('aria-setsize', '5000');
  main.says(REGION, ids[3]!, failure('NotFound'));
  const rest = ids.slice(4, 10).map((id) => main.hold(id));
  letGo();
  await expect.poll(() => run.counts.failed).toBe(1);
  run.cancel();
  for (const go of rest) go();
  await expect.element(panel.getByRole('button', { name: '5,000 look-ups ended' })).toBeVisible();
  await panel.getByText('New or changed').click();
  await expect.poll(() => panel.getByRole('listitem').elements().length).toBe(run.counts.answered);
  await panel.getByText('Without an answer').click();
  await expect.element(row(ids[3]!)).toHaveAttribute('data-state', 'failed');
  await expectAccessible();
});

test('paused, it says so and goes on when asked; the pace is told on the way', async () => {
  const { main, ids, run, panel } = await showRun(30);
  const letGo = main.hold();
  void run.start();
  await panel.getByRole('button', { name: 'Pause' }).click();
  await expect.element(panel).toHaveTextContent('Paused');
  letGo();
  await expect.element(panel).toHaveTextContent('4 answered, 26 waiting');
  await expectAccessible();
  const last = main.hold(ids[29]);
  await panel.getByRole('button', { name: 'Resume' }).click();
  await expect.element(panel).toHaveTextContent(/ a second, about .+ left/);
  last();
  await expect.element(panel).toHaveTextContent('30 answered');
});

test('fits a narrow window', async () => {
  const { main, ids, run, panel } = await showRun(12);
  main.says(REGION, ids[2]!, failure('NotFound', { message: 'AWS Backup has no such copy job. '.repeat(5) }));
  await run.start();
  await page.viewport(640, 520);
  expect(panel.element().scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth);
  await expectAccessible();
});
