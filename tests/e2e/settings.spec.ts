import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type StartedApp } from '../support/e2e';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';
import type { TestHome } from '../support/test-home';

const PLACE = { x: 120, y: 80, width: 1010, height: 730 };

function placeOf({ electron }: StartedApp): Promise<typeof PLACE> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
}

test('Appearance, the place of the window, profile and Region are kept across starts', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile alpha]\n${account.profileLines}\n\n[profile beta]\n${account.profileLines}\n`);
  const first = await start();
  await first.window.welcome.useProfile.click();
  const { settings } = first.window.dialogs;
  const before = await first.window.appearance();
  await settings.open();
  await settings.choose('Theme', 'Dark');
  await settings.choose('Times', 'UTC');
  await settings.choose('Density', 'Compact');
  await settings.close.click();
  await expect.poll(() => first.window.appearance()).toMatchObject({ theme: 'dark', density: 'compact' });
  expect((await first.window.appearance()).background).not.toBe(before.background);

  await first.window.lookUp.chooseProfile('beta');
  await first.window.lookUp.typeRegion('xx-future-7');
  const copyJobId = jobId(1);
  account.serveJob(copyJobId, {}, 'xx-future-7');
  await first.window.lookUp.ask({ copyJobId });
  await expect(first.window.job.of(copyJobId)).toBeVisible();
  await first.electron.evaluate(({ BrowserWindow }, place) => {
    BrowserWindow.getAllWindows()[0]!.setBounds(place);
  }, PLACE);
  await expect.poll(() => placeOf(first)).toEqual(PLACE);
  await first.close();

  const second = await start();
  await expect.poll(() => second.window.appearance()).toMatchObject({ theme: 'dark', density: 'compact' });
  expect(await placeOf(second)).toEqual(PLACE);
  await expect(second.window.lookUp.profile).toHaveValue('beta');
  await expect(second.window.lookUp.region).toHaveValue('xx-future-7');
  await second.window.list.rows.click();
  await expect(second.window.job.freshness).toContainText('UTC');
  await second.window.dialogs.settings.open();
  for (const [group, name] of [
    ['Theme', 'Dark'],
    ['Times', 'UTC'],
    ['Density', 'Compact'],
  ] as const) {
    await expect(second.window.dialogs.settings.choice(group, name)).toBeChecked();
  }
  await account.endpoint.close();
});

test('What was removed comes back, by Undo at once or from the settings later', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const copyJobId = jobId(1);
  account.serveJob(copyJobId, { ResourceName: 'ledger' });
  const first = await start();
  const { window } = first;
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId });
  await expect(window.job.snapshots).toHaveCount(1);
  account.serveJob(copyJobId, { ResourceName: 'ledger', State: 'COMPLETED' });
  await window.job.refresh.click();
  await expect(window.job.snapshots).toHaveCount(2);
  const sightings = await window.job.sightings();

  await test.step('a job, with Undo', async () => {
    await window.job.removeJob();
    await expect(window.list.rows).toHaveCount(0);
    await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
    await window.undo.click();
    await expect(window.list.rows).toHaveCount(1);
    await window.list.rows.click();
    await expect.poll(() => window.job.sightings()).toEqual(sightings);
  });

  await test.step('one snapshot, with Undo', async () => {
    await window.job.removeSnapshot(window.job.snapshots.last());
    await expect(window.job.snapshots).toHaveCount(1);
    await window.undo.click();
    await expect(window.job.snapshots).toHaveCount(2);
    await expect.poll(() => window.job.sightings()).toEqual(sightings);
  });

  await test.step('a job, after a restart, from the settings', async () => {
    await window.job.removeJob();
    await expect(window.list.rows).toHaveCount(0);
    await first.close();
    const later = (await start()).window;
    await expect(later.emptyState('No copy job looked up yet')).toBeVisible();
    await later.dialogs.settings.open();
    await later.dialogs.settings.removed('ledger').getByRole('button', { name: 'Bring back' }).click();
    await expect(later.dialogs.settings.removed('ledger')).toHaveCount(0);
    await later.dialogs.settings.close.click();
    await later.list.rows.click();
    await expect(later.job.snapshots).toHaveCount(2);
    await expect.poll(() => later.job.sightings()).toEqual(sightings);
  });
  await account.endpoint.close();
});

async function writeSettings(home: TestHome, text: string): Promise<string> {
  await mkdir(home.userData, { recursive: true });
  const file = path.join(home.userData, 'settings.json');
  await writeFile(file, text);
  return file;
}

test('A settings file that cannot be used is never fatal: it is kept aside, and said', async ({ start, home }) => {
  await writeSettings(home, '{"version": 1, "theme": ');
  const { window } = await start();
  await expect(window.notice('The settings could not be read')).toBeVisible();
  await expect(window.welcome.useProfile).toBeVisible();
  const kept = (await readdir(home.userData)).find((name) => name.startsWith('settings.json.bad-'));
  expect(await readFile(path.join(home.userData, kept!), 'utf8')).toBe('{"version": 1, "theme": ');
});

test('One bad value costs only itself', async ({ start, home }) => {
  const file = await writeSettings(
    home,
    JSON.stringify({
      version: 1,
      theme: 'purple',
      times: 'utc',
      density: 'compact',
      workspace: 'aws',
      last: { aws: { region: REGION }, demo: {} },
    }),
  );
  const { window } = await start();
  await expect(window.notice(/unusable values \(theme\)/)).toBeVisible();
  await expect(window.lookUp.region).toHaveValue(REGION);
  await expect.poll(() => window.appearance()).toMatchObject({ density: 'compact' });
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')) as unknown)
    .toMatchObject({ theme: 'system', times: 'utc' });
});
