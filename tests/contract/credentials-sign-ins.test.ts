import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { REGION } from '../support/aws-sandbox';
import { errorOf, LOGIN_KEY, ROLE_ARN, ROLE_KEY, SSO_KEY, useCredentialWorld } from '../support/credential-world';
import { startHttpService } from '../support/http-service';
import { ssoCachePath, ssoTokenFile, startSsoEndpoint, type SsoEndpoint } from '../support/sso-endpoint';

const world = useCredentialWorld();

describe('a sign-in of IAM Identity Center', () => {
  const profile = `[profile prod]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnly\nservices = local\n`;
  const session = `[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = ${REGION}\n`;
  let sso: SsoEndpoint;

  beforeEach(async () => {
    sso = await startSsoEndpoint(SSO_KEY, { accountId: '123456789012', roleName: 'ReadOnly' });
    world().atEnd(() => sso.close());
  });

  const config = () => profile + session + world().services({ sso: sso.portal.url, sso_oidc: sso.oidc.url });
  const token = (accessToken: string, expiresInMs: number, refreshToken?: string) =>
    ssoTokenFile({ accessToken, expiresInMs, ...(refreshToken === undefined ? {} : { refreshToken }) });

  test('gives credentials, for one profile and all Regions at once', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    expect(await lookUp({ profile: 'prod' })).toMatchObject({ ok: true });
    await lookUp({ profile: 'prod', region: 'us-east-1' });
    expect(world().signedBy()).toBe(SSO_KEY.accessKeyId);
    expect(sso.portal.requests).toHaveLength(1);
  });

  test('that is missing wants a login, with the exact command; after it the same lookup works', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    expect(errorOf(await lookUp({ profile: 'prod' }))).toMatchObject({
      code: 'LoginNeeded',
      command: 'aws sso login --profile prod',
      mayRetry: true,
    });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    expect(await lookUp({ profile: 'prod' })).toMatchObject({ ok: true });
  });

  test('that has expired wants a login', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    await write(ssoCachePath('corp'), token('good-token', -1000));
    const error = errorOf(await lookUp({ profile: 'prod' }));
    expect(error).toMatchObject({ code: 'LoginNeeded', command: 'aws sso login --profile prod' });
    expect(sso.portal.requests).toEqual([]);
  });

  test('that AWS does not know any more wants a login', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    await write(ssoCachePath('corp'), token('revoked-token', 3_600_000));
    expect(errorOf(await lookUp({ profile: 'prod' }))).toMatchObject({
      code: 'LoginNeeded',
      awsErrorName: 'UnauthorizedException',
      httpStatus: 401,
      requestId: 'sso-request-1',
    });
  });

  test('that has expired is renewed by itself where that is allowed', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    await write(ssoCachePath('corp'), token('old-token', -1000, 'good-refresh'));
    expect(await lookUp({ profile: 'prod' })).toMatchObject({ ok: true });
    expect(sso.oidc.requests).toHaveLength(1);
    expect(sso.portal.requests[0]?.headers['x-amz-sso_bearer_token']).toBe('renewed-token');
  });

  test('without the account or role assigned is AccessDenied', async () => {
    const { describe: lookUp, write } = await world().open({ config: config().replace('ReadOnly', 'Admin') });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    expect(errorOf(await lookUp({ profile: 'prod' }))).toMatchObject({ code: 'AccessDenied', httpStatus: 403 });
  });

  test('whose portal cannot be reached is Offline, not signed out', async () => {
    const { describe: lookUp, write } = await world().open({
      config: profile + session + world().services({ sso: 'http://127.0.0.1:1' }),
    });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    const error = errorOf(await lookUp({ profile: 'prod' }));
    expect(error.code).toBe('Offline');
    expect(error.command).toBeUndefined();
  });

  test('whose portal answers with a page is told as no answer of AWS', async () => {
    const captive = await startHttpService(() => ({ status: 200, body: '<html>Sign in to Airport Wi-Fi</html>' }));
    world().atEnd(() => captive.close());
    const { describe: lookUp, write } = await world().open({
      config: profile + session + world().services({ sso: captive.url }),
    });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    expect(errorOf(await lookUp({ profile: 'prod' }))).toMatchObject({ code: 'NotAwsAnswer', httpStatus: 200 });
  });

  test('in its older form, without a session of its own, works by its start URL', async () => {
    const old = `[profile old]\nsso_start_url = https://corp.example/start\nsso_region = ${REGION}\nsso_account_id = 123456789012\nsso_role_name = ReadOnly\nservices = local\n`;
    const { describe: lookUp, write } = await world().open({ config: old + world().services({ sso: sso.portal.url }) });
    expect(errorOf(await lookUp({ profile: 'old' }))).toMatchObject({
      code: 'LoginNeeded',
      command: 'aws sso login --profile old',
    });
    await write(ssoCachePath('https://corp.example/start'), token('good-token', 3_600_000));
    expect(await lookUp({ profile: 'old' })).toMatchObject({ ok: true });
  });

  test('below a role is named for the profile that signs in', async () => {
    const role = `[profile audit]\nrole_arn = ${ROLE_ARN}\nsource_profile = prod\nservices = local\n`;
    const { describe: lookUp, write } = await world().open({ config: role + config() });
    expect(errorOf(await lookUp({ profile: 'audit' }))).toMatchObject({
      code: 'LoginNeeded',
      command: 'aws sso login --profile prod',
    });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    expect(await lookUp({ profile: 'audit' })).toMatchObject({ ok: true });
    expect(world().signedBy()).toBe(ROLE_KEY.accessKeyId);
  });

  test('whose credentials AWS Backup calls expired is fetched afresh by the next attempt', async () => {
    const { describe: lookUp, write } = await world().open({ config: config() });
    await write(ssoCachePath('corp'), token('good-token', 3_600_000));
    world().endpoint.addFault({
      fault: { kind: 'error', status: 403, type: 'ExpiredTokenException', message: 'Expired' },
      times: 1,
    });
    expect(errorOf(await lookUp({ profile: 'prod' }))).toMatchObject({
      code: 'CredentialsExpired',
      command: 'aws sso login --profile prod',
    });
    expect(await lookUp({ profile: 'prod' })).toMatchObject({ ok: true });
    // Asked at once for another session, there was none; asked again, nothing came from memory.
    expect(sso.portal.requests).toHaveLength(3);
  });
});

