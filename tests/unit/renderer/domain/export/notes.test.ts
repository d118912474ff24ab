import { expect, test } from 'vitest';
import { bodiesAsJson, bodiesAsJsonLines } from '../../../../../src/renderer/src/domain/export/jobs';

const BODY = '{"CopyJob":{"CopyJobId":"A","BackupSizeInBytes":12345678901234567890}}';

test('a note is one more member of its job; a job without one is as AWS sent it', () => {
  expect(bodiesAsJsonLines([{ body: BODY, note: 'ask "Ada"' }, { body: BODY }])).toBe(
    [
      '{"CopyJobId":"A","BackupSizeInBytes":12345678901234567890,"CopytrailNote":"ask \\"Ada\\""}',
      '{"CopyJobId":"A","BackupSizeInBytes":12345678901234567890}',
      '',
    ].join('\n'),
  );
  expect(bodiesAsJson([{ body: BODY, note: 'x' }])).toContain('"CopytrailNote": "x"');
});
