import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../support/aws-sandbox';
import { KEY, KEY_LINES, startCopyJobEndpoint } from '../support/copy-job-endpoint';
import { errorOf, ROLE_KEY, SSO_KEY, useCredentialWorld } from '../support/credential-world';
import { ssoCachePath, ssoTokenFile } from '../support/sso-endpoint';
import { eventually } from '../support/patience';

const world = useCredentialWorld();

/** The files of a sandbox whose default profile leads to the simulated endpoint. */
function files() {
  return { credentials: `[default]\n${KEY_LINES}\n`, config: `[default]\nendpoint_url = ${world().endpoint.url}\n` };
}

async function secondEndpoint() {
  const other = await startCopyJobEndpoint();
  world().atEnd(() => other.close());
  return other;
}

describe('shared files that change while the app runs (the SDK itself would keep the first reading)', () => {
  test('a profile added after the start can be used at once', async () => {
    const sandbox = await world().open(files());
    expect(await sandbox.describe()).toMatchObject({ ok: true });
    expect(errorOf(await sandbox.describe({ profile: 'late' })).code).toBe('CredentialsMissing');
    await sandbox.write('.aws/credentials', `${files().credentials}[late]\n${KEY_LINES}\n`);
    await sandbox.write('.aws/config', `${files().config}[profile late]\nendpoint_url = ${world().endpoint.url}\n`);
    expect(await sandbox.describe({ profile: 'late' })).toMatchObject({ ok: true });
  });

  test('an edited endpoint takes effect with the next lookup', async () => {
    const sandbox = await world().open(files());
    const other = await secondEndpoint();
    expect(await sandbox.describe()).toMatchObject({ value: { endpoint: world().endpoint.url } });
    await sandbox.write('.aws/config', `[default]\nendpoint_url = ${other.url}\n`);
    expect(await sandbox.describe()).toMatchObject({ value: { endpoint: other.url } });
  });

  test('edited keys take effect with the next lookup, even of the same length and in the same instant', async () => {
    const sandbox = await world().open(files());
    await sandbox.describe();
    const swapped = files().credentials.replaceAll(KEY.accessKeyId, KEY.accessKeyId.replace('1', '2'));
    await sandbox.write('.aws/credentials', swapped);
    expect(errorOf(await sandbox.describe()).code).toBe('CredentialsExpired');
    await sandbox.write('.aws/credentials', files().credentials);
    expect(await sandbox.describe()).toMatchObject({ ok: true });
  });

  test('a file replaced by renaming, as editors do, is noticed', async () => {
    const sandbox = await world().open(files());
    await sandbox.describe();
    const fresh = await sandbox.write('.aws/credentials.new', `[renamed]\n${KEY_LINES}\n`);
    await rename(fresh, join(sandbox.home, '.aws/credentials'));
    expect((await sandbox.profiles()).map(({ ref }) => ref.name)).toEqual(['default', 'renamed']);
  });

  test('files are found where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say', async () => {
    const sandbox = await world().open({
      environment: { AWS_CONFIG_FILE: '~/elsewhere/c', AWS_SHARED_CREDENTIALS_FILE: '~/elsewhere/k' },
    });
    await sandbox.write('elsewhere/c', files().config);
    await sandbox.write('elsewhere/k', files().credentials);
    // A path beginning with "~/" is below the home folder, as for the SDK.
    expect((await sandbox.profiles()).map(({ ref }) => ref.name)).toEqual(['default']);
    expect(await sandbox.describe()).toMatchObject({ ok: true });
  });
});

