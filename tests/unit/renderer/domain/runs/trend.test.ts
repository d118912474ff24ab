import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendOf } from '../../../../../src/renderer/src/domain/runs/trend';

const drift = (length: number, step: number): number[] =>
  Array.from({ length }, (_, at) => 30 * (1 + at * step) * (1 + (((at * 7) % 5) - 2) * 0.03));

describe('a drift', () => {
  it('is found although it goes up and down from one value to the next, with where it came from and how far', () => {
    const trend = trendOf(drift(15, 0.09));
    expect(trend).toMatchObject({ direction: 'rising', length: 15 });
    expect(trend!.from).toBeCloseTo(35, -1);
    expect(trend!.to).toBeGreaterThan(55);
    expect(trend!.share).toBeGreaterThan(0.9);
  });

  it('begins where it began: what was long before is not in it', () => {
    expect(trendOf([...drift(20, 0.09), ...drift(12, 0.09)])?.length).toBe(12);
  });

  it('is not there in values that stay, however they scatter', () => {
    expect(trendOf(Array.from({ length: 40 }, (_, at) => 30 + ((at * 7919) % 13)))).toBeUndefined();
    expect(trendOf(Array.from({ length: 40 }, () => 30))).toBeUndefined();
    expect(trendOf([1, 2, 3, 4, 5, 6, 7])).toBeUndefined();
  });

  it('is not worth a word while it is small, and one value far off is none', () => {
    expect(trendOf(drift(12, 0.001))).toBeUndefined();
    expect(trendOf([30, 31, 29, 30, 31, 30, 29, 31, 30, 240])).toBeUndefined();
  });

  it('counts what it says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 40 }), (values) => {
        const trend = trendOf(values);
        if (trend === undefined) return;
        const part = values.slice(-trend.length);
        const way = trend.direction === 'rising' ? 1 : -1;
        let pairs = 0;
        let goes = 0;
        for (let a = 0; a < part.length; a += 1)
          for (let b = a + 1; b < part.length; b += 1) {
            pairs += 1;
            if (Math.sign(part[b]! - part[a]!) === way) goes += 1;
          }
        expect(trend.share).toBeCloseTo(goes / pairs, 10);
        expect(trend.share).toBeGreaterThan(0.5);
        const tail = values.slice(-trend.unbroken);
        for (let at = 1; at < tail.length; at += 1) expect(Math.sign(tail[at]! - tail[at - 1]!)).toBe(way);
        expect(Math.sign(trend.to - trend.from)).toBe(way);
      }),
    );
  });

  it('does not turn on what comes evenly spread: turned round it goes the other way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 8, maxLength: 30 }), (values) => {
        const [up, down] = [trendOf(values), trendOf(values.map((value) => 1 / value))];
        if (up !== undefined && down !== undefined) expect(down.direction).not.toBe(up.direction);
      }),
    );
  });
});
