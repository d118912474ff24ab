import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import LookUpBar from '../../../src/renderer/src/connect/LookUpBar.svelte';
import { ConnectController } from '../../../src/renderer/src/connect/connect.svelte';
import type { LookUpRequest } from '../../../src/renderer/src/data/look-up-desk.svelte';
import { Profiles } from '../../../src/renderer/src/data/profiles.svelte';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import { expectAccessible } from '../support/accessible';
import { MainProcess } from '../support/main-process';
import { profile, profileList, SESSIONS } from '../support/profiles';
import { show } from '../support/screen';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';

/** The bar over a main process, as the window uses it: what it would send is kept, not sent. */
async function showBar(main = new MainProcess(), more: Record<string, unknown> = {}) {
  const settings = await SettingsStore.open(main.api);
  const profiles = new Profiles(main.api, 'aws');
  await profiles.refresh();
  const controller = new ConnectController({
    profiles,
    settings: () => settings.current,
    changeSettings: (change) => void settings.change(change),
  });
  const sent: LookUpRequest[] = [];
  const ondescribe = () => {
    const requests = controller.requests();
    if (requests !== undefined) sent.push(...requests);
  };
  const oncancel = vi.fn();
  const screen = await show(LookUpBar, { controller, askingSeconds: undefined, ondescribe, oncancel, ...more });
  return {
    screen,
    controller,
    sent,
    oncancel,
    id: screen.getByRole('textbox', { name: 'Copy job ID' }),
    describe: screen.getByRole('button', { name: 'Describe', exact: true }),
    profile: screen.getByRole('combobox', { name: 'Profile', exact: true }),
    region: screen.getByRole('combobox', { name: 'Region', exact: true }),
    problem: screen.getByRole('alert'),
  };
}

test('an id that was typed is sent with the profile and its Region', async () => {
  const bar = await showBar();
  await bar.id.fill(ID);
  await bar.describe.click();
  expect(bar.sent).toEqual([{ profile: { origin: 'shared', name: 'prod' }, region: 'eu-central-1', copyJobId: ID }]);
  await expect.element(bar.problem).not.toBeInTheDocument();
});

test.for(['', '   ', '""'])('an empty id (%j) is refused as MissingInput, and nothing is sent', async (text) => {
  const bar = await showBar();
  await bar.id.fill(text);
  await bar.describe.click();
  await expect.element(bar.problem).toHaveAttribute('data-error-code', 'MissingInput');
  await expect.element(bar.id).toHaveAttribute('aria-invalid', 'true');
  // The field says itself what is wrong with it.
  await expect.element(bar.id).toHaveAccessibleDescription(bar.problem.element().textContent.trim());
  expect(bar.sent).toEqual([]);
  await expectAccessible();

  await bar.id.fill(ID);
  await expect.element(bar.problem).not.toBeInTheDocument();
  await expect.element(bar.id).toHaveAttribute('aria-invalid', 'false');
});

test.for([
  ['a/b', 'slashes'],
  ['two words', 'spaces'],
])('an id that cannot be one (%s) is refused as InvalidInput, and nothing is sent', async ([text, why]) => {
  const bar = await showBar();
  await bar.id.fill(text!);
  await userEvent.keyboard('{Enter}');
  await expect.element(bar.problem).toHaveAttribute('data-error-code', 'InvalidInput');
  await expect.element(bar.problem).toHaveTextContent(why!);
  expect(bar.sent).toEqual([]);
});

test.for([
  `  ${ID}\t`,
  `"${ID}",`,
  `            "CopyJobId": "${ID}",`,
  `aws backup describe-copy-job --copy-job-id ${ID} --region eu-west-1`,
  `https://eu-central-1.console.aws.amazon.com/backup/home#/jobs/copy/details/${ID}`,
])('a pasted line is cleaned down to its id: %s', async (line) => {
  const bar = await showBar();
  await bar.id.fill(line);
  await userEvent.keyboard('{Enter}');
  expect(bar.sent.map(({ copyJobId }) => copyJobId)).toEqual([ID]);
  await expect.element(bar.id).toHaveValue(ID);
});

const OTHER = '507BFD34-74D8-059D-1301-C5BE1D5C926E';

