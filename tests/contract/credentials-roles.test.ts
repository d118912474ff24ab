import { describe, expect, test } from 'vitest';
import { REGION } from '../support/aws-sandbox';
import { KEY, KEY_LINES } from '../support/copy-job-endpoint';
import { errorOf, OUTER_ARN, OUTER_KEY, ROLE_ARN, ROLE_KEY, useCredentialWorld } from '../support/credential-world';
import { startStsEndpoint, stsError } from '../support/sts-endpoint';

const world = useCredentialWorld();

describe('roles', () => {
  const base = `[base]\n${KEY_LINES}\n`;
  const role = `[profile audit]\nrole_arn = ${ROLE_ARN}\nsource_profile = base\nservices = local\nregion = eu-west-1\n`;

  test('are taken on once for all Regions, at the STS of the profile’s own Region', async () => {
    const { describe: lookUp } = await world().open({ credentials: base, config: role + world().services() });
    expect(await lookUp({ profile: 'audit' })).toMatchObject({ ok: true });
    await Promise.all(['us-east-1', 'us-west-2', 'ap-south-1'].map((region) => lookUp({ profile: 'audit', region })));
    expect(world().endpoint.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(
      Array(4).fill(ROLE_KEY.accessKeyId),
    );
    expect(world().sts.calls).toMatchObject([
      { action: 'AssumeRole', roleArn: ROLE_ARN, accessKeyId: KEY.accessKeyId, region: 'eu-west-1' },
    ]);
    expect(world().sts.requests[0]?.headers['user-agent']).toContain('copytrail/');
  });

  test('can build on roles', async () => {
    const outer = `[profile outer]\nrole_arn = ${OUTER_ARN}\nsource_profile = audit\nservices = local\nrole_session_name = ada\n`;
    const { describe: lookUp } = await world().open({ credentials: base, config: role + outer + world().services() });
    expect(await lookUp({ profile: 'outer' })).toMatchObject({ ok: true });
    expect(world().sts.calls.map(({ roleArn }) => roleArn)).toEqual([ROLE_ARN, OUTER_ARN]);
    expect(world().sts.calls[1]).toMatchObject({ accessKeyId: ROLE_KEY.accessKeyId, sessionName: 'ada' });
    expect(world().signedBy()).toBe(OUTER_KEY.accessKeyId);
  });

  test('can start from the environment', async () => {
    const { describe: lookUp } = await world().open({
      config: `[profile audit]\nrole_arn = ${ROLE_ARN}\ncredential_source = Environment\nservices = local\n${world().services()}`,
      environment: { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey },
    });
    expect(await lookUp({ profile: 'audit' })).toMatchObject({ ok: true });
    // A profile without a Region: STS of the Region that was asked for.
    expect(world().sts.calls[0]).toMatchObject({ region: REGION });
  });

  test('that AWS denies are AccessDenied, naming the action and the request id of STS', async () => {
    const denied = role.replace(ROLE_ARN, OUTER_ARN);
    const { describe: lookUp } = await world().open({ credentials: base, config: denied + world().services() });
    const error = errorOf(await lookUp({ profile: 'audit' }));
    expect(error).toMatchObject({ code: 'AccessDenied', iamAction: 'sts:AssumeRole', requestId: 'sts-request-1' });
    expect(error.remedy).toContain('trust policy');
    expect(world().endpoint.requests).toEqual([]);
  });

  test.each([
    [
      'expired keys below the role',
      stsError(403, 'ExpiredToken', 'The security token included has expired'),
      'CredentialsExpired',
    ],
    [
      'an unknown key below the role',
      stsError(403, 'InvalidClientTokenId', 'The token is invalid'),
      'CredentialsExpired',
    ],
    ['a role that cannot be', stsError(400, 'ValidationError', 'roleArn is invalid'), 'CredentialsMissing'],
    ['an answer that is none of STS', { status: 200, body: '<html>Sign in</html>' }, 'NotAwsAnswer'],
    ['an STS that is down', stsError(503, 'ServiceUnavailable', 'Down'), 'Unavailable'],
    [
      'an STS that is switched off in the Region',
      stsError(403, 'RegionDisabledException', 'STS is off'),
      'AccessDenied',
    ],
  ])('%s', async (_what, answer, code) => {
    const { describe: lookUp } = await world().open({ credentials: base, config: role + world().services() });
    world().sts.answerWith(answer);
    expect(errorOf(await lookUp({ profile: 'audit' })).code).toBe(code);
    expect(world().endpoint.requests).toEqual([]);
  });

  test('do not hang on an STS that says nothing', async () => {
    const { describe: lookUp } = await world().open({
      credentials: base,
      config: role + world().services(),
      timeouts: { connectMs: 3000, requestMs: 800, silenceMs: 800 },
    });
    world().sts.answerWith('nothing');
    const error = errorOf(await lookUp({ profile: 'audit' }));
    expect(error.code).toBe('TimedOut');
    expect(error.message).toContain('127.0.0.1');
    world().sts.answerWith(undefined);
    expect(await lookUp({ profile: 'audit' })).toMatchObject({ ok: true });
  });

  test('whose STS cannot be reached are Offline', async () => {
    const { describe: lookUp } = await world().open({
      credentials: base,
      config: role + world().services({ sts: 'http://127.0.0.1:1' }),
    });
    expect(errorOf(await lookUp({ profile: 'audit' })).code).toBe('Offline');
  });

  test('that build on one another in a circle are said to', async () => {
    const config = `[profile a]\nrole_arn = ${ROLE_ARN}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE_ARN}\nsource_profile = a\n`;
    const { describe: lookUp } = await world().open({ config });
    const error = errorOf(await lookUp({ profile: 'a' }));
    expect(error.code).toBe('CredentialsMissing');
    expect(error.message).toContain('circle');
  });

  test('of the instance metadata service are refused without asking it', async () => {
    const config = `[profile ec2]\nrole_arn = ${ROLE_ARN}\ncredential_source = Ec2InstanceMetadata\n`;
    const { describe: lookUp } = await world().open({ config });
    const error = errorOf(await lookUp({ profile: 'ec2' }));
    expect(error.code).toBe('CredentialsMissing');
    expect(error.message).toContain('metadata service');
  });

  test('are taken on afresh when the credentials in memory are about to expire', async () => {
    const shortLived = await startStsEndpoint([{ arn: ROLE_ARN, gives: ROLE_KEY, lifetimeMs: 60_000 }]);
    world().atEnd(() => shortLived.close());
    const { describe: lookUp } = await world().open({
      credentials: base,
      config: role + world().services({ sts: shortLived.url }),
    });
    await lookUp({ profile: 'audit' });
    await lookUp({ profile: 'audit' });
    expect(shortLived.calls).toHaveLength(2);
  });

  test('that hand out credentials whose time is up are expired before anything is sent', async () => {
    const late = await startStsEndpoint([{ arn: ROLE_ARN, gives: ROLE_KEY, lifetimeMs: -1000 }]);
    world().atEnd(() => late.close());
    const { describe: lookUp } = await world().open({
      credentials: base,
      config: role + world().services({ sts: late.url }),
    });
    expect(errorOf(await lookUp({ profile: 'audit' })).code).toBe('CredentialsExpired');
    expect(world().endpoint.requests).toEqual([]);
  });
});
