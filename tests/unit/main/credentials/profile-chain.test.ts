import { expect, test } from 'vitest';
import { chainOf } from '../../../../src/main/credentials/profile-chain';
import { sharedFiles } from './shared-files';

const KEYS = { aws_access_key_id: 'A', aws_secret_access_key: 'S' };
const ROLE = 'arn:aws:iam::111122223333:role/R';

test.each([
  ['keys', KEYS, 'static'],
  ['keys beside a role without a source', { ...KEYS, role_arn: ROLE }, 'static'],
  ['keys before a credential process', { ...KEYS, credential_process: 'x' }, 'static'],
  ['a web identity token', { role_arn: ROLE, web_identity_token_file: '/t' }, 'web-identity'],
  ['a credential process', { credential_process: 'x' }, 'process'],
  ['a credential process before a sign-in', { credential_process: 'x', sso_session: 's' }, 'process'],
  ['an older sign-in', { sso_start_url: 'https://x', sso_region: 'r', sso_account_id: '1', sso_role_name: 'n' }, 'sso'],
  ['a console sign-in', { login_session: 'arn' }, 'login'],
  ['nothing', { region: 'eu-west-1' }, 'none'],
])('%s: the source is found in the order of the SDK', (_what, section, kind) => {
  expect(chainOf(sharedFiles({ p: section }), 'p')).toMatchObject({ roles: [], source: { kind }, sourceProfile: 'p' });
});

test('the credentials file wins over the config file, member by member', () => {
  const files = sharedFiles({ p: { credential_process: 'x', region: 'r' } }, { p: KEYS });
  expect(chainOf(files, 'p').source.kind).toBe('static');
});

test('roles are followed to where the first credentials come from', () => {
  const files = sharedFiles({
    outer: { role_arn: `${ROLE}/outer`, source_profile: 'inner' },
    inner: { role_arn: `${ROLE}/inner`, source_profile: 'base', mfa_serial: 'device' },
    base: KEYS,
  });
  expect(chainOf(files, 'outer')).toEqual({
    roles: [
      { profileName: 'outer', roleArn: `${ROLE}/outer`, mfaSerial: undefined },
      { profileName: 'inner', roleArn: `${ROLE}/inner`, mfaSerial: 'device' },
    ],
    source: { kind: 'static', temporary: false },
    sourceProfile: 'base',
    sections: ['outer', 'inner', 'base'],
  });
});

test('a profile may be its own source when it holds keys', () => {
  const chain = chainOf(sharedFiles({ p: { ...KEYS, role_arn: ROLE, source_profile: 'p' } }), 'p');
  expect(chain).toMatchObject({ roles: [{ profileName: 'p' }], source: { kind: 'static' } });
  expect(chain.fault).toBeUndefined();
});

test('a role may start from the environment, below another profile too', () => {
  const files = sharedFiles({
    p: { role_arn: ROLE, credential_source: 'Environment' },
    q: { role_arn: ROLE, source_profile: 'env' },
    env: { credential_source: 'Environment' },
  });
  expect(chainOf(files, 'p').source).toEqual({ kind: 'credential-source', name: 'Environment' });
  expect(chainOf(files, 'q').source).toEqual({ kind: 'credential-source', name: 'Environment' });
});

test('every section that is read is named: sign-in session and services too', () => {
  const files = sharedFiles({
    p: { role_arn: ROLE, source_profile: 'base', services: 'mine' },
    base: { sso_session: 'corp', sso_account_id: '1', sso_role_name: 'n', services: 'local' },
    'sso-session.corp': { sso_start_url: 'https://x', sso_region: 'r' },
  });
  expect(chainOf(files, 'p').sections).toEqual(['p', 'base', 'sso-session.corp', 'services.local']);
});

test.each([
  ['a source that is not there', { p: { role_arn: ROLE, source_profile: 'gone' } }, '"gone" does not exist'],
  ['a circle', { p: { role_arn: ROLE, source_profile: 'q' }, q: { role_arn: ROLE, source_profile: 'p' } }, 'circle'],
  ['a circle of one', { p: { role_arn: ROLE, source_profile: 'p' } }, 'circle'],
  ['a role without a source', { p: { role_arn: ROLE } }, 'no source_profile'],
  [
    'a role with two sources',
    { p: { role_arn: ROLE, source_profile: 'q', credential_source: 'Environment' }, q: KEYS },
    'both',
  ],
  ['half a key pair', { p: { aws_access_key_id: 'A' } }, 'no secret access key'],
  ['the other half', { p: { aws_secret_access_key: 'S' } }, 'no access key id'],
  ['a source without credentials', { p: { role_arn: ROLE, source_profile: 'q' }, q: { region: 'r' } }, '"q" names no'],
  ['a sign-in session that is not there', { p: { sso_session: 'gone' } }, '[sso-session gone]'],
  [
    'a sign-in without account and role',
    { p: { sso_session: 's' }, 'sso-session.s': { sso_start_url: 'u', sso_region: 'r' } },
    'sso_account_id, sso_role_name',
  ],
])('%s cannot work, and the chain says why', (_what, sections, why) => {
  expect(chainOf(sharedFiles(sections), 'p').fault).toContain(why);
});

test('any chain of source profiles ends', () => {
  const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
  const sections = Object.fromEntries(
    names.map((name, index) => [name, { role_arn: ROLE, source_profile: names[(index + 1) % names.length]! }]),
  );
  expect(chainOf(sharedFiles(sections), 'p0').fault).toContain('circle');
});
