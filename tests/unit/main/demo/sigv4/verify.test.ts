import { DescribeCopyJobCommand, ListCopyJobsCommand, type BackupClient } from '@aws-sdk/client-backup';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackupEndpoint } from '../../../../../src/main/demo/endpoint';
import { readAuthorization } from '../../../../../src/main/demo/sigv4/verify';
import type { BackupEndpoint, DemoKey } from '../../../../../src/main/demo/types';
import { KEY, sdkClient } from '../demo-client';

const SESSION: DemoKey = { ...KEY, accessKeyId: 'ASIASESSIONSESSION00', sessionToken: 'token/with+signs==' };
const EXPIRED: DemoKey = { ...SESSION, accessKeyId: 'ASIAEXPIREDEXPIRED00', expired: true };
const GOV: DemoKey = { ...KEY, accessKeyId: 'AKIAGOVGOVGOVGOVGOV0', partition: 'aws-us-gov' };
const MINUTE_MS = 60_000;

let endpoint: BackupEndpoint;
/** How far the endpoint's clock is ahead of this machine's. */
let ahead: number;

beforeEach(async () => {
  ahead = 0;
  endpoint = await startBackupEndpoint({
    keys: [KEY, SESSION, EXPIRED, GOV],
    signingClock: () => Date.now() + ahead,
  });
});

afterEach(async () => {
  await endpoint.close();
});

/** Changes the request after it was signed. */
function tamper(
  client: BackupClient,
  change: (request: { headers: Record<string, string>; path: string }) => void,
): void {
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request as { headers: Record<string, string>; path: string });
      return next(args);
    },
    // The step after the one that signs.
    { step: 'deserialize', name: 'tamper' },
  );
}

const list = (client: BackupClient) => client.send(new ListCopyJobsCommand({}));

async function refusal(client: BackupClient): Promise<{ name: string; message: string; status: number | undefined }> {
  const error = await list(client).then(
    () => {
      throw new Error('The request was accepted.');
    },
    (reason: unknown) => reason as Error & { $metadata?: { httpStatusCode?: number } },
  );
  return { name: error.name, message: error.message, status: error.$metadata?.httpStatusCode };
}

describe('a good signature', () => {
  it('is accepted for every kind of request the SDK signs', async () => {
    const { client } = sdkClient(endpoint);
    await list(client);
    await client.send(
      new ListCopyJobsCommand({
        ByResourceArn: "arn:aws:s3:::a b!'()*~+/=é",
        ByResourceType: 'SAP HANA on Amazon EC2',
        ByCreatedAfter: new Date('2018-01-26T00:11:30.087Z'),
        MaxResults: 5,
      }),
    );
    for (const id of ['plain', 'a/b', 'ünï côde', '~!*()', '..']) {
      // Accepted means: the job is looked for.
      await expect(client.send(new DescribeCopyJobCommand({ CopyJobId: id }))).rejects.toMatchObject({
        name: /ResourceNotFoundException|UnknownOperationException/,
      });
    }
  });

  it('is accepted with its session token, for any Region', async () => {
    await list(sdkClient(endpoint, { key: SESSION, region: 'ap-southeast-7' }).client);
    expect(endpoint.requests[0]).toMatchObject({ region: 'ap-southeast-7', accessKeyId: SESSION.accessKeyId });
  });

  it('is accepted up to 15 minutes either way', async () => {
    for (const minutes of [14.5, -14.5]) {
      ahead = minutes * MINUTE_MS;
      await list(sdkClient(endpoint).client);
    }
  });

  it('is accepted after the SDK has put its clock right', async () => {
    ahead = 60 * MINUTE_MS;
    const answer = await list(sdkClient(endpoint, { maxAttempts: 3 }).client);
    expect(answer.$metadata.attempts).toBe(2);
  });
});

