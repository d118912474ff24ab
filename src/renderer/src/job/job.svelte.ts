import type { FailureRow, History, JobRow, SnapshotId, SnapshotRow } from '../data/history';
import { readCopyJob, type CopyJobReading, type ReadingProblem } from '../domain/copy-job';
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { courseOf } from '../domain/course/course';
import type { CourseGap } from '../domain/course/words';
import { compareReadings, type Comparison } from '../domain/diff';
import { childrenOf } from '../domain/family';
import type { JobKey } from '../domain/job-key';
import { follow, type Followed } from '../ui/live.svelte';
import { FamilyController, type FamilyWorld } from './family/family.svelte';
import { NewestReadings } from './matrix/children.svelte';
import { newestContents } from './matrix/read-bodies';
import { SnapshotReadings } from './matrix/snapshots.svelte';
import { RunsController, type RunsStanding } from './runs/runs.svelte';
import { NotesController } from './notes/notes.svelte';
import { WaitingView } from './waiting.svelte';

export const JOB_TABS = ['details', 'compare', 'matrix', 'json', 'family', 'children', 'runs'] as const;
export type JobTab = (typeof JOB_TABS)[number];

/** Where somebody is in a job, to come back to. */
export interface JobStanding {
  readonly tab: JobTab;
  /** The snapshot on screen and the two that are compared; undefined: the newest. */
  readonly chosen: SnapshotId | undefined;
  readonly earlier: SnapshotId | undefined;
  readonly later: SnapshotId | undefined;
  readonly runs: RunsStanding;
}

/** A body read from the history. It never changes, so it is read once. */
export interface LoadedBody {
  /** Undefined: the history has the snapshot, but not its body (any more). */
  readonly text: string | undefined;
  readonly reading: CopyJobReading | undefined;
  readonly problem: ReadingProblem | undefined;
}

/** Bodies read for the timeline's "what changed", and for the first columns of all snapshots. Older ones are read when they are chosen. */
const READ_AHEAD = 50;

/** One job on screen: which snapshot is shown, and which two are compared. */
export class JobController {
  readonly jobKey: JobKey;
  readonly job: Followed<JobRow | undefined>;
  readonly snapshots: Followed<readonly SnapshotRow[]>;
  readonly failures: Followed<readonly FailureRow[]>;
  readonly family: FamilyController;
  /** The runs of its resource and destination. */
  readonly runs: RunsController;
  /** What AWS said in each snapshot, for all of them beside each other. */
  readonly snapshotReadings: SnapshotReadings;
  /** What it said last about each child. */
  readonly childReadings: NewestReadings;
  /** When it was followed and nobody could ask, oldest first. */
  readonly gaps: Followed<readonly CourseGap[]>;
  /** Why it may be waiting. */
  readonly waiting: WaitingView;
  readonly notes: NotesController;
  tab = $state<JobTab>('details');
  /** The snapshot chosen on the timeline; undefined follows the newest. */
  #chosen = $state<SnapshotId>();
  #earlier = $state<SnapshotId>();
  #later = $state<SnapshotId>();
  #bodies = new SvelteMap<SnapshotId, LoadedBody>();
  #history: History;

  /**
   * Call while a component is being set up: live queries end with it.
   * @param now epoch ms UTC
   */
  constructor(history: History, jobKey: JobKey, world: Omit<FamilyWorld, 'history'>, now: () => number) {
    this.#history = history;
    this.jobKey = jobKey;
    this.job = follow(() => history.job(jobKey));
    this.snapshots = follow(() => history.snapshots(jobKey));
    this.failures = follow(() => history.failures(jobKey));
    this.family = new FamilyController({ history, ...world }, this.job);
    this.runs = new RunsController(
      { history, index: world.index },
      { key: jobKey, row: this.job },
      () => this.tab === 'runs',
      now,
    );
    this.snapshotReadings = new SnapshotReadings({
      ...{ history, jobKey },
      rows: () => this.rows,
      newest: () => newestContents(this.rows.slice(0, READ_AHEAD), (row) => this.body(row)),
      wanted: () => this.tab === 'matrix',
    });
    this.childReadings = new NewestReadings(history, () => (this.tab === 'children' ? (this.children ?? []) : []));
    this.gaps = follow(() => history.gaps(jobKey));
    this.notes = new NotesController(history, jobKey, () => ({ id: this.shown?.id, isOnly: this.rows.length < 2 }));
    this.waiting = new WaitingView(
      history,
      world.index,
      () => this.job.current,
      () => this.course,
    );
    $effect(() => {
      const wanted = [
        ...this.rows.slice(0, READ_AHEAD).map(({ id }) => id),
        this.shown?.id,
        this.earlier?.id,
        this.later?.id,
      ];
      // What was read already is no reason to ask again for what is still on its way.
      untrack(() => {
        for (const id of wanted) if (id !== undefined) void this.#load(id).catch(() => undefined);
      });
    });
  }

