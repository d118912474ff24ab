import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const text = readFileSync(path.join(ROOT, 'docs', 'security.md'), 'utf8');

test('the table of rules names every item of the checklist once', () => {
  const numbers = [...text.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('every file that a rule names is there', () => {
  const named = [...text.matchAll(/`((?:src|tests|build)\/[^`]+)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
