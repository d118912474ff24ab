import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readLine } from '../../../../src/renderer/src/data/backup/lines';
import { hasMoreParts } from '../../../../src/renderer/src/data/backup/parts';

/** As the grammar of JSON has strings. */
const STRING = /"(?:[^"\\]|\\.)*"/gs;

test('counts what stands outside strings, and each string once', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const signs = text.replaceAll(STRING, '"').length;
      expect(hasMoreParts(text, signs)).toBe(false);
      expect(hasMoreParts(text, signs - 1)).toBe(true);
    }),
  );
  expect(hasMoreParts(`"${'x'.repeat(50)}\\"${'\\'.repeat(8)}`, 1)).toBe(false);
});

test('a line of millions of parts is none, and is not parsed; one with a long text is', () => {
  const parse = vi.spyOn(JSON, 'parse');
  for (const part of ['[', '{"a":', '[],', '"k",']) expect(readLine(part.repeat(3_000_000))).toBeUndefined();
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
  const value = '["'.repeat(3_000_000);
  expect(readLine(JSON.stringify({ preference: { name: 'x', value } }))).toEqual({
    kind: 'preference',
    value: { name: 'x', value },
  });
});
