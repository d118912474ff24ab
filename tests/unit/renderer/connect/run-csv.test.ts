import { expect, test } from 'vitest';
import { runAsCsv } from '../../../../src/renderer/src/connect/run-csv';

test('each look-up is a line, and nothing in it is a formula', () => {
  const error = { code: 'NotFound', message: '=HYPERLINK("x"), "no" such\njob', remedy: '', mayRetry: false } as const;
  const recorded = { jobKey: '1/r/A', snapshotId: 's', kind: 'new-job', snapshotCount: 1 } as const;
  const request = (copyJobId: string) =>
    ({ copyJobId, profile: { origin: 'shared', name: 'prod' }, region: 'r' }) as const;
  const csv = runAsCsv([
    { request: request('A'), state: 'answered', recorded },
    { request: request('-B'), state: 'failed', error },
    { request: request('C'), state: 'waiting' },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'CopyJobId,Profile,Region,Result,Job,Error,Message',
    'A,prod,r,New job,1/r/A,,',
    `'-B,prod,r,Failed,,NotFound,"'=HYPERLINK(""x""), ""no"" such\njob"`,
    'C,prod,r,Waiting,,,',
    '',
  ]);
});
