import { grouped } from './numbers';

/** Nearly all answers are of plain letters, and each of these is one byte. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

const DECIMAL_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const BINARY_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

export interface BytesText {
  /** Powers of 1000: `107.4 GB`. */
  readonly decimal: string;
  /** Powers of 1024: `100 GiB`. AWS volumes are sized in these. */
  readonly binary: string;
  /** `107,374,182,400 bytes`. */
  readonly exact: string;
  /** `107.4 GB · 100 GiB`; for less than a thousand bytes the exact count alone. */
  readonly both: string;
}

/** A number of bytes in both families of units and exactly. Works for any size, negative ones too. */
export function formatBytes(bytes: bigint): BytesText {
  const decimal = inUnits(bytes, 1000n, DECIMAL_UNITS);
  const binary = inUnits(bytes, 1024n, BINARY_UNITS);
  const exact = `${grouped(bytes)} ${bytes === 1n || bytes === -1n ? 'byte' : 'bytes'}`;
  const magnitude = bytes < 0n ? -bytes : bytes;
  return { decimal, binary, exact, both: magnitude < 1000n ? exact : `${decimal} · ${binary}` };
}

/** A difference in binary units with its sign: `+1.2 GiB`, `−512 bytes`, `±0 bytes`. */
export function formatBytesDelta(difference: bigint): string {
  if (difference === 0n) return '±0 bytes';
  return `${difference < 0n ? '−' : '+'}${formatBytes(difference < 0n ? -difference : difference).binary}`;
}

/** How many bytes a text takes as UTF-8, as AWS sends it. */
export function bytesOfText(text: string): number {
  return BEYOND_ASCII.test(text) ? new TextEncoder().encode(text).length : text.length;
}

/** One decimal place, rounded half up, in the largest unit that leaves at least one before the point. */
function inUnits(bytes: bigint, base: bigint, units: readonly string[]): string {
  const sign = bytes < 0n ? '-' : '';
  const magnitude = bytes < 0n ? -bytes : bytes;
  let unit = 0;
  let size = 1n;
  while (unit < units.length - 1 && magnitude >= size * base) {
    size *= base;
    unit++;
  }
  let tenths = (magnitude * 10n + size / 2n) / size;
  // 999.96 MB would round to 1000 MB: say 1 GB.
  if (tenths >= base * 10n && unit < units.length - 1) {
    size *= base;
    unit++;
    tenths = (magnitude * 10n + size / 2n) / size;
  }
  const fraction = tenths % 10n;
  const name = units[unit] ?? '';
  const whole = grouped(tenths / 10n);
  const text = fraction === 0n ? whole : `${whole}.${String(fraction)}`;
  return `${sign}${text} ${magnitude === 1n ? 'byte' : name}`;
}