describe('what is refused', () => {
  it('a request without a signature', async () => {
    const { client } = sdkClient(endpoint);
    tamper(client, ({ headers }) => delete headers['authorization']);
    expect(await refusal(client)).toEqual({
      name: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
      status: 403,
    });
  });

  it.each([
    ['another scheme', 'Basic YWxhZGRpbjpvcGVuc2VzYW1l'],
    ['no signature', 'AWS4-HMAC-SHA256 Credential=AKIA/20260921/eu-central-1/backup/aws4_request, SignedHeaders=host'],
    ['a short credential', 'AWS4-HMAC-SHA256 Credential=AKIA/20260921, SignedHeaders=host, Signature=00'],
    ['nothing behind the scheme', 'AWS4-HMAC-SHA256 '],
  ])('a header with %s', async (_, header) => {
    const { client } = sdkClient(endpoint);
    tamper(client, ({ headers }) => (headers['authorization'] = header));
    expect(await refusal(client)).toMatchObject({ name: 'IncompleteSignatureException', status: 403 });
  });

  it('a request without a date, or with one that is none', async () => {
    for (const date of [undefined, 'yesterday', '20261399T999999Z']) {
      const { client } = sdkClient(endpoint);
      tamper(client, ({ headers }) => {
        if (date === undefined) delete headers['x-amz-date'];
        else headers['x-amz-date'] = date;
      });
      expect(await refusal(client)).toMatchObject({ name: 'IncompleteSignatureException', status: 403 });
    }
  });

  it('a key nobody has', async () => {
    const { client } = sdkClient(endpoint, { key: { ...KEY, accessKeyId: 'AKIANOBODYNOBODYNOBO' } });
    expect(await refusal(client)).toEqual({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
      status: 403,
    });
  });

  it('a key of another partition', async () => {
    expect(await refusal(sdkClient(endpoint, { key: GOV }).client)).toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await list(sdkClient(endpoint, { key: GOV, region: 'us-gov-west-1' }).client);
  });

  it('a session token that is wrong, missing, or too much', async () => {
    const withoutToken: DemoKey = { ...KEY, accessKeyId: SESSION.accessKeyId };
    for (const key of [{ ...SESSION, sessionToken: 'other' }, withoutToken, { ...KEY, sessionToken: 'extra' }]) {
      expect(await refusal(sdkClient(endpoint, { key }).client)).toMatchObject({ name: 'UnrecognizedClientException' });
    }
  });

  it('a session that has ended', async () => {
    expect(await refusal(sdkClient(endpoint, { key: EXPIRED }).client)).toEqual({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
      status: 403,
    });
  });

  it('a wrong secret, in words that hold neither secret nor signature', async () => {
    const key = { ...KEY, secretAccessKey: 'wrong' };
    const { client, wire } = sdkClient(endpoint, { key });
    const { name, message, status } = await refusal(client);
    expect({ name, status }).toEqual({ name: 'InvalidSignatureException', status: 403 });
    expect(message).toContain('does not match the signature you provided');
    expect(JSON.stringify(wire)).not.toMatch(/[0-9a-f]{64}/);
    expect(JSON.stringify(wire)).not.toContain(KEY.secretAccessKey);
  });

  it.each([
    ['the path', (r: { path: string }) => (r.path = '/copy-jobs/other')],
    ['a signed header', (r: { headers: Record<string, string> }) => (r.headers['amz-sdk-request'] = 'attempt=9')],
    [
      'the signature',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace(/.$/, (c) => (c === '0' ? '1' : '0'))),
    ],
    [
      'the signature, cut',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.slice(0, -1)),
    ],
    [
      'the body digest',
      (r: { headers: Record<string, string> }) => (r.headers['x-amz-content-sha256'] = '0'.repeat(64)),
    ],
    [
      'the service',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace('/backup/', '/s3/')),
    ],
    [
      'the Region',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace('/eu-central-1/', '/us-east-1/')),
    ],
    [
      'the day of the scope',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace(/\/\d{8}\//, '/20200101/')),
    ],
    [
      'the end of the scope',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace('aws4_request', 'aws5_request')),
    ],
    ['an x-amz header, added unsigned', (r: { headers: Record<string, string> }) => (r.headers['x-amz-extra'] = '1')],
    [
      'the list of signed headers, without host',
      (r: { headers: Record<string, string> }) =>
        (r.headers['authorization'] = r.headers['authorization']!.replace(';host;', ';')),
    ],
  ] as const)('a request whose signature is right but for %s', async (_, change) => {
    const { client } = sdkClient(endpoint);
    tamper(client, change);
    expect(await refusal(client)).toMatchObject({ name: 'InvalidSignatureException', status: 403 });
  });

  it('a date more than 15 minutes off, and says by how much', async () => {
    ahead = 15.5 * MINUTE_MS;
    const late = await refusal(sdkClient(endpoint).client);
    expect(late).toMatchObject({ name: 'InvalidSignatureException', status: 403 });
    expect(late.message).toMatch(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    );
    ahead = -15.5 * MINUTE_MS;
    const early = await refusal(sdkClient(endpoint).client);
    expect(early.message).toMatch(/^Signature not yet current: \d{8}T\d{6}Z is still later than/);
  });
});

describe('readAuthorization', () => {
  it('reads the parts of a header', () => {
    expect(
      readAuthorization(
        'AWS4-HMAC-SHA256 Credential=AKIA/20260921/eu-central-1/backup/aws4_request,SignedHeaders=a;b,  Signature=00ff',
      ),
    ).toEqual({
      accessKeyId: 'AKIA',
      date: '20260921',
      region: 'eu-central-1',
      service: 'backup',
      end: 'aws4_request',
      signedHeaders: ['a', 'b'],
      signature: '00ff',
    });
  });
});