/** Copies by the keyboard, as from another window, then pastes into the field. */
async function paste(text: string, into: Awaited<ReturnType<typeof showBar>>['id']): Promise<void> {
  const source = document.createElement('textarea');
  source.value = text;
  document.body.append(source);
  source.select();
  await userEvent.copy();
  source.remove();
  into.element().focus();
  await userEvent.paste();
}

test('several ids are counted below the field, and each is sent once', async () => {
  const bar = await showBar();
  const found = bar.screen.getByRole('status');
  await bar.id.fill(`${ID}, ${OTHER}`);
  await expect.element(found).toHaveTextContent('2 copy job IDs found. Describe asks about each of them.');
  await expect.element(bar.id).toHaveAccessibleDescription(/^2 copy job IDs found/);
  await expectAccessible();
  await bar.id.fill(`${ID} ${OTHER} ${ID.toLowerCase()}`);
  await expect
    .element(found)
    .toHaveTextContent('2 copy job IDs found, some of them more than once. Describe asks about each of them once.');
  await bar.describe.click();
  expect(bar.sent.map(({ copyJobId }) => copyJobId)).toEqual([ID, OTHER]);
  await expect.element(bar.problem).not.toBeInTheDocument();
  // While they are asked about, Describe is not there to be spoken of.
  await bar.screen.rerender({ askingSeconds: 0 });
  await expect.element(found).toHaveTextContent('');
});

test('several names without an id among them are refused, and nothing is sent', async () => {
  const bar = await showBar();
  await bar.id.fill('nightly-1 nightly-2');
  await bar.describe.click();
  await expect.element(bar.problem).toHaveTextContent('There is no copy job ID in this text');
  expect(bar.sent).toEqual([]);
});

test.for([
  [`${ID}\n${OTHER}\n`, `${ID} ${OTHER}`],
  [`{"CopyJobId": "nightly-1"}\r\n{"CopyJobId": "nightly-2"}`, 'CopyJobId=nightly-1 CopyJobId=nightly-2'],
  [`Copy job\n${ID}\nfailed`, `Copy job ${ID} failed`],
])('pasted lines do not run together: %j', async ([text, held]) => {
  const bar = await showBar();
  await paste(text!, bar.id);
  await expect.element(bar.id).toHaveValue(held);
});

test('what is pasted takes the place of what was selected, and Undo takes it back', async () => {
  const bar = await showBar();
  await bar.id.fill('x');
  await userEvent.keyboard('{Control>}a{/Control}');
  await paste(`${ID}\n${OTHER}`, bar.id);
  await expect.element(bar.id).toHaveValue(`${ID} ${OTHER}`);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(bar.id).toHaveValue('x');
  expect(bar.controller.copyJobId).toBe('x');
});

test('ids pasted one after the other become several', async () => {
  const bar = await showBar();
  await paste(ID, bar.id);
  await userEvent.keyboard('{End}');
  await paste(OTHER, bar.id);
  await expect.element(bar.id).toHaveValue(`${ID} ${OTHER}`);
});

test('lines that are dropped take the place of what was there, and do not run together either', async () => {
  const bar = await showBar();
  await bar.id.fill('x');
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', `${ID}\n${OTHER}\n`);
  // As the browser tells of it when the text comes from another program.
  const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  bar.id.element().dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
  await expect.element(bar.id).toHaveValue(`${ID} ${OTHER}`);
  expect(bar.controller.several?.ids).toEqual([ID, OTHER]);
});

test('thousands of pasted lines do not hold the window up', async () => {
  const bar = await showBar();
  const ids = Array.from({ length: 5000 }, (_, at) => `C0FFEE00-0000-4000-8000-${String(at).padStart(12, '0')}`);
  await paste(ids.join('\n'), bar.id);
  await expect.element(bar.screen.getByRole('status')).toHaveTextContent('5,000 copy job IDs found.');
  await userEvent.keyboard('{Enter}');
  expect(bar.sent).toHaveLength(5000);
});

test('a Region that no list has can be typed, and is remembered', async () => {
  const main = new MainProcess();
  const bar = await showBar(main);
  await bar.region.fill('xx-future-9');
  await expect.element(page.getByText('Not in the list: it will be used as typed')).toBeVisible();
  await bar.id.fill(ID);
  await bar.describe.click();
  expect(bar.sent.map(({ region }) => region)).toEqual(['xx-future-9']);
  expect(main.settings.last.aws.region).toBe('xx-future-9');
});

