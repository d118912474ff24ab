import type { History, JobRow, JobsPage, Live } from '../data/history';
import type { MirrorStatus } from '../data/mirror/mirror';
import type { ListAnswer, ListQuery } from '../data/mirror/types';
import type { Filter, SortKey } from '../domain/filter';
import type { TimeDisplay } from '../domain/instants';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';
import { firstOf, keyedInTurn, KeptRows, placesOf, rowsInOrder, type KeyedRows } from '../data/kept-rows';
import { isStateChip, OUTCOME, valuesOf } from './tokens';

/** The index of the history, and the rows that it finds. */
export interface Finder {
  /** Starts it. Told when the first rows are on screen; absent from one that has nothing to read first. */
  begin?(): void;
  /** How far the index is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void;
  watch(query: ListQuery): Live<ListAnswer>;
  /** Rows in the order of the keys; undefined for a job that is not in the history. */
  rowsByKey(keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]>;
}

/** What a list is asked to show. Read anew whenever any of it changes. */
export interface Asked {
  readonly filter: Filter;
  readonly sort: readonly SortKey[];
  /** How dates without a zone are read. */
  readonly times: TimeDisplay;
}

/** Rows shown at first: as many as fit in most windows, few enough to be there at once. */
const FIRST_ROWS = 40;
/** Rows added each time the end of the list comes near. */
const MORE_ROWS = 200;
/** Rows are asked for in steps of this many, so that a turn of the wheel is seldom a new question. */
const STEP = 100;

const NEVER: Live<never> = { subscribe: () => () => undefined };

/**
 * The rows of a list. At first, and where there is no index, the history itself gives the newest; once the index is there, any
 * filter and order, from any place.
 */
export class ListSource {
  readonly page: Followed<JobsPage>;
  readonly answer: Followed<ListAnswer>;
  /** How far the index is; undefined if there is none. */
  status = $state.raw<MirrorStatus>();
  /** Whether the index answers. Told of each change it is ready anew: only another answer to this may begin anything anew. */
  readonly indexed = $derived.by(() => this.status?.state === 'ready');

  readonly #finder: Finder | undefined;
  readonly #asked: () => Asked;
  readonly #keyed: Followed<KeyedRows>;
  #limit = $state(FIRST_ROWS);
  #from = $state(0);
  #count = $state(STEP);
  readonly #kept = new KeptRows();
  /** The rows on screen and the next around them; `end` is one past the last. */
  #onScreen = { first: 0, end: FIRST_ROWS };

