import { untrack } from 'svelte';
import type { History, SnapshotRow } from '../../data/history';
import type { CopyJobReading } from '../../domain/copy-job';
import type { JobKey } from '../../domain/job-key';
import { contentsOf, readBodies } from './read-bodies';

/** What AWS said in each snapshot of a job, all read at once. Asks the history nothing unless it is wanted. */
export class SnapshotReadings {
  /** By digest; undefined while they are being read. A content that cannot be read is not in it. */
  readings = $state.raw<ReadonlyMap<string, CopyJobReading>>();
  /** Why they could not be read. */
  problem = $state.raw<Error>();

  /**
   * Call while a component is being set up.
   * @param wanted whether somebody looks at them
   */
  constructor(history: History, jobKey: JobKey, rows: () => readonly SnapshotRow[], wanted: () => boolean) {
    const digests = $derived(wanted() ? contentsOf(rows()) : '');
    $effect(() => {
      if (digests === '') return;
      const asked = digests;
      untrack(() => {
        history.bodies(jobKey).then(
          (bodies) => {
            if (asked === digests) this.#take(bodies);
          },
          (problem: unknown) => {
            this.problem = problem instanceof Error ? problem : new Error(String(problem));
          },
        );
      });
    });
  }

  #take(bodies: ReadonlyMap<string, string>): void {
    this.readings = readBodies(bodies, this.readings);
    this.problem = undefined;
  }
}
