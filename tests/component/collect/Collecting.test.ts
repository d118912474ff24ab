import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Collecting from '../../../src/renderer/src/collect/Collecting.svelte';
import { CallBudget } from '../../../src/renderer/src/data/sync/budget.svelte';
import { Sync } from '../../../src/renderer/src/data/sync/sync.svelte';
import { expectAccessible } from '../support/accessible';
import { newHistory } from '../support/history';
import { failure, LISTS, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const REGION = 'eu-central-1';
const PROFILE = { origin: 'shared', name: 'prod' } as const;

const job = (number: number): string =>
  JSON.stringify({ AccountId: '111122223333', CopyJobId: `JOB-${number}`, State: 'RUNNING', CreationDate: 1790000000 });
const jobs = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => job(from + at));

async function showSync(pages: Parameters<MainProcess['lists']>[1], regions: readonly string[] = [REGION]) {
  const main = new MainProcess();
  main.lists(REGION, pages);
  const budget = new CallBudget();
  const sync = Sync.of(
    { backend: main.api, history: await newHistory(), budget, now: Date.now },
    {
      name: 'production',
      places: regions.map((region) => ({ profile: PROFILE, region })),
      depth: 'everything',
      filters: {},
    },
  );
  const ondismiss = vi.fn();
  await show(Collecting, {
    sync,
    budget,
    now: Date.now(),
    times: 'utc' as const,
    nameOf: ({ name }: { name: string }) => name,
    ondismiss,
  });
  const panel = page.getByRole('region', { name: 'Collecting' });
  return {
    main,
    sync,
    ondismiss,
    panel,
    bar: panel.getByRole('progressbar'),
    announced: panel.getByRole('status'),
    cancel: panel.getByRole('button', { name: 'Cancel', exact: true }),
    readOn: panel.getByRole('button', { name: 'Read on', exact: true }),
    dismiss: panel.getByRole('button', { name: 'Dismiss' }),
    place: (region: string) => panel.getByRole('listitem').filter({ hasText: region }),
  };
}

test('shows how far it has come, and at the end what it found', async () => {
  const { main, sync, panel, bar, announced, cancel, dismiss, ondismiss } = await showSync([jobs(1200), jobs(3, 1200)]);
  const letGo = main.hold(LISTS);
  void sync.start();
  await expect.element(bar).toBeInTheDocument();
  await expect.element(panel).toHaveTextContent(`Collecting copy jobs prod, ${REGION}`);
  await expect.element(panel).toHaveTextContent('1 of 4 calls under way, at most 20 a second');
  await expect.element(announced).toHaveTextContent(`Collecting copy jobs in ${REGION}.`);
  await expect.element(cancel).toBeVisible();
  await expectAccessible();
  letGo();
  await expect.element(panel).toHaveTextContent('1,203 copy jobs collected: all that AWS Backup lists');
  await expect.element(panel).toHaveTextContent('1,203 new, 0 changed, 0 unchanged');
  await expect.element(panel).toHaveTextContent('just now');
  await expect.element(bar).not.toBeInTheDocument();
  await expect.element(announced).toHaveTextContent('1,203 copy jobs collected');
  await expectAccessible();
  await dismiss.click();
  expect(ondismiss).toHaveBeenCalledOnce();
});

test('never says that there is nothing, only that AWS lists nothing', async () => {
  const { sync, panel } = await showSync([[]]);
  await sync.start();
  await expect.element(panel).toHaveTextContent('AWS Backup lists no copy jobs here');
});

test('a failure says what to do, and reading goes on where it stopped', async () => {
  const { sync, panel, readOn } = await showSync([
    jobs(2),
    failure('LoginNeeded', { message: 'The sign-in has ended.', command: 'aws sso login --profile prod' }),
    jobs(1, 2),
  ]);
  await sync.start();
  await expect.element(panel).toHaveTextContent('Stopped after 2 copy jobs: older ones were not read');
  const alert = panel.getByRole('alert');
  await expect.element(alert).toHaveAttribute('data-error-code', 'LoginNeeded');
  await expect.element(alert).toHaveTextContent('aws sso login --profile prod');
  await expectAccessible();
  await readOn.click();
  await expect.element(panel).toHaveTextContent('3 copy jobs collected: all that AWS Backup lists');
  await expect.element(alert).not.toBeInTheDocument();
});

test('cancelled, it says what it has not read', async () => {
  const { main, sync, panel, cancel, readOn } = await showSync([jobs(2)]);
  const letGo = main.hold(LISTS);
  void sync.start();
  await expect.element(cancel).toBeVisible();
  cancel.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(panel).toHaveTextContent('Stopped before anything was read');
  // The button that was pressed is gone; the keyboard is not.
  await expect.element(readOn).toHaveFocus();
  letGo();
  await readOn.click();
  await expect.element(panel).toHaveTextContent('2 copy jobs collected');
});

test('several places: one that fails stands beside those that were read, and is read on alone', async () => {
  const { main, sync, panel, place, announced } = await showSync([jobs(2)], [REGION, 'eu-west-1', 'us-east-1']);
  main.lists('eu-west-1', [jobs(3, 10), failure('AccessDenied', { message: 'AWS refused the list.' }), jobs(1, 20)]);
  const letGo = main.hold(LISTS);
  void sync.start();
  await expect.element(panel).toHaveTextContent('Syncing production: 0 of 3 places read');
  await expect.element(place(REGION)).toHaveTextContent('Reading');
  await expectAccessible();
  letGo();
  await expect.element(panel).toHaveTextContent('production: 2 of 3 places read to the end');
  await expect.element(place('eu-west-1')).toHaveAttribute('data-error-code', 'AccessDenied');
  await expect.element(place('eu-west-1')).toHaveTextContent('AWS refused the list.');
  await expect.element(place('eu-west-1')).toHaveTextContent('3 jobs');
  await expect.element(place('eu-west-1')).toHaveTextContent('1 page, created 21 Sep 2026, 14:13:20 UTC to');
  await expect.element(announced).toHaveTextContent('production: 2 of 3 places read to the end');
  await expectAccessible();
  await panel.getByRole('button', { name: 'Read on: prod, eu-west-1' }).click();
  await expect.element(panel).toHaveTextContent('production synced: 3 places');
  await expect.element(place('eu-west-1')).toHaveTextContent('4 jobs');
});