  /** Call while a component (or effect root) is being set up: live queries end with it. */
  constructor(history: History, finder: Finder | undefined, asked: () => Asked) {
    this.#finder = finder;
    this.#asked = asked;
    const end = finder?.status((status) => {
      this.status = status;
    });
    $effect(() => end);
    // An effect comes after the rows: reading everything must not keep the first of them waiting.
    $effect(() => {
      if (this.page.current !== undefined) finder?.begin?.();
    });
    this.page = follow(() => (this.indexed ? NEVER : history.jobs(this.#firstQuery())));
    this.answer = follow(() => {
      if (finder === undefined || !this.indexed) return NEVER;
      return finder.watch({ ...this.#query(), from: this.#from, count: this.#count, facets: [] });
    });
    this.#keyed = follow(() => {
      const keys = this.answer.current?.jobKeys;
      if (finder === undefined || keys === undefined) return NEVER;
      return keyedInTurn(keys, this.#unreadOnScreen(), (some) => finder.rowsByKey(some));
    });
  }

  /** Why what is on screen may be incomplete or old; undefined: it is what the history says. */
  get problem(): Error | undefined {
    return this.page.problem ?? this.answer.problem ?? this.#keyed.problem;
  }

  /** Members that some job has and no catalogue knows, as far as the index tells. */
  get newPaths(): readonly string[] {
    return this.status?.state === 'ready' ? this.status.newPaths : [];
  }

  /** What the index found; until its first answer they are the history's own. */
  get #found(): ListAnswer | undefined {
    return this.indexed ? this.answer.current : undefined;
  }

  /** Whether what is asked for can be answered without the index. */
  readonly plain = $derived.by(() => {
    const { filter, sort } = this.#asked();
    const [key] = sort;
    const text = this.#finder === undefined || filter.text.trim() === '';
    const tokens = filter.tokens.every(isStateChip);
    return text && tokens && sort.length === 1 && key?.descending === true && key.column in NATIVE_SORTS;
  });

  /** Whether the rows on screen do not answer what is asked for, because only the index can and it is not there yet. */
  get waiting(): boolean {
    return this.#found === undefined && !this.plain;
  }

  /** Rows in the list, unread ones included. */
  readonly total = $derived.by(() => {
    if (this.waiting) return 0;
    return this.#found?.fits ?? this.page.current?.rows.length ?? 0;
  });

  /** Rows of `page` by place, or what is known of those that the index found. */
  readonly #rows = $derived.by(() => {
    const page = this.page.current?.rows ?? [];
    // Those on screen stay when the index takes over: a row that vanishes for a moment takes a click with it.
    return this.#kept.take(this.#keyed.current ?? { keys: page.map(({ jobKey }) => jobKey), rows: page });
  });

  #unreadOnScreen(): readonly JobKey[] {
    const { jobKeys = [], from = 0 } = this.answer.current ?? {};
    const { first, end } = this.#onScreen;
    const onScreen = jobKeys.slice(Math.max(first - from, 0), Math.max(end - from, 0));
    return onScreen.filter((key) => !this.#kept.has(key));
  }

  rowAt(index: number): JobRow | undefined {
    const found = this.#found;
    if (found === undefined) return this.waiting ? undefined : this.page.current?.rows[index];
    const key = found.jobKeys[index - found.from];
    return key === undefined ? undefined : this.#rows.get(key);
  }

  indexOf(key: JobKey): number | undefined {
    return this.#places.get(key);
  }

  readonly #places = $derived.by((): ReadonlyMap<JobKey, number> => {
    const found = this.#found;
    if (found !== undefined) return placesOf(found.jobKeys, found.from);
    return placesOf(
      this.loaded.map(({ jobKey }) => jobKey),
      0,
    );
  });

  /** The rows that are there, in order. */
  readonly loaded: readonly JobRow[] = $derived.by(() => {
    const found = this.#found;
    if (found === undefined) return this.waiting ? [] : (this.page.current?.rows ?? []);
    return found.jobKeys.map((key) => this.#rows.get(key)).filter((row) => row !== undefined);
  });

  /** Whether anything at all has been read. */
  get read(): boolean {
    return this.#found !== undefined || this.page.current !== undefined;
  }

  /** Whether the history has more rows than are on the list. */
  get more(): boolean {
    return this.#found === undefined && this.page.current?.more === true;
  }

  /** Makes sure that these rows are asked for; `end` is one past the last. */
  reach(first: number, end: number): void {
    this.#onScreen = { first, end };
    if (this.more && end >= this.loaded.length) this.#limit += MORE_ROWS;
    const from = Math.max(Math.floor(first / STEP) - 1, 0) * STEP;
    const count = (Math.ceil(end / STEP) + 1) * STEP - from;
    this.#from = from;
    this.#count = Math.max(count, STEP);
  }

  startOver(): void {
    this.#onScreen = { first: 0, end: FIRST_ROWS };
    this.#limit = FIRST_ROWS;
    this.#from = 0;
  }

  /** Keys of the jobs from one place to another, both included, whether they are on screen or not. */
  async keysBetween(from: number, to: number): Promise<readonly JobKey[]> {
    const finder = this.#finder;
    if (finder === undefined || !this.indexed) return this.loaded.slice(from, to + 1).map(({ jobKey }) => jobKey);
    const { jobKeys } = await firstOf(finder.watch({ ...this.#query(), from, count: to - from + 1, facets: [] }));
    return jobKeys;
  }

  /** Rows of these jobs, as many as there are (any more). */
  async rowsOf(keys: readonly JobKey[]): Promise<readonly JobRow[]> {
    const finder = this.#finder;
    return rowsInOrder(keys, this.loaded, finder && ((some) => finder.rowsByKey(some)));
  }

  /** What is asked for, with an order for jobs that are equal in it: those of one page of a list were all seen at once. */
  #query(): Asked {
    const asked = this.#asked();
    const isTied = asked.sort.every(({ column }) => column !== CREATED);
    return isTied ? { ...asked, sort: [...asked.sort, { column: CREATED, descending: true }] } : asked;
  }

  #firstQuery(): Parameters<History['jobs']>[0] {
    const { filter, sort } = this.#asked();
    return {
      // Without an index the history looks through its own rows.
      ...(this.#finder === undefined ? { text: filter.text } : {}),
      outcomes: valuesOf(filter, OUTCOME, '='),
      sort: NATIVE_SORTS[sort[0]?.column ?? ''] ?? 'lastSeen',
      limit: this.#limit,
    };
  }
}

const CREATED = 'CreationDate';

/** Orders in which the history itself can read, newest first. */
const NATIVE_SORTS: Readonly<Record<string, Parameters<History['jobs']>[0]['sort']>> = {
  lastSeen: 'lastSeen',
  [CREATED]: 'createdAt',
};
