import { expect, test } from 'vitest';
import { toFailure } from '../../../../src/main/aws/failure';

const CALL = { during: 'call' } as const;

function headers(given: Readonly<Record<string, string>>) {
  return { ...CALL, header: (name: string) => given[name] };
}

test('name, message and metadata of an error of the SDK', () => {
  const error = Object.assign(new Error('Rate exceeded'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400, requestId: 'r-1', attempts: 3 },
  });
  expect(toFailure(error, CALL)).toEqual({
    during: 'call',
    name: 'ThrottlingException',
    message: 'Rate exceeded',
    httpStatus: 400,
    requestId: 'r-1',
    attempts: 3,
  });
});

test('an error that a credential provider put into its own message is taken out again', () => {
  const error = Object.assign(new Error('UnauthorizedException: Session token not found'), {
    name: 'CredentialsProviderError',
  });
  expect(toFailure(error, CALL)).toMatchObject({ name: 'UnauthorizedException', message: 'Session token not found' });
});

test.each([
  ['of the error', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ['of its cause', new Error('', { cause: Object.assign(new Error(''), { code: 'EPROTO' }) }), 'EPROTO'],
  [
    'of one of several',
    new AggregateError([new Error(''), Object.assign(new Error(''), { code: 'ENETUNREACH' })]),
    'ENETUNREACH',
  ],
  ['in the message', new Error('getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com'), 'ENOTFOUND'],
  ['nowhere', new Error('no luck'), undefined],
])('the system code %s', (_where, error, systemCode) => {
  expect(toFailure(error, CALL).systemCode).toBe(systemCode);
});

test.each([
  [{ 'retry-after': '2' }, 2000],
  [{ 'x-amz-retry-after': '1500', 'retry-after': '9' }, 1500],
  [{ 'retry-after': new Date(Date.now() - 5000).toUTCString() }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after': '-5' }, 0],
  // Nobody waits for a day because an answer says so.
  [{ 'retry-after': '86400' }, 3_600_000],
  [{ 'x-amz-retry-after': '1e300' }, 3_600_000],
  [{}, undefined],
])('the time to wait in %o, in milliseconds', (given, ms) => {
  expect(toFailure(new Error(''), headers(given)).retryAfterMs).toBe(ms);
});

test('nothing secret leaves, and whatever is thrown is a failure', () => {
  const failure = toFailure(new Error('aws_session_token=abcdef'), {
    ...CALL,
    bodyStart: 'x-amz-security-token: abcdef',
  });
  expect(JSON.stringify(failure)).not.toContain('abcdef');
  expect(toFailure('just text', CALL)).toEqual({ during: 'call', name: 'Error', message: 'just text' });
  expect(toFailure(undefined, CALL)).toMatchObject({ name: 'Error' });
});
