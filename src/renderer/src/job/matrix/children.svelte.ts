import type { History, JobRow, SnapshotId } from '../../data/history';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';

/** Children beside each other; more would not be read by anybody, and the tree has them all. */
export const MOST_COLUMNS = 200;

/** What AWS said last about each of several jobs. Asks the history nothing unless it is wanted. */
export class NewestReadings {
  /** By snapshot; undefined: not read yet. Null: it cannot be read. */
  #readings = $state.raw<Readonly<Record<SnapshotId, CopyJobReading | null>>>({});
  readonly #history: History;

  /**
   * Call while a component is being set up.
   * @param rows the jobs, none while nobody looks
   */
  constructor(history: History, rows: () => readonly JobRow[]) {
    this.#history = history;
    $effect(() => {
      const lacking = rows().filter(({ newestSnapshot }) => this.#readings[newestSnapshot] === undefined);
      if (lacking.length > 0) void this.#read(lacking.map(({ newestSnapshot }) => newestSnapshot));
    });
  }

  /** Undefined while it is being read; null where it cannot be. */
  of(row: JobRow): CopyJobReading | null | undefined {
    return this.#readings[row.newestSnapshot];
  }

  async #read(ids: readonly SnapshotId[]): Promise<void> {
    // A history that was closed meanwhile is said to be so over the whole window.
    const bodies = await Promise.all(ids.map((id) => this.#history.body(id).catch(() => undefined)));
    const read = ids.map((id, at): [SnapshotId, CopyJobReading | null] => {
      const body = bodies[at];
      const result = body === undefined ? undefined : readCopyJob(body);
      return [id, result?.ok === true ? result.reading : null];
    });
    this.#readings = { ...this.#readings, ...Object.fromEntries(read) };
  }
}
