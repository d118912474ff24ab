import type { StoredPlace } from '../data/coverage/rows';
import { placeKeyOf, type Place } from '../data/sync/place';
import type { Interval } from '../domain/coverage/intervals';
import { whatIsNotKnown, type PlaceKnowledge } from '../domain/coverage/not-known';
import { places as countOf } from './collect-words';
import { instantWithZone, type TimeDisplay } from '../domain/instants';
import { grouped } from '../domain/numbers';

/** What a line about coverage says, and what stands behind it. */
export interface CoverageWords {
  /** Whether every place was looked at without a gap: only then may a count be taken as it stands. */
  readonly whole: boolean;
  readonly looked: string;
  /** Empty if nothing is missing. */
  readonly notLooked: string;
  /** Every place that was not looked at, one line each, also those that `notLooked` only counts. */
  readonly details: readonly string[];
}

/** Places named in one line; the others are in the details. */
const NAMED = 2;

/**
 * What a list or a count of jobs created within a span does not know.
 * @param now epoch ms UTC
 * @param places those that count: of all sync sets, and whatever was read before
 */
export function coverageInWords(
  span: Interval,
  now: number,
  places: readonly Place[],
  records: readonly StoredPlace[],
  times: TimeDisplay,
  nameOf: (place: Place) => string,
): CoverageWords {
  const byKey = new Map(places.map((place) => [placeKeyOf(place), place]));
  const { looked, notLooked, upTo } = whatIsNotKnown(span, [...byKey.keys()], records, now);
  const said = (knowledge: PlaceKnowledge): string => {
    const place = byKey.get(knowledge.placeKey);
    const covered = records.find(({ placeKey }) => placeKey === knowledge.placeKey)?.covered ?? [];
    return `${place === undefined ? knowledge.placeKey : nameOf(place)} ${howLittle(knowledge, span, covered, times)}`;
  };
  const details = notLooked.map(said);
  const more = details.length - NAMED;
  return {
    whole: byKey.size > 0 && notLooked.length === 0,
    looked:
      upTo === undefined
        ? `Looked at: none of ${countOf(byKey.size)}`
        : `Looked at: ${grouped(looked.length)} of ${countOf(byKey.size)}, up to ${instantWithZone(upTo, times)}`,
    notLooked:
      details.length === 0
        ? ''
        : `Not looked at: ${details.slice(0, NAMED).join('; ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`,
    details,
  };
}

/** `covered`: all that is known of the place, also outside the span. */
function howLittle(
  { upTo, gaps }: PlaceKnowledge,
  span: Interval,
  covered: readonly Interval[],
  times: TimeDisplay,
): string {
  const at = (ms: number): string => instantWithZone(ms, times);
  const before = covered.findLast(({ to }) => to <= span.from);
  const last = upTo ?? before?.to;
  if (last === undefined) return covered[0] === undefined ? 'never' : `before ${at(covered[0].from)}`;
  const open = gaps.filter((gap) => upTo !== undefined && gap.from < upTo);
  const [first] = open;
  const endsOpen = gaps.length > open.length;
  const since = endsOpen || first === undefined ? `since ${at(last)}` : '';
  if (first === undefined) return since;
  const from = Number.isFinite(first.from) ? `from ${at(first.from)} to ${at(first.to)}` : `before ${at(first.to)}`;
  return endsOpen ? `${from}, and ${since}` : from;
}
