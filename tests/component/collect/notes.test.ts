import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import NotListedNote from '../../../src/renderer/src/collect/NotListedNote.svelte';
import { placeKeyOf } from '../../../src/renderer/src/data/sync/place';
import { expectAccessible } from '../support/accessible';
import { fixture } from '../support/fixtures';
import { answer, newHistory, once } from '../support/history';
import CoverageHost from '../support/CoverageHost.svelte';
import { show } from '../support/screen';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 25, 3);
const place = (region: string) => ({ profile: { origin: 'shared', name: 'prod' }, region }) as const;

const ANY_TIME = { from: -Infinity, to: Infinity };

async function showNote(
  covered: Readonly<Record<string, readonly { from: number; to: number }[]>>,
  wanted: string[],
  { span = ANY_TIME, regions = [] as readonly string[] } = {},
) {
  const history = await newHistory();
  await history.coverage.write(async (shelf) => {
    for (const [region, spans] of Object.entries(covered)) {
      const where = place(region);
      await shelf.putPlace({ ...where, placeKey: placeKeyOf(where), accounts: [], covered: spans });
    }
  });
  await show(CoverageHost, {
    history,
    covered: { places: wanted.map(place), span, regions, now: NOW, times: 'utc' as const },
  });
  return page.getByRole('paragraph');
}
const REFUSED = { code: 'AccessDenied', message: 'No.', remedy: 'Ask.', mayRetry: false } as const;
const whole = (to: number) => [{ from: NOW - 40 * DAY, to }];

test('nothing was read whole: that is said, and never that there is nothing', async () => {
  const note = await showNote({}, []);
  await expect.element(note).toHaveTextContent('No place was read whole yet');
});

test('which places were looked at and until when, and since when the others were not', async () => {
  const note = await showNote(
    { 'eu-central-1': whole(NOW - HOUR / 6), 'eu-west-1': whole(NOW - 13 * HOUR), 'us-east-1': [] },
    ['eu-central-1', 'eu-west-1', 'us-west-2'],
  );
  await expect
    .element(note)
    .toHaveTextContent(
      'Looked at: 1 of 4 places, up to 25 Nov 2026, 02:50:00 UTC. Not looked at: eu-west-1 since 24 Nov 2026, 14:00:00 UTC; us-west-2 never and 1 more.',
    );
  await expectAccessible();
});

test('looked at everywhere, nothing is added; a gap in between is told', async () => {
  const sound = await showNote({ 'eu-central-1': whole(NOW - HOUR) }, []);
  await expect.element(sound).toHaveTextContent(/^Looked at: 1 of 1 place, up to 25 Nov 2026, 02:00:00 UTC\.$/);
});

test('a gap in between is told', async () => {
  const spans = [
    { from: NOW - 40 * DAY, to: NOW - 3 * DAY },
    { from: NOW - 2 * DAY, to: NOW - HOUR },
  ];
  const note = await showNote({ 'eu-central-1': spans }, []);
  await expect
    .element(note)
    .toHaveTextContent(
      'Looked at: none of 1 place. Not looked at: eu-central-1 from 22 Nov 2026, 03:00:00 UTC to 23 Nov 2026, 03:00:00 UTC, and since 25 Nov 2026, 02:00:00 UTC.',
    );
});

/** From six in the evening to midnight UTC, the day before. */
const EVENING = { from: NOW - 9 * HOUR, to: NOW - 3 * HOUR };
const doubt = () => page.getByRole('status', { name: 'Doubt' });

test('of a span that is over, a place that was looked at before its end is not known', async () => {
  const note = await showNote({ 'eu-central-1': whole(NOW - 4 * HOUR) }, [], { span: EVENING });
  const since = 'Not looked at: eu-central-1 since 24 Nov 2026, 23:00:00 UTC.';
  await expect.element(note).toHaveTextContent(`Looked at: none of 1 place. ${since}`);
  await expect.element(doubt()).toHaveTextContent(`There may be such jobs all the same. ${since}`);
  await expectAccessible();
});

test('of a span that is over, all is known once every place was looked at after it', async () => {
  const note = await showNote({ 'eu-central-1': whole(NOW - 2 * HOUR) }, [], { span: EVENING });
  await expect.element(note).toHaveTextContent(/^Looked at: 1 of 1 place, up to 25 Nov 2026, 00:00:00 UTC\.$/);
  await expect.element(doubt()).toHaveTextContent(/^$/);
});

test('places of other Regions than those wanted do not count, and what lies before all looks is no knowledge', async () => {
  const seen = { 'eu-central-1': whole(NOW - HOUR), 'eu-west-1': [] };
  await showNote(seen, [], { regions: ['eu-central-1'] });
  await expect.element(doubt()).toHaveTextContent(/^$/);
  await expect.element(page.getByRole('paragraph')).toHaveTextContent('Looked at: 1 of 1 place');
});

test('what lies before all that was looked at is not known', async () => {
  const longAgo = { from: NOW - 60 * DAY, to: NOW - 50 * DAY };
  await showNote({ 'eu-central-1': whole(NOW - HOUR) }, [], { span: longAgo });
  await expect.element(doubt()).toHaveTextContent('Not looked at: eu-central-1 before 16 Oct 2026, 03:00:00 UTC.');
});

