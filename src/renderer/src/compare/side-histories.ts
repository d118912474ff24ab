import type { History } from '../data/history';

/** A history as a comparison reads it. */
export type ReadHistory = Pick<History, 'jobsByKey' | 'coverage' | 'job' | 'snapshots' | 'body'>;

/** As known at which times the sides of a comparison are, epoch ms UTC; undefined: at the one on screen. */
export interface SideTimes {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/** What the sides of a comparison are read from: the history on screen, or as it was known at a time of their own. */
export class SideHistories {
  readonly #opened = new Map<number, History>();

  constructor(private readonly onScreen: ReadHistory & Pick<History, 'knownAt' | 'asKnownAt'>) {}

  /** The time as known at which a side is shown, epoch ms UTC; undefined: now. Nothing later than what is on screen is shown. */
  shownAt(at: number | undefined): number | undefined {
    const { knownAt } = this.onScreen;
    return at === undefined || knownAt === undefined ? (at ?? knownAt) : Math.min(at, knownAt);
  }

  /** What a side is read from. @param at its own time, epoch ms UTC; undefined: as on screen */
  at(at: number | undefined): ReadHistory {
    const shown = this.shownAt(at);
    if (shown === undefined || shown === this.onScreen.knownAt) return this.onScreen;
    const known = this.#opened.get(shown) ?? this.onScreen.asKnownAt(shown);
    this.#opened.set(shown, known);
    return known;
  }

  close(): void {
    for (const history of this.#opened.values()) history.close();
    this.#opened.clear();
  }
}
