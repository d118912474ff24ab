import { DAY_MS, MINUTE_MS } from '../durations';
import { createdSpan } from '../filter/created-span';
import { NO_FILTER, type Filter, type FilterToken } from '../filter/types';
import { wallClock, type TimeDisplay } from '../instants';
import type { Pairing } from './pairing';

/** Two sets and how they are paired, ready to be compared. */
export interface SetsChoice {
  readonly text: string;
  readonly left: Filter;
  readonly right: Filter;
  /** As known at which times, epoch ms UTC; absent: at the one on screen. */
  readonly knownAt?: { readonly left: number | undefined; readonly right: number | undefined };
  readonly pairing: Pairing;
}

const CREATED = 'CreationDate';
/** A night is from this hour to that of the next day, as in filters. */
const NIGHT_BEGINS = 18;
const NIGHT_ENDS = 8;
const WEEK_DAYS = 7;
/** Whole days of creation for which a list of everything is complete: AWS lists a job for 30 days after it ended. */
const LISTED_DAYS = 29;

/** Values of the history's jobs that can be put side by side, most frequent first. */
export interface KnownPlaces {
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
}

/**
 * What people compare most. Times are written out, so that a comparison means the same tomorrow.
 * @param now epoch ms UTC
 */
export function usualChoices(
  now: number,
  times: TimeDisplay,
  { regions, accounts }: KnownPlaces,
): readonly SetsChoice[] {
  const day = (back: number): Filter => created(dayText(startOf(now, times, back), times));
  const night = (back: number): Filter =>
    createdWithin(startOf(now, times, back + 1, NIGHT_BEGINS), startOf(now, times, back, NIGHT_ENDS), times);
  return [
    lastNight(now, times),
    { text: 'Last night against a week before', left: night(WEEK_DAYS), right: night(0), pairing: 'lineage' },
    { text: 'Yesterday against the day before', left: day(2), right: day(1), pairing: 'lineage' },
    { text: 'Today against the same weekday last week', left: day(WEEK_DAYS), right: day(0), pairing: 'lineage' },
    ...placeChoice('Region', 'region', regions, now, times),
    ...placeChoice('Account', 'account', accounts, now, times),
  ];
}

/** What is compared unless something else is asked for: the newest night with the one before. */
export function lastNight(now: number, times: TimeDisplay): SetsChoice {
  const night = (back: number): Filter =>
    createdWithin(startOf(now, times, back + 1, NIGHT_BEGINS), startOf(now, times, back, NIGHT_ENDS), times);
  return { text: 'Last night against the night before', left: night(1), right: night(0), pairing: 'lineage' };
}

/**
 * A filter against itself one span of time earlier; one that has no such span is compared over the last seven days.
 * @param now epoch ms UTC
 */
export function againstEarlier(filter: Filter, now: number, times: TimeDisplay): SetsChoice {
  const span = createdSpan(filter, { now, times });
  const known = span !== undefined && Number.isFinite(span.from) ? { ...span, to: Math.min(span.to, now) } : undefined;
  const week = { from: startOf(now, times, WEEK_DAYS - 1), to: startOf(now, times, -1) };
  const { from, to } = known !== undefined && known.from < known.to ? known : week;
  // By whole days, so that a night is compared with a night.
  const back = Math.max(1, Math.ceil((to - from) / DAY_MS));
  const shifted = (ms: number): number => startOf(ms, times, back) + (ms - startOf(ms, times, 0));
  const others = filter.tokens.filter(({ column }) => column !== CREATED);
  const spanned = (one: number, other: number): Filter => ({
    ...filter,
    tokens: [...others, ...createdWithin(one, other, times).tokens],
  });
  return {
    text: 'This list against the time before',
    left: spanned(shifted(from), shifted(to)),
    right: spanned(from, to),
    pairing: 'lineage',
  };
}

/** What a choice needs to know of a sync: its name, and from when on all is known that it brought (epoch ms UTC). */
interface KnownSync {
  readonly name: string;
  readonly endedAt: number;
}

/**
 * What was known after the last sync and after the one of that name before it, of the jobs that AWS still listed for certain at the earlier of
 * them. None where there are no two.
 * @param syncs newest first
 */
export function lastSyncs(syncs: readonly KnownSync[], times: TimeDisplay): readonly SetsChoice[] {
  const [last, ...before] = syncs;
  const earlier = before.find(({ name }) => name === last?.name) ?? before[0];
  if (last === undefined || earlier === undefined) return [];
  const since: FilterToken = {
    column: CREATED,
    operator: '>=',
    values: [dayText(startOf(earlier.endedAt, times, LISTED_DAYS), times)],
  };
  const filter = { ...NO_FILTER, tokens: [since] };
  return [
    {
      text: 'After the last sync against after the one before',
      left: filter,
      right: filter,
      knownAt: { left: earlier.endedAt, right: last.endedAt },
      pairing: 'job',
    },
  ];
}

/** Two values of a column side by side, over the last seven days. None where there are no two. */
function placeChoice(
  what: string,
  column: string,
  [one, other]: readonly string[],
  now: number,
  times: TimeDisplay,
): readonly SetsChoice[] {
  if (one === undefined || other === undefined) return [];
  const since = dayText(startOf(now, times, WEEK_DAYS - 1), times);
  const of = (value: string): Filter => ({
    text: '',
    tokens: [
      { column, operator: '=', values: [value] },
      { column: CREATED, operator: '>=', values: [since] },
    ],
  });
  return [{ text: `${what} against ${what}: ${one} and ${other}`, left: of(one), right: of(other), pairing: 'alike' }];
}

function created(value: string): Filter {
  const token: FilterToken = { column: CREATED, operator: '=', values: [value] };
  return { ...NO_FILTER, tokens: [token] };
}

/** Created from one minute on and before another, epoch ms UTC. The last minute named belongs to a range. */
export function createdWithin(from: number, to: number, times: TimeDisplay): Filter {
  return created(`${minuteText(from, times)}..${minuteText(to - MINUTE_MS, times)}`);
}

/** An hour of the day so many days before that of an instant, by the clock on the wall; epoch ms UTC. */
function startOf(now: number, times: TimeDisplay, back: number, hour = 0): number {
  const at = new Date(now);
  return times === 'utc'
    ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - back, hour)
    : new Date(at.getFullYear(), at.getMonth(), at.getDate() - back, hour).getTime();
}

/** `2026-11-25`, as the clock on the wall shows it. */
function dayText(ms: number, times: TimeDisplay): string {
  return shown(ms, times).slice(0, 'YYYY-MM-DD'.length);
}

/** `2026-11-25T18:00`. */
function minuteText(ms: number, times: TimeDisplay): string {
  return shown(ms, times).slice(0, 'YYYY-MM-DDTHH:MM'.length);
}

function shown(ms: number, times: TimeDisplay): string {
  return new Date(ms + wallClock(ms, times).aheadMs).toISOString();
}
