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
  /** Every place that was not looked at, one line each. */
  readonly details: readonly string[];
}

/** Places named in one line; the others are in the details. */
const NAMED = 2;

/**
 * What a list or a count of jobs created within a span does not know.
 * @param places those that count: of all sync sets, and whatever was read before
 */
export function coverageInWords(
  span: Interval,
  places: readonly Place[],
  records: readonly StoredPlace[],
  times: TimeDisplay,
  nameOf: (place: Place) => string,
): CoverageWords {
  const byKey = new Map(places.map((place) => [placeKeyOf(place), place]));
  const { looked, notLooked, upTo } = whatIsNotKnown(span, [...byKey.keys()], records);
  const said = (knowledge: PlaceKnowledge): string => {
    const place = byKey.get(knowledge.placeKey);
    const ever = records.find(({ placeKey }) => placeKey === knowledge.placeKey)?.covered.at(-1)?.to;
    return `${place === undefined ? knowledge.placeKey : nameOf(place)} ${howLittle(knowledge, ever, times)}`;
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

/** `ever`: until when the place is known at all, also before the span; epoch ms UTC. */
function howLittle({ upTo, gaps }: PlaceKnowledge, ever: number | undefined, times: TimeDisplay): string {
  if (ever === undefined) return 'never';
  const since = `since ${instantWithZone(upTo ?? ever, times)}`;
  const [first] = gaps.filter((gap) => upTo !== undefined && gap.from < upTo);
  if (first === undefined) return since;
  return `from ${instantWithZone(first.from, times)} to ${instantWithZone(first.to, times)}, and ${since}`;
}
