import type { History, JobRow, OutcomeTotal } from '../data/history';
import type { FacetValue, ListAnswer } from '../data/mirror/types';
import { columnSet, type ColumnId, type ColumnSet } from '../domain/columns';
import { compileFilter, NO_FILTER, type Filter, type SortKey } from '../domain/filter';
import type { Interval } from '../domain/coverage/intervals';
import { createdSpan } from '../domain/filter/created-span';
import type { FilterProblem } from '../domain/filter/types';
import type { TimeDisplay } from '../domain/instants';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';
import { ColumnLayout } from './column-layout.svelte';
import { eachOnce, furtherPaths, statesCounted, totalsFrom } from './counted';
import { Keeper, type PreferenceStore } from './keeper';
import { ListSource, type Finder } from './list-source.svelte';
import { readStoredList, type Density, type StoredList } from './stored-view';
import { SelectedJobs } from './selected-jobs.svelte';
import { narrows, OUTCOME, valuesOf, valueToggled, withOutcomeKeys } from './tokens';
import { USUAL_SORT, USUAL_VIEW, type ListView } from './view';
import { ViewsController } from './views.svelte';

/** Name of the preference that keeps the list from one start to the next. */
export const LIST_PREFERENCE = 'jobs-list';

/** Values that are usually worth narrowing by. */
const USUAL_FACETS: readonly ColumnId[] = [
  'ResourceType',
  'CreatedBy.BackupPlanName',
  'destinationRegion',
  'account',
  'MessageCategory',
];

const REGION: ColumnId = 'region';

const NO_QUERY = { subscribe: () => () => undefined } as const;

/** What a list of copy jobs needs besides the history. */
export interface JobsWorld {
  /** The index of the history; without one the list can be narrowed by text and state only. */
  readonly finder?: Finder;
  /** Where the list is kept from one start to the next; the history itself unless told otherwise. */
  readonly preferences?: PreferenceStore;
  /** How the list begins, where that is known already: nothing is read for it, and nothing else is asked first. */
  readonly begins?: StoredList;
  readonly times?: () => TimeDisplay;
}

/** The list of copy jobs: what it is narrowed to, how it is sorted and laid out, what is selected, where the keyboard stands. */
export class JobsController {
  filter = $state.raw<Filter>(NO_FILTER);
  replaced = $state(0);
  sort = $state.raw(USUAL_VIEW.sort);
  /** Rows as high as the settings say, unless this list has its own. */
  density = $state<Density>();
  facetColumns = $state.raw<readonly ColumnId[]>(USUAL_FACETS);
  facetsShown = $state(false);
  /** The column whose values are being typed: they are counted, too. */
  completing = $state<ColumnId>();
  /** The row that the keyboard is on. */
  focusedKey = $state<JobKey>();
  /** How often the list became another one, by filter or order. */
  starts = $state(0);
  /** Whether it is known how the list was left last time; until then nothing is shown that would only change again. */
  restored = $state(false);
  readonly source: ListSource;
  readonly selected: SelectedJobs;
  readonly layout: ColumnLayout;
  readonly totals: Followed<readonly OutcomeTotal[]>;
  readonly views: ViewsController;
  /** Every column there is, those of members that AWS has begun to send since included. */
  readonly catalogue: ColumnSet = $derived.by(() => columnSet(this.#further === '' ? [] : this.#further.split('\n')));
  /** One text, so that the same paths are no change. */
  readonly #further = $derived.by(() => furtherPaths(this.source.loaded, this.source.newPaths).join('\n'));
  readonly #history: History;
  readonly #times: () => TimeDisplay;
  readonly #counted: Followed<ListAnswer>;
  readonly #keeper: Keeper<StoredList>;

  /** Call while a component (or effect root) is being set up: live queries end with it. */
  constructor(history: History, { finder, preferences = history, begins, times = () => 'local' }: JobsWorld = {}) {
    this.#history = history;
    this.#times = times;
    this.#keeper = new Keeper(preferences, LIST_PREFERENCE, readStoredList);
    this.views = new ViewsController(preferences, {
      current: () => this.view,
      show: (view) => {
        this.show(view);
      },
      changed: () => {
        this.#keep();
      },
    });
    this.layout = new ColumnLayout(
      () => this.catalogue,
      () => {
        this.#keep();
      },
    );
    if (begins === undefined) void this.#restore();
    else this.#begin(begins);
    this.source = new ListSource(history, finder, () => ({
      filter: this.filter,
      sort: this.sort,
      times: times(),
    }));
    this.selected = new SelectedJobs({
      source: this.source,
      bodies: history,
      columns: () => this.layout.shown,
      catalogue: () => this.catalogue,
    });
    this.totals = follow(() => {
      // Earlier ones are counted nowhere, and the index has them all at hand.
      const isCounted = history.knownAt !== undefined && finder !== undefined && this.canCount;
      if (!isCounted) return history.outcomeTotals();
      return this.source.indexed ? totalsFrom(finder) : NO_QUERY;
    });
    this.#counted = follow(() => {
      if (finder === undefined || !this.source.indexed) return NO_QUERY;
      const facets = [OUTCOME, ...(this.facetsShown ? this.facetColumns : [])];
      if (this.completing !== undefined) facets.push(this.completing);
      const counting = { filter: this.filter, sort: [], from: 0, count: 0, facets: eachOnce(facets), times: times() };
      return finder.watch(counting);
    });
  }

