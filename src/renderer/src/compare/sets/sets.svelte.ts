import type { StoredPlace } from '../../data/coverage/rows';
import type { History, JobRow, Live } from '../../data/history';
import { keyed, KeptRows, placesOf, type KeyedRows } from '../../data/kept-rows';
import type { MirrorStatus } from '../../data/mirror/mirror';
import type { AnsweredLine, SetsAnswer, SetsQuery } from '../../data/mirror/sets/types';
import type { AnswerTo, FacetValue, ListAnswer, Question } from '../../data/mirror/types';
import { columnSet, type ColumnId, type ColumnSet } from '../../domain/columns';
import { NO_FILTER, type Filter } from '../../domain/filter';
import { isIgnored, type IgnoreRules } from '../../domain/diff/ignore';
import type { FilterProblem } from '../../domain/filter/types';
import type { TimeDisplay } from '../../domain/instants';
import type { KnownPlaces } from '../../domain/sets/choices';
import { SETUP_PATHS } from '../../domain/sets/setup';
import { follow, type Followed } from '../../ui/live.svelte';
import { SIDES, type SetsSetup, type Side } from './setup.svelte';

/** The index of the history. */
export interface SetsFinder {
  begin?(): void;
  status(listener: (status: MirrorStatus) => void): () => void;
  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>>;
}

export interface SetsWorld {
  readonly history: Pick<History, 'jobsByKey' | 'coverage'>;
  /** Absent where the history is not kept: nothing can be compared then. */
  readonly finder: SetsFinder | undefined;
  readonly times: () => TimeDisplay;
  /** Differences that the user does not want to be told of. */
  readonly rules: () => IgnoreRules;
}

/** A line with the rows of its jobs; undefined where there is none, or it is no longer in the history. */
export interface ShownLine {
  readonly key: string;
  readonly line: AnsweredLine;
  readonly left: JobRow | undefined;
  readonly right: JobRow | undefined;
}

const NEVER: Live<never> = { subscribe: () => () => undefined };
const PLACE_FACETS: readonly ColumnId[] = ['region', 'account'];

/** One side's filter, for the line in which it is typed. */
export class SideFilter {
  completing = $state<ColumnId>();
  readonly side: Side;
  readonly #sets: SetsController;
  readonly #counted: Followed<ListAnswer>;

  constructor(sets: SetsController, side: Side, finder: SetsFinder | undefined, times: () => TimeDisplay) {
    this.#sets = sets;
    this.side = side;
    this.#counted = follow(() => {
      const { completing } = this;
      if (finder === undefined || completing === undefined) return NEVER;
      return finder.watch({ ...COUNTING, filter: this.filter, facets: [completing], times: times() });
    });
  }

  get filter(): Filter {
    return this.#sets.setup.filters[this.side];
  }

  get problems(): readonly FilterProblem[] {
    return this.#sets.answer.current?.sides[this.side].problems ?? [];
  }

  get catalogue(): ColumnSet {
    return this.#sets.catalogue;
  }

  valuesIn(column: ColumnId): readonly FacetValue[] | undefined {
    return this.#counted.current?.facets[column];
  }

  narrow(filter: Filter): void {
    this.#sets.setup.narrow(this.side, filter);
  }
}

const COUNTING = { filter: NO_FILTER, sort: [], from: 0, count: 0 } as const;