describe('a file that cannot be read is said so, never "no profiles"', () => {
  async function config(sandbox: Sandbox) {
    const { config: file } = await sandbox.aws.sharedFiles.read();
    return file.file;
  }

  test('a folder in its place', async () => {
    const sandbox = await world().open({});
    await mkdir(join(sandbox.home, '.aws/config'), { recursive: true });
    expect(await config(sandbox)).toMatchObject({
      state: 'unreadable',
      detail: expect.stringContaining('folder') as string,
    });
    const error = errorOf(await sandbox.describe());
    expect(error.code).toBe('CredentialsMissing');
    expect(error.message).toContain('cannot be read');
  });

  test('a link that leads to itself', async () => {
    const sandbox = await world().open({ credentials: files().credentials });
    await symlink(join(sandbox.home, '.aws/config'), join(sandbox.home, '.aws/config'));
    expect(await config(sandbox)).toMatchObject({ state: 'unreadable' });
    // What can be read still counts.
    expect((await sandbox.profiles()).map(({ ref }) => ref.name)).toEqual(['default']);
  });

  test.each([
    ['Latin-1 text', Buffer.from('[profile größe]\n', 'latin1'), 'UTF-8'],
    ['UTF-16 text', Buffer.from('\ufeff[default]\n', 'utf16le'), 'UTF-16'],
    [
      'a section name the SDK gives up on',
      Buffer.from('[default]\nregion = x\n[profile __proto__]\nregion = y\n'),
      '__proto__',
    ],
  ])('%s', async (_what, bytes, detail) => {
    const sandbox = await world().open({});
    await sandbox.write('.aws/config', bytes);
    expect(await config(sandbox)).toMatchObject({
      state: 'unreadable',
      detail: expect.stringContaining(detail) as string,
    });
  });

  test('a million empty lines hold nothing up', async () => {
    const sandbox = await world().open({});
    await sandbox.write('.aws/config', `[default]\n${'\n'.repeat(1_000_000)}[profile __proto__]\n`);
    expect(await config(sandbox)).toMatchObject({ state: 'unreadable' });
  });

  test('an absent file is absent, and read once it appears', async () => {
    const sandbox = await world().open({});
    expect(await config(sandbox)).toMatchObject({ state: 'absent' });
    expect(await sandbox.profiles()).toEqual([]);
    await sandbox.write('.aws/config', files().config);
    expect(await config(sandbox)).toMatchObject({ state: 'read' });
  });
});

test('sections that are no profiles are not listed, and names with spaces, which the SDK drops, are said to be unusable', async () => {
  const sandbox = await world().open({
    config: `${files().config}[profile my profile]\nregion = x\n[sso-session corp]\nsso_region = x\n${world().services()}[bare]\nregion = x\n`,
    credentials: `${files().credentials}[with.dots@x+y%z:1/2]\n${KEY_LINES}\n[constructor]\n${KEY_LINES}\n`,
  });
  const listed = await sandbox.profiles();
  expect(listed.map(({ ref, session }) => [ref.name, session.state])).toEqual([
    ['default', 'ready'],
    ['constructor', 'ready'],
    ['with.dots@x+y%z:1/2', 'ready'],
    ['my profile', 'broken'],
  ]);
  expect(errorOf(await sandbox.describe({ profile: 'toString' })).code).toBe('CredentialsMissing');
});

describe('endpoint settings', () => {
  test('of the chosen profile are honoured, whatever AWS_PROFILE says (the SDK would follow that one)', async () => {
    const other = await secondEndpoint();
    const sandbox = await world().open({
      credentials: `[chosen]\n${KEY_LINES}\n[active]\n${KEY_LINES}\n`,
      config: `[profile chosen]\nservices = local\n[profile active]\nendpoint_url = ${other.url}\n${world().services()}`,
      environment: { AWS_PROFILE: 'active' },
    });
    expect(await sandbox.describe({ profile: 'chosen' })).toMatchObject({ value: { endpoint: world().endpoint.url } });
    expect(await sandbox.describe({ profile: 'active' })).toMatchObject({ value: { endpoint: other.url } });
  });

  test('of AWS_PROFILE do not rub off on a chosen profile that has none', async () => {
    const sandbox = await world().open({
      credentials: `[chosen]\n${KEY_LINES}\n`,
      config: `[profile active]\nendpoint_url = ${world().endpoint.url}\n`,
      environment: { AWS_PROFILE: 'active' },
    });
    expect(errorOf(await sandbox.describe({ profile: 'chosen' })).code).toBe('Offline');
    expect(sandbox.guard.strays[0]?.host).toBe('backup.eu-central-1.amazonaws.com');
    expect(world().endpoint.requests).toEqual([]);
    sandbox.guard.forget();
  });

  test('go by rank: own variable, general variable, services section, endpoint_url of the profile', async () => {
    const [own, general] = [await secondEndpoint(), await secondEndpoint()];
    const setting = {
      credentials: files().credentials,
      config: `[default]\nservices = local\nendpoint_url = http://127.0.0.1:1\n${world().services()}`,
    };
    const answeredBy = async (environment: Record<string, string>) => {
      const sandbox = await world().open({ ...setting, environment });
      const result = await sandbox.describe();
      await sandbox.close();
      return result.ok ? result.value.endpoint : result.error.code;
    };
    expect(await answeredBy({ AWS_ENDPOINT_URL_BACKUP: own.url, AWS_ENDPOINT_URL: general.url })).toBe(own.url);
    expect(await answeredBy({ AWS_ENDPOINT_URL: general.url })).toBe(general.url);
    expect(await answeredBy({})).toBe(world().endpoint.url);
  });

  test('are ignored when AWS_IGNORE_CONFIGURED_ENDPOINT_URLS says so: then AWS itself is meant', async () => {
    const sandbox = await world().open({ ...files(), environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } });
    const client = await sandbox.profiles();
    expect(client[0]).not.toHaveProperty('customEndpoint');
    const error = errorOf(await sandbox.describe());
    expect(error.code).toBe('Offline');
    expect(sandbox.guard.strays.map(({ host }) => host)).toEqual(Array(3).fill('backup.eu-central-1.amazonaws.com'));
    sandbox.guard.forget();
  });

  test('FIPS and dual-stack choose AWS’s other endpoints', async () => {
    const sandbox = await world().open({
      credentials: files().credentials,
      config: '[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n',
    });
    expect(errorOf(await sandbox.describe({ region: 'us-east-1' })).code).toBe('Offline');
    expect(sandbox.guard.strays[0]?.host).toBe('backup-fips.us-east-1.api.aws');
    sandbox.guard.forget();
  });

  test('that name a services section which is not there cannot be used', async () => {
    const sandbox = await world().open({ credentials: files().credentials, config: '[default]\nservices = gone\n' });
    const error = errorOf(await sandbox.describe());
    expect(error.code).toBe('InvalidInput');
    expect(error.remedy).toContain('[services gone]');
  });
});

