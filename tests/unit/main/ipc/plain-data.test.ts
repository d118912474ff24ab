import { describe, expect, test } from 'vitest';
import { MAX_INPUT_DEPTH, MAX_INPUT_WEIGHT, whyNotPlainData } from '../../../../src/main/ipc/plain-data';

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = { inner: value };
  return value;
}

describe('what may go on to a schema', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a record', { callId: 'x', profile: { origin: 'shared', name: 'default' }, list: [1, true, null] }],
    ['a record without prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['text just within the limit', 'x'.repeat(MAX_INPUT_WEIGHT - 1)],
    ['nesting just within the limit', nested(MAX_INPUT_DEPTH)],
  ])('%s may', (_what, value) => {
    expect(whyNotPlainData(value)).toBeUndefined();
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;

  test.each([
    ['text over the limit', 'x'.repeat(MAX_INPUT_WEIGHT), 'too large'],
    ['many small values', Array.from({ length: MAX_INPUT_WEIGHT }, () => 0), 'too large'],
    ['a list that only claims a length', new Array(2 ** 31), 'too large'],
    [
      'many names without values',
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`name${i}`, 0])),
      'too large',
    ],
    ['nesting over the limit', nested(MAX_INPUT_DEPTH + 1), 'too deeply'],
    ['a cycle', cycle, 'too deeply'],
    ['a member that reaches the prototype', JSON.parse('{"__proto__":{"isAdmin":true}}'), '__proto__'],
    ['a nested one', { last: JSON.parse('{"constructor":{"prototype":{}}}') as unknown }, 'constructor'],
    ['a date', new Date(0), 'more than plain data'],
    ['a map', new Map([['a', 1]]), 'more than plain data'],
    ['bytes', new Uint8Array(8), 'more than plain data'],
    ['an error', new Error('x'), 'more than plain data'],
    ['a bigint', { size: 1n }, 'bigint'],
    ['a function', { run: () => 1 }, 'function'],
  ])('%s may not', (_what, value, reason) => {
    expect(whyNotPlainData(value)).toContain(reason);
  });
});