  /** What is shown and how, as a saved view would keep it. */
  get view(): ListView {
    return { filter: this.filter, columns: this.layout.columns, sort: this.sort };
  }

  /** The list as it is kept from one start to the next. */
  get stored(): StoredList {
    const { view, density, facetColumns, facetsShown } = this;
    const { viewId } = this.views;
    return {
      view,
      facets: facetColumns,
      facetsShown,
      ...(viewId === undefined ? {} : { viewId }),
      ...(density === undefined ? {} : { density }),
    };
  }

  get rows(): readonly JobRow[] {
    return this.source.loaded;
  }

  get narrowed(): boolean {
    return narrows(this.filter);
  }

  /** How many jobs there are in the history; undefined until that is known. */
  get all(): number | undefined {
    return this.totals.current?.reduce((sum, { jobs }) => sum + jobs, 0);
  }

  /** Whether values can be counted. */
  get canCount(): boolean {
    const { status } = this.source;
    return status !== undefined && status.state !== 'failed';
  }

  /** Creation times and Regions of the jobs that the filter asks for, as far as it says. */
  lookedFor(now: number): { readonly span: Interval | undefined; readonly regions: readonly string[] } {
    return {
      span: createdSpan(this.filter, { now, times: this.#times() }),
      regions: valuesOf(this.filter, REGION, '='),
    };
  }

  /** What is wrong with the filter; those tokens are left out. */
  get problems(): readonly FilterProblem[] {
    return compileFilter(this.filter, { columns: this.catalogue, now: this.#now(), times: this.#times() }).problems;
  }

  /** What dates that move with time count from, epoch ms UTC. */
  #now(): number {
    return this.#history.knownAt ?? Date.now();
  }

  /** Values of a column among the jobs that fit, most frequent first; undefined while that is not known. */
  valuesIn(column: ColumnId): readonly FacetValue[] | undefined {
    return this.#counted.current?.facets[column];
  }

  /** How many values of a column are not listed, because there are too many. */
  leftOutIn(column: ColumnId): number {
    return this.#counted.current?.facetsLeftOut[column] ?? 0;
  }

  /** Every state that some job is in, with how many fit the rest of the filter. Before the index is there: how many there are. */
  get states(): readonly OutcomeTotal[] {
    const counted = this.valuesIn(OUTCOME);
    const totals = this.totals.current ?? [];
    return counted === undefined ? totals : statesCounted(totals, counted);
  }

  get outcomes(): readonly string[] {
    return valuesOf(this.filter, OUTCOME, '=');
  }

  toggleOutcome(key: string): void {
    this.narrow(valueToggled(this.filter, OUTCOME, '=', key));
  }

  /** Narrows the list by another filter. */
  narrow(filter: Filter): void {
    this.filter = withOutcomeKeys(filter);
    // What is selected must be on the list: an action must not reach what nobody sees.
    this.selected.none();
    this.#startOver();
  }

  clear(): void {
    this.replaced += 1;
    this.narrow(NO_FILTER);
  }

  /** Every job again, in the usual order. */
  reset(): void {
    this.sort = USUAL_SORT;
    this.clear();
  }

  sortBy(sort: readonly SortKey[]): void {
    this.sort = sort;
    this.#startOver();
  }

  /** Shows a view: its filter, its columns, its order. */
  show({ filter, columns, sort }: ListView): void {
    this.layout.columns = columns;
    this.sort = sort;
    this.replaced += 1;
    this.narrow(filter);
  }

  setDensity(density: Density | undefined): void {
    this.density = density;
    this.#keep();
  }

  showFacets(shown: boolean): void {
    this.facetsShown = shown;
    this.#keep();
  }

  chooseFacets(columns: readonly ColumnId[]): void {
    this.facetColumns = columns;
    this.#keep();
  }

  /** The row `step` places from this one, within the list; the first row when there is none to start from. */
  neighbour(from: JobKey | undefined, step: number): JobKey | undefined {
    const at = from === undefined ? undefined : this.source.indexOf(from);
    const last = this.source.total - 1;
    return this.source.rowAt(at === undefined ? 0 : Math.min(Math.max(at + step, 0), last))?.jobKey;
  }

  /** Writes what is still to be written. */
  close(): void {
    this.#keeper.flush();
    this.views.close();
  }

  #startOver(): void {
    this.source.startOver();
    this.starts += 1;
    this.#keep();
  }

  #keep(): void {
    if (!this.restored) return;
    this.#keeper.keep(this.stored);
  }

  async #restore(): Promise<void> {
    const stored = await this.#keeper.read();
    // Whoever was quicker than the disk has decided.
    this.#begin(this.starts === 0 ? stored : undefined);
  }

  #begin(stored: StoredList | undefined): void {
    if (stored !== undefined) {
      this.filter = withOutcomeKeys(stored.view.filter);
      this.layout.columns = stored.view.columns;
      this.sort = stored.view.sort;
      this.density = stored.density;
      this.facetColumns = stored.facets ?? USUAL_FACETS;
      this.facetsShown = stored.facetsShown === true;
      this.views.viewId = stored.viewId;
    }
    this.restored = true;
  }
}
