import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { MIN_SIZE, placeWindow, WindowStateSchema, type Rectangle } from '../../../../src/main/app/window-place';

const MAIN: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT: Rectangle = { x: 1920, y: 0, width: 1280, height: 984 };

describe('the place of a new window', () => {
  test('first start: the middle of the main display', () => {
    expect(placeWindow(undefined, [MAIN, RIGHT])).toEqual({ x: 340, y: 110, width: 1240, height: 820 });
  });

  test('remembered bounds that are still on a display are used as they are', () => {
    const saved = { x: 2000, y: 50, width: 900, height: 700 };
    expect(placeWindow(saved, [MAIN, RIGHT])).toEqual(saved);
  });

  test('a display that is gone: the same size in the middle of the main one', () => {
    expect(placeWindow({ x: 2000, y: 50, width: 900, height: 700 }, [MAIN])).toEqual({
      x: 510,
      y: 170,
      width: 900,
      height: 700,
    });
  });

  test.each<[string, Rectangle, Rectangle]>([
    ['out to the left', { x: -500, y: 100, width: 800, height: 600 }, { x: 0, y: 100, width: 800, height: 600 }],
    ['out above', { x: 10, y: -40, width: 800, height: 600 }, { x: 10, y: 0, width: 800, height: 600 }],
    ['out below', { x: 10, y: 1000, width: 800, height: 600 }, { x: 10, y: 440, width: 800, height: 600 }],
    ['too large', { x: 0, y: 0, width: 4000, height: 3000 }, MAIN],
    ['too small', { x: 10, y: 10, width: 100, height: 50 }, { x: 10, y: 10, ...MIN_SIZE }],
  ])('%s: brought back whole', (_what, saved, expected) => {
    expect(placeWindow(saved, [MAIN])).toEqual(expected);
  });

  test('a display smaller than the smallest window: its corner stays in reach', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 640, height: 400 }])).toEqual({ x: 0, y: 0, ...MIN_SIZE });
    expect(placeWindow({ x: 300, y: 300, width: 800, height: 600 }, [{ x: 0, y: 0, width: 640, height: 400 }])).toEqual(
      {
        x: 0,
        y: 0,
        ...MIN_SIZE,
      },
    );
  });

  test('displays to the left have negative places', () => {
    const left = { x: -1280, y: 0, width: 1280, height: 984 };
    const saved = { x: -1200, y: 20, width: 1000, height: 800 };
    expect(placeWindow(saved, [MAIN, left])).toEqual(saved);
  });

  test('no display at all is survived', () => {
    expect(placeWindow(undefined, [])).toMatchObject({ x: 0, y: 0 });
  });
});

test('places that no display can have are not read', () => {
  const bounds = { x: 0, y: 0, width: 800, height: 600 };
  expect(v.is(WindowStateSchema, { bounds, maximized: false })).toBe(true);
  for (const x of [1e9, -1e9, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(v.is(WindowStateSchema, { bounds: { ...bounds, x }, maximized: false })).toBe(false);
  }
});
