import type { JobKey } from '../domain/job-key';
import type { Recorded } from './history';

/** How many jobs came, each counted once: one may move from a page of a list to the next while it is being read. */
export interface Counts {
  readonly jobs: number;
  /** Those that the history did not have before. */
  readonly newJobs: number;
  /** Those of the others that say something else than before. */
  readonly changedJobs: number;
}

export const NO_JOBS: Counts = { jobs: 0, newJobs: 0, changedJobs: 0 };

/** Keeps count of what was recorded. */
export class Tally {
  readonly #counted = new Set<JobKey>();
  #counts = NO_JOBS;

  /** Adds what was recorded, and answers the counts of all so far. */
  add(recorded: readonly Recorded[]): Counts {
    let { newJobs, changedJobs } = this.#counts;
    for (const { jobKey, kind } of recorded) {
      if (this.#counted.has(jobKey)) continue;
      this.#counted.add(jobKey);
      if (kind === 'new-job') newJobs += 1;
      if (kind === 'changed') changedJobs += 1;
    }
    this.#counts = { jobs: this.#counted.size, newJobs, changedJobs };
    return this.#counts;
  }
}
