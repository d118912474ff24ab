import { untrack } from 'svelte';
import type { History, SnapshotRow } from '../../data/history';
import type { CopyJobReading } from '../../domain/copy-job';
import type { JobKey } from '../../domain/job-key';
import { contentsOf, readBodies, type Contents } from './read-bodies';

interface Needs {
  readonly history: History;
  readonly jobKey: JobKey;
  /** Newest first. */
  readonly rows: () => readonly SnapshotRow[];
  /** The newest of them as far as they have been read for something else; undefined while they are being read. */
  readonly newest: () => Contents | undefined;
  /** Whether somebody looks at them. */
  readonly wanted: () => boolean;
}

/**
 * What AWS said in each snapshot of a job: in the newest ones at once, in all of them soon after. Asks the history nothing unless somebody looks.
 */
export class SnapshotReadings {
  /** Why they could not be read. */
  problem = $state.raw<Error>();
  #all = $state.raw<Contents>();
  readonly #needs: Needs;
  readonly #newest = $derived.by(() => this.#needs.newest());
  /** How many of the snapshots have been read. */
  readonly count = $derived.by(() => this.#needs.rows().filter((row) => this.isRead(row)).length);

  /** Call while a component is being set up. */
  constructor(needs: Needs) {
    this.#needs = needs;
    const digests = $derived(needs.wanted() ? contentsOf(needs.rows()) : '');
    $effect(() => {
      if (digests === '') return;
      const asked = digests;
      untrack(() => {
        if (this.isWhole) return;
        this.#readAll(asked.split(' ')).then(
          (read) => {
            if (asked === digests) this.#take(read);
          },
          (problem: unknown) => {
            this.problem = problem instanceof Error ? problem : new Error(String(problem));
          },
        );
      });
    });
  }

  /** Whether all of them have been read: what differs somewhere cannot be told before. */
  get isWhole(): boolean {
    return this.count === this.#needs.rows().length;
  }

  isRead({ digest }: SnapshotRow): boolean {
    return this.#all?.has(digest) === true || this.#newest?.has(digest) === true;
  }

  /** Undefined while it is being read, and where it cannot be. */
  of({ digest }: SnapshotRow): CopyJobReading | undefined {
    return this.#all?.get(digest) ?? this.#newest?.get(digest);
  }

  async #readAll(digests: readonly string[]): Promise<Contents> {
    const { history, jobKey } = this.#needs;
    return readBodies(digests, await history.bodies(jobKey), this.#all);
  }

  #take(read: Contents): void {
    this.#all = read;
    this.problem = undefined;
  }
}
