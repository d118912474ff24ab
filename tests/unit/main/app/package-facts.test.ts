import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readPackageFacts } from '../../../../src/main/app/package-facts';
import { temporaryFolder } from '../../../support/temporary-folder';

function factsOf(manifest: string | undefined, isPackaged = true) {
  const folder = temporaryFolder('package-facts');
  if (manifest !== undefined) writeFileSync(path.join(folder, 'package.json'), manifest);
  return readPackageFacts({ isPackaged, getAppPath: () => folder });
}

test('a package for tests is what says so, and nothing else', () => {
  expect(factsOf('{"packageKind": "test", "updateKey": "MCow"}')).toEqual({ kind: 'test', updateKey: 'MCow' });
  for (const manifest of [
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"packageKind": "Test"}',
    '{"packageKind": ["test"]}',
  ])
    expect(factsOf(manifest)).toEqual({ kind: 'release', updateKey: undefined });
});

test('what is not packed is a development build, whatever it says', () => {
  expect(factsOf('{"packageKind": "release"}', false)).toEqual({ kind: 'development', updateKey: undefined });
});