describe('a console sign-in (aws login)', () => {
  const loginSession = 'arn:aws:iam::123456789012:user/ada';
  const cachePath = `.aws/login/cache/${createHash('sha256').update(loginSession).digest('hex')}.json`;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cached = (expiresInMs: number) =>
    JSON.stringify({
      accessToken: { ...LOGIN_KEY, expiresAt: new Date(Date.now() + expiresInMs).toISOString() },
      clientId: 'client',
      refreshToken: 'login-refresh',
      dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
    });
  const config = (signin: string) =>
    `[profile ada]\nlogin_session = ${loginSession}\nregion = ${REGION}\nservices = local\n${world().services({ signin })}`;

  test('gives its credentials while they last, and wants a login when there is none', async () => {
    const { describe: lookUp, write } = await world().open({ config: config('http://127.0.0.1:1') });
    expect(errorOf(await lookUp({ profile: 'ada' }))).toMatchObject({
      code: 'LoginNeeded',
      command: 'aws login --profile ada',
    });
    await write(cachePath, cached(3_600_000));
    expect(await lookUp({ profile: 'ada' })).toMatchObject({ ok: true });
    expect(world().signedBy()).toBe(LOGIN_KEY.accessKeyId);
  });

  test('is renewed at the sign-in service of the profile, and wants a login when that refuses', async () => {
    let refuse = false;
    const signin = await startHttpService(() =>
      refuse
        ? {
            status: 400,
            headers: { 'x-amzn-errortype': 'AccessDeniedException' },
            body: JSON.stringify({ error: 'TOKEN_EXPIRED', message: 'Expired' }),
          }
        : {
            status: 200,
            body: JSON.stringify({
              accessToken: LOGIN_KEY,
              tokenType: 'aws_sigv4',
              expiresIn: 60,
              refreshToken: 'login-refresh',
            }),
          },
    );
    world().atEnd(() => signin.close());
    const { describe: lookUp, write } = await world().open({ config: config(signin.url) });
    await write(cachePath, cached(-1000));
    expect(await lookUp({ profile: 'ada' })).toMatchObject({ ok: true });
    expect(signin.requests[0]).toMatchObject({ method: 'POST', path: '/v1/token' });
    refuse = true;
    expect(errorOf(await lookUp({ profile: 'ada' }))).toMatchObject({
      code: 'LoginNeeded',
      command: 'aws login --profile ada',
    });
  });
});
