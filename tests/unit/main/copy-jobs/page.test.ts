import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../../src/main/copy-jobs/page';

const FIXTURES = new URL('../../../fixtures/copy-jobs/', import.meta.url);

describe('a page', () => {
  test.each(readdirSync(FIXTURES).filter((name) => name.startsWith('list-')))('%s is read whole', (name) => {
    const body = readFileSync(new URL(name, FIXTURES), 'utf8');
    const { CopyJobs: jobs, NextToken: token } = JSON.parse(body) as {
      CopyJobs: { CopyJobId: string }[];
      NextToken?: string;
    };
    const page = readPage(body);
    if (!page.ok) return expect.fail(page.fault);
    expect(page.jobs.map(({ copyJobId }) => copyJobId)).toEqual(jobs.map(({ CopyJobId: id }) => id));
    expect(page.jobs.map((job) => JSON.parse(job.body) as unknown)).toEqual(jobs);
    expect(page.nextToken).toBe(token);
  });

  test('keeps each job as it was sent: unknown members, nulls, large integers, spacing, escapes', () => {
    const job =
      '{ "CopyJobId":"A",\t"BackupSizeInBytes":9007199254740993, "Novelty":[null,1.50] ,"ResourceName":"\\u00e9" }';
    expect(readPage(`{"CopyJobs":[ ${job} ,{"CopyJobId":"B"}],"NextToken":"t+/="}`)).toEqual({
      ok: true,
      jobs: [
        { copyJobId: 'A', body: job },
        { copyJobId: 'B', body: '{"CopyJobId":"B"}' },
      ],
      nextToken: 't+/=',
    });
  });

  test.each(['{"CopyJobs":[]}', '{"CopyJobs":[],"NextToken":null}', '{"CopyJobs":[],"NextToken":""}'])(
    'the last one may be empty: %s',
    (body) => {
      expect(readPage(body)).toEqual({ ok: true, jobs: [], nextToken: undefined });
    },
  );
});

describe('anything else is refused whole, for a list with holes would pass for a complete one', () => {
  test.each([
    ['', 'empty'],
    ['<html>', 'JSON'],
    ['{"CopyJobs":[{"CopyJobId":"A"}', 'JSON'],
    ['[]', 'not a JSON object'],
    ['{}', 'no list'],
    ['{"CopyJob":{"CopyJobId":"A"}}', 'no list'],
    ['{"CopyJobs":{}}', 'no list'],
    ['{"CopyJobs":[],"NextToken":7}', 'NextToken'],
    ['{"CopyJobs":[{"CopyJobId":"A"},null]}', 'Copy job 2 of the page: it is not an object'],
    ['{"CopyJobs":[{"State":"RUNNING"}]}', 'no CopyJobId'],
    ['{"CopyJobs":[{"CopyJobId":""}]}', 'no CopyJobId'],
    ['{"CopyJobs":[{"CopyJobId":"A","CreationDate":"2026-01-01"}]}', 'CreationDate is text'],
  ])('%s', (body, fault) => {
    const page = readPage(body);
    expect(page.ok).toBe(false);
    expect(page.ok ? '' : page.fault).toContain(fault);
  });

  test.each([
    ['an id', 'its CopyJobId is longer', JSON.stringify({ CopyJobs: [{ CopyJobId: 'A'.repeat(513) }] })],
    ['a token', 'NextToken is longer', JSON.stringify({ CopyJobs: [], NextToken: 't'.repeat(16 * 1024 + 1) })],
    [
      'a job',
      'Copy job 1 of the page: it is larger',
      JSON.stringify({ CopyJobs: [{ CopyJobId: 'A', StatusMessage: 'x'.repeat(4 * 1024 * 1024) }] }),
    ],
  ])('%s too long for the window', (_what, fault, body) => {
    expect(readPage(body)).toMatchObject({ ok: false, fault: expect.stringContaining(fault) as string });
  });
});
