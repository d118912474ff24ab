import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { icnsFile, icoFile } from '../../../build/icon-files.mjs';
import { ROOT } from '../../../build/project.mjs';

const picture = (size: number) => ({
  size,
  png: Buffer.from(`png of ${size}`),
  pixels: Buffer.alloc(size * size * 4, size),
});
const icon = (name: string) => readFileSync(path.join(ROOT, 'build', name));

/** Width and height that a PNG states. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('an .ico holds every size, small ones as bitmaps, and finds each by its offset', () => {
  const file = icoFile([picture(16), picture(256)]);
  expect(file.readUInt16LE(4)).toBe(2);
  const [small, large] = [6, 22].map((at) => ({
    width: file[at],
    length: file.readUInt32LE(at + 8),
    offset: file.readUInt32LE(at + 12),
  }));
  // Header, colours, and a mask of 16 rows of 32 bits.
  expect(small).toEqual({ width: 16, length: 40 + 16 * 16 * 4 + 16 * 4, offset: 38 });
  expect(large).toEqual({ width: 0, length: 10, offset: 38 + small!.length });
  expect(file.subarray(large!.offset).toString()).toBe('png of 256');
});

test('an .ico has its rows from the bottom, and blue first', () => {
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  const file = icoFile([{ size: 2, png: Buffer.alloc(0), pixels }]);
  expect([...file.subarray(22 + 40, 22 + 40 + 16)]).toEqual([11, 10, 9, 12, 15, 14, 13, 16, 3, 2, 1, 4, 7, 6, 5, 8]);
});

test('an .icns needs every size', () => {
  expect(() => icnsFile([picture(32)])).toThrow('no picture of 64 pixels');
});

test.each([16, 24, 32, 48, 64, 128, 256, 512])('the icon of %i pixels has that size', (size) => {
  expect(sizeOf(icon(`icons/${size}x${size}.png`))).toEqual([size, size]);
});

test('the icons of Windows and macOS hold what these systems ask for', () => {
  const ico = icon('icon.ico');
  const widths = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico[6 + 16 * at] || 256);
  expect(widths).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const icns = icon('icon.icns');
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found: [string, number][] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    found.push([icns.toString('latin1', at, at + 4), sizeOf(icns.subarray(at + 8))[0]!]);
  expect(new Map(found)).toEqual(
    new Map([
      ...([
        ['ic11', 32],
        ['ic12', 64],
        ['ic07', 128],
        ['ic13', 256],
      ] as const),
      ...([
        ['ic08', 256],
        ['ic14', 512],
        ['ic09', 512],
        ['ic10', 1024],
      ] as const),
    ]),
  );
});
