import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HEAD, placeAfter } from '../../../../src/renderer/src/ui/grid/keys';
import { layoutOf, pinnedThatFit } from '../../../../src/renderer/src/ui/grid/layout';
import { AT_TOP, placeAt, scrolledTo, TALLEST } from '../../../../src/renderer/src/ui/grid/scroll-range';
import {
  ALL_SELECTED,
  including,
  isSelected,
  NOTHING_SELECTED,
  selectedCount,
  toggled,
} from '../../../../src/renderer/src/ui/grid/selection';
import { Slots } from '../../../../src/renderer/src/ui/grid/slots';
import { sortedBy, withKey, withoutKey } from '../../../../src/renderer/src/ui/grid/sorting';

const VIEW = 600;

test('any place of a list of any length can be reached, and both ends are ends', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (content, share) => {
        const extent = { content, view: VIEW };
        const furthest = Math.max(content - VIEW, 0);
        const place = placeAt(share * furthest, extent);
        expect(place.top).toBeCloseTo(share * furthest, 3);
        expect(place.scrollTop).toBeLessThanOrEqual(Math.max(Math.min(content, TALLEST) - VIEW, 0) + 1e-6);
        expect(scrolledTo(0, place, extent).top).toBe(0);
        expect(scrolledTo(Math.max(Math.min(content, TALLEST) - VIEW, 0), place, extent).top).toBe(furthest);
      },
    ),
  );
});

test('a short scroll moves as far as the finger, also in a list that is scaled', () => {
  const extent = { content: 40_000_000, view: VIEW };
  const place = placeAt(20_000_000, extent);
  expect(scrolledTo(place.scrollTop + 100, place, extent).top - place.top).toBeCloseTo(100);
  expect(scrolledTo(1000, AT_TOP, extent).top).toBeGreaterThan(3000);
});

test('rows keep their slots, slots are used again, and no two rows share one', () => {
  const window = fc.tuple(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: 3 }),
  );
  fc.assert(
    fc.property(fc.array(window, { maxLength: 20 }), (windows) => {
      const slots = new Slots<{ key: string }>();
      let most = 0;
      let before = new Map<string, number>();
      for (const [first, count, unread] of windows) {
        const indexes = Array.from({ length: count }, (_, at) => first + at);
        const rowAt = (index: number) => (index % 4 < unread ? undefined : { key: `k${index}` });
        const shown = slots.assign(indexes, rowAt, ({ key }) => key);
        most = Math.max(most, count);
        expect(shown.map(({ index }) => index)).toEqual(indexes);
        expect(new Set(shown.map(({ slot }) => slot)).size).toBe(count);
        expect(Math.max(...shown.map(({ slot }) => slot))).toBeLessThan(most);
        const now = new Map(shown.flatMap(({ row, slot }) => (row === undefined ? [] : [[row.key, slot] as const])));
        for (const [key, slot] of now) if (before.has(key)) expect(slot).toBe(before.get(key));
        before = now;
      }
    }),
  );
});

test('no element changes its place while all that is shown waits, nor does the one with the keyboard become another', () => {
  const slots = new Slots<{ key: string }>();
  const places = (first: number, keyboard: number): number[] => [
    ...(keyboard < first ? [keyboard] : []),
    ...Array.from({ length: 12 }, (_, at) => first + at),
    ...(keyboard >= first + 12 ? [keyboard] : []),
  ];
  const assign = (first: number, keyboard: number) =>
    slots.assign(places(first, keyboard), () => undefined, String, 0, keyboard).map(({ slot }) => slot);
  const order = assign(10, 0);
  for (const first of [18, 30, 31, 700, 699, 24]) expect(assign(first, 0)).toEqual(order);
  const withKeyboard = new Slots<{ key: string }>();
  const slotOf = (first: number): number | undefined =>
    withKeyboard.assign(places(first, 5), () => undefined, String, 0, 5).find(({ index }) => index === 5)?.slot;
  const kept = slotOf(0);
  for (const first of [3, 5, 6, 100, 0]) expect(slotOf(first)).toBe(kept);
});

test('a key that is at two places for a moment is shown once', () => {
  const slots = new Slots<{ key: string }>();
  const shown = slots.assign(
    [0, 1],
    () => ({ key: 'same' }),
    ({ key }) => key,
  );
  expect(shown.map(({ row }) => row?.key)).toEqual(['same', undefined]);
  expect(new Set(shown.map(({ slot }) => slot)).size).toBe(2);
});

