import { describe, expect, test } from 'vitest';
import { KEY } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { awsError, useFaultWorld } from '../support/fault-world';

const world = useFaultWorld();

describe('what AWS says, by name alone, since most of its errors have no class in the SDK', () => {
  test.each([
    ['ResourceNotFoundException', 400, 'NotFound'],
    ['InvalidParameterValueException', 400, 'InvalidInput'],
    ['ValidationError', 400, 'InvalidInput'],
    ['InvalidRequestException', 400, 'InvalidInput'],
    ['MissingParameterValueException', 400, 'MissingInput'],
    ['AccessDeniedException', 403, 'AccessDenied'],
    ['NotAuthorized', 401, 'AccessDenied'],
    ['OptInRequired', 403, 'AccessDenied'],
    ['SubscriptionRequiredException', 403, 'AccessDenied'],
    ['ExpiredTokenException', 403, 'CredentialsExpired'],
    ['ExpiredToken', 403, 'CredentialsExpired'],
    ['UnrecognizedClientException', 403, 'CredentialsExpired'],
    ['IncompleteSignature', 403, 'CredentialsExpired'],
    ['UnknownOperationException', 404, 'NotAwsAnswer'],
    ['RequestEntityTooLargeException', 413, 'Unexpected'],
  ])('%s (%d) is %s', async (type, status, code) => {
    const error = await world().failWith(awsError(status, type));
    expect(error).toMatchObject({ code, httpStatus: status });
    expect(error.requestId).toMatch(/\S{8,}/);
    expect(error.message).not.toBe('');
    expect(error.remedy).not.toBe('');
    expect(world().endpoint.requests).toHaveLength(1);
  });

  test.each([
    ['ServiceUnavailableException', 500],
    ['InternalFailure', 500],
    ['ServiceUnavailable', 503],
    ['DependencyFailureException', 500],
  ])('%s (%d) is Unavailable after three attempts', async (type, status) => {
    expect(await world().failWith(awsError(status, type))).toMatchObject({ code: 'Unavailable', awsErrorName: type });
    expect(world().endpoint.requests.map(({ attempt }) => attempt)).toEqual(
      [1, 2, 3].map((attempt) => `attempt=${attempt}; max=3`),
    );
  });

  test.each(['header', '__type', 'code', 'Code'] as const)('the name counts wherever it stands: %s', async (form) => {
    expect(await world().failWith(awsError(400, 'ResourceNotFoundException', 'No luck', { form }))).toMatchObject({
      code: 'NotFound',
      awsErrorName: 'ResourceNotFoundException',
    });
  });

  test('throttling is retried slowly, then said; LimitExceededException counts as throttling', async () => {
    const throttlings = [
      { copyJobId: 'A', fault: awsError(400, 'ThrottlingException', 'Rate exceeded') },
      { copyJobId: 'B', fault: awsError(429, 'TooManyRequestsException', 'Rate exceeded', { retryAfterSeconds: 1 }) },
      { copyJobId: 'C', fault: awsError(400, 'LimitExceededException', 'Rate exceeded') },
    ];
    for (const rule of throttlings) world().endpoint.addFault(rule);
    const results = await Promise.all(throttlings.map(({ copyJobId }) => world().sandbox.describe({ copyJobId })));
    const errors = results.map(errorOf);
    expect(errors.map(({ code }) => code)).toEqual(['Throttled', 'Throttled', 'Throttled']);
    expect(errors[0]?.message).toContain('3 times');
    expect(errors[1]).toMatchObject({ retryAfterMs: 1000, mayRetry: true, httpStatus: 429 });
    expect(errors[1]?.remedy).toContain('1 s');
    expect(world().endpoint.requests).toHaveLength(9);
  });

  test('NotFound tells that the job may be older than 30 days, or in another account or Region, and which were asked', async () => {
    const error = errorOf(await world().sandbox.describe({ copyJobId: 'NOWHERE', region: 'us-west-2' }));
    expect(error).toMatchObject({ code: 'NotFound', httpStatus: 400, mayRetry: false });
    expect(error.message).toContain('us-west-2');
    expect(error.message).toContain('profile "default"');
    expect(error.remedy).toMatch(/another account or another Region/);
    expect(error.remedy).toMatch(/more than 30 days ago/);
  });

  test('AccessDenied names the IAM action: the one of the call, or the one that AWS names', async () => {
    expect(await world().failWith(awsError(403, 'AccessDeniedException'))).toMatchObject({
      iamAction: 'backup:DescribeCopyJob',
    });
    const said = 'User: arn:aws:iam::111122223333:user/ada is not authorized to perform: kms:Decrypt on resource: *';
    const error = await world().failWith(awsError(403, 'AccessDeniedException', said));
    expect(error).toMatchObject({ iamAction: 'kms:Decrypt' });
    expect(error.message).toContain('kms:Decrypt');
    expect(error.detail).toContain('arn:aws:iam::111122223333:user/ada');
  });

  test('a wrong secret key is told as a signature that AWS did not accept', async () => {
    await world().sandbox.write(
      '.aws/credentials',
      `[default]\naws_access_key_id = ${KEY.accessKeyId}\naws_secret_access_key = wrong`,
    );
    const error = errorOf(await world().sandbox.describe());
    expect(error.code).toBe('CredentialsExpired');
    expect(error.message).toContain('signature');
    expect(error.remedy).toContain('secret access key');
  });

  test('a signature refused for its time is told as a clock that is wrong', async () => {
    const said = 'Signature expired: 20200101T000000Z is now earlier than 20200101T001500Z';
    const error = await world().failWith(awsError(403, 'InvalidSignatureException', said));
    expect(error).toMatchObject({ code: 'CredentialsExpired', mayRetry: true });
    expect(error.message).toContain('clock');
    expect(await world().failWith(awsError(400, 'RequestExpired', 'Request has expired'))).toMatchObject({
      message: error.message,
    });
  });
});

test('FIPS together with an endpoint of one’s own is a contradiction in the settings', async () => {
  await world().sandbox.write(
    '.aws/config',
    `[default]\nendpoint_url = ${world().endpoint.url}\nuse_fips_endpoint = true\n`,
  );
  const error = errorOf(await world().sandbox.describe());
  expect(error.code).toBe('InvalidInput');
  expect(error.remedy).toContain('FIPS');
  expect(world().endpoint.requests).toEqual([]);
});

test('no error, log line or detail ever holds a key, a token or a signed header', async () => {
  const secrets = [KEY.accessKeyId, KEY.secretAccessKey, 'IQoJb3JpZ2luX2VjEXAMPLETOKEN0000'];
  const said = `Credential=${KEY.accessKeyId} secretAccessKey: ${KEY.secretAccessKey}, x-amz-security-token: IQoJb3JpZ2luX2VjEXAMPLETOKEN0000`;
  const errors = [
    await world().failWith(awsError(403, 'AccessDeniedException', said)),
    await world().failWith(awsError(400, 'Curious', said)),
    await world().failWith({ kind: 'body', status: 200, body: said }),
  ];
  const everything = JSON.stringify([errors, world().sandbox.logged]);
  for (const secret of secrets) expect(everything).not.toContain(secret);
});
