import { chmod } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../support/aws-sandbox';
import { KEY, KEY_LINES } from '../support/copy-job-endpoint';
import { errorOf, ROLE_KEY, useCredentialWorld, WEB_ARN, WEB_KEY } from '../support/credential-world';

const world = useCredentialWorld();

describe('static keys', () => {
  test('of the environment are used under their own name', async () => {
    const { describe: lookUp } = await world().open({
      environment: {
        AWS_ACCESS_KEY_ID: KEY.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
        AWS_ENDPOINT_URL: world().endpoint.url,
      },
    });
    expect(await lookUp({ profile: { origin: 'environment', name: 'environment' } })).toMatchObject({ ok: true });
    expect(world().signedBy()).toBe(KEY.accessKeyId);
  });

  test('of an environment without any are missing', async () => {
    const { describe: lookUp } = await world().open({ environment: { AWS_ENDPOINT_URL: world().endpoint.url } });
    expect(errorOf(await lookUp({ profile: { origin: 'environment', name: 'environment' } }))).toMatchObject({
      code: 'CredentialsMissing',
    });
  });

  test('of a shared profile win over those of the environment when the profile was chosen', async () => {
    const { describe: lookUp } = await world().open({
      credentials: `[prod]\n${KEY_LINES}\n`,
      config: `[profile prod]\nendpoint_url = ${world().endpoint.url}\n`,
      environment: { AWS_ACCESS_KEY_ID: ROLE_KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: 'other' },
    });
    expect(await lookUp({ profile: 'prod' })).toMatchObject({ ok: true });
    expect(world().signedBy()).toBe(KEY.accessKeyId);
  });

  test('of a profile that is not there are missing, by name', async () => {
    const { describe: lookUp } = await world().open({ config: `[default]\nendpoint_url = ${world().endpoint.url}\n` });
    const error = errorOf(await lookUp({ profile: 'nosuch' }));
    expect(error.code).toBe('CredentialsMissing');
    expect(error.message).toContain('"nosuch"');
  });

  test('of the demo account come from the demo account', async () => {
    const { describe: lookUp } = await world().open({
      demo: (name) =>
        Promise.resolve(
          name === 'admin'
            ? { endpoint: world().endpoint.url, accessKeyId: KEY.accessKeyId, secretAccessKey: KEY.secretAccessKey }
            : undefined,
        ),
    });
    expect(await lookUp({ profile: { origin: 'demo', name: 'admin' } })).toMatchObject({
      ok: true,
      value: { endpoint: world().endpoint.url, profile: { origin: 'demo' } },
    });
    expect(errorOf(await lookUp({ profile: { origin: 'demo', name: 'ghost' } })).code).toBe('CredentialsMissing');
  });
});

describe('a credential process', () => {
  const process = (line: string) =>
    `[profile tool]\ncredential_process = ${line}\nendpoint_url = ${world().endpoint.url}\n`;
  const output = (more: object = {}) =>
    JSON.stringify({ Version: 1, AccessKeyId: KEY.accessKeyId, SecretAccessKey: KEY.secretAccessKey, ...more });

  /** A script below the home folder, and the path to it. */
  async function script(text: string): Promise<{ path: string; sandbox: Sandbox }> {
    const opened = await world().open({});
    const path = await opened.write('tool.sh', `#!/bin/sh\n${text}\n`);
    await chmod(path, 0o700);
    await opened.write('.aws/config', process(path));
    return { path, sandbox: opened };
  }

  test('gives its credentials', async () => {
    const { sandbox } = await script(`echo '${output()}'`);
    expect(await sandbox.describe({ profile: 'tool' })).toMatchObject({ ok: true });
    expect(world().signedBy()).toBe(KEY.accessKeyId);
  });

  test('that fails is told by what it printed, never by its command line', async () => {
    const { path, sandbox } = await script('echo "no vault unlocked" >&2; exit 3');
    await sandbox.write('.aws/config', process(`${path} --password=hunter2secret`));
    const error = errorOf(await sandbox.describe({ profile: 'tool' }));
    expect(error).toMatchObject({ code: 'CredentialsMissing', detail: 'no vault unlocked' });
    expect(JSON.stringify([error, sandbox.logged])).not.toContain('hunter2secret');
  });

  test.each([
    ['prints something else', 'not json', 'CredentialsMissing'],
    ['prints expired credentials', output({ Expiration: '2020-01-01T00:00:00Z' }), 'CredentialsExpired'],
    ['prints another version', output({ Version: 2 }), 'CredentialsMissing'],
  ])('that %s', async (_what, printed, code) => {
    const { sandbox } = await script(`echo '${printed}'`);
    expect(errorOf(await sandbox.describe({ profile: 'tool' })).code).toBe(code);
  });

  test('that never ends is given up at the deadline, and the next lookup starts it afresh', async () => {
    const hurried = await world().open({ deadlineMs: 2500 });
    const path = await hurried.write(
      'tool.sh',
      `#!/bin/sh\nif [ -e "$HOME/again" ]; then echo '${output()}'; else touch "$HOME/again"; exec sleep 20; fi\n`,
    );
    await chmod(path, 0o700);
    await hurried.write('.aws/config', process(path));
    const error = errorOf(await hurried.describe({ profile: 'tool' }));
    expect(error.code).toBe('TimedOut');
    expect(error.message).toContain('credentials');
    expect(await hurried.describe({ profile: 'tool' })).toMatchObject({ ok: true });
  });
});

describe('a web identity token', () => {
  const config = (file: string) =>
    `[profile ci]\nrole_arn = ${WEB_ARN}\nweb_identity_token_file = ${file}\nrole_session_name = ci\nservices = local\n${world().services()}`;

  test('takes on its role, unsigned', async () => {
    const { describe: lookUp, write } = await world().open({});
    await write('.aws/config', config(await write('token', 'web-token')));
    expect(await lookUp({ profile: 'ci' })).toMatchObject({ ok: true });
    expect(world().sts.calls).toMatchObject([
      { action: 'AssumeRoleWithWebIdentity', accessKeyId: undefined, sessionName: 'ci' },
    ]);
    expect(world().signedBy()).toBe(WEB_KEY.accessKeyId);
  });

  test('that AWS refuses is expired; a file that is not there is missing', async () => {
    const { describe: lookUp, write, home } = await world().open({});
    await write('.aws/config', config(await write('token', 'stale-token')));
    expect(errorOf(await lookUp({ profile: 'ci' }))).toMatchObject({
      code: 'CredentialsExpired',
      awsErrorName: 'InvalidIdentityTokenException',
    });
    await write('.aws/config', config(`${home}/gone`));
    expect(errorOf(await lookUp({ profile: 'ci' })).code).toBe('CredentialsMissing');
  });
});
