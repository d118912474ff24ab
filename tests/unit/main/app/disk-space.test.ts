import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diskSpace } from '../../../../src/main/app/disk-space';

test('a disk has some room in all and no more of it free', async () => {
  const space = await diskSpace(tmpdir());
  expect(space?.total).toBeGreaterThan(0);
  expect(space?.free).toBeGreaterThanOrEqual(0);
  expect(space?.free).toBeLessThanOrEqual(space?.total ?? 0);
});

test('of a folder that is not there nothing is said', async () => {
  expect(await diskSpace(path.join(tmpdir(), 'no', 'such', 'folder'))).toBeNull();
});
