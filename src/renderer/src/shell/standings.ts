import type { JobKey } from '../domain/job-key';
import type { JobController, JobStanding } from '../job/job.svelte';

/** Where somebody was in a job while a comparison is in its place: closing that comes back to the same tab, and to what was picked there. */
export class Standings {
  #left: { readonly jobKey: JobKey; readonly standing: JobStanding } | undefined;
  #mayTake = false;

  /** A comparison takes the place of this job; undefined: of none. */
  leave(job: JobController | undefined): void {
    this.#mayTake = false;
    if (job !== undefined) this.#left = { jobKey: job.jobKey, standing: job.standing };
  }

  /** The comparison is closed. */
  comeBack(): void {
    this.#mayTake = true;
  }

  /** Where to go on in a job that is shown again, once; undefined: it is opened anew. */
  take(jobKey: JobKey): JobStanding | undefined {
    const isBack = this.#mayTake && this.#left?.jobKey === jobKey;
    this.#mayTake = false;
    return isBack ? this.#left?.standing : undefined;
  }
}
