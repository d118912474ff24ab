import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../../../../src/renderer/src/domain/diff';
import { sameJson, type Json } from '../../../../../src/renderer/src/domain/json';
import { job } from '../reading';

describe('for any two jobs', () => {
  /** Copy jobs with known and unknown members of all types. */
  const anyJob = fc.dictionary(
    fc.oneof(
      fc.constantFrom('State', 'CreationDate', 'BackupSizeInBytes', 'CreatedBy', 'ChildJobsInState', 'ResourceArn'),
      fc.string(),
    ),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('RUNNING', 'COMPLETED', 'arn:aws:s3:::b'), fc.nat()),
  );

  const leaves = (reading: ReturnType<typeof job>) => new Map(reading.members.map(({ path, value }) => [path, value]));

  test('nothing differs from itself', () => {
    fc.assert(
      fc.property(anyJob, (members) => {
        expect(compareReadings(job(members), job(members)).identical).toBe(true);
      }),
    );
  });

  test('the rows turn the left one into the right one', () => {
    fc.assert(
      fc.property(anyJob, anyJob, (left, right) => {
        const result = new Map<string, Json>(leaves(job(left)));
        for (const row of compareReadings(job(left), job(right)).rows) {
          if (row.right === undefined) result.delete(row.path);
          else result.set(row.path, row.right);
        }
        const wanted = leaves(job(right));
        expect([...result.keys()].sort()).toEqual([...wanted.keys()].sort());
        for (const [path, value] of wanted) expect(sameJson(result.get(path) ?? null, value)).toBe(true);
      }),
    );
  });

  test('the other way round, added and removed change places and nothing else', () => {
    const turned = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' };
    fc.assert(
      fc.property(anyJob, anyJob, (left, right) => {
        const there = compareReadings(job(left), job(right)).rows;
        const back = new Map(compareReadings(job(right), job(left)).rows.map((row) => [row.path, row.change]));
        expect(back.size).toBe(there.length);
        for (const row of there) expect(back.get(row.path)).toBe(turned[row.change]);
      }),
    );
  });

  test('one injected change is found, and only that', () => {
    fc.assert(
      fc.property(anyJob, fc.nat(), fc.jsonValue({ maxDepth: 1 }), (members, pick, value) => {
        const keys = Object.keys(members);
        const key = keys[pick % Math.max(1, keys.length)];
        fc.pre(key !== undefined && JSON.stringify(members[key]) !== JSON.stringify(value));
        const isLeaf = (inner: unknown) =>
          typeof inner !== 'object' || inner === null || Array.isArray(inner) || Object.keys(inner).length === 0;
        fc.pre(isLeaf(members[key]) && isLeaf(value));
        // -0 and 0 are one number.
        fc.pre(members[key] !== 0 || value !== 0);
        const after = Object.fromEntries([...Object.entries(members), [key, value] as const]);
        const { differences } = compareReadings(job(members), job(after));
        expect(differences.map(({ change }) => change)).toEqual(['changed']);
      }),
    );
  });
});