describe('watching', () => {
  test.each<[string, (sandbox: Sandbox) => Promise<unknown>]>([
    ['a profile written', (sandbox) => sandbox.write('.aws/credentials', '[new]\n')],
    ['a file appearing in a folder that was not there', (sandbox) => sandbox.write('deep/down/config', '[default]\n')],
    ['a file removed', (sandbox) => rm(join(sandbox.home, '.aws/credentials'))],
    [
      'a sign-in finished',
      (sandbox) => sandbox.write(ssoCachePath('corp'), ssoTokenFile({ accessToken: 'token', expiresInMs: 1000 })),
    ],
  ])('tells of %s, once', async (_what, change) => {
    const sandbox = await world().open({ ...files(), environment: { AWS_CONFIG_FILE: '~/deep/down/config' } });
    let told = 0;
    const stop = sandbox.aws.watchSharedFiles(() => (told += 1));
    onTestFinished(stop);
    await change(sandbox);
    await eventually(() => told).toBe(1);
  });

  test('goes on after the folder was replaced, and tells nothing of other files or after it was stopped', async () => {
    const sandbox = await world().open(files());
    let told = 0;
    const stop = sandbox.aws.watchSharedFiles(() => (told += 1));
    onTestFinished(stop);
    await rm(join(sandbox.home, '.aws'), { recursive: true });
    await eventually(() => told).toBe(1);
    await sandbox.write('.aws/config', '[default]\n');
    await eventually(() => told).toBe(2);
    await sandbox.write('.aws/cli/history', 'x');
    await sandbox.write('.aws/config', '[default]\nregion = x\n');
    await eventually(() => told).toBe(3);
    stop();
    await sandbox.write('.aws/config', '[default]\nregion = y\n');
    const again = sandbox.aws.watchSharedFiles(() => (told += 10));
    onTestFinished(again);
    await sandbox.write('.aws/config', '[default]\nregion = z\n');
    await eventually(() => told).toBe(13);
  });
});

test('no secret of the files is in the list of profiles', async () => {
  const sandbox = await world().open({
    credentials: `[default]\n${KEY_LINES}\naws_session_token = ${ROLE_KEY.sessionToken}\n`,
    config: `[profile tool]\ncredential_process = /opt/tool --token=${SSO_KEY.secretAccessKey}\n`,
  });
  const listed = JSON.stringify(await sandbox.profiles());
  for (const secret of [
    KEY.accessKeyId,
    KEY.secretAccessKey,
    ROLE_KEY.sessionToken,
    SSO_KEY.secretAccessKey,
    '/opt/tool',
  ]) {
    expect(listed).not.toContain(secret);
  }
});
