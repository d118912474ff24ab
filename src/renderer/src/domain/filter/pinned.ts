import type { ColumnSet } from '../columns';
import { MINUTE_MS } from '../durations';
import { exactIso } from '../instants';
import { measureOf } from './measures';
import type { MeasureContext } from './measure-types';
import type { Filter, FilterToken, Operator } from './types';

/** Between the two ends of a range. */
const RANGE = '..';
/** A time that says its zone already. */
const WITH_ZONE = /^\d{4}-.*(?:Z|UTC|[+-]\d\d:?\d\d)$/i;

/**
 * The same filter with every time written out in UTC: it finds the same jobs tomorrow, and for somebody whose clock shows another zone.
 * What is no time stays as it is, ages among it: they go on counting.
 */
export function pinned(filter: Filter, columns: ColumnSet, context: MeasureContext): Filter {
  return { ...filter, tokens: filter.tokens.map((token) => pinnedToken(token, columns, context)) };
}

function pinnedToken(token: FilterToken, columns: ColumnSet, context: MeasureContext): FilterToken {
  if (columns.find(token.column)?.kind !== 'instant') return token;
  return { ...token, values: token.values.map((typed) => pinnedValue(typed, token.operator, context)) };
}

function pinnedValue(typed: string, operator: Operator, context: MeasureContext): string {
  const [one = '', other, ...more] = typed.split(RANGE).map((part) => part.trim());
  if (other === undefined) return pinnedTime(one, operator, context);
  // The ends one by one: a range that is none today, because its end is before its beginning, is none tomorrow.
  return more.length > 0 ? typed : `${pinnedTime(one, '>=', context)}${RANGE}${pinnedTime(other, '<=', context)}`;
}

function pinnedTime(typed: string, operator: Operator, context: MeasureContext): string {
  const measure = WITH_ZONE.test(typed) ? undefined : measureOf('instant', typed, context);
  if (measure === undefined) return typed;
  const { from, until, low, high } = measure;
  const text =
    operator === '<' || operator === '>='
      ? beginning(low)
      : operator === '>' || operator === '<='
        ? ending(high + 1)
        : spanText(from, until);
  // What lies before all times that can be typed stays as it was.
  return measureOf('instant', text, context) === undefined ? typed : text;
}

function spanText(from: number, until: number): string {
  const [first, last] = [beginning(from), ending(until)];
  return first === last ? first : `${first}..${last}`;
}

/** The shortest text that begins with this instant: its minute, where it is the first of one. */
function beginning(ms: number): string {
  return ms % MINUTE_MS === 0 ? minuteText(ms) : exactIso(ms);
}

/** The shortest text that ends right before this instant. */
function ending(until: number): string {
  return until % MINUTE_MS === 0 ? minuteText(until - MINUTE_MS) : exactIso(until - 1);
}

/** `2026-11-25T18:00Z`. */
function minuteText(ms: number): string {
  return `${exactIso(ms).slice(0, 'YYYY-MM-DDTHH:MM'.length)}Z`;
}
