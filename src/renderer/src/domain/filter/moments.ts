import { HOUR_MS } from '../durations';
import type { TimeDisplay } from '../instants';
import type { Measure, MeasureContext } from './measure-types';
import { spanOf } from './units';

/** The first year that is read: AWS counts from it, and before it a number of four digits is hardly a year. */
const FIRST_YEAR = 1970;
/** Last night is from this hour of yesterday to that hour of today: when most backup plans run. */
const NIGHT_BEGINS = 18;
const NIGHT_ENDS = 8;

/**
 * Reads a time: `2026`, `2026-11`, `2026-11-02`, `2026-11-02T10:00`, with seconds and fractions, with `Z` or a distance from UTC;
 * `now`, `today`, `yesterday`, `last night`; `-7d`, which with `=` means from then until now. Undefined for anything else.
 */
export function momentOf(typed: string, context: MeasureContext): Measure | undefined {
  return relative(typed, context) ?? dayWord(typed, context) ?? absolute(typed, context.times);
}

function relative(typed: string, { now }: MeasureContext): Measure | undefined {
  if (typed.toLowerCase() === 'now') return { from: now, until: now + 1, low: now, high: now, movesWithTime: true };
  const span = typed.startsWith('-') ? spanOf(typed.slice(1).trim()) : undefined;
  if (!span) return undefined;
  const then = now - span.ms;
  return { from: then, until: now + 1, low: then, high: then, movesWithTime: true };
}

function dayWord(typed: string, { now, times }: MeasureContext): Measure | undefined {
  const day = (offset: number, hour = 0): number => {
    const at = new Date(now);
    return times === 'utc'
      ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + offset, hour)
      : new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset, hour).getTime();
  };
  switch (typed.toLowerCase().replace(/\s+/g, ' ')) {
    case 'today':
      return span(day(0), day(1), true);
    case 'yesterday':
      return span(day(-1), day(0), true);
    case 'last night':
      return span(day(-1, NIGHT_BEGINS), day(0, NIGHT_ENDS), true);
    default:
      return undefined;
  }
}

function span(from: number, until: number, movesWithTime: boolean): Measure {
  return { from, until, low: from, high: until - 1, movesWithTime };
}

const ABSOLUTE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Year, month, day, hour, minute, second, millisecond; months from 1. */
type Parts = readonly [number, number, number, number, number, number, number];

function absolute(typed: string, times: TimeDisplay): Measure | undefined {
  const match = ABSOLUTE.exec(typed);
  if (!match) return undefined;
  const texts = match.slice(1, 8) as readonly (string | undefined)[];
  const given = texts.filter((text) => text !== undefined).length;
  const number = (at: number, otherwise: number): number => Number(texts[at] ?? otherwise);
  // A fraction of a second is read to the left: `.5` is half a second.
  const ms = Number((texts[6] ?? '').padEnd(3, '0'));
  const parts: Parts = [number(0, 0), number(1, 1), number(2, 1), number(3, 0), number(4, 0), number(5, 0), ms];
  if (!isPossible(parts)) return undefined;
  const clock = clockOf(match[8], times);
  if (clock === undefined) return undefined;
  const from = clock(parts);
  return span(from, given === texts.length ? from + 1 : clock(next(parts, given - 1)), false);
}

/** The same with one more of the smallest part given: the next day of a day. Overlong parts run over into the larger ones. */
function next(parts: Parts, smallest: number): Parts {
  const [year, month, day, hour, minute, second, ms] = parts.map((part, at) => (at === smallest ? part + 1 : part));
  return [year ?? 0, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0, ms ?? 0];
}

/** No 31 June, no hour 24. */
function isPossible([year, month, day, hour, minute, second]: Parts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year >= FIRST_YEAR && isDate && hour < 24 && minute < 60 && second < 60;
}

/** What turns parts into epoch ms, by a zone as typed; undefined if there is no such zone. */
function clockOf(zone: string | undefined, times: TimeDisplay): ((parts: Parts) => number) | undefined {
  const utc = ([year, month, day, hour, minute, second, ms]: Parts): number =>
    Date.UTC(year, month - 1, day, hour, minute, second, ms);
  if (zone === undefined && times === 'local') {
    return ([year, month, day, hour, minute, second, ms]) =>
      new Date(year, month - 1, day, hour, minute, second, ms).getTime();
  }
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  const ahead = (Number(hours) + Number(minutes) / 60) * HOUR_MS * (sign === '-' ? -1 : 1);
  // No place on Earth is further from UTC than this.
  return Math.abs(ahead) > 14 * HOUR_MS ? undefined : (parts) => utc(parts) - ahead;
}
