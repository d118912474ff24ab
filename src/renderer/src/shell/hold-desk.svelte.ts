import type { History, JobRow } from '../data/history';
import { holdJobs } from '../data/thinning/holds';
import { NO_REASON } from '../domain/hold';
import type { JobKey } from '../domain/job-key';
import { countOf } from '../domain/numbers';
import type { Toaster } from '../ui/toaster.svelte';

/** What somebody is being asked about. */
interface Asked {
  readonly keys: readonly JobKey[];
  /** The words of the hold on the one job there is, as they can be changed. */
  readonly held: string | undefined;
}

/** Holding jobs, and letting go of them, in whichever window. */
export class HoldDesk {
  asked = $state.raw<Asked>();
  readonly #history: History;
  readonly #toaster: Toaster;

  constructor(history: History, toaster: Toaster) {
    this.#history = history;
    this.#toaster = toaster;
  }

  /** Asks for the words of a hold on one job. */
  askOne({ jobKey, hold }: Pick<JobRow, 'jobKey' | 'hold'>): void {
    this.asked = { keys: [jobKey], held: hold === NO_REASON ? '' : hold };
  }

  askMany(keys: readonly JobKey[]): void {
    if (keys.length > 0) this.asked = { keys, held: undefined };
  }

  close(): void {
    this.asked = undefined;
  }

  hold(why: string): Promise<void> {
    return this.#write(
      why,
      (count) => `${countOf(count, 'job')} held: no rule for thinning out touches ${them(count)}.`,
    );
  }

  release(): Promise<void> {
    return this.#write(
      undefined,
      (count) => `${countOf(count, 'job')} let go of: rules for thinning out may take ${them(count)}.`,
    );
  }

  async #write(why: string | undefined, told: (count: number) => string): Promise<void> {
    const { keys = [] } = this.asked ?? {};
    this.asked = undefined;
    try {
      this.#toaster.show(told(await holdJobs(this.#history, keys, why, Date.now())));
    } catch (problem) {
      this.#toaster.show(problem instanceof Error ? problem.message : String(problem));
    }
  }
}

function them(count: number): string {
  return count === 1 ? 'it' : 'them';
}