test('where no place was ever read, an empty list says so', async () => {
  await showNote({}, []);
  await expect
    .element(doubt())
    .toHaveTextContent('No place was read whole yet, so there may be such jobs all the same.');
});

test('all that was noted of each place can be read: accounts, spans, what was asked, with which filters, and what came', async () => {
  const history = await newHistory();
  const [read, never] = [place('eu-central-1'), place('eu-west-1')];
  const placeKey = placeKeyOf(read);
  const reading = {
    syncId: 'sync',
    syncName: 'all',
    ...read,
    placeKey,
    list: 0,
    pages: 1,
    newJobs: 0,
    changedJobs: 0,
    described: 0,
    newestFirst: true,
    accounts: ['111122223333'],
  };
  const covered = { from: NOW - 30 * DAY, to: NOW - HOUR };
  await history.coverage.write(async (shelf) => {
    await shelf.putPlace({ ...read, placeKey, accounts: ['111122223333'], covered: [covered] });
    await shelf.putReadings([
      {
        ...reading,
        id: 'a',
        askedAt: NOW - HOUR,
        depth: 'everything',
        filters: {},
        state: 'complete',
        jobs: 1203,
        covered,
      },
      {
        ...reading,
        id: 'b',
        askedAt: NOW - HOUR / 2,
        depth: 'everything',
        filters: { ByState: 'FAILED', ByCompleteAfter: NOW - DAY },
        state: 'complete',
        jobs: 7,
      },
      {
        ...reading,
        id: 'c',
        askedAt: NOW - HOUR / 6,
        depth: 'changes',
        since: NOW - 2 * HOUR,
        filters: {},
        state: 'failed',
        jobs: 0,
        error: REFUSED,
      },
    ]);
  });
  await show(CoverageHost, {
    history,
    covered: { places: [read, never], span: ANY_TIME, regions: [], now: NOW, times: 'utc' as const },
  });
  await page.getByRole('button', { name: 'What was looked at' }).click();
  const dialog = page.getByRole('dialog', { name: 'What was looked at' });
  await expect
    .element(dialog.getByRole('region', { name: 'Not looked at, of what the list is about' }))
    .toHaveTextContent('eu-west-1 never');
  const section = dialog.getByRole('region', { name: 'eu-central-1', exact: true });
  await expect.element(section).toHaveTextContent('account 111122223333');
  await expect.element(section).toHaveTextContent('created 26 Oct 2026, 03:00:00 UTC to 25 Nov 2026, 02:00:00 UTC');
  await section.getByText('3 readings').click();
  expect(
    section
      .getByRole('listitem')
      .elements()
      .map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()),
  ).toEqual([
    '25 Nov 2026, 02:50:00 UTC Failed What can have changed since 25 Nov 2026, 01:00:00 UTC: 0 copy jobs AccessDenied',
    '25 Nov 2026, 02:30:00 UTC Read Only with state FAILED, completed after 24 Nov 2026, 03:00:00 UTC: 7 copy jobs; does not count as looked at',
    '25 Nov 2026, 02:00:00 UTC Read Everything: 1,203 copy jobs',
  ]);
  await expect.element(dialog.getByRole('region', { name: 'Never read' })).toHaveTextContent(/^Never read ?eu-west-1$/);
  await expectAccessible();
});

async function showMissed(observedAt: number, missedFirst: number) {
  const history = await newHistory();
  const { jobKey } = await history.record(answer(fixture('01'), observedAt));
  const row = await once(history.job(jobKey));
  await history.coverage.write((shelf) => shelf.markNotListed([{ jobKey, missedFirst }]));
  await show(NotListedNote, { history, jobKey, row, now: missedFirst + HOUR, times: 'utc' as const });
  return { note: page.getByRole('group'), row: row! };
}

test('a job that AWS has forgotten after its 30 days is still in the history, and the day is told', async () => {
  const { note, row } = await showMissed(1_790_100_000_000, 1_790_100_000_000 + 31 * DAY);
  await expect
    .element(note)
    .toHaveTextContent('AWS Backup lists this job no more, as was to be expected. It stays in your history.');
  await page.getByText('lists this job no more').click();
  await expect.element(note).toHaveTextContent('Missed first');
  const until = new Date(row.completedAt! + 30 * DAY).toISOString().slice(11, 19);
  await expect.element(note).toHaveTextContent(`Its 30 days after finishing were over`);
  await expect.element(note).toHaveTextContent(until);
  await expectAccessible();
});

test('a job that AWS ought to list: what it can be, worded as possibility', async () => {
  const { note } = await showMissed(1_790_100_000_000, 1_790_100_000_000 + DAY);
  await expect.element(note).toHaveTextContent('Not in the last whole list of its account and Region.');
  await page.getByText('Not in the last whole list').click();
  await expect.element(note).toHaveTextContent('What it can be: The list came from another account');
  await expect.element(note).not.toHaveTextContent(/delet|gone/i);
});
