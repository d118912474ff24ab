import type { History, JobRow, SnapshotRow } from '../data/history';
import type { JobKey } from '../domain/job-key';
import { jobTitle } from '../domain/job-title';
import type { JobController } from '../job/job.svelte';
import type { JobsController } from '../jobs/jobs.svelte';
import type { Undo } from './undo';

/** What removals in the main window have to do with: its list and the job beside it. */
interface Needs {
  readonly history: History;
  readonly jobs: JobsController;
  readonly undo: Undo;
  /** The job on screen, and the key it was opened by. */
  readonly job: () => JobController | undefined;
  readonly openKey: () => JobKey | undefined;
  readonly open: (jobKey: JobKey | undefined) => void;
}

/** Removes jobs and snapshots where there is a list: the keyboard, and the open job, go to what takes their place. */
export class Removals {
  /** Set when something was removed or brought back: whether the screen shows it yet. The keyboard may need a new place then. */
  redrawn = $state.raw<() => boolean>();
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async removeJob(row: JobRow, isSure = false): Promise<void> {
    if (!isSure && this.#needs.undo.asksAgain(row, () => void this.removeJob(row, true))) return;
    const { history, jobs, undo, openKey, open, job } = this.#needs;
    const next = jobs.neighbour(row.jobKey, 1);
    const isLast = next === row.jobKey;
    const beside = isLast ? jobs.neighbour(row.jobKey, -1) : next;
    const before = jobs.all;
    const removal = await undo.trying(() => history.removeJob(row.jobKey));
    if (removal === undefined) return;
    if (openKey() === row.jobKey) open(isLast ? undefined : next);
    jobs.focusedKey = beside;
    this.redrawn = () =>
      !jobs.rows.some(({ jobKey }) => jobKey === row.jobKey) &&
      // Without any job left the whole list goes, as soon as they are counted anew.
      (jobs.rows.length > 0 || jobs.all !== before) &&
      (openKey() === undefined || job()?.job.current?.jobKey === openKey());
    undo.offer(`Removed “${jobTitle(row)}” from the history.`, removal);
  }

  async removeSnapshot(snapshot: SnapshotRow, isSure = false): Promise<void> {
    const { history, undo, job } = this.#needs;
    if (!isSure && undo.asksAgain(job()?.job.current, () => void this.removeSnapshot(snapshot, true))) return;
    const removal = await undo.trying(() => history.removeSnapshot(snapshot.id));
    if (removal === undefined) return;
    this.redrawn = () => job()?.rows.every(({ id }) => id !== snapshot.id) ?? true;
    undo.offer('Removed one snapshot.', removal);
  }

  /** Something is back, or turned out to be gone for good. */
  restored(): void {
    const { jobs } = this.#needs;
    this.redrawn = () => jobs.rows.length > 0 || jobs.narrowed;
  }
}
