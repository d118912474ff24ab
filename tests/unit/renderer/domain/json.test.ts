import fc from 'fast-check';
import { LosslessNumber, parse as libraryParse } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import {
  canonicalText,
  digestOf,
  isJsonObject,
  jsonNumber,
  keysOf,
  MAX_JSON_DEPTH,
  memberOf,
  parseJson,
  sameJson,
  stringifyJson,
  type Json,
} from '../../../../src/renderer/src/domain/json';
import { FIXTURE_BODIES } from './reading';

function parsed(text: string): Json {
  const result = parseJson(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** What the library that keeps numbers makes of a text; undefined where it refuses. */
function readByLibrary(text: string): Json | undefined {
  try {
    return libraryParse(text, null, {
      parseNumber: (digits) => new LosslessNumber(digits),
      onDuplicateKey: ({ newValue }) => newValue,
    }) as Json;
  } catch {
    return undefined;
  }
}

describe('reading', () => {
  test('any JSON is read as the library reads it, and what that refuses is refused', () => {
    const spaced = fc
      .tuple(fc.json({ noUnicodeString: false }), fc.nat(3))
      .map(([text, indent]) => JSON.stringify(JSON.parse(text), null, indent));
    const spoilt = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '\\', '\\u0000', '0', '-', '.', 'e9', ',', '{', '}', '\n', '1.0E+2'),
      )
      .map(([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(spaced, spoilt), (text) => {
        const result = parseJson(text);
        expect(result.ok ? result.value : undefined).toEqual(readByLibrary(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('numbers in objects keep their spelling, whichever it is and whatever texts stand beside them', () => {
    const digits = fc.oneof(
      fc.constantFrom('0', '-0', '1.0', '1e3', '1E+400', '1e-7', '0.000001', '9007199254740993', '1.7899E9'),
      fc.integer().map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.bigInt().map(String),
      fc.tuple(fc.nat(), fc.nat(9_999)).map(([whole, fraction]) => `${whole}.${String(fraction).padStart(4, '0')}`),
    );
    // What a number could be taken for within a text, and what a text could be taken for within a number.
    const text = fc
      .array(fc.constantFrom(':', ',', '[', ']', '}', ' ', '1', '1.0', '-0', '"', '\\', '\u0000', 'e5', '12'))
      .map((pieces) => JSON.stringify(pieces.join('')));
    const space = fc.constantFrom('', ' ', '\n\t');
    const value = fc.oneof(
      digits,
      text,
      fc.array(fc.oneof(digits, text)).map((some) => `[${some.join(',')}]`),
    );
    const member = fc
      .tuple(text, space, value, space)
      .map(([key, before, one, after]) => `${key}:${before}${one}${after}`);
    fc.assert(
      fc.property(fc.array(member), (members) => {
        const body = `{"CopyJob":{${members.join(',')}}}`;
        expect(parsed(body)).toEqual(readByLibrary(body));
      }),
      { numRuns: 3000 },
    );
  });

  test('a text that begins with the mark for numbers stays a text', () => {
    expect(parsed(String.raw`["\u00001","1",1]`)).toEqual(['\u00001', '1', jsonNumber(1)]);
  });

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '1.50',
    '1e3',
    '0.1000',
    '1E+400',
    '123456789012345678901234567890',
  ])('keeps the number %s as it is written', (digits) => {
    expect(stringifyJson(parsed(digits))).toBe(digits);
  });

  test('keeps nulls, unknown members and the order of members', () => {
    const text = '{"b":null,"a":[1,{"FutureMember":{"Nested":[]}}],"":""}';
    expect(stringifyJson(parsed(text))).toBe(text);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toJSON', 'isLosslessNumber'])(
    'takes %s for a key like any other',
    (key) => {
      const value = parsed(`{"${key}":{"value":1},"other":2}`);
      if (!isJsonObject(value)) throw new Error('not an object');
      expect(keysOf(value)).toEqual([key, 'other']);
      expect(stringifyJson(value)).toBe(`{"${key}":{"value":1},"other":2}`);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>)['value']).toBeUndefined();
      expect(memberOf({}, key)).toBeUndefined();
    },
  );

  test('a key that stands twice counts as JSON.parse counts it: the last one', () => {
    const text = '{"a":1,"a":{"b":2},"c":3}';
    expect(stringifyJson(parsed(text))).toBe(JSON.stringify(JSON.parse(text)));
  });

  test.each(['', ' ', '<html>', '{', '{"a":1', '{"a":01}', "{'a':1}", '[1,]', 'undefined', 'NaN', '{"a":"\n"}', '1 2'])(
    'says that %j is no JSON',
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false, problem: { reason: 'malformed' } });
    },
  );

  test('refuses nesting that would exhaust the stack, and counts brackets in texts as text', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseJson(deep(MAX_JSON_DEPTH)).ok).toBe(true);
    expect(parseJson(deep(MAX_JSON_DEPTH + 1))).toMatchObject({ problem: { reason: 'too-deep' } });
    expect(parseJson('['.repeat(1_000_000))).toMatchObject({ problem: { reason: 'too-deep' } });
    expect(parseJson(JSON.stringify('[{"\\'.repeat(1000))).ok).toBe(true);
    expect(parseJson(`[${'{},'.repeat(1000)}{}]`).ok).toBe(true);
  });

  test('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(stringifyJson(parsed(JSON.stringify(value))))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each(FIXTURE_BODIES)('writes %s with indents so that it reads the same', (_name, body) => {
    const value = parsed(body);
    expect(sameJson(parsed(stringifyJson(value, 2)), value)).toBe(true);
    expect(stringifyJson(value, 2).split('\n')[1]).toMatch(/^ {2}"CopyJob": \{$/);
  });
});

describe('meaning the same', () => {
  test.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['{"a": [1, 2]}', '{"a":[1.0,2e0]}'],
    ['"\\u0041"', '"A"'],
    ['-0', '0.0'],
    ['1790000000.5', '1790000000.500'],
  ])('%s and %s', async (left, right) => {
    expect(sameJson(parsed(left), parsed(right))).toBe(true);
    expect(await digestOf(parsed(left))).toBe(await digestOf(parsed(right)));
  });

  test.each([
    ['9007199254740992', '9007199254740993'],
    ['[1,2]', '[2,1]'],
    ['{"a":null}', '{}'],
    ['1', '"1"'],
    ['{}', '[]'],
    ['{"a":{"b":1}}', '{"a.b":1}'],
    ['"a"', '"A"'],
  ])('not %s and %s', async (left, right) => {
    expect(sameJson(parsed(left), parsed(right))).toBe(false);
    expect(await digestOf(parsed(left))).not.toBe(await digestOf(parsed(right)));
  });

  test('the digest is the SHA-256 of the canonical text', async () => {
    const value = parsed('{"b":1.0,"a":"x"}');
    expect(canonicalText(value)).toBe('{"a":"x","b":1}');
    // printf '{"a":"x","b":1}' | sha256sum
    expect(await digestOf(value)).toBe('cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246');
  });

  test('canonical text depends on meaning alone', () => {
    const shuffle = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .map(([key, inner]) => [key, shuffle(inner)] as const)
              .reverse(),
          )
        : value;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(canonicalText(parsed(JSON.stringify(shuffle(JSON.parse(text)))))).toBe(canonicalText(parsed(text)));
      }),
    );
  });
});

test('jsonNumber makes numbers as they would be read', () => {
  expect(sameJson(jsonNumber(9007199254740993n), parsed('9007199254740993'))).toBe(true);
});
