import { expect, test, vi } from 'vitest';
import { courseOf } from '../../../src/renderer/src/domain/course/course';
import { hintsFor } from '../../../src/renderer/src/domain/message';
import { outcomeOf } from '../../../src/renderer/src/domain/outcome';
import { routeOf } from '../../../src/renderer/src/domain/route';
import Facts from '../../../src/renderer/src/job/Facts.svelte';
import Message from '../../../src/renderer/src/job/Message.svelte';
import RawJson from '../../../src/renderer/src/job/RawJson.svelte';
import RouteLine from '../../../src/renderer/src/job/RouteLine.svelte';
import { expectAccessible } from '../support/accessible';
import { FIXTURES, fixture, fixtureReading, fixtureWith, read } from '../support/fixtures';
import { show } from '../support/screen';

/** Nothing was ever seen. */
const NO_COURSE = courseOf({ looks: [], createdAt: undefined, completedAt: undefined });

test.for(FIXTURES)('$name: raw JSON is the body, character for character', async ({ body }) => {
  const screen = await show(RawJson, { text: body });
  const raw = screen.getByLabelText('Raw JSON', { exact: true });
  expect(raw.element().textContent).toBe(body);
});

test('indented, the JSON is laid out anew with every number as it came', async () => {
  const odd = '{"CopyJob":{"CreationDate":1790000000.100,"BackupSizeInBytes":9007199254740993,"X":1e2,"Y":[]}}';
  const screen = await show(RawJson, { text: odd });
  const raw = screen.getByLabelText('Raw JSON', { exact: true });
  await screen.getByText('Indented').click();
  await expect
    .poll(() => raw.element().textContent)
    .toBe(
      '{\n  "CopyJob": {\n    "CreationDate": 1790000000.100,\n    "BackupSizeInBytes": 9007199254740993,\n    "X": 1e2,\n    "Y": []\n  }\n}',
    );
  await screen.getByText('As received').click();
  await expect.poll(() => raw.element().textContent).toBe(odd);
  await expectAccessible();
});

test('a body that is no JSON is shown as it came in either form', async () => {
  const screen = await show(RawJson, { text: '<html>502</html>' });
  const raw = screen.getByLabelText('Raw JSON', { exact: true });
  await screen.getByText('Indented').click();
  await expect.element(screen.getByRole('radio', { name: 'Indented' })).toBeChecked();
  expect(raw.element().textContent).toBe('<html>502</html>');
});

test.for(FIXTURES)('$name: the message stands as AWS wrote it, in the tone of the outcome', async ({ body }) => {
  const reading = read(body);
  const screen = await show(Message, { reading, onopenlink: () => undefined });
  const box = screen.container.querySelector('.alert');
  const outcome = outcomeOf(reading);
  if (reading.statusMessage === undefined && outcome.note === undefined && hintsFor(reading).length === 0) {
    expect(box).toBeNull();
    return;
  }
  expect(box!.classList).toContain(outcome.tone);
  if (reading.statusMessage !== undefined) {
    expect(box!.querySelector('.title')!.textContent).toBe(reading.statusMessage);
  }
  if (outcome.note !== undefined) expect(box!.textContent).toContain(outcome.note);
  if (reading.messageCategory !== undefined) expect(box!.textContent).toContain(reading.messageCategory);
  // It is news about a job, not a failure of ours.
  expect(screen.getByRole('alert').query()).toBeNull();
});

test('COMPLETED with a message is "completed with issues": a warning, whatever the message says', async () => {
  const reading = fixtureReading('07');
  const screen = await show(Message, { reading, onopenlink: () => undefined });
  expect(screen.container.querySelector('.alert.warning')).not.toBeNull();
});

test('what a message may mean comes with its source, which can be opened', async () => {
  const onopenlink = vi.fn();
  const reading = fixtureReading('02');
  const [hint] = hintsFor(reading);
  if (hint === undefined) throw new Error('Nothing is known about the message of fixture 02.');
  const screen = await show(Message, { reading, onopenlink });
  await expect.element(screen.getByText(hint.cause)).toBeVisible();
  await expect.element(screen.getByText(hint.remedy)).toBeVisible();
  await screen.getByRole('button', { name: hint.source.title }).first().click();
  expect(onopenlink).toHaveBeenCalledExactlyOnceWith(hint.source.url);
  await expectAccessible();
});

test('line breaks of a message survive', async () => {
  const reading = fixtureReading('22');
  const screen = await show(Message, { reading, onopenlink: () => undefined });
  const title = screen.container.querySelector('.title')!;
  expect(title.textContent).toBe('line1\nline2\ttab "quotes" \\ back');
  expect(getComputedStyle(title).whiteSpaceCollapse).toBe('preserve');
});

test.for(FIXTURES)('$name: the route names both ends and how far they lie apart', async ({ body }) => {
  const reading = read(body);
  const route = routeOf(reading);
  const screen = await show(RouteLine, { reading, region: 'eu-north-1', accountId: '999988887777' });
  const text = screen.container.textContent.replace(/\s+/g, ' ');
  expect(text).toContain(route.source.vaultName ?? 'vault not reported');
  expect(text).toContain(route.source.region ?? 'eu-north-1');
  expect(text).toContain(route.destination.region ?? 'Region not reported');
  const tags = screen.container.querySelector('.tags')!.textContent;
  expect(tags.includes('cross-account')).toBe(route.crossAccount === true);
  expect(tags.includes('cross-Region')).toBe(route.crossRegion === true);
  expect(tags.includes('air-gapped')).toBe(route.airGapped === true);
});

test('tags of a route are about real differences', async () => {
  const kinds = new Set(FIXTURES.map(({ body }) => JSON.stringify(routeOf(read(body)).crossAccount)));
  // The fixtures hold both, else the test above would show nothing.
  expect(kinds).toContain('true');
  expect(kinds).toContain('false');
  await show(RouteLine, { reading: fixtureReading('03'), region: 'us-east-1', accountId: '111122223333' });
  await expectAccessible();
});

test('key figures say when something is not reported, instead of a zero', async () => {
  const screen = await show(Facts, { reading: fixtureReading('01'), course: NO_COURSE, times: 'utc' });
  const figure = (name: string) => screen.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*${name}`) });
  await expect.element(screen.getByRole('list', { name: 'Key figures' })).toBeVisible();
  await expect.element(figure('Size')).toHaveTextContent('100 GiB');
  await expect.element(figure('Created')).toHaveTextContent('21 Sep 2026, 14:13:20 UTC');
  await expect.element(figure('Duration')).toHaveTextContent('30 m 32 s');
  await expectAccessible();

  await screen.rerender({ reading: read(fixtureWith('21', {})) });
  await expect.element(figure('Size')).toHaveTextContent('Not reported');
  await expect.element(figure('Completed')).toHaveTextContent('Not yet reported');
  await screen.rerender({ reading: read(fixture('03')) });
  await expect.element(figure('Size')).toHaveTextContent('0 bytes');
});
