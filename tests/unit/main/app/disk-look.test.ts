import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lookAtDisk } from '../../../../src/main/app/disk-look';
import { temporaryFolder } from '../../../support/temporary-folder';

test('a disk with room is fine, and nothing of the trial is left', async () => {
  const folder = temporaryFolder('disk');
  expect(await lookAtDisk(folder)).toEqual({ state: 'fine', folder, free: expect.any(Number) as number });
  expect(readdirSync(folder)).toEqual([]);
});

test('a full disk is told as that', async () => {
  const folder = temporaryFolder('disk');
  symlinkSync('/dev/full', path.join(folder, 'room-on-trial'));
  expect(await lookAtDisk(folder)).toMatchObject({ state: 'full', folder });
});

test('a folder that is not there is neither: nothing is claimed', async () => {
  await expect(lookAtDisk(path.join(temporaryFolder('disk'), 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});
