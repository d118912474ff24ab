import { MINUTE_MS } from '../../domain/durations';
import type { GapReason } from '../../domain/follow/gap-reason';
import type { JobKey } from '../../domain/job-key';
import { without } from '../../domain/without';
import type { StoredGap } from '../coverage/gap-rows';
import type { History } from '../history';
import { placeKeyOf, type Place } from '../sync/place';

/** Most jobs that a gap lists by name; with more it touches all unfinished ones of its place. */
const MOST_LISTED = 1000;

/** How often it is noted that a gap still lasts (ms): what a crash can take from it. */
export const NOTED_EVERY_MS = MINUTE_MS;

/** Marks the times in which followed jobs were due and nobody could ask: one gap at a time for each place. */
export class GapKeeper {
  readonly #history: History;
  readonly #open = new Map<string, StoredGap>();
  /** When the app was last known to run, where it ended within a gap; by place. */
  readonly #ranUntil = new Map<string, number>();
  /** One write after the other, so that a gap never ends before it has begun. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(history: History) {
    this.#history = history;
  }

  /**
   * Takes up the gaps within which the app was closed, or crashed. Their reason is known only for as long as it ran: there they
   * end. What kept anybody from asking after that is that it was closed.
   */
  async load(): Promise<void> {
    for (const gap of await this.#history.coverage.read((shelf) => shelf.openGaps())) {
      const until = Math.max(gap.from, gap.until ?? gap.lastedAt ?? gap.from);
      const key = placeKeyOf(gap);
      this.#ranUntil.set(key, Math.max(until, this.#ranUntil.get(key) ?? until));
      this.#write({ ...without(gap, 'open', 'lastedAt'), until });
    }
  }

  /** Until when the app ran, if it was closed within a gap of this place; epoch ms UTC. */
  ranUntil(place: Place): number | undefined {
    return this.#ranUntil.get(placeKeyOf(place));
  }

  has(place: Place): boolean {
    return this.#open.has(placeKeyOf(place));
  }

  /** Where there are gaps that last. */
  get places(): readonly Place[] {
    return [...this.#open.values()];
  }

  /** Begins a gap, unless one lasts already for this reason. One that lasts for another ends there: its jobs stay due. */
  begin(place: Place, why: GapReason, at: number, due: readonly JobKey[]): void {
    const key = placeKeyOf(place);
    const before = this.#open.get(key);
    if (before?.why === why || (before === undefined && due.length === 0)) return;
    const from = Math.max(at, before?.from ?? at);
    if (before !== undefined) this.end(place, from);
    const { profile, region } = place;
    const gap: StoredGap = {
      id: crypto.randomUUID(),
      profile: { ...profile },
      region,
      from,
      open: 1,
      lastedAt: from,
      why,
      ...(before === undefined ? listed(due) : joined(before, due)),
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
    const rest = without(gap, 'open', 'lastedAt', 'jobKeys');
    this.#write({ ...rest, until: Math.max(until, gap.from), ...joined(gap, jobKeys) });
  }

  /** Notes now and then that the open gaps still last. */
  note(now: number): void {
    for (const [key, gap] of this.#open) {
      if (now - (gap.lastedAt ?? gap.from) < NOTED_EVERY_MS) continue;
      const noted = { ...gap, lastedAt: now };
      this.#open.set(key, noted);
      this.#write(noted);
    }
  }

  /** The app closes: what is known of the open gaps ends here. The next start takes them up. */
  async leave(now: number): Promise<void> {
    for (const gap of this.#open.values()) this.#write({ ...gap, until: Math.max(now, gap.from) });
    this.#open.clear();
    await this.settled();
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

/** The jobs of a gap and those that have come to be due since. */
function joined({ jobKeys }: StoredGap, due: readonly JobKey[]): { readonly jobKeys?: readonly JobKey[] } {
  return jobKeys === undefined ? {} : listed([...new Set([...jobKeys, ...due])]);
}

function listed(jobKeys: readonly JobKey[]): { readonly jobKeys?: readonly JobKey[] } {
  return jobKeys.length > MOST_LISTED ? {} : { jobKeys: [...jobKeys] };
}
