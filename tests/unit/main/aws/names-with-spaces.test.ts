import { loadSharedConfigFiles } from '@smithy/core/config';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { namesWithSpaces } from '../../../../src/main/aws/names-with-spaces';

test.each([
  ['[profile my profile]', ['my profile']],
  ['[profile "my profile"]\n[profile \'your profile\'] # note', ['my profile', 'your profile']],
  ['  [ profile  my profile ]', ['my profile']],
  ['[profile plain]\n[default]\n[sso-session my session]\n[services my services]\n[my profile]', []],
  ['# [profile my profile]\nx = [profile my profile]', []],
])('in the config file: %j', (text, names) => {
  expect(namesWithSpaces('config', text)).toEqual(names);
});

test.each([
  ['[my profile]\r\nx = 1\r\n[plain]', ['my profile']],
  ['[a b c]', ['a b c']],
])('in the credentials file: %j', (text, names) => {
  expect(namesWithSpaces('credentials', text)).toEqual(names);
});

test('the SDK really passes over such names, without a word', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copytrail-names-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [configFilepath, filepath] = [join(folder, 'config'), join(folder, 'credentials')];
  await writeFile(
    configFilepath,
    '[profile my profile]\nregion = x\n[profile "my other"]\nregion = x\n[profile ok]\nregion = x\n',
  );
  await writeFile(filepath, '[my profile]\naws_access_key_id = x\n');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ configFilepath, filepath });
  expect(Object.keys(configFile)).toEqual(['ok']);
  expect(Object.keys(credentialsFile)).toEqual([]);
});

test('a section without an end, however long, takes no longer than its text is', () => {
  expect(namesWithSpaces('config', `[profile ${' '.repeat(4_000_000)}\n[profile a b]`)).toEqual(['a b']);
});
