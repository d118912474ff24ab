import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { createListProfiles } from '../../../../src/main/credentials/list-profiles';
import { ProfileListSchema, type ProfileSummary } from '../../../../src/preload/contract/shapes';
import { portOf, sharedFiles, type World } from './shared-files';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;
const KEYS = { aws_access_key_id: 'AKIDSECRETSECRET', aws_secret_access_key: 'SECRETSECRET' };
const ROLE = 'arn:aws:iam::111122223333:role/team/CopyAuditor';
const SSO = { sso_session: 'corp', sso_account_id: '123456789012', sso_role_name: 'ReadOnly' };
const CORP = { 'sso-session.corp': { sso_start_url: 'https://x', sso_region: 'eu-west-1' } };

async function list(world: World): Promise<readonly ProfileSummary[]> {
  const result = await createListProfiles({ sharedFiles: portOf(world), now: () => NOW })();
  if (!result.ok) throw new Error(result.error.detail);
  expect(v.parse(ProfileListSchema, result.value)).toEqual(result.value);
  expect(JSON.stringify(result.value)).not.toContain('SECRETSECRET');
  return result.value.profiles;
}

async function one(world: World): Promise<ProfileSummary> {
  const [profile] = await list(world);
  return profile!;
}

test('sign-in sessions and services are not profiles; default comes first, then by name', async () => {
  const config = { zeta: KEYS, Alpha: KEYS, default: KEYS, beta: KEYS, ...CORP, 'services.local': {} };
  const names = (await list({ files: sharedFiles(config, { extra: KEYS }) })).map(({ ref }) => ref.name);
  expect(names).toEqual(['default', 'Alpha', 'beta', 'extra', 'zeta']);
});

describe('kinds', () => {
  test.each<[string, World, Partial<ProfileSummary>]>([
    [
      'keys of the credentials file',
      { files: sharedFiles({ p: { region: 'eu-west-1' } }, { p: KEYS }) },
      { kind: 'static', description: 'access key in the credentials file', region: 'eu-west-1' },
    ],
    [
      'temporary keys of the config file',
      { files: sharedFiles({ p: { ...KEYS, aws_session_token: 'SECRETSECRET', aws_account_id: '111122223333' } }) },
      { kind: 'static', description: 'temporary access key in the config file', accountId: '111122223333' },
    ],
    [
      'a role',
      { files: sharedFiles({ p: { role_arn: ROLE, source_profile: 'q' }, q: KEYS }) },
      { kind: 'role', description: 'role CopyAuditor via "q"', accountId: '111122223333' },
    ],
    [
      'a role from the environment',
      { files: sharedFiles({ p: { role_arn: ROLE, credential_source: 'Environment' } }) },
      { kind: 'role', description: 'role CopyAuditor via the environment' },
    ],
    [
      'a sign-in of IAM Identity Center',
      { files: sharedFiles({ p: SSO, ...CORP }) },
      { kind: 'sso', description: 'role ReadOnly by IAM Identity Center sign-in "corp"', accountId: '123456789012' },
    ],
    [
      'a credential process',
      { files: sharedFiles({ p: { credential_process: 'x SECRETSECRET' } }) },
      { kind: 'process' },
    ],
    [
      'a web identity',
      { files: sharedFiles({ p: { role_arn: ROLE, web_identity_token_file: '/t' } }) },
      { kind: 'web-identity' },
    ],
    ['a console sign-in', { files: sharedFiles({ p: { login_session: 'arn' } }) }, { kind: 'login' }],
    ['nothing', { files: sharedFiles({ p: { region: 'x' } }) }, { kind: 'none', description: 'no credentials' }],
  ])('%s', async (_what, world, summary) => {
    expect(await one(world)).toMatchObject({ ref: { origin: 'shared', name: 'p' }, ...summary });
  });
});

