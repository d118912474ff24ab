import { untrack } from 'svelte';
import type { History, SnapshotRow } from '../../data/history';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import type { JobKey } from '../../domain/job-key';

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
    // As one text: the same contents seen once more are nothing new.
    const digests = $derived(wanted() ? [...new Set(rows().map(({ digest }) => digest))].sort().join(' ') : '');
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
    const known = this.readings;
    this.readings = new Map(
      [...bodies].flatMap(([digest, body]): [string, CopyJobReading][] => {
        const kept = known?.get(digest);
        if (kept !== undefined) return [[digest, kept]];
        const result = readCopyJob(body);
        return result.ok ? [[digest, result.reading]] : [];
      }),
    );
    this.problem = undefined;
  }
}