test('more rows than may come at a time wait at their places, in slots of their own, until their turn', () => {
  const slots = new Slots<{ key: string }>();
  const indexes = [0, 1, 2, 3, 4];
  const assign = () =>
    slots.assign(
      indexes,
      (index) => ({ key: `row ${index}` }),
      ({ key }) => key,
      2,
    );
  const first = assign();
  expect(first.map(({ row }) => row?.key)).toEqual(['row 0', 'row 1', undefined, undefined, undefined]);
  expect([slots.withheld, slots.filled]).toEqual([true, 2]);
  const second = assign();
  expect(second.map(({ row }) => row?.key)).toEqual(['row 0', 'row 1', 'row 2', 'row 3', undefined]);
  expect(second.slice(0, 2)).toEqual(first.slice(0, 2));
  const third = assign();
  expect(third.map(({ row }) => row !== undefined)).toEqual([true, true, true, true, true]);
  expect(third.map(({ slot }) => slot)).toEqual(first.map(({ slot }) => slot));
  expect([slots.withheld, slots.filled]).toEqual([false, 1]);
});

test('selecting: single rows, ranges, all but some', () => {
  const two = including(toggled(NOTHING_SELECTED, 'a'), ['b', 'a']);
  expect([...two.keys].sort()).toEqual(['a', 'b']);
  expect(selectedCount(two, 10)).toBe(2);
  const most = toggled(ALL_SELECTED, 'a');
  expect([isSelected(most, 'a'), isSelected(most, 'b'), selectedCount(most, 10)]).toEqual([false, true, 9]);
  expect(isSelected(including(most, ['a']), 'a')).toBe(true);
});

test('keys never lead out of the grid', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp', 'j', 'k', 'x'];
  const bounds = { rows: 7, columns: 3, page: 4 };
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), fc.nat(7), (pressed, rows) => {
      let at = { row: rows === 0 ? HEAD : 0, column: 0, inCells: false };
      for (const [key, ctrl] of pressed) {
        at = { ...at, ...placeAfter(key, ctrl, at, { ...bounds, rows }) };
        expect(at.row).toBeGreaterThanOrEqual(HEAD);
        expect(at.row).toBeLessThan(Math.max(rows, 0));
        expect(at.column).toBeGreaterThanOrEqual(0);
        expect(at.column).toBeLessThan(bounds.columns);
      }
    }),
  );
});

test('sorting: one key, several, turned, taken out', () => {
  const size = { id: 'size', label: 'Size', width: 1, descendingFirst: true };
  const name = { id: 'name', label: 'Name', width: 1 };
  const one = sortedBy([], size, false);
  expect(one).toEqual([{ column: 'size', descending: true }]);
  expect(sortedBy(one, size, false)).toEqual([{ column: 'size', descending: false }]);
  const two = sortedBy(one, name, true);
  expect(two.map(({ column }) => column)).toEqual(['size', 'name']);
  expect(sortedBy(two, size, true)[0]).toEqual({ column: 'size', descending: false });
  expect(sortedBy(two, name, false)).toEqual([{ column: 'name', descending: false }]);
  expect(withoutKey(two, 'size')).toEqual([{ column: 'name', descending: false }]);
  expect(withoutKey(one, 'size')).toEqual(one);
  expect(withKey(two, { column: 'size', descending: false })[0]?.descending).toBe(false);
});

test('columns: what is left over goes to the one that grows, as far as it does; too many pins are let go', () => {
  const columns = [100, 200, 300].map((width, at) => ({
    id: `c${at}`,
    label: '',
    width,
    ...(at === 1 ? { growTo: 440 } : {}),
  }));
  const pins = '--grid-width: 636px; --pin-0: 36px; --pin-1: 136px';
  expect(layoutOf(columns, 2, true).style).toBe(
    `--grid-columns: 36px 100px minmax(200px, 440px) 300px minmax(0, 1fr); ${pins}`,
  );
  expect(pinnedThatFit(columns, 2, 1000)).toBe(2);
  expect(pinnedThatFit(columns, 2, 400)).toBe(1);
  expect(pinnedThatFit(columns, 2, 200)).toBe(0);
});
