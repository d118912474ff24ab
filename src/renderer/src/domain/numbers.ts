/**
 * Exact arithmetic on JSON number texts. Nothing here goes through a floating-point number unless it says so.
 */

/** Most decimal places we are ready to write out: far above any size, count or time, far below what would fill memory. */
const MAX_DIGITS = 400n;

/** Texts that are their own spelling, as nearly all are: no exponent, no zeros to spare. */
const CANONICAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

interface Decimal {
  readonly negative: boolean;
  /** Without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  /** The value is `0.digits × 10^point`. */
  readonly point: bigint;
}

/** Splits a JSON number text; undefined if it is none. */
function split(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  const significant = all.replace(/^0+/, '');
  const point = BigInt(whole.length) - BigInt(all.length - significant.length) + BigInt(exponent);
  const digits = significant.replace(/0+$/, '');
  return digits === '' ? { negative: false, digits, point: 0n } : { negative: sign === '-', digits, point };
}

/**
 * One spelling per value: `1`, `1.0`, `10e-1` and `0.1E1` become `1`; `-0` becomes `0`. Very large and very small
 * values are written with an exponent, so that the text stays short whatever comes in.
 */
export function canonicalNumber(text: string): string {
  if (text.length <= MAX_DIGITS && CANONICAL.test(text)) return text;
  const decimal = split(text);
  if (!decimal) return text;
  const { negative, digits, point } = decimal;
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  const length = BigInt(digits.length);
  if (point > MAX_DIGITS || point < -MAX_DIGITS) return `${sign}0.${digits}e${point.toString()}`;
  if (point >= length) return sign + digits + '0'.repeat(Number(point - length));
  if (point <= 0n) return `${sign}0.${'0'.repeat(Number(-point))}${digits}`;
  return `${sign}${digits.slice(0, Number(point))}.${digits.slice(Number(point))}`;
}

/** The exact integer a number text stands for (`3e3` and `3000.0` too); undefined for fractions, absurd sizes, non-numbers. */
export function integerOf(text: string): bigint | undefined {
  const plain = canonicalNumber(text);
  return /^-?\d+$/.test(plain) ? BigInt(plain) : undefined;
}

/** Milliseconds from a text of seconds, to the nearest millisecond, exactly; undefined if it is not a sane number. */
export function millisecondsOf(secondsText: string): bigint | undefined {
  const plain = canonicalNumber(secondsText);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const thousandths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
  const roundUp = (fraction[3] ?? '0') >= '5' ? 1n : 0n;
  const magnitude = thousandths + roundUp;
  return sign === '-' ? -magnitude : magnitude;
}

/** Digits in groups of three: `107,374,182,400`. Works for any size. */
export function grouped(value: bigint | number): string {
  const text = String(value);
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.slice(sign.length).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 copy job`, `2,000 copy jobs`. */
export function countOf(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;
}