  /** Newest first. */
  get rows(): readonly SnapshotRow[] {
    return this.snapshots.current ?? [];
  }

  get shown(): SnapshotRow | undefined {
    return this.#find(this.#chosen) ?? this.rows[0];
  }

  /** When the job was in which state, as far as it is certain. */
  readonly course = $derived.by(() => {
    const { createdAt, completedAt } = this.job.current ?? {};
    const looks = this.rows.map(({ state, seen, timesSeen }) => ({ state, seen, timesSeen }));
    return courseOf({ looks, createdAt, completedAt });
  });

  /** Its child jobs in the history, oldest first; undefined while they are looked for. */
  readonly children: readonly JobRow[] | undefined = $derived.by(() => {
    const { family, notRead, relatives } = this.family;
    // Of a family that is too large to be counted those that were read are shown all the same.
    const nodes =
      family?.root.children ?? (notRead > 0 ? childrenOf(this.job.current?.copyJobId ?? '', relatives) : undefined);
    return nodes?.map(({ row }) => row);
  });

  get showsNewest(): boolean {
    return this.shown?.id === this.rows[0]?.id;
  }

  get earlier(): SnapshotRow | undefined {
    return this.#find(this.#earlier) ?? this.rows[1];
  }

  get later(): SnapshotRow | undefined {
    return this.#find(this.#later) ?? this.rows[0];
  }

  body(row: SnapshotRow | undefined): LoadedBody | undefined {
    return row === undefined ? undefined : this.#bodies.get(row.id);
  }

  /** What changed from one snapshot to another, once both are read. */
  between(earlier: SnapshotRow | undefined, later: SnapshotRow | undefined): Comparison | undefined {
    const left = this.body(earlier)?.reading;
    const right = this.body(later)?.reading;
    return left === undefined || right === undefined ? undefined : compareReadings(left, right);
  }

  choose(id: SnapshotId): void {
    this.#chosen = id === this.rows[0]?.id ? undefined : id;
    if (this.tab === 'compare') this.tab = 'details';
  }

  /** Chooses one side of the comparison; the two are put in time order. */
  pick(side: 'earlier' | 'later', id: SnapshotId): void {
    const other = side === 'earlier' ? this.later : this.earlier;
    const picked = this.#find(id);
    if (picked === undefined || other === undefined) return;
    const [first, second] = picked.firstSeen <= other.firstSeen ? [picked, other] : [other, picked];
    this.#earlier = first.id;
    this.#later = second.id;
  }

  get standing(): JobStanding {
    const { tab, runs } = this;
    return { tab, chosen: this.#chosen, earlier: this.#earlier, later: this.#later, runs: runs.standing };
  }

  /** Goes back to where somebody was. */
  standAt({ tab, chosen, earlier, later, runs }: JobStanding): void {
    this.tab = tab;
    this.#chosen = chosen;
    this.#earlier = earlier;
    this.#later = later;
    this.runs.standAt(runs);
  }

  /** Opens the comparison of these two answers. */
  compareAnswers(earlier: SnapshotId, later: SnapshotId): void {
    this.#earlier = earlier;
    this.#later = later;
    this.tab = 'compare';
  }

  /** Opens the comparison: of the newest two, or of one snapshot with the one before it. */
  compare(row?: SnapshotRow): void {
    const at =
      row === undefined
        ? 0
        : Math.max(
            0,
            this.rows.findIndex(({ id }) => id === row.id),
          );
    this.#later = at === 0 ? undefined : this.rows[at]?.id;
    this.#earlier = at === 0 ? undefined : this.rows[at + 1]?.id;
    this.tab = 'compare';
  }

  #find(id: SnapshotId | undefined): SnapshotRow | undefined {
    return id === undefined ? undefined : this.rows.find((row) => row.id === id);
  }

  /** Rejects where the history cannot be read; its live queries say so. */
  async #load(id: SnapshotId): Promise<void> {
    // One that was missing may have been brought back.
    if (this.#bodies.get(id)?.text !== undefined) return;
    const text = await this.#history.body(id);
    if (this.#bodies.has(id) && (text === undefined || this.#bodies.get(id)?.text !== undefined)) return;
    if (text === undefined) {
      this.#bodies.set(id, { text, reading: undefined, problem: undefined });
      return;
    }
    const result = readCopyJob(text);
    const loaded: LoadedBody = {
      text,
      reading: result.ok ? result.reading : undefined,
      problem: result.ok ? undefined : result.problem,
    };
    this.#bodies.set(id, loaded);
  }
}
