import type { JobValue } from '../job-values';
import { comparisonOf } from './kinds';
import type { Column } from './types';

/** A value as it is compared: numbers as they are, everything else as folded text. */
export type Comparable = number | string;

/** Texts of plain letters, which nearly all are: they need not go the slow way. */
const ASCII = /^[\t\n\r -~]*$/;

/**
 * One spelling for what people mean by the same letters: Unicode compatibility forms and letter case make no difference. A NUL
 * becomes U+FFFD, so that a NUL can stand between texts.
 */
export function foldText(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll('\0', '\ufffd');
}

/** Folded, and without what AWS writes now one way and now another: `Access denied`, `ACCESS_DENIED` and `AccessDenied` are one. */
export function foldName(text: string): string {
  return foldText(text).replace(/[\s_-]+/g, '');
}

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The number a text stands for, to the precision of a `number`; undefined if it is none. */
export function numberOf(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * How a value of a column compares. Numbers too large to be exact come as text and compare to within one part in 10^15. A text where
 * a number belongs stays text: no number is equal to it, less or more. Ages come out negative (minus the instant), so that
 * older is more.
 */
export function comparable(column: Pick<Column, 'kind'>, value: JobValue): Comparable {
  const comparison = comparisonOf(column.kind);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (comparison === 'number') {
    const number = typeof value === 'number' ? value : numberOf(value);
    if (number === undefined) return foldText(String(value));
    return column.kind === 'age' ? 0 - number : number;
  }
  if (typeof value === 'number') return comparison === 'any' ? value : String(value);
  return comparison === 'name' ? foldName(value) : foldText(value);
}

/**
 * The order of two values of a column: numbers first, then texts; those without a value come last, whichever way the rest is
 * sorted. Negative, zero or positive, as for `Array.sort`.
 */
export function compareComparables(
  column: Pick<Column, 'rank'>,
  left: Comparable | undefined,
  right: Comparable | undefined,
  descending: boolean,
): number {
  const classes = classOf(left) - classOf(right);
  if (classes !== 0 || left === undefined || right === undefined) return classes;
  const order = ranked(column, left, right) || (left < right ? -1 : left > right ? 1 : 0);
  return descending ? 0 - order : order;
}

function ranked(column: Pick<Column, 'rank'>, left: Comparable, right: Comparable): number {
  if (column.rank === undefined) return 0;
  return column.rank(String(left)) - column.rank(String(right));
}

function classOf(value: Comparable | undefined): number {
  if (value === undefined) return 2;
  return typeof value === 'number' ? 0 : 1;
}
