import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { SettingsChange } from '../../../../src/preload/contract/shapes';
import { openSettings } from '../../../../src/main/settings/settings';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-settings-'));
});

const open = () => openSettings(folder, () => 0);

test('a first start follows the system and has chosen nothing', () => {
  expect(open().current()).toEqual({
    theme: 'system',
    times: 'local',
    density: 'comfortable',
    last: { aws: {}, demo: {} },
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
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, times: 'utc' });
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o077).toBe(0);
  }
});