test('no Region at all is refused, and nothing is sent', async () => {
  const main = new MainProcess();
  const regionless = profile('regionless');
  delete regionless.region;
  main.profiles = profileList([regionless]);
  const bar = await showBar(main);
  await expect.element(bar.region).toHaveValue('');
  await bar.id.fill(ID);
  await bar.describe.click();
  await expect.element(bar.problem).toHaveAttribute('data-error-code', 'MissingInput');
  await expect.element(bar.problem).toHaveTextContent('Region');
  expect(bar.sent).toEqual([]);
});

test('without any profile nothing is sent, and the reason is said', async () => {
  const main = new MainProcess();
  main.profiles = profileList([]);
  const bar = await showBar(main);
  await expect.element(bar.profile).toHaveAttribute('placeholder', 'No profiles found');
  await bar.id.fill(ID);
  await bar.describe.click();
  await expect.element(bar.problem).toHaveAttribute('data-error-code', 'MissingInput');
  await expect.element(bar.problem).toHaveTextContent('profile');
  expect(bar.sent).toEqual([]);
});

test('the profile list tells of each whether it can be used now', async () => {
  const main = new MainProcess();
  const states = Object.entries(SESSIONS);
  main.profiles = profileList(states.map(([name, session]) => profile(name, { session })));
  const bar = await showBar(main);
  await bar.profile.click();
  const notes = page
    .getByRole('option')
    .elements()
    .map((option) => `${option.getAttribute('data-label') ?? ''}: ${option.querySelector('.note')?.textContent ?? ''}`);
  expect(notes).toEqual([
    'ready: Ready',
    'mfa: Asks for a code',
    'untested: Not tested',
    'expired: Expired',
    'signed-out: Signed out',
    'broken: Cannot be used',
  ]);
  await expectAccessible();
});

test('a chosen profile brings its Region, and both are remembered', async () => {
  const main = new MainProcess();
  main.profiles = profileList([profile('prod'), profile('lab', { region: 'us-west-2' })]);
  const bar = await showBar(main);
  await expect.element(bar.profile).toHaveValue('prod');
  await bar.profile.fill('lab');
  await userEvent.tab();
  await expect.element(bar.region).toHaveValue('us-west-2');
  await expect
    .poll(() => main.settings.last.aws)
    .toEqual({ profile: { origin: 'shared', name: 'lab' }, region: 'us-west-2' });
});

test('starts with the profile and Region of last time, while that profile exists', async () => {
  const main = new MainProcess();
  main.profiles = profileList([profile('prod'), profile('lab', { region: 'us-west-2' })]);
  main.settings = {
    ...main.settings,
    last: { aws: { profile: { origin: 'shared', name: 'lab' }, region: 'ap-south-1' }, demo: {} },
  };
  const bar = await showBar(main);
  await expect.element(bar.profile).toHaveValue('lab');
  await expect.element(bar.region).toHaveValue('ap-south-1');
  main.profiles = profileList([profile('prod')]);
  await bar.controller.profiles.refresh();
  await expect.element(bar.profile).toHaveValue('prod');
  await expect.element(bar.region).toHaveValue('ap-south-1');
});

test('while a look-up is under way it can be cancelled, and says for how long it has been', async () => {
  const bar = await showBar(new MainProcess(), { askingSeconds: 0 });
  await expect.element(bar.describe).not.toBeInTheDocument();
  await bar.screen.getByRole('button', { name: 'Cancel', exact: true }).click();
  expect(bar.oncancel).toHaveBeenCalledOnce();
  await bar.screen.rerender({ askingSeconds: 12 });
  await expect.element(bar.screen.getByRole('button', { name: 'Cancel (12 s)' })).toBeVisible();
  await expectAccessible();
});

test('goes from profile to Region to id to Describe by Tab', async () => {
  const bar = await showBar();
  for (const stop of [bar.profile, bar.region, bar.id, bar.describe]) {
    await userEvent.tab();
    await expect.element(stop).toHaveFocus();
  }
});

test('fits a narrow window', async () => {
  const bar = await showBar();
  await page.viewport(640, 480);
  const edge = document.documentElement.clientWidth;
  for (const part of [bar.profile, bar.region, bar.id, bar.describe]) {
    expect(part.element().getBoundingClientRect().right).toBeLessThanOrEqual(edge);
  }
  expect(bar.id.element().getBoundingClientRect().width).toBeGreaterThan(200);
});
