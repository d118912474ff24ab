import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatBytesDelta } from '../../../../src/renderer/src/domain/bytes';

describe('bytes', () => {
  test.each([
    [0n, '0 bytes'],
    [1n, '1 byte'],
    [999n, '999 bytes'],
    [1000n, '1 kB · 1,000 bytes'],
    [1024n, '1 kB · 1 KiB'],
    [107374182400n, '107.4 GB · 100 GiB'],
    [999_960_000n, '1 GB · 953.6 MiB'],
    [1073741823n, '1.1 GB · 1 GiB'],
    [13194139533312n, '13.2 TB · 12 TiB'],
    [9007199254740993n, '9 PB · 8 PiB'],
    [2n ** 90n, '1,237.9 YB · 1,024 YiB'],
    [-1536n, '-1.5 kB · -1.5 KiB'],
  ])('%s bytes', (bytes, both) => {
    expect(formatBytes(bytes).both).toBe(both);
  });

  test('the exact number is always there', () => {
    expect(formatBytes(9007199254740993n).exact).toBe('9,007,199,254,740,993 bytes');
  });

  test('the rounded figure is never off by more than a twentieth of its unit', () => {
    const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];
    fc.assert(
      fc.property(fc.bigInt({ min: 2n, max: 2n ** 80n }), (bytes) => {
        const [figure = '', unit = ''] = formatBytes(bytes).binary.split(' ');
        const size = 1024 ** units.indexOf(unit);
        expect(Math.abs(Number(figure.replaceAll(',', '')) - Number(bytes) / size)).toBeLessThanOrEqual(0.0501);
        expect(Number(figure.replaceAll(',', ''))).toBeLessThan(unit === 'YiB' ? Infinity : 1024);
      }),
    );
  });

  test.each([
    [0n, '±0 bytes'],
    [1288490189n, '+1.2 GiB'],
    [-512n, '−512 bytes'],
  ])('a difference of %s', (difference, text) => {
    expect(formatBytesDelta(difference)).toBe(text);
  });
});
