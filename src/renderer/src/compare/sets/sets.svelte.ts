import type { JobRow, Live } from '../../data/history';
import { placesOf } from '../../data/kept-rows';
import type { MirrorStatus } from '../../data/mirror/mirror';
import type { AnsweredLine, QueriedSide, SetsAnswer, SetsQuery } from '../../data/mirror/sets/types';
import { firstAnswer } from '../../data/sync/first-answer';
import type { AnswerTo, FacetValue, ListAnswer, Question } from '../../data/mirror/types';
import { columnSet, type ColumnId, type ColumnSet } from '../../domain/columns';
import { NO_FILTER, type Filter } from '../../domain/filter';
import { isIgnored, type IgnoreRules } from '../../domain/diff/ignore';
import type { FilterProblem } from '../../domain/filter/types';
import type { TimeDisplay } from '../../domain/instants';
import type { JobKey } from '../../domain/job-key';
import type { KnownPlaces } from '../../domain/sets/choices';
import type { LookedAt } from '../../domain/sets/observed';
import { SETUP_PATHS } from '../../domain/sets/setup';
import { follow, type Followed } from '../../ui/live.svelte';
import { SIDES, type SetsSetup, type Side } from './setup.svelte';
import { askedOf, SidePlaces, SideRows, type AskedOf } from './side.svelte';
import type { SideHistories } from '../side-histories';

/** The index of the history. */
export interface SetsFinder {
  begin?(): void;
  status(listener: (status: MirrorStatus) => void): () => void;
  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>>;
}

