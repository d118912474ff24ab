import { DescribeCopyJobCommand, ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackupEndpoint } from '../../../../src/main/demo/endpoint';
import type { BackupEndpoint, DemoKey } from '../../../../src/main/demo/types';
import { jobBody, KEY, REGION, sdkClient } from './demo-client';

const ADMIN: DemoKey = {
  ...KEY,
  accessKeyId: 'AKIAADMINADMINADMIN0',
  accountId: '777788889999',
  alsoReads: [KEY.accountId],
};
const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';

let endpoint: BackupEndpoint;

beforeEach(async () => {
  endpoint = await startBackupEndpoint({ keys: [KEY, ADMIN] });
});

afterEach(async () => {
  await endpoint.close();
});

/** Sends raw bytes and returns all that comes back until the server closes. */
function raw(text: string, then: 'wait' | 'leave' = 'wait'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(endpoint.port, '127.0.0.1', () => {
      socket.write(text, () => {
        if (then === 'leave') socket.destroy();
      });
    });
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}

describe('DescribeCopyJob', () => {
  it('serves a job put in byte for byte, with a request id and a date', async () => {
    const body = `{ "CopyJob" : ${JSON.stringify({ CopyJobId: ID, CreationDate: 1 }).slice(0, -1)},"Big":9007199254740993,"Gone":null } }`;
    endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: ID, body });
    const { client, wire } = sdkClient(endpoint);
    const answer = await client.send(new DescribeCopyJobCommand({ CopyJobId: ID }));
    expect(answer.CopyJob?.CreationDate?.getTime()).toBe(1000);
    expect(wire[0]?.body).toBe(body);
    expect(wire[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      date: expect.stringMatching(/GMT$/) as string,
    });
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 400 ResourceNotFoundException in the wire form of the model', async () => {
    const { client, wire } = sdkClient(endpoint);
    await expect(client.send(new DescribeCopyJobCommand({ CopyJobId: ID }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      Code: 'ERROR_3001',
      message: 'Copy job does not exist',
    });
    expect(wire[0]?.status).toBe(400);
    expect(wire[0]?.headers['x-amzn-errortype']).toMatch(/^ResourceNotFoundException:http/);
    expect(JSON.parse(wire[0]!.body)).toEqual({
      Code: 'ERROR_3001',
      Context: null,
      Message: 'Copy job does not exist',
      Type: null,
    });
  });

  it('knows a job in its own account and Region only, and for a delegated administrator', async () => {
    endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: ID, body: jobBody(ID) });
    const describeWith = (options: Parameters<typeof sdkClient>[1]) =>
      sdkClient(endpoint, options).client.send(new DescribeCopyJobCommand({ CopyJobId: ID }));
    await expect(describeWith({ region: 'us-east-1' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await describeWith({ key: ADMIN })).CopyJob?.CopyJobId).toBe(ID);
    endpoint.putJob({ accountId: '444455556666', region: REGION, copyJobId: 'OTHER', body: jobBody('OTHER') });
    await expect(
      sdkClient(endpoint, { key: ADMIN }).client.send(new DescribeCopyJobCommand({ CopyJobId: 'OTHER' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('forgets a job that was removed, and knows one put in again', async () => {
    const job = { accountId: KEY.accountId, region: REGION, copyJobId: ID };
    const { client } = sdkClient(endpoint);
    const ask = () => client.send(new DescribeCopyJobCommand({ CopyJobId: ID }));
    endpoint.putJob({ ...job, body: jobBody(ID) });
    await ask();
    endpoint.removeJob(job);
    await expect(ask()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    endpoint.putJob({ ...job, body: jobBody(ID, { State: 'FAILED' }) });
    expect((await ask()).CopyJob?.State).toBe('FAILED');
  });

  it('takes ids with any characters, percent-encoded', async () => {
    const id = 'a/b ünï+%';
    endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: id, body: jobBody(id) });
    const answer = await sdkClient(endpoint).client.send(new DescribeCopyJobCommand({ CopyJobId: id }));
    expect(answer.CopyJob?.CopyJobId).toBe(id);
  });

  it('sees an empty id as the list that it is on the wire', async () => {
    endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: ID, body: jobBody(ID) });
    const { client, wire } = sdkClient(endpoint);
    const answer = await client.send(new DescribeCopyJobCommand({ CopyJobId: '' }));
    expect(answer.CopyJob).toBeUndefined();
    expect(JSON.parse(wire[0]!.body)).toHaveProperty('CopyJobs');
    expect(endpoint.requests[0]?.path).toBe('/copy-jobs/');
  });
});

describe('the door', () => {
  it('logs what it saw without anything that proves identity', async () => {
    const { client } = sdkClient(endpoint);
    await client.send(new ListCopyJobsCommand({ MaxResults: 7, ByState: 'FAILED' }));
    expect(endpoint.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/copy-jobs',
        query: { maxResults: '7', state: 'FAILED' },
        region: REGION,
        accessKeyId: KEY.accessKeyId,
        attempt: 'attempt=1; max=1',
      }),
    ]);
    expect(JSON.stringify(endpoint.requests)).not.toMatch(/[0-9a-f]{64}/);
  });

  it('refuses other paths and methods, signed or not', async () => {
    const { StartCopyJobCommand, ListBackupJobsCommand } = await import('@aws-sdk/client-backup');
    const { client, wire } = sdkClient(endpoint);
    await expect(client.send(new ListBackupJobsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    await expect(
      client.send(
        new StartCopyJobCommand({
          RecoveryPointArn: 'arn:a',
          SourceBackupVaultName: 'v',
          DestinationBackupVaultArn: 'arn:b',
          IamRoleArn: 'arn:c',
        }),
      ),
    ).rejects.toMatchObject({ name: 'UnknownOperationException' });
    expect(wire.map(({ status }) => status)).toEqual([404, 404]);
    const unsigned = await fetch(`${endpoint.url}/copy-jobs`, { method: 'DELETE' });
    expect(unsigned.status).toBe(403);
    expect(unsigned.headers.get('x-amzn-errortype')).toMatch(/^MissingAuthenticationTokenException:/);
  });

  it('refuses a body that is too large, and a head that is', async () => {
    const large = await fetch(`${endpoint.url}/copy-jobs`, { method: 'POST', body: 'x'.repeat(70_000) });
    expect(large.status).toBe(413);
    expect(await raw(`GET /copy-jobs/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  });

  it('refuses a request target that is no path, and broken percent-encoding', async () => {
    expect(await raw('GET http://elsewhere/copy-jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [^]*MalformedHttpRequestException/,
    );
    expect(await raw('GET /copy-jobs?state=%ZZ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [^]*MalformedHttpRequestException/,
    );
  });

  it('answers 500 for a fault of its own, and does not tell what it was', async () => {
    const fail = (): never => {
      throw new Error('inner workings');
    };
    const faulty = await startBackupEndpoint({ keys: [KEY], fleet: { job: fail, jobs: fail } });
    const { client, wire } = sdkClient(faulty);
    await expect(client.send(new DescribeCopyJobCommand({ CopyJobId: ID }))).rejects.toMatchObject({
      name: 'InternalFailure',
    });
    expect(wire[0]).toMatchObject({ status: 500 });
    expect(wire[0]?.body).not.toContain('inner workings');
    await faulty.close();
  });

  it('goes on after a client that left in the middle of its request', async () => {
    const answer = raw('POST /copy-jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc', 'leave');
    expect(await answer).toBe('');
    await sdkClient(endpoint).client.send(new ListCopyJobsCommand({}));
  });

  it('listens on loopback only, and frees its port and sockets on close', async () => {
    expect(endpoint.url).toBe(`http://127.0.0.1:${endpoint.port}`);
    endpoint.addFault({ fault: { kind: 'hang' } });
    const hanging = sdkClient(endpoint).client.send(new DescribeCopyJobCommand({ CopyJobId: ID }));
    const settled = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect.poll(() => endpoint.requests.length).toBe(1);
    await endpoint.close();
    await settled;
    await endpoint.close();
    const again = await startBackupEndpoint({ keys: [KEY], port: endpoint.port });
    expect(again.port).toBe(endpoint.port);
    await expect(startBackupEndpoint({ keys: [KEY], port: again.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await again.close();
  });
});
