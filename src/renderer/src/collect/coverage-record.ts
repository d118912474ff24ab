import type { CopyJobFilters } from '../../../preload/contract/shapes';
import type { StoredPlace, StoredReading } from '../data/coverage/rows';
import type { CoverageShelf } from '../data/coverage/shelf';
import { placeKeyOf, type Place } from '../data/sync/place';
import type { Interval } from '../domain/coverage/intervals';
import { instantWithZone, type TimeDisplay } from '../domain/instants';
import type { Tone } from '../ui/tones';
import { copyJobs, stateWord } from './collect-words';
import { TEXT_FILTERS, TIME_FILTERS } from './sync-form.svelte';

/** Readings told of one place: as many as anybody scrolls through. */
export const MOST_READINGS = 20;

/** All that was noted of a place: what of it is known, and what was asked of it lately, newest first. */
export interface PlaceRecord {
  readonly place: Place;
  /** Undefined: it was never read, it only stands in a set. */
  readonly known: StoredPlace | undefined;
  readonly readings: readonly StoredReading[];
}

/** Reads what was noted of these places and of all that were read, those of the sets first. */
export async function readRecords(shelf: CoverageShelf, places: readonly Place[]): Promise<readonly PlaceRecord[]> {
  const known = new Map((await shelf.places()).map((row) => [row.placeKey, row]));
  const wanted = new Map([...places, ...known.values()].map((place) => [placeKeyOf(place), place]));
  return Promise.all(
    [...wanted].map(async ([placeKey, { profile, region }]) => ({
      place: { profile, region },
      known: known.get(placeKey),
      readings: await shelf.readingsOf(placeKey, MOST_READINGS),
    })),
  );
}

/** Of which creation times every copy job is known, one line a span, the newest first. */
export function spansInWords({ known }: PlaceRecord, times: TimeDisplay): readonly string[] {
  const at = (ms: number): string => instantWithZone(ms, times);
  const said = ({ from, to }: Interval): string =>
    Number.isFinite(from) ? `created ${at(from)} to ${at(to)}` : `created before ${at(to)}`;
  return (known?.covered ?? []).toReversed().map(said);
}

/** What a reading asked for: all, changes since when, or only what some filters leave. */
export function askedInWords({ depth, since, filters }: StoredReading, times: TimeDisplay): string {
  const chosen = filtersInWords(filters, times);
  if (chosen.length > 0) return `Only with ${chosen.join(', ')}`;
  if (depth === 'everything') return 'Everything';
  return since === undefined ? 'What can have changed' : `What can have changed since ${instantWithZone(since, times)}`;
}

/** How many jobs came, and that nothing is claimed by a reading whose filters leave jobs out. */
export function cameInWords({ jobs, covered, filters }: StoredReading): string {
  const claimsNothing = covered === undefined && Object.keys(filters).length > 0;
  return `${copyJobs(jobs)}${claimsNothing ? '; does not count as looked at' : ''}`;
}

/** How a reading ended. Of one that has not it cannot be told from here whether somebody still reads. */
export function endInWords({ state }: StoredReading): { readonly text: string; readonly tone: Tone } {
  return state === 'reading' ? { text: 'Not ended', tone: 'pending' } : stateWord(state, true);
}

function filtersInWords(filters: CopyJobFilters, times: TimeDisplay): readonly string[] {
  const texts = TEXT_FILTERS.map(({ name, label }) => [label, filters[name]] as const);
  const instants = TIME_FILTERS.map(({ name, label }) => {
    const at = filters[name];
    return [label, at === undefined ? undefined : instantWithZone(at, times)] as const;
  });
  return [...texts, ...instants].flatMap(([label, value]) => (value === undefined ? [] : [`${lower(label)} ${value}`]));
}

/** "Resource type" within a sentence; "ARN" stays as it is. */
function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
