import { describe, expect, it } from 'vitest';
import { wireInstant, writeJson } from '../../../../../src/main/demo/wire/wire-json';

describe('writeJson', () => {
  it('writes what JSON.stringify writes, wherever both can', () => {
    const value = { a: [1, 'é\n"\\\u2028', true, null], b: { c: -1.5, d: {} }, e: [] };
    expect(writeJson(value)).toBe(JSON.stringify(value));
  });

  it('writes integers above 2^53 digit for digit', () => {
    expect(writeJson({ n: [9_007_199_254_740_993n] })).toBe('{"n":[9007199254740993]}');
  });

  it('leaves undefined out and keeps null', () => {
    expect(writeJson({ a: undefined, b: null })).toBe('{"b":null}');
  });
});

describe('wireInstant', () => {
  it.each([
    [1516925490087, '1516925490.087'],
    [1516925490500, '1516925490.5'],
    [1516925490000, '1516925490'],
    [1516925490086.9, '1516925490.087'],
  ])('writes %d ms as %s seconds', (ms, text) => {
    expect(writeJson(wireInstant(ms))).toBe(text);
  });
});
