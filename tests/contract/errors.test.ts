import { describe, expect, test } from 'vitest';
import { KEY } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { awsError, useFaultWorld } from '../support/fault-world';

const world = useFaultWorld();

describe('what AWS says, by name alone, since most of its errors have no class in the SDK', () => {
  test('an error comes with the request id that AWS Support asks for', async () => {
    const error = await world().failWith(awsError(403, 'OptInRequired'));
    expect(error).toMatchObject({ httpStatus: 403, awsErrorName: 'OptInRequired' });
    expect(error.requestId).toMatch(/\S{8,}/);
  });

  test('what is asked again says so, each time', async () => {
    await world().failWith(awsError(500, 'InternalFailure'));
    expect(world().endpoint.requests.map(({ attempt }) => attempt)).toEqual(
      [1, 2, 3].map((attempt) => `attempt=${attempt}; max=3`),
    );
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
});

test('a page instead of an answer is quoted, so that people recognise whose it is', async () => {
  const html = '<html><head><title>Sign in to Airport Wi-Fi</title></head><body>…</body></html>';
  const headers = { 'content-type': 'text/html' };
  const error = await world().failWith({ kind: 'body', status: 403, headers, body: html });
  expect(error).toMatchObject({ code: 'NotAwsAnswer', httpStatus: 403 });
  expect(error.detail).toContain('text/html');
  expect(error.detail).toContain('Sign in to Airport Wi-Fi');
});

test('a server that said nothing once is asked again', async () => {
  world().endpoint.addFault({ fault: { kind: 'hang' }, times: 1 });
  expect(await world().sandbox.describe()).toMatchObject({ ok: true, value: { attempts: 2 } });
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
