import type { GapReason } from '../../domain/follow/gap-reason';
import type { JobKey } from '../../domain/job-key';
import { without } from '../../domain/without';
import type { StoredGap } from '../coverage/gap-rows';
import type { History } from '../history';
import { placeKeyOf, type Place } from '../sync/place';

/** Most jobs that a gap lists by name; with more it touches all unfinished ones of its place. */
const MOST_LISTED = 1000;

/** Marks the times in which followed jobs were due and nobody could ask: one gap at a time for each place. */
export class GapKeeper {
  readonly #history: History;
  readonly #open = new Map<string, StoredGap>();
  /** One write after the other, so that a gap never ends before it has begun. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(history: History) {
    this.#history = history;
  }

  /** Takes up the gaps that an earlier window left open: nobody has asked since. */
  async load(): Promise<void> {
    for (const gap of await this.#history.coverage.read((shelf) => shelf.openGaps())) {
      this.#open.set(placeKeyOf(gap), gap);
    }
  }

  has(place: Place): boolean {
    return this.#open.has(placeKeyOf(place));
  }

  /** Where there are gaps that last. */
  get places(): readonly Place[] {
    return [...this.#open.values()];
  }

  /** Begins a gap, unless one lasts already. */
  begin(place: Place, why: GapReason, from: number, jobKeys: readonly JobKey[]): void {
    const key = placeKeyOf(place);
    if (this.#open.has(key) || jobKeys.length === 0) return;
    const { profile, region } = place;
    const gap: StoredGap = {
      id: crypto.randomUUID(),
      profile: { ...profile },
      region,
      from,
      open: 1,
      why,
      ...listed(jobKeys),
    };
    this.#open.set(key, gap);
    this.#write(gap);
  }

  /** Ends the gap of a place, if there is one. `jobKeys`: those that have come to be due meanwhile. */
  end(place: Place, until: number, jobKeys: readonly JobKey[] = []): void {
    const key = placeKeyOf(place);
    const gap = this.#open.get(key);
    if (gap === undefined) return;
    this.#open.delete(key);
    const all = gap.jobKeys === undefined ? undefined : [...new Set([...gap.jobKeys, ...jobKeys])];
    const rest = without(gap, 'open', 'jobKeys');
    this.#write({ ...rest, until: Math.max(until, gap.from), ...(all === undefined ? {} : listed(all)) });
  }

  /** Resolves when all is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #write(gap: StoredGap): void {
    this.#writing = this.#writing
      .then(() => this.#history.coverage.write((shelf) => shelf.putGaps([gap])))
      // A history that takes nothing in is told of where answers are filed.
      .catch(() => undefined);
  }
}

function listed(jobKeys: readonly JobKey[]): { readonly jobKeys?: readonly JobKey[] } {
  return jobKeys.length > MOST_LISTED ? {} : { jobKeys: [...jobKeys] };
}
