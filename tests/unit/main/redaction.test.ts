import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/main/redaction';

// All made up; split so that no scanner takes them for real ones.
const KEY_ID = 'AKIA' + 'IOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/' + 'bPxRfiCYEXAMPLEKEY';
const TOKEN = 'IQoJb3JpZ2luX2VjEJr' + '//////////wEaCWV1LWNlbnRyYWwtMSJHMEU=';
const JWT = 'eyJhbGciOiJIUzI1NiJ9' + '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N';

describe('secrets', () => {
  test.each([
    ['an access key id', `The key ${KEY_ID} is unknown`, [KEY_ID]],
    ['a temporary access key id', `ASIA${KEY_ID.slice(4)}`, [KEY_ID.slice(4)]],
    ['a secret key on its own', `got ${SECRET}.`, [SECRET]],
    ['a line of a credentials file', `aws_secret_access_key = ${SECRET}`, [SECRET]],
    ['a session token by its name', 'aws_session_token=abc123def456', ['abc123def456']],
    ['a session token by its looks', `saw ${TOKEN}`, [TOKEN]],
    [
      'JSON of a credential process',
      `{"SecretAccessKey":"${SECRET}","SessionToken": "short-token"}`,
      [SECRET, 'short-token'],
    ],
    ['XML of AWS STS', `<SecretAccessKey>x1</SecretAccessKey><SessionToken>y2</SessionToken>`, ['x1', 'y2']],
    [
      'an Authorization header',
      `Authorization: AWS4-HMAC-SHA256 Credential=${KEY_ID}/20260101/us-east-1/backup/aws4_request, SignedHeaders=host, Signature=fe5f80f77d5fa3beca038a248ff027`,
      [KEY_ID, 'fe5f80f77d5fa3beca038a248ff027'],
    ],
    [
      'the canonical string that AWS echoes',
      `AWS4-HMAC-SHA256 Credential=${KEY_ID}/x, Signature=fe5f80f77d5fa3beca`,
      ['fe5f80f77d5fa3beca'],
    ],
    ['a bearer token', 'authorization: Bearer aoaAAAAAGZ-short.token_1', ['aoaAAAAAGZ-short.token_1']],
    ['a bearer token in the middle of text', 'sent bearer abcdefgh12345678 to it', ['abcdefgh12345678']],
    ['a sign-in header', 'x-amz-sso_bearer_token: tok-1234, next', ['tok-1234']],
    ['a signed address', 'https://h/?X-Amz-Security-Token=tok%2F1&X-Amz-Signature=abc123&x=1', ['tok%2F1', 'abc123']],
    [
      'tokens of a sign-in cache',
      '{"accessToken":"a-1","refreshToken":"r-2","clientSecret":"c-3"}',
      ['a-1', 'r-2', 'c-3'],
    ],
    ['a JSON web token', `token file holds ${JWT}`, [JWT]],
    ['a code beside its word', 'MFA code 123456 was refused', ['123456']],
    ['a code as a parameter', 'TokenCode=654321&Serial=x', ['654321']],
    ['a private key', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----', ['MHcCAQ']],
    ['a password', 'tool --x password=hunter2 failed', ['hunter2']],
  ])('%s is taken out', (_what, text, secrets) => {
    const clean = redact(text);
    for (const secret of secrets) expect(clean).not.toContain(secret);
    expect(clean).toContain('[redacted]');
  });
});

describe('what helps to find a fault stays', () => {
  test.each([
    'Copy job 47C8EF56-74D8-059D-1301-C5BE1D5C926E does not exist',
    'User: arn:aws:iam::111122223333:user/ada is not authorized to perform: backup:DescribeCopyJob',
    'arn:aws:ec2:eu-central-1::snapshot/snap-0123456789abcdef0',
    'request id 5b9f9a1e-6a7e-4b6e-8d8c-0f6f7a7b8c9d took 123456 ms',
    'sha1 of the file: da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'getaddrinfo ENOTFOUND backup.eu-centrall-1.amazonaws.com',
    'The security token included in the request is expired',
    'HTTP 403, content type text/html',
    '',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

test.each([
  ['/home/ada/.aws/config', '~/.aws/config'],
  ['open "/Users/Ada/Library/x"', 'open "~/Library/x"'],
  ['C:\\Users\\Ada\\.aws\\credentials', '~\\.aws\\credentials'],
  ['at /root/.aws/config', 'at ~/.aws/config'],
  ['/srv/root/x', '/srv/root/x'],
])('the name in a home folder goes: %s', (text, clean) => {
  expect(redact(text)).toBe(clean);
});

test('redacting twice changes nothing more', () => {
  const once = redact(`aws_secret_access_key=${SECRET} Authorization: Bearer ${JWT} ${TOKEN}`);
  expect(redact(once)).toBe(once);
});
