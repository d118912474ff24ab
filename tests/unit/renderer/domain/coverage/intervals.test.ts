import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaps, overlap, union, type Interval } from '../../../../../src/renderer/src/domain/coverage/intervals';

const SIZE = 24;
const interval = fc
  .tuple(fc.integer({ min: 0, max: SIZE }), fc.integer({ min: 0, max: SIZE }))
  .map(([from, to]): Interval => ({ from, to }));
const intervals = fc.array(interval, { maxLength: 8 });

/** Which whole instants are in any of the spans: what the algebra is about, written plainly. */
function instants(spans: readonly Interval[]): number[] {
  return Array.from({ length: SIZE }, (_, at) => at).filter((at) =>
    spans.some(({ from, to }) => from <= at && at < to),
  );
}

describe('spans of time', () => {
  test('a union holds the same instants in as few spans as can be, in order', () => {
    fc.assert(
      fc.property(intervals, (spans) => {
        const joined = union(spans);
        expect(instants(joined)).toEqual(instants(spans));
        for (const [at, { from, to }] of joined.entries()) {
          expect(from).toBeLessThan(to);
          if (at > 0) expect(joined[at - 1]!.to).toBeLessThan(from);
        }
        expect(union(joined)).toEqual(joined);
      }),
    );
  });

  test('gaps are what is left: together with the covered part they are the span, and they never meet', () => {
    fc.assert(
      fc.property(interval, intervals, (span, covered) => {
        const left = gaps(span, covered);
        const all = instants([span]);
        const inside = instants(covered);
        expect(instants(left)).toEqual(all.filter((at) => !inside.includes(at)));
        expect(union(left)).toEqual(left);
      }),
    );
  });

  test('an overlap is what both have', () => {
    fc.assert(
      fc.property(interval, interval, (one, other) => {
        const both = overlap(one, other);
        const wanted = instants([one]).filter((at) => instants([other]).includes(at));
        expect(instants(both === undefined ? [] : [both])).toEqual(wanted);
      }),
    );
  });
});
