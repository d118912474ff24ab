import type { History, JobRow, SnapshotRow } from '../data/history';
import { readCopyJob, type CopyJobReading } from '../domain/copy-job';
import type { Comparison } from '../domain/diff';
import { compareJobs } from '../domain/diff/two-runs';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';

export type Side = 'left' | 'right';

/** The newest answer about one of the two. */
export interface NewestAnswer {
  readonly row: JobRow;
  /** Undefined: its body is gone, or holds no copy job that can be read. */
  readonly reading: CopyJobReading | undefined;
}

/** Two jobs side by side: what AWS said about each last, and what differs. It follows both as new answers come. */
export class TwoJobsController {
  readonly keys: Readonly<Record<Side, JobKey>>;
  readonly rows: Readonly<Record<Side, Followed<JobRow | undefined>>>;
  readonly #snapshots: Readonly<Record<Side, Followed<readonly SnapshotRow[]>>>;
  #answers = $state.raw<Partial<Record<Side, NewestAnswer>>>({});
  readonly comparison: Comparison | undefined = $derived.by(() => {
    const { left, right } = this.#answers;
    if (left?.reading === undefined || right?.reading === undefined) return undefined;
    return compareJobs(left.reading, right.reading);
  });

  /** Call while a component is being set up: live queries end with it. */
  constructor(history: History, keys: Readonly<Record<Side, JobKey>>) {
    this.keys = keys;
    this.#snapshots = {
      left: follow(() => history.snapshots(keys.left)),
      right: follow(() => history.snapshots(keys.right)),
    };
    this.rows = { left: follow(() => history.job(keys.left)), right: follow(() => history.job(keys.right)) };
    for (const side of ['left', 'right'] as const) {
      const newest = $derived(this.rows[side].current?.newestSnapshot);
      $effect(() => {
        if (newest !== undefined) void this.#read(history, side, newest);
      });
    }
  }

  answer(side: Side): NewestAnswer | undefined {
    const kept = this.#answers[side];
    const row = this.rows[side].current;
    // The same answer seen once more is no other snapshot, but newer.
    return kept !== undefined && row?.newestSnapshot === kept.row.newestSnapshot ? { ...kept, row } : kept;
  }

  /** When and by whom the newest answer was given. */
  origin(side: Side): SnapshotRow | undefined {
    const newest = this.rows[side].current?.newestSnapshot;
    return this.#snapshots[side].current?.find(({ id }) => id === newest);
  }

  async #read(history: History, side: Side, snapshot: string): Promise<void> {
    // A history that was closed meanwhile is said to be so over the whole window.
    const text = await history.body(snapshot).catch(() => undefined);
    const row = this.rows[side].current;
    // A newer answer has come while this one was being read.
    if (row?.newestSnapshot !== snapshot) return;
    const result = text === undefined ? undefined : readCopyJob(text);
    this.#answers = { ...this.#answers, [side]: { row, reading: result?.ok === true ? result.reading : undefined } };
  }
}
