import type { Comparing } from '../compare/comparing';
import type { JobKey } from '../domain/job-key';

/** What was on screen before somebody looked into it. */
interface Before {
  readonly comparing: Comparing;
  /** The job that was open below the comparison. */
  readonly openKey: JobKey | undefined;
}

/** The way back from what was opened out of a comparison of sets: closing that shows the sets again, as they were. */
export class LookingInto {
  #before: Before | undefined;

  begin(comparing: Comparing | undefined, openKey: JobKey | undefined): void {
    this.#before = comparing && { comparing, openKey };
  }

  /** Does something that would otherwise end it, such as going from one job to the next. */
  during(work: () => void): void {
    const before = this.#before;
    work();
    this.#before = before;
  }

  /** Ends it, and answers what to show again; undefined: nothing was looked into. */
  end(): Before | undefined {
    const before = this.#before;
    this.#before = undefined;
    return before;
  }
}
