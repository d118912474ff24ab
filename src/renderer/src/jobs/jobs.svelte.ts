import type { History, JobsPage, JobsQuery, OutcomeTotal } from '../data/history';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';

export type JobSort = JobsQuery['sort'];

/** Rows shown at first: as many as fit in most windows, few enough to be there at once. */
const FIRST_ROWS = 40;
/** Rows added each time the end of the list comes into view. */
const MORE_ROWS = 200;

/** The list of copy jobs: what it is narrowed to, how it is sorted, and where the keyboard stands. */
export class JobsController {
  text = $state('');
  outcomes = $state.raw<readonly string[]>([]);
  sort = $state<JobSort>('lastSeen');
  /** The row that the keyboard is on. */
  focusedKey = $state<JobKey>();
  /** How often the list became another one, by filter or order. */
  starts = $state(0);
  #limit = $state(FIRST_ROWS);
  readonly page: Followed<JobsPage>;
  readonly totals: Followed<readonly OutcomeTotal[]>;

  /** Call while a component (or effect root) is being set up: live queries end with it. */
  constructor(history: History) {
    this.page = follow(() =>
      history.jobs({ text: this.text, outcomes: this.outcomes, sort: this.sort, limit: this.#limit }),
    );
    this.totals = follow(() => history.outcomeTotals());
  }

  get rows(): JobsPage['rows'] {
    return this.page.current?.rows ?? [];
  }

  get narrowed(): boolean {
    return this.text.trim() !== '' || this.outcomes.length > 0;
  }

  filter(text: string): void {
    this.text = text;
    this.#startOver();
  }

  toggleOutcome(key: string): void {
    this.outcomes = this.outcomes.includes(key)
      ? this.outcomes.filter((other) => other !== key)
      : [...this.outcomes, key];
    this.#startOver();
  }

  clear(): void {
    this.text = '';
    this.outcomes = [];
    this.#startOver();
  }

  sortBy(sort: JobSort): void {
    this.sort = sort;
    this.#startOver();
  }

  #startOver(): void {
    this.#limit = FIRST_ROWS;
    this.starts += 1;
  }

  showMore(): void {
    if (this.page.current?.more === true) this.#limit += MORE_ROWS;
  }

  /** The row `step` places from this one, within the list; the first row when there is none to start from. */
  neighbour(from: JobKey | undefined, step: number): JobKey | undefined {
    const { rows } = this;
    const at = rows.findIndex((row) => row.jobKey === from);
    if (at < 0) return rows[0]?.jobKey;
    return rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.jobKey;
  }
}
