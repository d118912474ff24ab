import { describe, expect, it } from 'vitest';
import { RequestLog } from '../../../../src/main/demo/request-log';

function request(path: string, headers: Record<string, string> = {}, query: Record<string, string> = {}) {
  return {
    method: 'GET',
    rawPath: path,
    rawQuery: '',
    query: new Map(Object.entries(query)),
    headers: new Map(Object.entries(headers)),
    body: Buffer.alloc(0),
  };
}

describe('RequestLog', () => {
  it('keeps a bounded number of requests, the newest', () => {
    const log = new RequestLog();
    for (let i = 0; i < 2003; i += 1) log.add(request(`/copy-jobs/${i}`), i);
    expect(log.entries()).toHaveLength(2000);
    expect(log.entries()[0]?.path).toBe('/copy-jobs/3');
    expect(log.entries().at(-1)).toMatchObject({ path: '/copy-jobs/2002', at: 2002 });
  });

  it('gives out a list that does not change afterwards', () => {
    const log = new RequestLog();
    log.add(request('/a'), 1);
    const before = log.entries();
    log.add(request('/b'), 2);
    expect(before).toHaveLength(1);
  });

  it('keeps neither signature nor token, in headers or in a pre-signed query', () => {
    const log = new RequestLog();
    log.add(
      request(
        '/copy-jobs',
        {
          authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260921/eu-central-1/backup/aws4_request, SignedHeaders=host, Signature=SIGNATURE`,
          'x-amz-security-token': 'TOKEN',
        },
        { 'X-Amz-Security-Token': 'TOKEN', 'X-Amz-Signature': 'SIGNATURE', state: 'FAILED' },
      ),
      1,
    );
    expect(JSON.stringify(log.entries())).not.toMatch(/TOKEN|SIGNATURE/);
    expect(log.entries()[0]).toMatchObject({ accessKeyId: 'AKIA', region: 'eu-central-1', query: { state: 'FAILED' } });
  });
});
