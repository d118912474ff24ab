import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PARTS, readOptions } from '../../bench/options';
import { alignColumns, formatFigure, judgeSection, printSection, type Section } from '../../bench/report';
import { judge, spreadOf } from '../../bench/statistics';

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('spreadOf', () => {
  it('takes the middle figure, or halfway between the middle two, whatever their order', () => {
    expect(spreadOf([30, 10, 20]).median).toBe(20);
    expect(spreadOf([40, 10, 30, 20]).median).toBe(25);
    expect(spreadOf([7]).median).toBe(7);
  });

  it('gives quartiles, ends and count', () => {
    expect(spreadOf([5, 1, 2, 4, 3])).toEqual({
      count: 5,
      median: 3,
      lowerQuartile: 2,
      upperQuartile: 4,
      least: 1,
      most: 5,
    });
    expect(spreadOf([1, 2, 3, 4])).toMatchObject({ lowerQuartile: 1.75, upperQuartile: 3.25 });
  });

  it('orders by size, not by spelling', () => {
    expect(spreadOf([100, 9, 20]).most).toBe(100);
  });

  it('is hardly moved by one wild figure', () => {
    expect(spreadOf([10, 11, 12, 13, 9000])).toMatchObject({ median: 12, upperQuartile: 13, most: 9000 });
  });

  it('keeps its figures in order and leaves the list alone', () => {
    fc.assert(
      fc.property(figures, (list) => {
        const before = [...list];
        const { least, lowerQuartile, median, upperQuartile, most } = spreadOf(list);
        const steps = [least, lowerQuartile, median, upperQuartile, most];
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
        expect([least, most]).toEqual([Math.min(...list), Math.max(...list)]);
        expect(list).toEqual(before);
      }),
    );
  });

  it('refuses what is no measurement', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
    expect(() => spreadOf([1, Number.NaN])).toThrow(RangeError);
    expect(() => spreadOf([1, Infinity])).toThrow(RangeError);
  });
});

describe('judge', () => {
  const of = (...list: number[]) => spreadOf(list);

  it('divides the medians and holds them to the goal, its edge included', () => {
    expect(judge(of(15), of(10), { atMost: 1.5 })).toEqual({ ratio: 1.5, met: true });
    expect(judge(of(15.1), of(10), { atMost: 1.5 })).toMatchObject({ met: false });
    expect(judge(of(400, 410, 420), of(20), { atLeast: 20 })).toEqual({ ratio: 20.5, met: true });
    expect(judge(of(399), of(20), { atLeast: 20 })).toMatchObject({ met: false });
  });

  it('has no verdict without a goal', () => {
    expect(judge(of(3), of(2))).toEqual({ ratio: 1.5 });
  });

  it('compares with nothing at all under no circumstances', () => {
    expect(() => judge(of(1), of(0), { atMost: 1 })).toThrow(RangeError);
  });
});

const section: Section = {
  title: 'Tea',
  notes: ['Boiled in turn.'],
  unit: 'ms',
  rows: [
    { name: 'kettle', figures: [100, 120, 110] },
    { name: 'pan on a stove', figures: [1000, 3000, 2000] },
  ],
  comparisons: [
    { of: 'pan on a stove', to: 'kettle', goal: { atLeast: 20 } },
    { of: 'kettle', to: 'pan on a stove', goal: { atMost: 0.5 } },
    { of: 'kettle', to: 'kettle' },
  ],
  limits: [
    { of: 'kettle', what: 'median', atMost: 110 },
    { of: 'kettle', what: 'most', atMost: 110 },
  ],
};

describe('report', () => {
  it('prints median, spread, ratio and whether the goal holds', () => {
    expect(printSection(judgeSection(section))).toEqual([
      'Tea (ms)',
      '  Boiled in turn.',
      '                   median    middle half   least to most   n',
      '  kettle              110     105 to 115      100 to 120   3',
      '  pan on a stove     2000   1500 to 2500    1000 to 3000   3',
      '  pan on a stove / kettle: 18.2 (goal: at least 20): goal missed',
      '  kettle / pan on a stove: 0.06 (goal: at most 0.5): goal met',
      '  kettle / kettle: 1.00',
      '  kettle, median: 110 (goal: at most 110): goal met',
      '  kettle, most: 120 (goal: at most 110): goal missed',
    ]);
  });

  it('keeps every figure for the file', () => {
    const { rows, comparisons } = judgeSection(section);
    expect(rows[0]).toMatchObject({ name: 'kettle', figures: [100, 120, 110], spread: { median: 110, count: 3 } });
    expect(comparisons.map(({ met }) => met)).toEqual([false, true, undefined]);
  });

  it('refuses to compare with what was not measured', () => {
    const wrong = { ...section, comparisons: [{ of: 'kettle', to: 'samovar' }] };
    expect(() => judgeSection(wrong)).toThrow('"Tea" has no row "samovar".');
    const limitless = { ...section, limits: [{ of: 'samovar', what: 'most' as const, atMost: 1 }] };
    expect(() => judgeSection(limitless)).toThrow('"Tea" has no row "samovar".');
    expect(() => judgeSection({ ...section, rows: [{ name: 'kettle', figures: [] }] })).toThrow(RangeError);
  });

  it('gives figures three digits', () => {
    expect([0.126, 1.304, 9.994, 9.996, 42.35, 99.94, 99.96, 640.4].map(formatFigure)).toEqual(
      ['0.13', '1.30', '9.99', '10.0', '42.4', '99.9', '100', '640'], // as people round
    );
  });

  it('lines columns up', () => {
    expect(
      alignColumns([
        ['', 'x'],
        ['long', '10'],
      ]),
    ).toEqual(['        x', 'long   10']);
  });
});

describe('readOptions', () => {
  it('measures everything by default', () => {
    expect(readOptions([])).toEqual({ rounds: 15, jsonFile: undefined, parts: PARTS, million: false });
  });

  it('takes both ways of writing a value', () => {
    const wanted = { rounds: 3, jsonFile: path.resolve('a=b.json'), parts: ['start', 'memory'], million: false };
    expect(readOptions(['--rounds', '3', '--json', 'a=b.json', '--only', 'memory,start'])).toEqual(wanted);
    expect(readOptions(['--rounds=3', '--json=a=b.json', '--only=start,memory'])).toEqual(wanted);
  });

  it.each([
    [['--rounds', '0'], 'a whole number'],
    [['--rounds', '2.5'], 'a whole number'],
    [['--rounds', 'many'], 'a whole number'],
    [['--rounds'], 'lacks a value'],
    [['--json='], 'lacks a value'],
    [['--only', 'start,tea'], 'no "tea"'],
    [['--fast', 'yes'], 'no option --fast'],
    [['fast', 'yes'], 'no option fast'],
  ])('refuses %j with the usage', (words, reason) => {
    expect(() => readOptions(words)).toThrow(reason);
    expect(() => readOptions(words)).toThrow('usage: npm run bench --');
  });
});
