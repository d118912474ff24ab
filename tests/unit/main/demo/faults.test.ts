import { DescribeCopyJobCommand, ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackupEndpoint } from '../../../../src/main/demo/endpoint';
import { ANOTHER_JOB_ID, FAULTS } from '../../../../src/main/demo/faults';
import type { BackupEndpoint, Fault } from '../../../../src/main/demo/types';
import { jobBody, KEY, REGION, sdkClient } from './demo-client';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
/** Long enough that half of it is a body that stops, and that dripping it takes a while. */
const BODY = jobBody(ID, { StatusMessage: 'x'.repeat(100) });

let endpoint: BackupEndpoint;

beforeEach(async () => {
  endpoint = await startBackupEndpoint({ keys: [KEY] });
  endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: ID, body: BODY });
});

afterEach(async () => {
  await endpoint.close();
});

type Seen = Record<string, unknown>;

/** What the real SDK makes of one describe. */
async function describeOnce(options: { maxAttempts?: number; giveUpMs?: number } = {}): Promise<Seen> {
  const { client, wire } = sdkClient(endpoint, options);
  const abortSignal = AbortSignal.timeout(options.giveUpMs ?? 10_000);
  const started = performance.now();
  const more = () => ({
    status: wire.at(-1)?.status,
    headers: wire.at(-1)?.headers,
    tookMs: performance.now() - started,
  });
  try {
    const { CopyJob, $metadata } = await client.send(new DescribeCopyJobCommand({ CopyJobId: ID }), { abortSignal });
    return { job: CopyJob, attempts: $metadata.attempts, ...more() };
  } catch (reason) {
    const error = reason as Error & { code?: string; Code?: string; $metadata?: { attempts?: number } };
    const { name, message, code, Code } = error;
    return { name, message, code, Code, attempts: error.$metadata?.attempts, ...more() };
  }
}

const job = expect.objectContaining({ CopyJobId: ID }) as unknown;

/** Every named fault, and how the real client sees it. */
const SEEN_AS: Record<keyof typeof FAULTS, Seen> = {
  notFound: { name: 'ResourceNotFoundException', Code: 'ERROR_3001', status: 400 },
  invalidParameterValue: { name: 'InvalidParameterValueException', status: 400 },
  missingParameterValue: { name: 'MissingParameterValueException', status: 400 },
  accessDenied: {
    name: 'AccessDeniedException',
    status: 403,
    message: expect.stringContaining('backup:DescribeCopyJob') as unknown,
  },
  expiredToken: { name: 'ExpiredTokenException', status: 403 },
  unrecognizedClient: { name: 'UnrecognizedClientException', status: 403 },
  invalidSignature: { name: 'InvalidSignatureException', status: 403 },
  throttled: { name: 'ThrottlingException', status: 400 },
  tooManyRequests: {
    name: 'TooManyRequestsException',
    status: 429,
    headers: expect.objectContaining({ 'retry-after': '1' }) as unknown,
  },
  limitExceeded: { name: 'LimitExceededException', status: 400 },
  serviceUnavailable: { name: 'ServiceUnavailableException', status: 500 },
  internalFailure: { name: 'InternalFailure', status: 500 },
  teapot: { name: 'Unknown', status: 418 },
  proxy503: { name: 'SyntaxError', status: 503 },
  captivePortal: { name: 'SyntaxError', status: 200 },
  emptyObject: { job: undefined, status: 200 },
  emptyBody: { job: undefined, status: 200 },
  jsonArray: { job: undefined, status: 200 },
  nullJob: { job: undefined, status: 200 },
  jobIsText: { status: 200 },
  truncatedJson: { name: 'SyntaxError', status: 200 },
  listBody: { job: undefined, status: 200 },
  stringDate: { name: 'TypeError', status: 200 },
  anotherJob: { job: expect.objectContaining({ CopyJobId: ANOTHER_JOB_ID }) as unknown, status: 200 },
  hang: { name: 'AbortError', status: undefined },
  headersThenHang: { name: 'AbortError' },
  drip: { job, status: 200 },
  resetBefore: { name: 'TimeoutError', code: 'ECONNRESET' },
  resetMidBody: { code: 'ECONNRESET', message: 'aborted' },
  slow: { job, status: 200 },
};

/** These never end by themselves: the caller gives up, after this long. (The SDK's request timeout ends at the headers.) */
const GIVE_UP_MS: Partial<Record<keyof typeof FAULTS, number>> = { hang: 300, headersThenHang: 300 };

