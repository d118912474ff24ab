import type { Filter } from '../../domain/filter/types';
import { MINUTE_MS } from '../../domain/durations';
import { alikeFilters } from '../../domain/follow/usual';
import type { HistoryFinder } from '../job-finder';
import type { JobRow } from '../history';
import type { ListAnswer, ListQuery } from '../mirror/types';
import { firstAnswer } from '../sync/first-answer';

/** How long an answer holds: a few more jobs move a median little. */
const HOLDS_MS = 15 * MINUTE_MS;
/** Fewer than this many jobs of the same resource tell little; then those of the same type and route are asked too. */
const FEWEST = 3;

/** The part of the index that is needed. */
export type AlikeFinder = Pick<HistoryFinder, 'status' | 'watch' | 'rowsByKey'>;

/** How long jobs like a given one usually take: the median of those in the history that made their copy. */
export class UsualTimes {
  readonly #finder: AlikeFinder | undefined;
  readonly #now: () => number;
  readonly #told: () => void;
  readonly #known = new Map<string, { readonly at: number; readonly ms: number | undefined }>();
  readonly #asking = new Set<string>();
  /** A row stays the same object until something is known of it. */
  readonly #keys = new WeakMap<JobRow, { readonly key: string; readonly filters: readonly Filter[] }>();
  /** One after the other: the list on screen asks the same index. */
  #asked: Promise<unknown> = Promise.resolve();
  #ready = false;
  readonly #end: (() => void) | undefined;

  /**
   * @param finder the index of the history; without one nothing is known
   * @param told something is known that was not before
   */
  constructor(finder: AlikeFinder | undefined, now: () => number, told: () => void) {
    this.#finder = finder;
    this.#now = now;
    this.#told = told;
    this.#end = finder?.status(({ state }) => {
      const before = this.#ready;
      this.#ready = state === 'ready';
      if (this.#ready && !before) told();
    });
  }

  /** In ms; undefined if nobody knows, or not yet: then it is being found out. */
  of(job: JobRow): number | undefined {
    const { key, filters } = this.#keyOf(job);
    const known = this.#known.get(key);
    if (this.#ready && (known === undefined || this.#now() - known.at > HOLDS_MS)) this.#want(key, filters);
    return known?.ms;
  }

  close(): void {
    this.#end?.();
  }

  #keyOf(job: JobRow): { readonly key: string; readonly filters: readonly Filter[] } {
    const known = this.#keys.get(job);
    if (known !== undefined) return known;
    const filters = alikeFilters(job);
    const made = { key: JSON.stringify(filters), filters };
    this.#keys.set(job, made);
    return made;
  }

  #want(key: string, filters: readonly Filter[]): void {
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    this.#asked = this.#asked.then(() => this.#find(key, filters));
  }

  async #find(key: string, filters: readonly Filter[]): Promise<void> {
    try {
      const ms = await this.#median(filters);
      const before = this.#known.get(key);
      this.#known.set(key, { at: this.#now(), ms });
      if (before?.ms !== ms) this.#told();
    } catch {
      // An index that has fallen over says so in the list; what is usual stays unknown until it is back.
    } finally {
      this.#asking.delete(key);
    }
  }

  async #median(filters: readonly Filter[]): Promise<number | undefined> {
    let few: number | undefined;
    for (const filter of filters) {
      const { fits } = await this.#ask(filter, 0, 0);
      if (fits === 0) continue;
      const { jobKeys } = await this.#ask(filter, Math.floor((fits - 1) / 2), 1);
      const [row] = (await (this.#finder && firstAnswer(this.#finder.rowsByKey(jobKeys)))) ?? [];
      if (fits >= FEWEST) return row?.durationMs;
      few ??= row?.durationMs;
    }
    return few;
  }

  async #ask(filter: Filter, from: number, count: number): Promise<Pick<ListAnswer, 'fits' | 'jobKeys'>> {
    const query: ListQuery = { filter, sort: [{ column: 'duration', descending: false }], from, count, facets: [] };
    return this.#finder === undefined ? { fits: 0, jobKeys: [] } : firstAnswer(this.#finder.watch(query));
  }
}
