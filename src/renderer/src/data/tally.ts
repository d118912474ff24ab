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

/** Keeps count of what was recorded. */
export class Tally {
  readonly #counted: Set<JobKey>;
  #counts: Counts;

  /** `counted`: jobs that `counts` holds already. */
  constructor(counts: Counts = { jobs: 0, newJobs: 0, changedJobs: 0 }, counted: Iterable<JobKey> = []) {
    this.#counts = counts;
    this.#counted = new Set(counted);
  }

  /** The counts once these are added. Nothing is added yet: what is being written may still fail. */
  with(recorded: readonly Recorded[]): Counts {
    let { jobs, newJobs, changedJobs } = this.#counts;
    const here = new Set<JobKey>();
    for (const { jobKey, kind } of recorded) {
      if (this.#counted.has(jobKey) || here.has(jobKey)) continue;
      here.add(jobKey);
      jobs += 1;
      if (kind === 'new-job') newJobs += 1;
      if (kind === 'changed') changedJobs += 1;
    }
    return { jobs, newJobs, changedJobs };
  }

  /** Adds what was recorded. */
  add(recorded: readonly Recorded[]): void {
    this.#counts = this.with(recorded);
    for (const { jobKey } of recorded) this.#counted.add(jobKey);
  }
}