export interface SetsWorld {
  readonly histories: SideHistories;
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
      const { knownAt } = this;
      return finder.watch({ ...COUNTING, knownAt, filter: this.filter, facets: [completing], times: times() });
    });
  }

  get filter(): Filter {
    return this.#sets.setup.filters[this.side];
  }

  /** How often it has given way to another as a whole. */
  get replaced(): number {
    return this.#sets.setup.replaced[this.side];
  }

  /** As known at that time, epoch ms UTC; undefined: at the one on screen. */
  get knownAt(): number | undefined {
    return this.#sets.setup.knownAt[this.side];
  }

  /** The same, and where it is the one on screen that one; undefined: now. */
  get shownAt(): number | undefined {
    return this.#sets.histories.shownAt(this.knownAt);
  }

  get problems(): readonly FilterProblem[] {
    return this.#sets.answer?.sides[this.side].problems ?? [];
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
  readonly histories: SideHistories;
  readonly sides: Readonly<Record<Side, SideFilter>>;
  /** Undefined: there is no index. */
  status = $state.raw<MirrorStatus>();
  readonly catalogue: ColumnSet = $derived.by(() => columnSet(this.#newPaths === '' ? [] : this.#newPaths.split('\n')));
  readonly #known: Readonly<Record<Side, SidePlaces>>;
  readonly #answered: Followed<AskedOf<SetsAnswer, string>>;
  readonly #rows: Readonly<Record<Side, SideRows>>;
  readonly #counted: Followed<ListAnswer>;
  readonly #rules: () => IgnoreRules;
  readonly #finder: SetsFinder | undefined;
  readonly #times: () => TimeDisplay;
  /** Members that do not count as changed, by the user's rules. */
  readonly ignored: readonly ColumnId[] = $derived.by(() =>
    SETUP_PATHS.filter((path) => isIgnored(this.#rules(), { path })),
  );

  /** Call while a component is being set up: live queries end with it. */
  constructor(setup: SetsSetup, { histories, finder, times, rules }: SetsWorld) {
    this.setup = setup;
    this.histories = histories;
    this.#rules = rules;
    this.#finder = finder;
    this.#times = times;
    const end = finder?.status((status) => {
      this.status = status;
    });
    $effect(() => end);
    // The list begins it once its rows are there; a comparison may be what is looked at first.
    finder?.begin?.();
    $effect(() => () => {
      histories.close();
    });
    const [ofLeft, ofRight] = [
      { side: 'left', setup, histories } as const,
      { side: 'right', setup, histories } as const,
    ];
    this.#known = { left: new SidePlaces(ofLeft), right: new SidePlaces(ofRight) };
    this.#answered = follow(() => {
      const query = this.#query(times());
      if (finder === undefined || !this.#ready || query === undefined) return NEVER;
      return askedOf(finder.watch(query), this.#moments);
    });
    this.#rows = {
      left: new SideRows(ofLeft, () => this.#keysOf('left')),
      right: new SideRows(ofRight, () => this.#keysOf('right')),
    };
    this.#counted = follow(() =>
      finder === undefined || !this.#ready ? NEVER : finder.watch({ ...COUNTING, facets: PLACE_FACETS }),
    );
    const [left, right] = SIDES.map((side) => new SideFilter(this, side, finder, times)) as [SideFilter, SideFilter];
    this.sides = { left, right };
  }

  /** Undefined while there is none: that of other times is no answer. */
  get answer(): SetsAnswer | undefined {
    const answered = this.#answered.current;
    return answered?.of === this.#moments ? answered.value : undefined;
  }

  /** What the index says of all lines of the class that is shown, at most so many. Rejects where there is no index. */
  ask(count: number): Promise<SetsAnswer> {
    const query = this.#query(this.#times());
    if (this.#finder === undefined || query === undefined) return Promise.reject(new Error('There is no index.'));
    return firstAnswer(this.#finder.watch({ ...query, from: 0, count }));
  }

  /** The jobs of one side as it knows them, in the order of the keys; undefined: no longer in the history. */
  rowsOf(side: Side, jobKeys: readonly JobKey[]): Promise<readonly (JobRow | undefined)[]> {
    return firstAnswer(this.histories.at(this.setup.knownAt[side]).jobsByKey(jobKeys));
  }

  /** Why nothing can be said; undefined: something can, or soon will be. */
  get problem(): Error | undefined {
    return this.#known.left.problem ?? this.#known.right.problem ?? this.#answered.problem;
  }

  /** Accounts and Regions that can be put side by side. */
  get places(): KnownPlaces {
    const named = (column: ColumnId): readonly string[] =>
      (this.#counted.current?.facets[column] ?? []).flatMap(({ value }) => value ?? []);
    return { regions: named('region'), accounts: named('account') };
  }

  get total(): number {
    return this.answer?.fits ?? 0;
  }

  /** How many of them tell of something: what is the same on both sides stands behind them. */
  get told(): number {
    const { of } = this.setup;
    if (of === 'same') return 0;
    return this.total - (of === undefined ? (this.answer?.counts.same ?? 0) : 0);
  }

  readonly #ready = $derived.by(() => this.status?.state === 'ready');
  /** One text, so that the same paths are no change. */
  readonly #newPaths = $derived.by(() => (this.status?.state === 'ready' ? this.status.newPaths.join('\n') : ''));

  lineAt(index: number): ShownLine | undefined {
    const found = this.answer;
    const line = found?.lines[index - found.from];
    if (line === undefined) return undefined;
    const left = this.#rows.left.at(line.left);
    const right = this.#rows.right.at(line.right);
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
    const found = this.answer;
    return placesOf((found?.lines ?? []).map(keyOfLine), found?.from ?? 0);
  });

  /** As known at which times the sides are, as one text. */
  get #moments(): string {
    const { left, right } = this.setup.knownAt;
    return `${left ?? ''} ${right ?? ''}`;
  }

  #keysOf(side: Side): readonly JobKey[] {
    return (this.answer?.lines ?? []).flatMap((line) => line[side] ?? []);
  }

  /** Undefined while it is not known what either side could know. */
  #query(times: TimeDisplay): SetsQuery | undefined {
    const left = this.#side('left');
    const right = this.#side('right');
    if (left === undefined || right === undefined) return undefined;
    const { pairing, threshold, of, from, count } = this.setup;
    return { sides: { left, right }, pairing, threshold, ignored: this.ignored, of, from, count, times };
  }

  #side(side: Side): QueriedSide | undefined {
    const places = this.#known[side].all;
    if (places === undefined) return undefined;
    const known = places.map(({ region, accounts, covered }): LookedAt => ({ region, accounts, covered }));
    return { filter: this.setup.filters[side], knownAt: this.setup.knownAt[side], known };
  }
}

function keyOfLine({ left, right }: AnsweredLine): string {
  return `${left ?? ''}|${right ?? ''}`;
}