describe('whether a profile can be used now', () => {
  const renewable = { state: 'read', renewable: true } as const;
  const fixed = { state: 'read', renewable: false } as const;
  const sso = (signIn: object): World => ({ files: sharedFiles({ p: SSO, ...CORP }), sso: { corp: signIn as never } });
  const old = { sso_start_url: 'https://x', sso_region: 'r', sso_account_id: '1', sso_role_name: 'n' };
  const keys = (more: object): World => ({ files: sharedFiles({ p: { ...KEYS, ...more } }) });
  const role = (more: object, source: object, rest: Partial<World> = {}): World => ({
    files: sharedFiles({ p: { role_arn: ROLE, source_profile: 'q', ...more }, q: { ...source }, ...CORP }),
    ...rest,
  });

  test.each<[string, World, string, string?]>([
    ['keys', keys({}), 'ready'],
    ['keys that a tool marked as expired', keys({ x_security_token_expires: '2026-06-01T11:00:00+00:00' }), 'expired'],
    ['keys that a tool marked as expired, in another way', keys({ aws_expiration: '2026-06-01 11:00:00' }), 'expired'],
    ['keys that a tool marked as good', keys({ expiration: '2026-06-01T13:00:00Z' }), 'ready'],
    ['keys with a mark nobody can read', keys({ aws_expiration: 'soon' }), 'ready'],
    ['half a key pair', { files: sharedFiles({ p: { aws_access_key_id: 'A' } }) }, 'broken'],
    ['no sign-in', { files: sharedFiles({ p: SSO, ...CORP }) }, 'signed-out', 'aws sso login --profile p'],
    ['a sign-in file that is no JSON', sso({ state: 'unreadable' }), 'signed-out', 'aws sso login --profile p'],
    ['a sign-in', sso({ ...fixed, expiresAt: NOW + HOUR }), 'ready'],
    ['a sign-in that has ended', sso({ ...fixed, expiresAt: NOW - HOUR }), 'expired', 'aws sso login --profile p'],
    [
      'a sign-in that is renewed',
      sso({ ...renewable, expiresAt: NOW - HOUR }),
      'untested',
      'aws sso login --profile p',
    ],
    [
      'an older sign-in, which is never renewed',
      { files: sharedFiles({ p: old }), sso: { 'https://x': { ...renewable, expiresAt: NOW - HOUR } } },
      'expired',
      'aws sso login --profile p',
    ],
    [
      'no console sign-in',
      { files: sharedFiles({ p: { login_session: 'a' } }) },
      'signed-out',
      'aws login --profile p',
    ],
    [
      'a console sign-in',
      { files: sharedFiles({ p: { login_session: 'a' } }), login: { a: { ...renewable, expiresAt: NOW + 1 } } },
      'ready',
    ],
    ['a credential process', { files: sharedFiles({ p: { credential_process: 'x' } }) }, 'untested'],
    [
      'a web identity token that is there',
      { files: sharedFiles({ p: { role_arn: ROLE, web_identity_token_file: '/t' } }), readable: ['/t'] },
      'ready',
    ],
    ['one that is not', { files: sharedFiles({ p: { role_arn: ROLE, web_identity_token_file: '/t' } }) }, 'broken'],
    ['a role over keys', role({}, KEYS), 'ready'],
    ['a role with a device', role({ mfa_serial: 'd' }, KEYS), 'mfa'],
    ['a role with a device over no sign-in', role({ mfa_serial: 'd' }, SSO), 'signed-out', 'aws sso login --profile q'],
    ['a role over nothing', role({}, {}), 'broken'],
    ['a role over itself', { files: sharedFiles({ p: { role_arn: ROLE, source_profile: 'p' } }) }, 'broken'],
    [
      'metadata service',
      { files: sharedFiles({ p: { role_arn: ROLE, credential_source: 'Ec2InstanceMetadata' } }) },
      'broken',
    ],
    ['no such source', { files: sharedFiles({ p: { role_arn: ROLE, credential_source: 'constructor' } }) }, 'broken'],
    [
      'a container',
      {
        files: sharedFiles({ p: { role_arn: ROLE, credential_source: 'EcsContainer' } }),
        environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/' },
      },
      'untested',
    ],
    ['an endpoint that is none', keys({ endpoint_url: 'nope' }), 'broken'],
  ])('%s', async (_what, world, state, command) => {
    const { session } = await one(world);
    expect(session.state).toBe(state);
    expect(session.command).toBe(command);
    expect(session.detail).toMatch(/\.$/);
  });
});

describe('the environment', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDSECRETSECRET', AWS_SECRET_ACCESS_KEY: 'SECRETSECRET' };

  test('has an entry of its own, after the profiles', async () => {
    const profiles = await list({
      files: sharedFiles({ zzz: KEYS }),
      environment: { ...environment, AWS_REGION: 'eu-west-3' },
    });
    expect(profiles.at(-1)).toMatchObject({
      ref: { origin: 'environment', name: 'environment' },
      kind: 'environment',
      description: 'access key in the environment',
      region: 'eu-west-3',
      session: { state: 'ready' },
    });
  });

  test('takes its Region and endpoint from the profile of AWS_PROFILE where it says nothing itself', async () => {
    const files = sharedFiles({ active: { ...KEYS, region: 'ap-south-1', endpoint_url: 'http://x' } });
    const profiles = await list({ files, environment: { ...environment, AWS_PROFILE: 'active' } });
    expect(profiles.at(-1)).toMatchObject({ region: 'ap-south-1', customEndpoint: { url: 'http://x' } });
  });

  test.each([
    [{ AWS_ACCESS_KEY_ID: 'A' }, 'broken'],
    [{ ...environment, AWS_CREDENTIAL_EXPIRATION: '2026-06-01T11:59:59Z' }, 'expired'],
    [{ ...environment, AWS_SESSION_TOKEN: 'SECRETSECRET', AWS_CREDENTIAL_EXPIRATION: '2026-06-01T13:00:00Z' }, 'ready'],
  ])('%o', async (variables, state) => {
    expect((await list({ environment: variables })).map(({ session }) => session.state)).toEqual([state]);
  });

  test('without keys has no entry', async () => {
    expect(await list({ environment: { AWS_REGION: 'x', AWS_SECRET_ACCESS_KEY: 'SECRETSECRET' } })).toEqual([]);
  });
});

test('endpoint, FIPS and dual-stack of a profile are told', async () => {
  const section = {
    ...KEYS,
    endpoint_url: 'http://127.0.0.1:4566',
    use_fips_endpoint: 'true',
    use_dualstack_endpoint: 'true',
  };
  expect(await one({ files: sharedFiles({ p: section }) })).toMatchObject({
    customEndpoint: { url: 'http://127.0.0.1:4566', setBy: 'endpoint_url of the profile' },
    useFips: true,
    useDualStack: true,
  });
});

test('a profile whose name has a space is listed, with why it cannot be used', async () => {
  const [, broken] = await list({ files: sharedFiles({ p: KEYS }, {}, ['my profile', 'p']) });
  expect(broken).toMatchObject({ ref: { name: 'my profile' }, session: { state: 'broken' } });
  expect(broken?.session.detail).toContain('spaces');
});

test('a port that fails is an error, not an exception', async () => {
  const port = { ...portOf({}), read: () => Promise.reject(new Error('disk on fire')) };
  expect(await createListProfiles({ sharedFiles: port, now: () => NOW })()).toMatchObject({
    ok: false,
    error: { code: 'Unexpected', detail: 'Error: disk on fire' },
  });
});
