import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { patchBetween } from '../../../../../../src/renderer/src/domain/export/comparison/patch';
import { canonicalText, stringifyJson, type Json } from '../../../../../../src/renderer/src/domain/json';
import { FIXTURE_BODIES, job, read } from '../../reading';

/** What another library makes of a patch as it is written, applied to a copy of the left copy job. */
function applied(left: Json, operations: Json): unknown {
  const target = JSON.parse(stringifyJson(left)) as unknown;
  const faults = applyPatch(target, JSON.parse(stringifyJson(operations)) as never);
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
  return target;
}

const plain = (json: Json): unknown => JSON.parse(canonicalText(json));

describe('a JSON Patch', () => {
  test('removes, replaces and adds whole members, with signs that mean something in a pointer written in full', () => {
    const from = job({ State: 'RUNNING', CreatedBy: { BackupPlanId: 'x', 'a/b~c': 1 }, Old: null }).copyJob;
    const to = job({ State: 'FAILED', CreatedBy: { BackupPlanId: 'x' }, New: { inner: [1] } }).copyJob;
    expect(JSON.parse(stringifyJson(patchBetween(from, to).operations as unknown as Json))).toEqual([
      { op: 'replace', path: '/State', value: 'FAILED' },
      { op: 'remove', path: '/CreatedBy/a~1b~0c' },
      { op: 'remove', path: '/Old' },
      { op: 'add', path: '/New', value: { inner: [1] } },
    ]);
  });

  test('is empty between equal jobs, and numbers keep all their digits', () => {
    const size = (digits: string) => read(`{"CopyJob":{"BackupSizeInBytes":${digits}}}`).copyJob;
    expect(patchBetween(size('1.50e3'), size('1500')).operations).toEqual([]);
    const [only] = patchBetween(size('9007199254740992'), size('9007199254740993')).operations;
    expect(stringifyJson(only?.value ?? null)).toBe('9007199254740993');
  });

  test('turns any copy job into any other, applied by another library', () => {
    const fixtures = fc.constantFrom(...FIXTURE_BODIES.map(([, body]) => read(body).copyJob));
    // Libraries refuse, or lose, names by which JavaScript itself goes: not what is tested here.
    const key = fc.oneof(
      fc.constantFrom('State', 'CreatedBy', 'a/b', 'a~b', '~1', '', 'a.b'),
      fc.string().filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text)),
    );
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.string(),
        fc.array(fc.integer(), { maxLength: 3 }),
        fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).any;
    const made = fc
      .dictionary(key, value, { maxKeys: 6, noNullPrototype: true })
      .map((members) => job(members).copyJob);
    const any = fc.oneof(fixtures, made);
    fc.assert(
      fc.property(any, any, (from, to) => {
        const { operations } = patchBetween(from, to);
        expect(applied(from, operations as unknown as Json)).toEqual(plain(to));
      }),
    );
  });
});
