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
  expect(markRun(file, () => 3000).unfinished).toEqual({ begun: 2000, notes: [] });
});

test('what was noted last is told to the next run, unless the one that noted it quits', () => {
  const file = place();
  const first = markRun(file, () => 1000);
  first.note(['a', 'b']);
  first.note(['b', 'c']);
  const second = markRun(file, () => 2000);
  expect(second.unfinished).toEqual({ begun: 1000, notes: ['b', 'c'] });
  second.clear();
  // Windows that close while it quits are noted as well.
  second.note(['a']);
  expect(markRun(file, () => 3000).unfinished).toBeUndefined();
});

test.each(['', 'spoilt', '-5', '1.5'])('a mark that holds "%s" is one all the same', (text) => {
  const file = place();
  markRun(file, () => 1000);
  writeFileSync(file, text);
  expect(markRun(file, () => 2000).unfinished).toEqual({ begun: 0, notes: [] });
});

test('a disk that takes no mark disturbs nobody', () => {
  const file = place();
  mkdirSync(file, { recursive: true });
  const mark = markRun(file, () => 1000);
  expect(mark.unfinished).toBeUndefined();
  mark.clear();
});
