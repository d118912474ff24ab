import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { toAppError, unexpected } from '../../../../src/main/copy-jobs/errors';
import type { BackupFailure, DescribeRequest } from '../../../../src/main/copy-jobs/ports';
import { AppErrorSchema, ERROR_CODES } from '../../../../src/preload/contract/error';

const REQUEST: DescribeRequest = {
  operation: 'DescribeCopyJob',
  profile: { origin: 'shared', name: 'prod' },
  region: 'eu-central-1',
  copyJobId: '47C8EF56-74D8-059D-1301-C5BE1D5C926E',
};

function judge(failure: Partial<BackupFailure>, request = REQUEST) {
  return toAppError({ during: 'call', name: 'Error', message: '', host: 'backup.example', ...failure }, request);
}

describe('system codes that tests cannot bring about for real', () => {
  test.each([
    ['EAI_AGAIN', 'Offline'],
    ['ENETUNREACH', 'Offline'],
    ['EHOSTUNREACH', 'Offline'],
    ['EPIPE', 'Offline'],
    ['ETIMEDOUT', 'TimedOut'],
    ['CERT_NOT_YET_VALID', 'TlsProblem'],
    ['CERT_REVOKED', 'TlsProblem'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'TlsProblem'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'TlsProblem'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TlsProblem'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TlsProblem'],
    ['EPROTO', 'TlsProblem'],
  ])('%s is %s, and the host is named', (systemCode, code) => {
    const error = judge({ systemCode, name: 'TimeoutError' });
    expect(error.code).toBe(code);
    expect(error.message).toContain('backup.example');
    expect(error.detail).toContain(systemCode);
  });
});

test('a status speaks where no name does', () => {
  expect(judge({ name: 'Odd', httpStatus: 429 }).code).toBe('Throttled');
  expect(judge({ name: 'Odd', httpStatus: 502 }).code).toBe('Unavailable');
  expect(judge({ name: 'Odd', httpStatus: 400 })).toMatchObject({ code: 'Unexpected', awsErrorName: 'Odd' });
  expect(judge({ name: 'Unknown', httpStatus: 302 }).code).toBe('NotAwsAnswer');
});

test('a SyntaxError is about the answer only if there was one; else the fault is ours', () => {
  expect(judge({ name: 'SyntaxError', httpStatus: 200 }).code).toBe('NotAwsAnswer');
  expect(judge({ name: 'SyntaxError' }).code).toBe('Unexpected');
});

test('an abort is Cancelled', () => {
  expect(judge({ name: 'AbortError', message: 'Request aborted' })).toMatchObject({
    code: 'Cancelled',
    mayRetry: true,
  });
});

test('the time AWS asks to wait is passed on and said', () => {
  const error = judge({ name: 'ThrottlingException', httpStatus: 400, retryAfterMs: 2500, attempts: 3 });
  expect(error).toMatchObject({ code: 'Throttled', retryAfterMs: 2500 });
  expect(error.remedy).toContain('3 s');
});

describe('profiles are spoken of by what they are', () => {
  test.each([
    [{ origin: 'shared', name: 'prod' } as const, 'profile "prod"'],
    [{ origin: 'environment', name: 'environment' } as const, 'the credentials of the environment'],
    [{ origin: 'demo', name: 'auditor' } as const, 'the demo profile "auditor"'],
  ])('%o', (profile, words) => {
    const error = judge({ name: 'ResourceNotFoundException', httpStatus: 400 }, { ...REQUEST, profile });
    expect(error.message).toContain(words);
  });
});

describe('expired credentials', () => {
  const failure: Partial<BackupFailure> = { name: 'ExpiredTokenException', httpStatus: 403 };

  test('come with the command to sign in again, quoted for a shell', () => {
    const signIn = { way: 'sso', profileName: "o'brien & co" } as const;
    expect(judge({ ...failure, signIn })).toMatchObject({
      code: 'CredentialsExpired',
      command: String.raw`aws sso login --profile 'o'\''brien & co'`,
    });
  });

  test('of keys written into a file come without one', () => {
    expect(judge(failure).command).toBeUndefined();
  });
});

test('every word that comes from elsewhere is redacted, put on one line and cut', () => {
  const { detail = '' } = judge({
    name: 'Odd',
    httpStatus: 400,
    message: `a\n\nb aws_session_token=abc123 ${'x '.repeat(1000)}`,
  });
  expect(detail).toContain('a b aws_session_token=[redacted]');
  expect(detail.length).toBeLessThan(700);
});

test('a fault of our own is Unexpected and says nothing secret', () => {
  const error = unexpected(new TypeError('secretAccessKey: abcdef'));
  expect(error.code).toBe('Unexpected');
  expect(error.detail).toBe('TypeError: secretAccessKey: [redacted]');
});

describe('whatever fails', () => {
  const names = [
    '',
    'Error',
    'Unknown',
    'AccessDenied',
    'SyntaxError',
    'CredentialsProviderError',
    'TimeoutError',
    '__proto__',
    'constructor',
  ];
  const statuses = [undefined, 200, 301, 400, 403, 429, 500];

  test('gives an error that may cross the border', () => {
    for (const during of ['credentials', 'call'] as const) {
      for (const name of names) {
        for (const httpStatus of statuses) {
          for (const service of [undefined, 'sts', 'sso']) {
            const facts = {
              ...(httpStatus === undefined ? {} : { httpStatus }),
              ...(service === undefined ? {} : { service }),
            };
            const error = judge({ during, name, ...facts });
            expect(v.parse(AppErrorSchema, error)).toEqual(error);
            expect(ERROR_CODES).toContain(error.code);
            expect(error.message).toMatch(/^\S.*\.$/);
            expect(error.message).not.toMatch(/undefined|native code|\[object/);
            expect(error.remedy).toMatch(/\.$/);
          }
        }
      }
    }
  });
});
