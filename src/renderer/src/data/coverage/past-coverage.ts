import type { JobKey } from '../../domain/job-key';
import { without } from '../../domain/without';
import { listsAll } from '../sync/plan';
import { placeAfter } from '../sync/reading';
import type { StoredGap } from './gap-rows';
import type { StoredNotListed, StoredPlace, StoredReading } from './rows';
import type { CoverageShelf } from './shelf';

/**
 * What had been looked at by a time (epoch ms UTC). A place keeps only what it has come to; what it had come to earlier follows from its readings,
 * which are kept. Of a reading that was under way at that time, how far it had come is not known, and nothing is claimed.
 */
export class PastCoverage implements CoverageShelf {
  constructor(
    private readonly shelf: CoverageShelf,
    private readonly at: number,
  ) {}

  async reading(id: string): Promise<StoredReading | undefined> {
    const row = await this.shelf.reading(id);
    return row && this.#isSettled(row) ? row : undefined;
  }

  async openReadings(): Promise<StoredReading[]> {
    return (await this.shelf.openReadings()).filter((row) => this.#isSettled(row));
  }

  async readingsOf(placeKey: string, limit: number): Promise<StoredReading[]> {
    return (await this.shelf.readingsOf(placeKey, Infinity)).filter((row) => this.#isSettled(row)).slice(0, limit);
  }

  async place(placeKey: string): Promise<StoredPlace | undefined> {
    const place = await this.shelf.place(placeKey);
    return place && this.#then(place);
  }

  async places(): Promise<StoredPlace[]> {
    const then = await Promise.all((await this.shelf.places()).map((place) => this.#then(place)));
    return then.filter((place) => place !== undefined);
  }

  /** A mark stays until the job is listed again: one that is there has been there since. One that has gone since then is not known of. */
  async notListed(jobKey: JobKey): Promise<StoredNotListed | undefined> {
    const mark = await this.shelf.notListed(jobKey);
    return mark && mark.missedFirst <= this.at ? mark : undefined;
  }

  async openGaps(): Promise<StoredGap[]> {
    // Those that have ended since are in no index of open ones, and nobody goes on with a gap of the past.
    return (await this.shelf.openGaps()).flatMap((gap) => this.#gapThen(gap) ?? []);
  }

  async gapsBegun(region: string, from: number, to: number): Promise<StoredGap[]> {
    const gaps = await this.shelf.gapsBegun(region, from, Math.min(to, this.at));
    return gaps.flatMap((gap) => this.#gapThen(gap) ?? []);
  }

  putReadings = refuse;
  putPlace = refuse;
  markNotListed = refuse;
  unmarkListed = refuse;
  putGaps = refuse;

  async #then(place: StoredPlace): Promise<StoredPlace | undefined> {
    if (place.lastTry !== undefined && place.lastTry.at <= this.at && (place.markedAt ?? 0) <= this.at) return place;
    const settled = (await this.shelf.readingsOf(place.placeKey, Infinity)).filter((row) => this.#isSettled(row));
    let then: StoredPlace | undefined;
    for (const row of settled.sort((a, b) => momentOf(a) - momentOf(b))) {
      then = placeAfter(row, then, momentOf(row));
      if (row.state === 'complete' && listsAll(row))
        then = { ...then, markedAt: Math.max(row.startedAt ?? 0, then.markedAt ?? 0) };
    }
    return then;
  }

  /** Whether what the row says was all known at that time. */
  #isSettled(row: StoredReading): boolean {
    return momentOf(row) <= this.at;
  }

  #gapThen(gap: StoredGap): StoredGap | undefined {
    if (gap.from > this.at) return undefined;
    if (gap.until !== undefined && gap.until <= this.at) return gap;
    return { ...without(gap, 'until'), open: 1, lastedAt: Math.min(gap.lastedAt ?? this.at, this.at) };
  }
}

/** The last time something became of a reading, epoch ms UTC. */
function momentOf({ endedAt, lastAt, startedAt, askedAt }: StoredReading): number {
  return endedAt ?? lastAt ?? startedAt ?? askedAt;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('Nothing can be written into what was known earlier.'));
}
