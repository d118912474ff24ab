import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalNumber, grouped, integerOf, millisecondsOf } from '../../../../src/renderer/src/domain/numbers';

describe('canonical numbers', () => {
  test.each([
    ['1', '1'],
    ['1.0', '1'],
    ['10e-1', '1'],
    ['0.1E1', '1'],
    ['-0', '0'],
    ['-0.0e5', '0'],
    ['-12.340', '-12.34'],
    ['1e3', '1000'],
    ['0.00012', '0.00012'],
    ['12e-5', '0.00012'],
    ['9007199254740993', '9007199254740993'],
    ['1e401', '0.1e402'],
    ['1e999999999999999999999', '0.1e1000000000000000000000'],
    ['1e-500', '0.1e-499'],
    ['no number', 'no number'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalNumber(text)).toBe(canonical);
  });

  test('never change a value, and are their own canonical form', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const canonical = canonicalNumber(String(value));
        expect(Number(canonical)).toBe(value === 0 ? 0 : value);
        expect(canonicalNumber(canonical)).toBe(canonical);
      }),
    );
  });
});

describe('whole numbers', () => {
  test.each([
    ['3e3', 3000n],
    ['3000.0', 3000n],
    ['-7', -7n],
    ['9007199254740993', 9007199254740993n],
  ])('%s is %s', (text, value) => {
    expect(integerOf(text)).toBe(value);
  });

  test.each(['1.5', '1e-1', '1e500', '', 'x', '0x10'])('%s is none', (text) => {
    expect(integerOf(text)).toBeUndefined();
  });
});

describe('milliseconds of seconds', () => {
  test.each([
    ['1516925490.087', 1516925490087n],
    ['1790000000', 1790000000000n],
    ['1.79e9', 1790000000000n],
    ['0.0004', 0n],
    ['0.0005', 1n],
    ['1.9999', 2000n],
    ['-1.5', -1500n],
  ])('%s', (text, ms) => {
    expect(millisecondsOf(text)).toBe(ms);
  });

  test('are exact for every millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const text = `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
        expect(millisecondsOf(text)).toBe(BigInt(ms));
      }),
    );
  });
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-1234567, '-1,234,567'],
  [9007199254740993n, '9,007,199,254,740,993'],
])('groups %s as %s', (value, text) => {
  expect(grouped(value)).toBe(text);
});
