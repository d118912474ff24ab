import { expect, test } from 'vitest';
import { runAsCsv } from '../../../../src/renderer/src/connect/run-csv';

test('each look-up is a line, and nothing in it is a formula', () => {
  const error = { code: 'NotFound', message: '=HYPERLINK("x"), "no" such\njob', remedy: '', mayRetry: false } as const;
  const recorded = { jobKey: '1/r/A', snapshotId: 's', kind: 'new-job', snapshotCount: 1 } as const;
  const csv = runAsCsv([
    { copyJobId: 'A', state: 'answered', recorded },
    { copyJobId: '-B', state: 'failed', error },
    { copyJobId: 'C', state: 'waiting' },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'CopyJobId,Result,Job,Error,Message',
    'A,New job,1/r/A,,',
    `'-B,Failed,,NotFound,"'=HYPERLINK(""x""), ""no"" such\njob"`,
    'C,Waiting,,,',
    '',
  ]);
});
