import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openWithoutHistory } from '../../../src/renderer/src/data/open-history';
import { expectAccessible } from '../support/accessible';
import { FIELDS } from '../../../src/renderer/src/domain/fields';
import { fixture, fixtureReading, fixtureWith } from '../support/fixtures';
import { newNamedHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { profile, profileList, SESSIONS } from '../support/profiles';
import { openWindow } from '../support/window';
import { only } from '../support/screen';

const REGION = 'eu-central-1';
const RUNNING = fixture('03');
const ID = fixtureReading('03').copyJobId!;

/** A main process that knows one job. */
function knowing(said: string): MainProcess {
  const main = new MainProcess();
  main.says(REGION, ID, said);
  return main;
}

test('a question for a code is asked over the window and answered to the main process', async () => {
  const { main } = await openWindow();
  const question = { questionId: 'q1', profileName: 'audit', serial: 'arn:aws:iam::111122223333:mfa/ada' };
  main.send('mfaAsked', question);
  const dialog = page.getByRole('dialog', { name: 'Multi-factor code' });
  await dialog.getByRole('textbox').fill('123456');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(main.codes).toEqual([{ questionId: 'q1', code: '123456' }]);

  main.send('mfaAsked', { ...question, questionId: 'q2', refused: 'The code was refused.' });
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('The code was refused.');
  // Settled elsewhere, it goes away by itself, and nothing is answered.
  main.send('mfaSettled', { questionId: 'q2' });
  await expect.element(dialog).not.toBeInTheDocument();
  expect(main.codes).toHaveLength(1);
});

test('the demo account is named at all times, offers its examples, and leads back', async () => {
  const main = new MainProcess();
  const [example] = main.demo.examples;
  main.says(example!.region, example!.copyJobId, fixtureWith('03', { CopyJobId: example!.copyJobId }));
  const { article, switched } = await openWindow({ main, workspace: 'demo' });
  await expect.element(page.getByText('Demo account.', { exact: true })).toBeVisible();
  await expectAccessible('screen');
  await page.getByRole('button', { name: `Describe: ${example!.title}` }).click();
  await expect.element(article).toBeVisible();
  expect(main.asked).toMatchObject([
    {
      profile: { origin: 'demo', name: example!.profileName },
      region: example!.region,
      copyJobId: example!.copyJobId,
    },
  ]);
  await expect.element(page.getByText('Demo account.', { exact: true })).toBeVisible();
  expect(document.title).toBe('Copytrail (demo account)');
  await page.getByRole('button', { name: 'Use AWS profiles' }).click();
  expect(switched).toEqual(['aws']);
});

test('an endpoint that is not AWS’s own is always visible', async () => {
  const main = new MainProcess();
  const customEndpoint = { url: 'http://127.0.0.1:4566', setBy: 'AWS_ENDPOINT_URL_BACKUP' };
  main.profiles = profileList([profile('local', { customEndpoint })]);
  await openWindow({ main });
  const strip = page.getByRole('paragraph').filter({ hasText: 'Custom endpoint' });
  await expect.element(strip).toHaveTextContent('http://127.0.0.1:4566, set by AWS_ENDPOINT_URL_BACKUP');
  await expectAccessible('screen');
});

test('a history that is not kept is said to be so', async () => {
  await openWindow({ history: await openWithoutHistory('aws') });
  await expect.element(page.getByText('Nothing is being kept.')).toBeVisible();
  await expectAccessible('screen');
});

test.for([1280, 720])('a history closed under a window %i wide is an alert, and what was read stays', async (width) => {
  const { history, name } = await newNamedHistory('aws');
  const { lookUp, alert, article, switched } = await openWindow({ main: knowing(RUNNING), history });
  await page.viewport(width, 860);
  await lookUp(ID);
  await expect.poll(() => document.querySelector('article [data-field="State"]')).not.toBeNull();
  indexedDB.deleteDatabase(name);
  await expect.element(alert).toHaveAttribute('data-error-code', 'closed');
  await expect.element(alert).toHaveTextContent('The history was closed');
  await expect.element(alert).toBeVisible();
  await expect.element(article).toBeVisible();
  expect(only('article [data-field="State"]').dataset['value']).toBe('"RUNNING"');
  await expectAccessible('screen');
  await alert.getByRole('button', { name: 'Open it again' }).click();
  expect(switched).toEqual(['aws']);
});

test('without usable credentials the history is still all there', async () => {
  const main = knowing(RUNNING);
  const { lookUp, article } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  main.profiles = profileList([]);
  main.send('profilesChanged', { at: Date.now() });
  await expect.element(page.getByText('No AWS profiles found on this computer')).toBeVisible();
  await expect.element(article.getByRole('button', { name: 'Refresh', exact: true })).toBeDisabled();
  expect(only('article [data-field="State"]').dataset['value']).toBe('"RUNNING"');
  main.profiles = profileList([profile('prod', { session: SESSIONS.expired })]);
  main.send('profilesChanged', { at: Date.now() });
  await expect.element(page.getByText('Profile prod: expired')).toBeVisible();
  await expect.element(page.getByText('aws sso login --profile night')).toBeVisible();
  await expectAccessible('screen');
});

test('a failure on screen does not hide what a newly chosen profile needs', async () => {
  const main = new MainProcess();
  main.profiles = profileList([profile('prod'), profile('night', { session: SESSIONS.expired })]);
  const { lookUp, alert, profile: field } = await openWindow({ main });
  await lookUp(ID);
  await expect.element(alert).toHaveAttribute('data-error-code', 'NotFound');
  await field.fill('night');
  await expect.element(page.getByText('Profile night: expired')).toBeVisible();
  await expect.element(alert).toBeVisible();
});

test('documentation opens in the system’s browser; an address that is refused is told', async () => {
  const main = knowing(RUNNING);
  const { lookUp } = await openWindow({ main });
  const field = FIELDS.find(({ docs }) => docs !== undefined);
  if (field?.docs === undefined) throw new Error('No field has a page of documentation.');
  await lookUp(ID);
  const open = async (): Promise<void> => {
    await expect.poll(() => document.querySelector(`[data-field="${field.path}"] .help button`)).not.toBeNull();
    await userEvent.click(only(`[data-field="${field.path}"] .help button`));
    await page.getByRole('button', { name: 'AWS documentation' }).click();
  };
  await open();
  await expect.poll(() => main.opened).toEqual([field.docs]);
  expect(document.querySelectorAll('.toast')).toHaveLength(0);
  await userEvent.keyboard('{Escape}');
  main.opensLinks = false;
  await open();
  await expect.element(page.getByText('Copytrail does not open this address.')).toBeVisible();
  expect(main.opened).toHaveLength(1);
});

test('what was known at the start is told once', async () => {
  const main = new MainProcess();
  main.info = { ...main.info, notices: ['The settings file was set aside.'] };
  await openWindow({ main });
  await expect
    .element(page.getByRole('region', { name: 'Notices' }))
    .toHaveTextContent('The settings file was set aside.');
});

test('fits the smallest window, where the job takes the place of the list', async () => {
  const { lookUp, article, grid } = await openWindow({ main: knowing(RUNNING) });
  await page.viewport(640, 480);
  await lookUp(ID);
  await expect.element(article).toBeVisible();
  await expect.element(grid).not.toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
  await expectAccessible('screen');
  await article.getByRole('button', { name: 'Back to the list' }).click();
  await expect.element(grid).toBeVisible();
});

test.for([
  [1280, 860],
  [720, 700],
  [640, 480],
] as const)(
  'in a window %i wide, both lists open at the left edge of their field and stay inside',
  async ([width, height]) => {
    const main = new MainProcess();
    main.profiles = profileList([
      profile('prod'),
      profile('audit', { description: 'role CopytrailReadOnly in 444455556666 by way of the profile prod' }),
    ]);
    const { profile: profileField, region } = await openWindow({ main });
    await page.viewport(width, height);
    for (const [name, field] of [
      ['Profile', profileField],
      ['Region', region],
    ] as const) {
      await field.click();
      const list = page.getByRole('listbox', { name });
      await expect.element(list).toBeVisible();
      const edges = () => list.element().getBoundingClientRect();
      await expect.poll(() => Math.round(edges().left - field.element().getBoundingClientRect().left)).toBe(0);
      expect(edges().right).toBeLessThanOrEqual(width);
      expect(edges().bottom).toBeLessThanOrEqual(height);
      await userEvent.keyboard('{Escape}');
      await expect.element(list).not.toBeInTheDocument();
    }
  },
);
