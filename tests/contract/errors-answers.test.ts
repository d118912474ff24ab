import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/main/demo/types';
import { COPY_JOB_ID } from '../support/aws-sandbox';
import { bodyFor } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { useFaultWorld } from '../support/fault-world';

const world = useFaultWorld();

describe('answers that are not AWS Backup’s', () => {
  const html = '<html><head><title>Sign in to Airport Wi-Fi</title></head><body>…</body></html>';
  const page = (status: number): Fault => ({
    kind: 'body',
    status,
    headers: { 'content-type': 'text/html' },
    body: html,
  });
  const json = (body: string, status = 200): Fault => ({ kind: 'body', status, body });

  test.each([200, 403, 404, 502, 503])('a page instead of an answer, with status %d', async (status) => {
    const error = await world().failWith(page(status));
    expect(error).toMatchObject({ code: 'NotAwsAnswer', httpStatus: status });
    expect(error.detail).toContain('text/html');
    expect(error.detail).toContain('Sign in to Airport Wi-Fi');
    expect(error.message).toContain('127.0.0.1');
  });

  test.each([
    ['JSON that is cut off', `{"CopyJob":{"CopyJobId":"${COPY_JOB_ID}","Sta`],
    ['a date as text', bodyFor(COPY_JOB_ID, { CreationDate: '2024-01-01T00:00:00Z' })],
    ['a state that is a number', bodyFor(COPY_JOB_ID, { State: 5 })],
    ['a nested member of the wrong type', bodyFor(COPY_JOB_ID, { CreatedBy: { BackupPlanId: true } })],
    ['an empty object', '{}'],
    ['nothing at all', ''],
    ['a list of copy jobs', '{"CopyJobs":[]}'],
    ['a CopyJob that is a list', '{"CopyJob":[]}'],
    ['a CopyJob that is text', '{"CopyJob":"RUNNING"}'],
    ['a CopyJob that is null', '{"CopyJob":null}'],
    ['a CopyJob without an id', '{"CopyJob":{"State":"RUNNING"}}'],
    ['another job than the one asked for', bodyFor('5D1B2A34-0000-0000-0000-000000000000')],
    ['JSON that is no object', '[1]'],
  ])('status 200 with %s', async (_what, body) => {
    const error = await world().failWith(json(body));
    expect(error.code).toBe('NotAwsAnswer');
    expect(error.message).toContain('Nothing was filed');
    expect(world().endpoint.requests).toHaveLength(1);
  });

  test('text that is not UTF-8', async () => {
    const latin1 = await startRawServer(
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'),
        Buffer.from(bodyFor(COPY_JOB_ID, { ResourceName: 'Größe' }), 'latin1'),
      ]),
    );
    const error = errorOf(await world().lookUpAt(latin1.url));
    expect(error).toMatchObject({ code: 'NotAwsAnswer' });
    expect(error.message).toContain('UTF-8');
    latin1.close();
  });

  test('a body that never seems to end is not read to its end', async () => {
    const body = bodyFor(COPY_JOB_ID, { StatusMessage: 'x'.repeat(5 * 1024 * 1024) });
    const error = await world().failWith(json(body));
    expect(error.code).toBe('NotAwsAnswer');
    expect(error.message).toContain('larger');
  });

  test.each([
    ['a redirect', 301, '', { location: 'http://127.0.0.1:1/' }],
    ['a refusal of a proxy', 407, '', {}],
    ['a teapot', 418, '{}', {}],
    ['a bare 400', 400, '', {}],
  ])('%s', async (_what, status, body, headers) => {
    const error = await world().failWith({ kind: 'body', status, headers, body });
    expect(error).toMatchObject({ code: 'NotAwsAnswer', httpStatus: status });
    expect(world().endpoint.requests).toHaveLength(1);
  });

  test('a server fault without a word is Unavailable', async () => {
    expect(await world().failWith(json('', 503))).toMatchObject({ code: 'Unavailable', httpStatus: 503 });
  });
});

/** Sends the same bytes to whoever connects. */
async function startRawServer(bytes: Buffer): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
