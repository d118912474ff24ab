import { expect, test } from 'vitest';
import ProfileNotices from '../../../src/renderer/src/connect/ProfileNotices.svelte';
import { Profiles } from '../../../src/renderer/src/data/profiles.svelte';
import type { ProfileRef, ProfileSummary } from '../../../src/preload/contract/shapes';
import { failed } from '../../../src/preload/contract/result';
import { expectAccessible } from '../support/accessible';
import { failure, MainProcess } from '../support/main-process';
import { CONFIG_FILE, CREDENTIALS_FILE, profile, profileList, SESSIONS } from '../support/profiles';
import { show } from '../support/screen';

/** Two hours after the session of the expired profile ended. */
const NOW = 1_000 + 2 * 3_600_000;

async function showNotices(main: MainProcess, chosen?: ProfileSummary, failing?: ProfileRef) {
  const profiles = new Profiles(main.api, 'aws');
  await profiles.refresh();
  return show(ProfileNotices, { profiles, profile: chosen, now: NOW, failing });
}

test('nothing is said while all is well', async () => {
  const main = new MainProcess();
  const screen = await showNotices(main, main.profiles.profiles[0]);
  expect(screen.container.textContent).toBe('');
});

test('no profiles at all: says where it looked, and how to add one', async () => {
  const main = new MainProcess();
  main.profiles = profileList(
    [],
    [
      { ...CONFIG_FILE, state: 'absent' },
      { ...CREDENTIALS_FILE, state: 'absent' },
    ],
  );
  const screen = await showNotices(main);
  const notice = screen.getByRole('status');
  await expect.element(notice).toHaveTextContent('No AWS profiles found on this computer');
  await expect.element(notice).toHaveTextContent('/home/ada/.aws/config and /home/ada/.aws/credentials');
  await expect.element(notice.getByText('aws configure sso')).toBeVisible();
  await expectAccessible();
});

test('a file that cannot be read is said to be that, and never "no profiles"', async () => {
  const main = new MainProcess();
  main.profiles = profileList(
    [],
    [
      { ...CONFIG_FILE, state: 'unreadable', detail: 'permission denied' },
      { ...CREDENTIALS_FILE, state: 'absent' },
    ],
  );
  const screen = await showNotices(main);
  const notice = screen.getByRole('status');
  await expect.element(notice).toHaveTextContent('The AWS config file could not be read');
  await expect.element(notice).toHaveTextContent('/home/ada/.aws/config: permission denied');
  expect(screen.container.textContent).not.toContain('No AWS profiles');
  await expectAccessible();
});

test.for(['expired', 'signed-out', 'broken'] as const)('a profile that is %s is named, with why', async (state) => {
  const session = SESSIONS[state];
  const chosen = profile('night', { session });
  const main = new MainProcess();
  main.profiles = profileList([chosen]);
  const screen = await showNotices(main, chosen);
  const notice = screen.getByRole('status').first();
  await expect.element(notice).toHaveTextContent('Profile night:');
  await expect.element(notice).toHaveTextContent(session.detail);
  const command = notice.getByRole('button', { name: 'Copy command' });
  if (session.command === undefined) expect(command.query()).toBeNull();
  else {
    await expect.element(notice.getByText(session.command, { exact: true })).toBeVisible();
    await expect.element(command).toBeVisible();
  }
  if (state === 'expired') await expect.element(notice).toHaveTextContent('(2 hours ago)');
  await expectAccessible();
});

test('a failure on screen about the same profile leaves it no second notice', async () => {
  const chosen = profile('night', { session: SESSIONS.expired });
  const main = new MainProcess();
  main.profiles = profileList([chosen]);
  const screen = await showNotices(main, chosen, chosen.ref);
  expect(screen.container.textContent).toBe('');
});

test('a failure on screen about another profile hides nothing', async () => {
  const chosen = profile('night', { session: SESSIONS.expired });
  const main = new MainProcess();
  main.profiles = profileList([chosen, profile('day')]);
  const screen = await showNotices(main, chosen, profile('day').ref);
  await expect.element(screen.getByRole('status').first()).toHaveTextContent('Profile night: expired');
});

test.for(['ready', 'mfa', 'untested'] as const)('a profile that is %s needs no notice', async (state) => {
  const chosen = profile('day', { session: SESSIONS[state] });
  const main = new MainProcess();
  main.profiles = profileList([chosen]);
  const screen = await showNotices(main, chosen);
  expect(screen.container.textContent).toBe('');
});

test('profiles that could not be asked for are an alert, not an empty list', async () => {
  const main = new MainProcess();
  const profiles = new Profiles(
    { ...main.api, listProfiles: () => Promise.resolve(failed(failure('Unexpected'))) },
    'aws',
  );
  await profiles.refresh();
  const screen = await show(ProfileNotices, { profiles, profile: undefined, now: NOW, failing: undefined });
  await expect.element(screen.getByRole('alert')).toHaveAttribute('data-error-code', 'Unexpected');
  expect(screen.container.textContent).not.toContain('No AWS profiles');
});

test('what was fixed on disk disappears from the window by itself', async () => {
  const main = new MainProcess();
  main.profiles = profileList([], [{ ...CONFIG_FILE, state: 'unreadable' }]);
  const screen = await showNotices(main);
  await expect.element(screen.getByRole('status')).toHaveTextContent('could not be read');
  main.profiles = profileList([profile('prod')]);
  main.send('profilesChanged', { at: NOW });
  await expect.element(screen.getByRole('status')).not.toBeInTheDocument();
});
