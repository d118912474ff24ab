import type { ColumnKind } from '../columns';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';
import type { Measure, MeasureContext } from './measure-types';
import { momentOf } from './moments';
import { byteUnit, spanOf } from './units';

/** Between the two ends of a range: `1GiB..10GiB`. */
const RANGE = '..';

/** Reads a value typed for a column that compares by size; undefined if it means nothing there. */
export function measureOf(kind: ColumnKind, typed: string, context: MeasureContext): Measure | undefined {
  const at = typed.indexOf(RANGE);
  if (at < 0) return singleMeasure(kind, typed.trim(), context);
  const first = singleMeasure(kind, typed.slice(0, at).trim(), context);
  const last = singleMeasure(kind, typed.slice(at + RANGE.length).trim(), context);
  if (!first || !last || first.low > last.high) return undefined;
  // Sizes and durations end where the last one is exactly; times at the end of what was named (a day, a minute).
  const until = nextAfter(last.high);
  const movesWithTime = first.movesWithTime || last.movesWithTime;
  return { from: first.low, until, low: first.low, high: last.high, movesWithTime };
}

/** Whether a typed value is a range, which is neither less nor more than anything. */
export function isRange(typed: string): boolean {
  return typed.includes(RANGE);
}

/** How a value is read, by kind; for all others it is a plain number. */
const READERS: Partial<Record<ColumnKind, (typed: string, context: MeasureContext) => Measure | undefined>> = {
  age: lengthOfTime,
  bytes: amountOf,
  days: daysOf,
  duration: lengthOfTime,
  instant: momentOf,
  rate: (typed) => amountOf(typed.replace(/\/s(ec)?$/i, '').trim()),
};

function singleMeasure(kind: ColumnKind, typed: string, context: MeasureContext): Measure | undefined {
  const read = READERS[kind];
  return read ? read(typed, context) : exactly(plainNumber(typed));
}

/** The smallest number that is more: exact for whole numbers, which all that is compared here are. */
function nextAfter(value: number): number {
  return Number.isInteger(value) ? value + 1 : value + Number.EPSILON * Math.abs(value);
}

function exactly(value: number | undefined): Measure | undefined {
  return value === undefined
    ? undefined
    : { from: value, until: nextAfter(value), low: value, high: value, movesWithTime: false };
}

function plainNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Decimal places that sizes are shown with: `1.5 GiB` stands for all that is shown so. */
const SHOWN_PLACES = 1;

function amountOf(text: string): Measure | undefined {
  const match = /^(-?\d+(?:\.(\d+))?)\s*([a-z]*)$/i.exec(text);
  if (!match) return undefined;
  const [, digits = '', fraction = '', unit = ''] = match;
  const size = unit === '' ? 1 : byteUnit(unit);
  if (size === undefined) return undefined;
  const value = Number(digits) * size;
  if (!Number.isFinite(value)) return undefined;
  // There is no part of a byte, and nothing is rounded to zero.
  if (size === 1) return fraction === '' ? exactly(value) : undefined;
  if (value === 0) return exactly(0);
  const half = (size * 10 ** -Math.max(SHOWN_PLACES, fraction.length)) / 2;
  return { from: value - half, until: value + half, low: value, high: value, movesWithTime: false };
}

function lengthOfTime(text: string): Measure | undefined {
  // Zero needs no unit, as nothing is nothing in all of them.
  if (text === '0') return exactly(0);
  const span = spanOf(text);
  if (!span) return undefined;
  const { ms } = span;
  return { from: ms, until: ms + Math.min(span.unit, shownTo(ms)), low: ms, high: ms, movesWithTime: false };
}

/** To what a length of time is shown, rounded down: see `formatDuration`. */
function shownTo(ms: number): number {
  if (ms >= DAY_MS) return HOUR_MS;
  if (ms >= HOUR_MS) return MINUTE_MS;
  return ms >= SECOND_MS ? SECOND_MS : 1;
}

/** How AWS writes "not at all" in a number of days. */
const NEVER = -1;

function daysOf(text: string): Measure | undefined {
  if (text.toLowerCase() === 'never') return exactly(NEVER);
  return exactly(plainNumber(text.replace(/\s*(d|days?)$/i, '')));
}
