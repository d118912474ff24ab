import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { shutDataFolder } from '../../../../src/main/app/data-folder';
import { temporaryFolder } from '../../../support/temporary-folder';

const modeOf = (folder: string): number => statSync(folder).mode & 0o777;

function shut(folder: string): string[] {
  const warnings: string[] = [];
  shutDataFolder(folder, (message) => warnings.push(message));
  return warnings;
}

test('a new data folder is the user’s alone, and so is what has to be made above it', () => {
  const folder = path.join(temporaryFolder('data'), 'above', 'Copytrail');
  expect(shut(folder)).toEqual([]);
  expect([folder, path.dirname(folder)].map(modeOf)).toEqual([0o700, 0o700]);
});

test('one that stood open is shut', () => {
  const folder = path.join(temporaryFolder('data'), 'Copytrail');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  expect(shut(folder)).toEqual([]);
  expect(modeOf(folder)).toBe(0o700);
});

test('where there can be none, that is said and nothing is thrown', () => {
  const file = path.join(temporaryFolder('data'), 'file');
  writeFileSync(file, '');
  expect(shut(path.join(file, 'Copytrail'))).toEqual(['the data folder could not be shut to others']);
});
