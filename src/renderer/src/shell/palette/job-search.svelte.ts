import type { History, JobRow, Live } from '../../data/history';
import type { HistoryFinder } from '../../data/job-finder';
import type { MirrorStatus } from '../../data/mirror/mirror';
import { columnSet } from '../../domain/columns';
import { compileFilter } from '../../domain/filter';
import type { JobKey } from '../../domain/job-key';
import { keyed, type KeyedRows } from '../../data/kept-rows';
import { follow, type Followed } from '../../ui/live.svelte';
import type { ListAnswer } from '../../data/mirror/types';

/** Most jobs shown at once: more than this is what the list is for. */
export const MOST_JOBS = 8;

const NEVER: Live<never> = { subscribe: () => () => undefined };
const NEWEST_FIRST = [{ column: 'CreationDate', descending: true }];
const COLUMNS = columnSet([]);

/** Jobs of the history that hold what is typed, newest first: from the index, or where there is none from the history itself. */
export class JobSearch {
  status = $state.raw<MirrorStatus>();
  /** Told of each change it is ready anew: only another answer to this may begin anything anew. */
  readonly #ready = $derived.by(() => this.status?.state === 'ready');
  readonly #text: () => string;
  readonly #finder: HistoryFinder | undefined;
  readonly #answer: Followed<ListAnswer>;
  readonly #keyed: Followed<KeyedRows>;
  readonly #plain: Followed<{ readonly rows: readonly JobRow[] }>;

  /** Call while a component is being set up: it ends with it. */
  constructor(history: History, finder: HistoryFinder | undefined, text: () => string) {
    this.#text = text;
    this.#finder = finder;
    const end = finder?.status((status) => {
      this.status = status;
    });
    $effect(() => end);
    this.#answer = follow(() => {
      if (finder === undefined || !this.#ready || this.#nothingTyped) return NEVER;
      const filter = { text: text(), tokens: [] };
      return finder.watch({ filter, sort: NEWEST_FIRST, from: 0, count: MOST_JOBS, facets: [] });
    });
    this.#keyed = follow(() => {
      const keys = this.#answer.current?.jobKeys;
      return finder === undefined || keys === undefined ? NEVER : keyed(keys, finder.rowsByKey(keys));
    });
    this.#plain = follow(() =>
      // A history that is not on disk is small enough to be looked through.
      finder !== undefined || this.#nothingTyped
        ? NEVER
        : history.jobs({ text: text(), sort: 'createdAt', limit: MOST_JOBS }),
    );
  }

  get #nothingTyped(): boolean {
    return this.#text().trim() === '';
  }

  /** Rows that were found for an earlier text stay while they fit this one, so that a row is never what was not asked for. */
  readonly rows: readonly JobRow[] = $derived.by(() => {
    if (this.#nothingTyped) return [];
    const { fits } = compileFilter({ text: this.#text(), tokens: [] }, { columns: COLUMNS, now: 0, times: 'utc' });
    const found = this.#finder === undefined ? this.#plain.current?.rows : this.#keyed.current?.rows;
    return (found ?? []).filter((row) => row !== undefined).filter(fits);
  });

  /** How many jobs hold it; undefined where that is not known. */
  get total(): number | undefined {
    return this.#ready ? this.#answer.current?.fits : undefined;
  }

  /** Said in place of jobs while the index cannot answer. */
  get note(): string | undefined {
    if (this.#finder === undefined || this.#ready || this.#nothingTyped) return undefined;
    return this.status?.state === 'failed'
      ? 'Jobs cannot be searched: the index could not be made'
      : 'Jobs can be searched once the history is read…';
  }
}

/** What is remembered of a chosen job. */
export function jobEntryId(jobKey: JobKey): string {
  return `job:${jobKey}`;
}
