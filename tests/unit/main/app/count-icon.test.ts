import { expect, test } from 'vitest';
import { COUNT_ICON_PX, countPixels } from '../../../../src/main/app/count-icon';

/** The picture as letters: `#` for the number, `o` for the disc, a blank for what is clear; each second row and column. */
function drawn(count: number): string {
  const pixels = countPixels(count);
  const letter = (at: number): string => {
    if (pixels[at + 3]! < 128) return ' ';
    return pixels[at + 2]! > 200 ? '#' : 'o';
  };
  const rows = Array.from({ length: COUNT_ICON_PX / 2 }, (_, row) =>
    Array.from({ length: COUNT_ICON_PX / 2 }, (__, column) => letter((2 * row * COUNT_ICON_PX + 2 * column) * 4)).join(
      '',
    ),
  );
  return rows.map((row) => row.trimEnd()).join('\n');
}

test('a number stands white on a disc', () => {
  expect(drawn(99_999).split('\n')).toEqual([
    '      oooo',
    '    ooooooooo',
    '   ooooooooooo',
    '  ooooooooooooo',
    ' oooooooooooooo',
    ' ooooooooooooooo',
    'ooo###o###oooooo',
    'ooo#o#o#o#oo#ooo',
    'ooo###o###o###oo',
    'ooooo#ooo#oo#ooo',
    ' oo###o###oooooo',
    ' ooooooooooooooo',
    ' oooooooooooooo',
    '  oooooooooooo',
    '   oooooooooo',
    '     ooooooo',
  ]);
});

test('each number up to 99 has a picture of its own, and all beyond share one', () => {
  const pictures = new Set(Array.from({ length: 99 }, (_, at) => countPixels(at + 1).toString('base64')));
  expect(pictures.size).toBe(99);
  const more = countPixels(100).toString('base64');
  expect(pictures.has(more)).toBe(false);
  expect(countPixels(5000).toString('base64')).toBe(more);
});

test('no colour is stronger than its opacity, as pixels multiplied by it must be', () => {
  const pixels = countPixels(42);
  for (let at = 0; at < pixels.length; at += 4)
    expect(Math.max(...pixels.subarray(at, at + 3))).toBeLessThanOrEqual(pixels[at + 3]!);
});
