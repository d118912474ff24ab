import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Collecting from '../../../src/renderer/src/collect/Collecting.svelte';
import { Collection } from '../../../src/renderer/src/data/collection.svelte';
import { expectAccessible } from '../support/accessible';
import { newHistory } from '../support/history';
import { failure, LISTS, MainProcess } from '../support/main-process';
import { show } from '../support/screen';

const REGION = 'eu-central-1';

const job = (number: number): string =>
  JSON.stringify({ AccountId: '111122223333', CopyJobId: `JOB-${number}`, State: 'RUNNING' });
const jobs = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => job(from + at));

async function showCollection(pages: Parameters<MainProcess['lists']>[1]) {
  const main = new MainProcess();
  main.lists(REGION, pages);
  const place = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;
  const collection = new Collection(main.api, await newHistory(), place);
  const ondismiss = vi.fn();
  await show(Collecting, {
    collection,
    now: Date.now(),
    times: 'utc' as const,
    nameOf: ({ name }: { name: string }) => name,
    ondismiss,
  });
  const panel = page.getByRole('region', { name: 'Collecting' });
  return {
    main,
    collection,
    ondismiss,
    panel,
    bar: panel.getByRole('progressbar'),
    announced: panel.getByRole('status'),
    cancel: panel.getByRole('button', { name: 'Cancel' }),
    readOn: panel.getByRole('button', { name: 'Read on' }),
    dismiss: panel.getByRole('button', { name: 'Dismiss' }),
  };
}

test('shows how far it has come, and at the end what it found', async () => {
  const { main, collection, panel, bar, announced, cancel, dismiss, ondismiss } = await showCollection([
    jobs(1200),
    jobs(3, 1200),
  ]);
  const letGo = main.hold(LISTS);
  void collection.read();
  await expect.element(bar).toBeInTheDocument();
  await expect.element(panel).toHaveTextContent(`Collecting copy jobs prod, ${REGION}`);
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
  const { collection, panel } = await showCollection([[]]);
  await collection.read();
  await expect.element(panel).toHaveTextContent('AWS Backup lists no copy jobs here');
});

test('a failure says what to do, and reading goes on where it stopped', async () => {
  const { collection, panel, readOn } = await showCollection([
    jobs(2),
    failure('LoginNeeded', { message: 'The sign-in has ended.', command: 'aws sso login --profile prod' }),
    jobs(1, 2),
  ]);
  await collection.read();
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
  const { main, collection, panel, cancel, readOn } = await showCollection([jobs(2)]);
  const letGo = main.hold(LISTS);
  void collection.read();
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
