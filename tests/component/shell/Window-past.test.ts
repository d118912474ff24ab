import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readLink } from '../../../src/preload/contract/link';
import type { History } from '../../../src/renderer/src/data/history';
import { begun, ended, newReading, placeAfter, withPage } from '../../../src/renderer/src/data/sync/reading';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureReading, fixtureWith } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { openWindow } from '../support/window';

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
const PLACE = { profile: { origin: 'shared', name: 'prod' }, region: REGION } as const;
const at = (day: number, hour: number): number => Date.UTC(2026, 8, day, hour);
const MONDAY = at(21, 6);
const TUESDAY = at(22, 6);

function bodyOf(name: string, createdAt: number, members: Readonly<Record<string, unknown>> = {}): string {
  return fixtureWith('01', {
    CopyJobId: name.toUpperCase(),
    AccountId: ACCOUNT,
    ResourceName: name,
    ResourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${name}`,
    CreationDate: createdAt / 1000,
    CompletionDate: createdAt / 1000 + 3600,
    ...members,
  });
}

/** A sync of everything, read to its end within the moment. */
async function synced(history: History, time: number, bodies: readonly string[]): Promise<void> {
  const asked = { syncId: `sync ${time}`, syncName: 'All accounts', place: PLACE, filters: {}, at: time };
  const jobs = bodies.map((body) => ({ copyJobId: fixtureId(body), body }));
  const listed = { jobs, ...PLACE, endpoint: 'https://backup', attempts: 1, tookMs: 1, observedAt: time };
  await history.recordAll(
    bodies.map((body) => answer(body, time, { region: REGION, source: 'list' })),
    async (shelf, recorded) => {
      const begins = begun(newReading({ ...asked, plan: { depth: 'everything' } }), time);
      const counts = { jobs: bodies.length, newJobs: 0, changedJobs: 0 };
      const row = ended(withPage(begins, listed, recorded, counts), 'complete', time);
      await shelf.putReadings([row]);
      await shelf.putPlace(placeAfter(row, await shelf.place(row.placeKey), time));
    },
  );
}

function fixtureId(body: string): string {
  return (JSON.parse(body) as { CopyJob: { CopyJobId: string } }).CopyJob.CopyJobId;
}

/** On Tuesday one job has failed that ran on Monday, one is known for the first time, one is what it was. */
async function twoSyncs(): Promise<History> {
  const history = await newHistory();
  const customers = bodyOf('customers', at(20, 22));
  const running = bodyOf('orders', at(21, 5), { State: 'RUNNING', CompletionDate: undefined });
  await synced(history, MONDAY, [customers, running]);
  const failed = bodyOf('orders', at(21, 5), { State: 'FAILED', StatusMessage: 'Access denied' });
  await synced(history, TUESDAY, [customers, failed, bodyOf('ledger', at(21, 22))]);
  return history;
}

const rows = () =>
  Array.from(document.querySelectorAll<HTMLElement>('[data-classes]'), (row) => [
    row.querySelector('.title')?.textContent,
    row.dataset['classes'],
  ]);
const pane = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
const band = page.getByRole('region', { name: 'As known earlier' });

test('what was known after one sync stands beside what was after the one before, and each pair opens as both knew it', async () => {
  const { rowKeys } = await openWindow({ history: await twoSyncs() });
  await expect.poll(() => rowKeys().length).toBe(3);
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}');
  await pane.getByRole('button', { name: 'Compare something else' }).click();
  await page.getByRole('menuitem', { name: 'After the last sync against after the one before' }).click();
  await expect.poll(rows).toEqual([
    ['orders', 'newly-failing'],
    ['ledger', 'new'],
    ['customers', 'same'],
  ]);
  const left = pane.getByRole('region', { name: 'Left set' });
  await expect.element(left).toHaveTextContent('2 jobs');
  await expect.element(left).toHaveTextContent('As known on 21 Sep 2026, 06:00:00 UTC');
  await expect.element(left).toHaveTextContent('Looked at: 1 of 1 place');
  await expectAccessible('screen');

  document.querySelector<HTMLElement>('[data-classes="newly-failing"]')!.focus();
  await userEvent.keyboard('{Enter}');
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect.element(pair.getByRole('heading', { name: 'One copy job at two times' })).toBeVisible();
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent('Running');
  await expect.element(pair.getByRole('region', { name: 'Left job' })).toHaveTextContent('as known on 21 Sep 2026');
  await expect.element(pair.getByRole('region', { name: 'Right job' })).toHaveTextContent('Failed');
  await expectAccessible('screen');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => rows().length).toBe(3);

  await left.getByRole('button', { name: /^Left: As known on/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Left as it was known at' });
  await expect
    .element(dialog.getByRole('group', { name: 'Syncs to look back to' }))
    .toHaveTextContent('All accounts, 22 Sep');
  await expectAccessible('screen');
  await dialog.getByRole('button', { name: 'As known now' }).click();
  await expect.poll(rows).toEqual([
    ['orders', 'still-failing'],
    ['ledger', 'same'],
    ['customers', 'same'],
  ]);
});

test('sets within what was known earlier hold nothing that was learned later', async () => {
  const { rowKeys } = await openWindow({ history: await twoSyncs() });
  await expect.poll(() => rowKeys().length).toBe(3);
  await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}');
  await page.getByRole('button', { name: /^All accounts, 21 Sep 2026, 06:00:00/ }).click();
  await expect.element(band).toHaveTextContent('As known on 21 Sep 2026, 06:00:00 UTC');
  await expect.poll(() => rowKeys().length).toBe(2);
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}');
  for (const side of ['Left', 'Right']) {
    await pane.getByRole('button', { name: `${side}: take the filter of a view` }).click();
    await page.getByRole('menuitem', { name: 'All jobs' }).click();
  }
  await expect.poll(rows).toEqual([
    ['orders', 'unsettled'],
    ['customers', 'same'],
  ]);
  await expect.element(pane.getByRole('region', { name: 'Left set' })).toHaveTextContent('As known on 21 Sep 2026');
  await expectAccessible('screen');
});

test('an answer that comes while an earlier time is on screen opens nothing, and says that it came', async () => {
  const main = new MainProcess();
  const { copyJobId = '' } = fixtureReading('03');
  main.says(REGION, copyJobId, fixture('03'));
  const { lookUp, rowKeys, article } = await openWindow({ main, history: await twoSyncs() });
  const release = main.hold();
  await lookUp(copyJobId);
  await expect.poll(() => main.underWay).toBe(1);
  await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}');
  await page.getByRole('button', { name: 'A week ago' }).click();
  await expect.element(band).toBeVisible();
  release();
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect.element(notices).toHaveTextContent(`AWS has answered about ${copyJobId}. That is kept`);
  await expect.element(band).toBeVisible();
  expect(article.elements()).toEqual([]);
  await notices.getByRole('button', { name: 'Back to now' }).click();
  await expect.element(band).not.toBeInTheDocument();
  await expect.poll(() => rowKeys().length).toBe(4);
});

test('a link leads to what was known at its time, with its job as it was then; one to a time to come is refused', async () => {
  const main = new MainProcess();
  const { article, rowKeys, alert } = await openWindow({ main, history: await twoSyncs() });
  await expect.poll(() => rowKeys().length).toBe(3);
  const arrive = (link: string): void => {
    main.link = readLink(link);
    main.send('linkArrived', { at: 1 });
  };
  arrive(`copytrail://known-at/${MONDAY}/${ACCOUNT}/${REGION}/ORDERS`);
  await expect.element(band).toHaveTextContent('As known on 21 Sep 2026, 06:00:00 UTC');
  await expect.element(article).toHaveAttribute('data-state', 'RUNNING');
  await userEvent.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await expect.element(article).toHaveAttribute('data-state', 'FAILED');
  arrive('copytrail://known-at/8640000000000000');
  await expect.element(alert).toHaveTextContent('still to come');
  expect(main.asked).toEqual([]);
});