/** Two sets side by side, as the index compares them; it follows the history as that changes. */
export class SetsController {
  readonly setup: SetsSetup;
  readonly sides: Readonly<Record<Side, SideFilter>>;
  readonly answer: Followed<SetsAnswer>;
  /** Undefined: there is no index. */
  status = $state.raw<MirrorStatus>();
  readonly catalogue: ColumnSet = $derived.by(() => columnSet(this.#newPaths === '' ? [] : this.#newPaths.split('\n')));
  readonly #known: Followed<readonly StoredPlace[]>;
  readonly #counted: Followed<ListAnswer>;
  readonly #keyed: Followed<KeyedRows>;
  readonly #kept = new KeptRows();
  readonly #rules: () => IgnoreRules;
  /** Members that do not count as changed, by the user's rules. */
  readonly ignored: readonly ColumnId[] = $derived.by(() =>
    SETUP_PATHS.filter((path) => isIgnored(this.#rules(), { path })),
  );

  /** Call while a component is being set up: live queries end with it. */
  constructor(setup: SetsSetup, { history, finder, times, rules }: SetsWorld) {
    this.setup = setup;
    this.#rules = rules;
    const end = finder?.status((status) => {
      this.status = status;
    });
    $effect(() => end);
    // The list begins it once its rows are there; a comparison may be what is looked at first.
    finder?.begin?.();
    this.#known = follow(() => history.coverage.watch((shelf) => shelf.places()));
    this.answer = follow(() => {
      const known = this.#known.current;
      if (finder === undefined || !this.#ready || known === undefined) return NEVER;
      return finder.watch(this.#query(known, times()));
    });
    this.#keyed = follow(() => {
      const lines = this.answer.current?.lines;
      if (lines === undefined) return NEVER;
      const keys = lines.flatMap(({ left, right }) => [left, right].filter((key) => key !== undefined));
      return keyed(keys, history.jobsByKey(keys));
    });
    this.#counted = follow(() =>
      finder === undefined || !this.#ready ? NEVER : finder.watch({ ...COUNTING, facets: PLACE_FACETS }),
    );
    const [left, right] = SIDES.map((side) => new SideFilter(this, side, finder, times)) as [SideFilter, SideFilter];
    this.sides = { left, right };
  }

  /** Why nothing can be said; undefined: something can, or soon will be. */
  get problem(): Error | undefined {
    return this.#known.problem ?? this.answer.problem;
  }

  /** Accounts and Regions that can be put side by side. */
  get places(): KnownPlaces {
    const named = (column: ColumnId): readonly string[] =>
      (this.#counted.current?.facets[column] ?? []).flatMap(({ value }) => value ?? []);
    return { regions: named('region'), accounts: named('account') };
  }

  get total(): number {
    return this.answer.current?.fits ?? 0;
  }

  readonly #ready = $derived.by(() => this.status?.state === 'ready');
  /** One text, so that the same paths are no change. */
  readonly #newPaths = $derived.by(() => (this.status?.state === 'ready' ? this.status.newPaths.join('\n') : ''));
  readonly #rows = $derived.by(() => this.#kept.take(this.#keyed.current));

  lineAt(index: number): ShownLine | undefined {
    const found = this.answer.current;
    const line = found?.lines[index - found.from];
    if (line === undefined) return undefined;
    const row = (key: string | undefined): JobRow | undefined => (key === undefined ? undefined : this.#rows.get(key));
    const [left, right] = [row(line.left), row(line.right)];
    // Half a line would be taken for a job without a counterpart.
    if ((line.left !== undefined && left === undefined) || (line.right !== undefined && right === undefined)) {
      return undefined;
    }
    return { key: keyOfLine(line), line, left, right };
  }

  indexOf(key: string): number | undefined {
    return this.#places.get(key);
  }

  readonly #places = $derived.by(() => {
    const found = this.answer.current;
    return placesOf((found?.lines ?? []).map(keyOfLine), found?.from ?? 0);
  });

  #query(known: readonly StoredPlace[], times: TimeDisplay): SetsQuery {
    const { filters, pairing, threshold, of, from, count } = this.setup;
    return {
      sides: filters,
      pairing,
      threshold,
      ignored: this.ignored,
      known: known.map(({ region, accounts, covered }) => ({ region, accounts, covered })),
      of,
      from,
      count,
      times,
    };
  }
}

function keyOfLine({ left, right }: AnsweredLine): string {
  return `${left ?? ''}|${right ?? ''}`;
}
