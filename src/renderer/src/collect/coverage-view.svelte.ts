import type { StoredPlace } from '../data/coverage/rows';
import type { History, Live } from '../data/history';
import { placeKeyOf, type Place } from '../data/sync/place';
import type { Interval } from '../domain/coverage/intervals';
import { LISTED_FOR_MS } from '../domain/coverage/span';
import type { TimeDisplay } from '../domain/instants';
import { follow, type Followed } from '../ui/live.svelte';
import { readRecords, type PlaceRecord } from './coverage-record';
import { coverageInWords, type CoverageWords } from './coverage-words';

/** What the list on screen is about. Read anew whenever any of it changes. */
export interface Covered {
  /** Places that ought to be looked at, those of the sync sets; whatever was read before is added. */
  readonly places: readonly Place[];
  /** Creation times of the jobs wanted, epoch ms UTC, infinite where open; undefined: none at all. */
  readonly span: Interval | undefined;
  /** Regions wanted; empty means all. */
  readonly regions: readonly string[];
  readonly now: number;
  readonly times: TimeDisplay;
}

/** What the list on screen can know: which places were looked at for its span of time, and which were not. */
export class CoverageView {
  /** What a place is called in this window. */
  readonly nameOf: (place: Place) => string;
  readonly #history: () => Pick<History, 'coverage'>;
  readonly #known: Followed<readonly StoredPlace[]>;
  readonly #covered: () => Covered;

  /** Call while a component (or effect root) is being set up: a live query ends with it. */
  constructor(history: () => Pick<History, 'coverage'>, nameOf: (place: Place) => string, covered: () => Covered) {
    this.#known = follow(() => history().coverage.watch((shelf) => shelf.places()));
    this.#history = history;
    this.nameOf = nameOf;
    this.#covered = covered;
  }

  /** Set when what was looked at could not be read. */
  get problem(): Error | undefined {
    return this.#known.problem;
  }

  /** Places that count, of the Regions wanted. */
  readonly #places: readonly Place[] = $derived.by(() => {
    const { places, regions } = this.#covered();
    const read = (this.#known.current ?? []).map(({ profile, region }) => ({ profile, region }));
    const wanted = [...places, ...read].filter(({ region }) => regions.length === 0 || regions.includes(region));
    return Object.values(Object.fromEntries(wanted.map((place) => [placeKeyOf(place), place])));
  });

  /** In words; undefined until it is known, and while no place was read whole. */
  readonly words: CoverageWords | undefined = $derived.by(() => {
    const { span, now, times } = this.#covered();
    if (this.#known.current === undefined || this.#places.length === 0 || span === undefined) return undefined;
    // Without a beginning of its own a list is about what AWS still lists for certain.
    const from = Number.isFinite(span.from) ? span.from : Math.min(now, span.to) - LISTED_FOR_MS;
    const to = Math.min(span.to, now);
    if (from >= to) return undefined;
    return coverageInWords({ from, to }, now, this.#places, this.#known.current, times, this.nameOf);
  });

  get clock(): Pick<Covered, 'now' | 'times'> {
    return this.#covered();
  }

  /** Everything that was noted of these places, whatever Regions the list is about. */
  watchRecords(): Live<readonly PlaceRecord[]> {
    const { places } = this.#covered();
    return this.#history().coverage.watch((shelf) => readRecords(shelf, places));
  }

  /** Whether it is known that none of these places was ever read whole. */
  get nothingLooked(): boolean {
    return this.#known.current !== undefined && this.#places.length === 0;
  }

  /** What a list without any job must not be taken for; empty if every place was looked at. */
  get doubt(): string {
    if (this.problem !== undefined) return 'What was looked at could not be read, so nothing is known for certain.';
    if (this.nothingLooked) return 'No place was read whole yet, so there may be such jobs all the same.';
    const { words } = this;
    if (words === undefined || words.whole) return '';
    return `There may be such jobs all the same. ${words.notLooked}.`;
  }
}
