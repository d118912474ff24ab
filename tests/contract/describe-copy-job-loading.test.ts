import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { KEY_LINES } from '../support/copy-job-endpoint';
import { useCredentialWorld } from '../support/credential-world';

const world = useCredentialWorld();
const { cache } = createRequire(import.meta.url);

function isLoaded(name: string): boolean {
  return Object.keys(cache).some((path) => path.includes(`/node_modules/@aws-sdk/${name}/`));
}

test('the SDK is loaded by the first lookup and not before, and prints no notice', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on('warning', note);
  const sandbox = await world().open({
    credentials: `[default]\n${KEY_LINES}\n`,
    config: `[default]\nendpoint_url = ${world().endpoint.url}\n`,
  });
  await sandbox.profiles();
  sandbox.aws.watchSharedFiles(() => undefined)();
  expect(['client-backup', 'client-sts', 'credential-providers'].filter(isLoaded)).toEqual([]);

  expect(await sandbox.describe()).toMatchObject({ ok: true });
  expect(isLoaded('client-backup')).toBe(true);
  process.off('warning', note);
  expect(warnings).toEqual([]);
});

test('the instance metadata service is switched off before the SDK could ask it', async () => {
  await world().open({ environment: { AWS_EC2_METADATA_DISABLED: 'false' } });
  expect(process.env['AWS_EC2_METADATA_DISABLED']).toBe('true');
});

test('settings that would make the SDK look for a Region or defaults lead nowhere either', async () => {
  const sandbox = await world().open({
    credentials: `[default]\n${KEY_LINES}\n`,
    config: `[default]\nendpoint_url = ${world().endpoint.url}\ndefaults_mode = auto\n`,
    environment: { AWS_DEFAULTS_MODE: 'auto' },
  });
  expect(await sandbox.describe()).toMatchObject({ ok: true });
  // Whether anybody tried to reach another machine is looked at when the test ends.
});
