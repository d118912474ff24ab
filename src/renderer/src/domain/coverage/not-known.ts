import { HOUR_MS } from '../durations';
import { gaps, overlap, type Interval } from './intervals';

/** What was seen of one place so far. */
export interface PlaceCoverage {
  readonly placeKey: string;
  /** Creation times of which every job is known. */
  readonly covered: readonly Interval[];
}

/** What is known, and what is not, of one place within a span of creation times. */
export interface PlaceKnowledge {
  readonly placeKey: string;
  /** Parts of the span of which jobs may be unknown; those after `upTo` included. */
  readonly gaps: readonly Interval[];
  /** Until when jobs are known within the span, epoch ms UTC; undefined: nothing of it was looked at. */
  readonly upTo: number | undefined;
}

/** What several places together tell about a span of creation times. */
export interface Knowledge {
  readonly places: readonly PlaceKnowledge[];
  /** Places without a gap up to their last look, which belongs to the newest round of looks; of a span that is over, without any. */
  readonly looked: readonly PlaceKnowledge[];
  /** All the others: never looked at, not lately, or with a gap. */
  readonly notLooked: readonly PlaceKnowledge[];
  /** Until when all of `looked` are known: the earliest of their ends. Undefined if there are none. */
  readonly upTo: number | undefined;
}

/** Looks at several places that end within an hour of each other are one round: a large sync takes its time. */
const ONE_ROUND_MS = HOUR_MS;

/**
 * What is not known about jobs created within a span, place by place, in the order of the places. A place without a record
 * was never looked at.
 * @param now epoch ms UTC. Of a span that reaches until now the newest part is never known: by the next look it will be.
 */
export function whatIsNotKnown(
  span: Interval,
  placeKeys: readonly string[],
  records: readonly PlaceCoverage[],
  now = span.to,
): Knowledge {
  const byKey = new Map(records.map((record) => [record.placeKey, record]));
  const places = placeKeys.map((placeKey) => knowledgeOf(span, placeKey, byKey.get(placeKey)?.covered ?? []));
  const newest = Math.max(...places.map(({ upTo }) => upTo ?? -Infinity));
  const isLooked = ({ upTo, gaps: open }: PlaceKnowledge): boolean =>
    upTo !== undefined &&
    upTo >= newest - ONE_ROUND_MS &&
    open.every(({ from }) => from >= upTo) &&
    (span.to >= now || open.length === 0);
  const looked = places.filter(isLooked);
  return {
    places,
    looked,
    notLooked: places.filter((place) => !isLooked(place)),
    upTo: looked.length === 0 ? undefined : Math.min(...looked.map(({ upTo }) => upTo ?? Infinity)),
  };
}

function knowledgeOf(span: Interval, placeKey: string, covered: readonly Interval[]): PlaceKnowledge {
  const within = covered.map((part) => overlap(span, part)).filter((part) => part !== undefined);
  return {
    placeKey,
    gaps: gaps(span, within),
    upTo: within.length === 0 ? undefined : Math.max(...within.map(({ to }) => to)),
  };
}
