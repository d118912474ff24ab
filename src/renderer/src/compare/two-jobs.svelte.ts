import type { JobRow, SnapshotRow } from '../data/history';
import { readCopyJob, type CopyJobReading } from '../domain/copy-job';
import type { Comparison } from '../domain/diff';
import { compareJobs } from '../domain/diff/two-runs';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';
import type { ReadHistory, SideHistories, SideTimes } from './side-histories';

export type Side = 'left' | 'right';

/** The newest answer about one of the two. */
export interface NewestAnswer {
  readonly row: JobRow;
  /** Undefined: its body is gone, or holds no copy job that can be read. */
  readonly reading: CopyJobReading | undefined;
}

interface TwoJobs extends Readonly<Record<Side, JobKey>> {
  readonly knownAt?: SideTimes;
}

/**
 * Two jobs side by side: what AWS said about each last, and what differs. It follows both as new answers come. Each may be as known at a time of
 * its own.
 */
export class TwoJobsController {
  readonly keys: Readonly<Record<Side, JobKey>>;
  /** As known at which times they are shown, epoch ms UTC; undefined: now. */
  readonly shownAt: Readonly<Record<Side, number | undefined>>;
  readonly rows: Readonly<Record<Side, Followed<JobRow | undefined>>>;
  readonly #snapshots: Readonly<Record<Side, Followed<readonly SnapshotRow[]>>>;
  #answers = $state.raw<Partial<Record<Side, NewestAnswer>>>({});
  readonly comparison: Comparison | undefined = $derived.by(() => {
    const { left, right } = this.#answers;
    if (left?.reading === undefined || right?.reading === undefined) return undefined;
    return compareJobs(left.reading, right.reading);
  });

  /** Call while a component is being set up: live queries end with it. */
  constructor(histories: SideHistories, { left, right, knownAt }: TwoJobs) {
    this.keys = { left, right };
    this.shownAt = { left: histories.shownAt(knownAt?.left), right: histories.shownAt(knownAt?.right) };
    const of: Readonly<Record<Side, ReadHistory>> = {
      left: histories.at(knownAt?.left),
      right: histories.at(knownAt?.right),
    };
    $effect(() => () => {
      histories.close();
    });
    this.#snapshots = {
      left: follow(() => of.left.snapshots(left)),
      right: follow(() => of.right.snapshots(right)),
    };
    this.rows = { left: follow(() => of.left.job(left)), right: follow(() => of.right.job(right)) };
    for (const side of ['left', 'right'] as const) {
      const newest = $derived(this.rows[side].current?.newestSnapshot);
      $effect(() => {
        if (newest !== undefined) void this.#read(of[side], side, newest);
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

  async #read(history: ReadHistory, side: Side, snapshot: string): Promise<void> {
    // A history that was closed meanwhile is said to be so over the whole window.
    const text = await history.body(snapshot).catch(() => undefined);
    const row = this.rows[side].current;
    // A newer answer has come while this one was being read.
    if (row?.newestSnapshot !== snapshot) return;
    const result = text === undefined ? undefined : readCopyJob(text);
    this.#answers = { ...this.#answers, [side]: { row, reading: result?.ok === true ? result.reading : undefined } };
  }
}