describe('every named fault, as the real SDK sees it', () => {
  it.each(Object.keys(FAULTS) as (keyof typeof FAULTS)[])('%s', async (name) => {
    endpoint.addFault({ fault: FAULTS[name] });
    const giveUpMs = GIVE_UP_MS[name];
    const seen = await describeOnce(giveUpMs === undefined ? {} : { giveUpMs });
    expect(seen).toMatchObject(SEEN_AS[name]);
  });

  it('tells the truth again once the faults are cleared', async () => {
    endpoint.addFault({ fault: FAULTS.captivePortal });
    endpoint.clearFaults();
    expect(await describeOnce()).toMatchObject({ job });
  });
});

describe('the ways to name an error', () => {
  const error = { kind: 'error', status: 400, type: 'ResourceNotFoundException', message: 'Gone' } as const;

  it.each(['header', '__type', 'code', 'Code'] as const)('%s', async (form) => {
    endpoint.addFault({ fault: { ...error, form } });
    expect(await describeOnce()).toMatchObject({ name: 'ResourceNotFoundException', message: 'Gone' });
  });
});

describe('time', () => {
  it('drips the true answer at about the pace asked for', async () => {
    endpoint.addFault({ fault: { kind: 'drip', bytesPerSecond: 1000 } });
    const { tookMs, ...seen } = await describeOnce();
    expect(seen).toMatchObject({ job });
    expect(tookMs).toBeGreaterThan(BODY.length - 100);
  });

  it('delays the true answer, as it is when it is sent', async () => {
    endpoint.addFault({ fault: { kind: 'delay', ms: 1000 } });
    const asked = describeOnce();
    await expect.poll(() => endpoint.requests.length).toBe(1);
    endpoint.putJob({
      accountId: KEY.accountId,
      region: REGION,
      copyJobId: ID,
      body: jobBody(ID, { State: 'FAILED' }),
    });
    const seen = await asked;
    expect(seen['tookMs']).toBeGreaterThanOrEqual(990);
    expect(seen['job']).toMatchObject({ State: 'FAILED' });
  });

  it('honours Retry-After by way of the client', async () => {
    endpoint.addFault({ fault: FAULTS.tooManyRequests, times: 1 });
    const seen = await describeOnce({ maxAttempts: 2 });
    expect(seen).toMatchObject({ job, attempts: 2 });
    expect(seen['tookMs']).toBeGreaterThanOrEqual(990);
  });
});

describe('which requests a fault strikes', () => {
  it('only so often as asked', async () => {
    endpoint.addFault({ fault: FAULTS.serviceUnavailable, times: 2 });
    expect(await describeOnce({ maxAttempts: 3 })).toMatchObject({ job, attempts: 3 });
  });

  it('only after as many as it lets pass, and an earlier rule meanwhile', async () => {
    endpoint.addFault({ fault: FAULTS.accessDenied, after: 2, times: 1 });
    const ends = [];
    for (let call = 0; call < 4; call++) ends.push((await describeOnce({ maxAttempts: 1 }))['job'] !== undefined);
    expect(ends).toEqual([true, true, false, true]);
    endpoint.addFault({ fault: FAULTS.notFound, times: 1 });
    endpoint.addFault({ fault: FAULTS.accessDenied, after: 1 });
    expect(await describeOnce({ maxAttempts: 1 })).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await describeOnce({ maxAttempts: 1 })).toMatchObject({ name: 'AccessDeniedException' });
  });

  it('only the job, operation or Region named', async () => {
    const { client } = sdkClient(endpoint);
    endpoint.addFault({ fault: FAULTS.accessDenied, copyJobId: 'OTHER' });
    endpoint.addFault({ fault: FAULTS.accessDenied, operation: 'ListCopyJobs' });
    endpoint.addFault({ fault: FAULTS.accessDenied, region: 'us-east-1' });
    expect(await describeOnce()).toMatchObject({ job });
    const denied = { name: 'AccessDeniedException' };
    await expect(client.send(new DescribeCopyJobCommand({ CopyJobId: 'OTHER' }))).rejects.toMatchObject(denied);
    await expect(client.send(new ListCopyJobsCommand({}))).rejects.toMatchObject(denied);
    await expect(
      sdkClient(endpoint, { region: 'us-east-1' }).client.send(new DescribeCopyJobCommand({ CopyJobId: ID })),
    ).rejects.toMatchObject(denied);
  });

  it('the later rule first, and the earlier one again when that is taken away', async () => {
    const first: Fault = FAULTS.throttled;
    endpoint.addFault({ fault: first });
    const takeAway = endpoint.addFault({ fault: FAULTS.accessDenied });
    expect(await describeOnce()).toMatchObject({ name: 'AccessDeniedException' });
    takeAway();
    takeAway();
    expect(await describeOnce()).toMatchObject({ name: 'ThrottlingException' });
  });

  it('none that is not signed properly', async () => {
    endpoint.addFault({ fault: FAULTS.captivePortal });
    const answer = await fetch(`${endpoint.url}/copy-jobs/${ID}`);
    expect(answer.status).toBe(403);
  });
});
