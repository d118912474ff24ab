import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinPath, lastKey, parentPath, splitPath } from '../../../../src/renderer/src/domain/paths';

test('paths read as AWS writes them', () => {
  expect(joinPath('CreatedBy', 'BackupPlanId')).toBe('CreatedBy.BackupPlanId');
  expect(joinPath('', 'State')).toBe('State');
  expect(joinPath('ChildJobsInState', 'NOT YET KNOWN')).toBe('ChildJobsInState.NOT YET KNOWN');
  expect(joinPath('Future', 'a.b')).toBe('Future["a.b"]');
  expect(lastKey('CreatedBy.BackupPlanId')).toBe('BackupPlanId');
  expect(lastKey('Future["a.b"]')).toBe('a.b');
  expect(parentPath('CreatedBy.BackupPlanId')).toBe('CreatedBy');
  expect(parentPath('State')).toBe('');
  expect(splitPath('a..b')).toBeUndefined();
});

test('no two lists of keys have the same path', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (keys) => {
      const path = keys.reduce(joinPath, '');
      expect(splitPath(path)).toEqual(keys);
    }),
  );
});
