import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { markRun } from '../../../../src/main/app/run-mark';
import { temporaryFolder } from '../../../support/temporary-folder';

const place = (): string => path.join(temporaryFolder('mark'), 'data', 'running');

test('a run that quits leaves no mark; one that does not is known by when it began', () => {
  const file = place();
  const first = markRun(file, () => 1000);
  expect(first.unfinished).toBeUndefined();
  first.clear();
  expect(markRun(file, () => 2000).unfinished).toBeUndefined();
  expect(markRun(file, () => 3000).unfinished).toBe(2000);
});

test.each(['', 'spoilt', '-5', '1.5'])('a mark that holds "%s" is one all the same', (text) => {
  const file = place();
  markRun(file, () => 1000);
  writeFileSync(file, text);
  expect(markRun(file, () => 2000).unfinished).toBe(0);
});

test('a disk that takes no mark disturbs nobody', () => {
  const file = place();
  mkdirSync(file, { recursive: true });
  const mark = markRun(file, () => 1000);
  expect(mark.unfinished).toBeUndefined();
  mark.clear();
});
