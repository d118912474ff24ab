import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { SettingsChange } from '../../../../src/preload/contract/settings';
import { openSettings } from '../../../../src/main/settings/settings';
import { temporaryFolder } from '../../../support/temporary-folder';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder('settings');
});

const open = () => openSettings(folder, () => 0);

const NOTICES = {
  kinds: { completed: true, 'with-issues': true, partial: true, failed: true, overstays: true, gone: true },
  quiet: { on: false, from: '22:00', until: '07:00' },
};

const UPDATES = { on: false, address: '', key: '' };

const BACKUP = { every: 'daily', keep: 7, folder: '' };

const COMPARING = { layout: 'side-by-side', ignoredFields: [], ignoredClasses: [] };

test('a first start follows the system and has chosen nothing', () => {
  expect(open().current()).toEqual({
    theme: 'system',
    times: 'local',
    density: 'comfortable',
    last: { aws: {}, demo: {} },
    notices: NOTICES,
    comparing: COMPARING,
    updates: UPDATES,
    backup: BACKUP,
  });
});

test('members given replace the old ones whole; the rest stays, across starts', async () => {
  const settings = open();
  await settings.change({ theme: 'dark', workspace: 'demo' });
  const profile = { origin: 'shared', name: 'audit' } as const;
  const answer = await settings.change({ last: { aws: { profile, region: 'eu-central-1' }, demo: {} } });
  const expected = {
    theme: 'dark',
    times: 'local',
    density: 'comfortable',
    workspace: 'demo',
    last: { aws: { profile, region: 'eu-central-1' }, demo: {} },
    notices: NOTICES,
    comparing: COMPARING,
    updates: UPDATES,
    backup: BACKUP,
  };
  expect(answer).toEqual(expected);
  expect(open().current()).toEqual(expected);
  await settings.change({ last: { aws: {}, demo: {} } });
  expect(open().current().last).toEqual({ aws: {}, demo: {} });
});

test('a member given as undefined was not given', async () => {
  const settings = open();
  await settings.change({ theme: undefined, density: 'compact' } as unknown as SettingsChange);
  expect(open().current()).toMatchObject({ theme: 'system', density: 'compact' });
});

test('the file says its version and is for the user alone to read', async () => {
  await open().change({ times: 'utc' });
  const file = path.join(folder, 'settings.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 5, times: 'utc' });
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o077).toBe(0);
  }
});

test('a file from before notifications could be chosen keeps all it says, and takes the usual ones', async () => {
  const old = { version: 1, theme: 'dark', times: 'utc', density: 'compact', last: { aws: {}, demo: {} }, extra: 1 };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(old));
  const settings = open();
  expect(settings.notices).toEqual([]);
  expect(settings.current()).toMatchObject({ theme: 'dark', times: 'utc', density: 'compact', notices: NOTICES });
  const quiet = { on: true, from: '21:30', until: '06:15' };
  await settings.change({ notices: { ...NOTICES, quiet } });
  expect(open().current().notices.quiet).toEqual(quiet);
  expect(JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8'))).toMatchObject({ version: 5, extra: 1 });
});

test('quiet hours that are no times of day are not taken from the file', () => {
  const notices = { ...NOTICES, quiet: { on: true, from: '25:00', until: 'late' } };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ version: 2, theme: 'dark', notices }));
  expect(open().current()).toMatchObject({ theme: 'dark', notices: NOTICES });
});

test('ignore rules are kept across starts, and those that cannot be are not taken from the file', async () => {
  const comparing = { layout: 'unified', ignoredFields: ['State'], ignoredClasses: ['own'] } as const;
  await open().change({ comparing: { ...comparing, ignoredFields: ['State'], ignoredClasses: ['own'] } });
  expect(open().current().comparing).toEqual(comparing);
  const hidden = { ...comparing, ignoredClasses: ['never'] };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ version: 3, theme: 'dark', comparing: hidden }));
  expect(open().current()).toMatchObject({ theme: 'dark', comparing: COMPARING });
});

test('a file from before copies were made by themselves takes the usual ones, and one with impossible ones too', () => {
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ version: 3, theme: 'dark' }));
  expect(open().current()).toMatchObject({ theme: 'dark', backup: BACKUP });
  writeFileSync(file, JSON.stringify({ version: 5, theme: 'dark', backup: { ...BACKUP, keep: 0 } }));
  expect(open().current()).toMatchObject({ theme: 'dark', backup: BACKUP });
});
