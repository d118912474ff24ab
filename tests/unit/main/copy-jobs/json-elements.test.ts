import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementsOf } from '../../../../src/main/copy-jobs/json-elements';

describe('texts of the elements of an array', () => {
  test('are cut out as they stand, without the space around them', () => {
    const text =
      ' {"a":[9],\n"List" : [ {"n": 9007199254740993 , "s":"]},\\"\\\\"}\t,\r\n[1,[2]] ,"x, ]", 1.0e2,null , {} ] , "b":{"List":[7]}}\n';
    expect(elementsOf(text, 'List')).toEqual([
      '{"n": 9007199254740993 , "s":"]},\\"\\\\"}',
      '[1,[2]]',
      '"x, ]"',
      '1.0e2',
      'null',
      '{}',
    ]);
  });

  test.each([
    ['{}', []],
    ['{"List":[]}', []],
    ['{"List":[ ]}', []],
    ['{"List":"[1]"}', []],
    ['{"List":null,"Other":[1]}', []],
    ['{"Other":{"List":[1]}}', []],
    ['{"L\\u0069st":[1]}', ['1']],
    // As for JSON.parse, the last of several counts.
    ['{"List":[1],"List":[2,3]}', ['2', '3']],
  ])('%s', (text, elements) => {
    expect(elementsOf(text, 'List')).toEqual(elements);
  });

  test('of any JSON are what JSON.parse makes of it, and nothing but text of it', () => {
    const page = fc.record({ Before: fc.jsonValue(), List: fc.array(fc.jsonValue()), After: fc.jsonValue() });
    fc.assert(
      fc.property(page, fc.constantFrom(undefined, 1, '\t', '  \n'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const elements = elementsOf(text, 'List');
        expect(elements.map((element) => JSON.parse(element) as unknown)).toEqual(
          JSON.parse(JSON.stringify(value.List)) as unknown,
        );
        for (const element of elements) {
          expect(text).toContain(element);
          expect(element).toBe(element.trim());
        }
      }),
    );
  });
});
