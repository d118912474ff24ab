import type { Settings, SettingsChange } from '../../../preload/contract/settings';
import type { Workspace } from '../../../preload/contract/shapes';
import { CompareDesk } from '../compare/compare-desk.svelte';
import type { Comparing } from '../compare/comparing';
import { ConnectController } from '../connect/connect.svelte';
import type { Api } from '../data/backend';
import type { History, JobRow, SnapshotRow } from '../data/history';
import { JobFinder, type HistoryFinder } from '../data/job-finder';
import type { Following } from '../data/follow/following.svelte';
import { Profiles } from '../data/profiles.svelte';
import type { SettingsStore } from '../data/settings.svelte';
import { CallBudget } from '../data/sync/budget.svelte';
import { Thinning } from '../data/thinning/thinning.svelte';
import type { JobController, JobStanding } from '../job/job.svelte';
import { JobsController } from '../jobs/jobs.svelte';
import type { JobKey } from '../domain/job-key';
import type { Toaster } from '../ui/toaster.svelte';
import { Asking } from './asking.svelte';
import { FamilyDesk } from './family-desk';
import { HoldDesk } from './hold-desk.svelte';
import type { JobBench } from './job-bench';
import { familyThen, LookBack, type Past } from './look-back.svelte';
import { openFollowing } from './open-following.svelte';
import { LookingInto } from './looking-into';
import { Removals } from './removals.svelte';
import { Standings } from './standings';
import { SyncDesk } from './sync-desk.svelte';
import { Undo } from './undo';

/** Said when a comparison is opened. */
const COMPARING: Readonly<Record<Comparing['kind'], string>> = {
  jobs: 'Comparing two copy jobs',
  sets: 'Comparing two sets of copy jobs',
};

/** One workspace open in the window: what the features work with, and how they are joined. */
export class Workbench implements JobBench {
  /** The history as it is: what is asked, filed and followed goes into it, whatever is on screen. */
  readonly present: History;
  readonly asking: Asking;
  readonly profiles: Profiles;
  readonly connect: ConnectController;
  openKey = $state<JobKey>();
  /** What is compared, in the place of the open job. */
  comparing = $state.raw<Comparing>();
  /** What everything that asks AWS many times draws from. */
  readonly budget = new CallBudget();
  readonly syncs: SyncDesk;
  readonly families: FamilyDesk;
  /** What is watched, and what becomes of it. */
  readonly following: Following;
  /** What happened last, for those who do not see the screen change. */
  announcement = $state('');
  readonly removals: Removals;
  readonly holds: HoldDesk;
  readonly thinning: Thinning;
  readonly compareDesk: CompareDesk;
  readonly #jobs: JobsController;
  readonly #finder: JobFinder | undefined;
  readonly #lookBack: LookBack;
  /** The job that takes the keyboard once it is on screen. */
  keyboardTo = $state<JobKey>();
  /** The job on screen. */
  job = $state.raw<JobController>();
  readonly #lookingInto = new LookingInto();
  readonly #standings = new Standings();
  readonly #undo: Undo;

  /** Call while a component is being set up: live queries end with it. */
  constructor(backend: Api, history: History, settings: SettingsStore, toaster: Toaster) {
    this.present = history;
    this.#lookBack = new LookBack(() => ({
      ...{ history, jobs: this.#jobs, finder: this.#finder },
      times: () => settings.current.times,
    }));
    this.#undo = new Undo(history, toaster, () => {
      this.removals.restored();
    });
    this.holds = new HoldDesk(history, toaster);
    this.thinning = new Thinning({ api: backend, history, times: () => settings.current.times, now: Date.now });
    $effect(() => this.thinning.run());
    this.compareDesk = new CompareDesk({
      ...{ backend, settings, workspace: history.workspace },
      knownAt: () => this.past?.at,
      tell: (text) => {
        toaster.show(text);
      },
    });
    this.profiles = new Profiles(backend, history.workspace);
    this.connect = new ConnectController({
      profiles: this.profiles,
      settings: (): Settings => settings.current,
      changeSettings: (change: SettingsChange) => void settings.change(change),
    });
    const finder = history.kept ? new JobFinder(history) : undefined;
    this.#finder = finder;
    this.#jobs = new JobsController(history, {
      ...(finder && { finder }),
      times: () => settings.current.times,
    });
    this.removals = new Removals({
      ...{ history, jobs: this.#jobs, undo: this.#undo },
      job: () => this.job,
      openKey: () => this.openKey,
      open: (jobKey) => (this.openKey = jobKey),
    });
    const world = { backend, history, budget: this.budget, now: Date.now };
    this.syncs = new SyncDesk(world);
    this.families = new FamilyDesk(world, finder, (row) => this.asking.profileFor(row));
    this.following = openFollowing({
      ...{ backend, history, toaster, budget: this.budget, finder, profiles: this.profiles },
      settings: () => settings.current.notices,
      open: (jobKey) => {
        this.open(jobKey);
      },
    });
    this.asking = new Asking({
      ...{ backend, history, toaster, budget: this.budget, profiles: this.profiles, connect: this.connect },
      ...{ syncs: this.syncs, families: this.families, following: this.following, undo: this.#undo, screen: this },
    });
    // A history that cannot be read says so itself, in the list.
    void this.syncs.lookBack().catch(() => undefined);
    void this.profiles.refresh();
  }

  get workspace(): Workspace {
    return this.present.workspace;
  }

  /** Set while everything on screen is as it was known at an earlier time. */
  get past(): Past | undefined {
    return this.#lookBack.past;
  }

  /** What is on screen is read from here. */
  get history(): History {
    return this.past?.history ?? this.present;
  }

  get jobs(): JobsController {
    return this.past?.jobs ?? this.#jobs;
  }

  /** Finds jobs by any filter; none for a history that is not on disk. */
  get finder(): HistoryFinder | undefined {
    return this.past === undefined ? this.#finder : this.past.finder;
  }

  /** Puts everything on screen back to what was known at a time, epoch ms UTC. */
  lookBack(at: number): void {
    this.#lookBack.show(at);
    this.asking.looseFailure = undefined;
    this.announcement = 'Showing what was known earlier';
  }

  backToNow(): void {
    this.#lookBack.back();
    this.announcement = 'Back to what is known now';
  }

  get familyWorld(): FamilyDesk['world'] {
    return this.past === undefined ? this.families.world : familyThen(this.families.world, this.past);
  }

  /** Shows a comparison; a job that was open is so again afterwards. */
  compare(what: Comparing): void {
    if (what.kind === 'sets') this.#lookingInto.end();
    if (this.comparing === undefined) this.#standings.leave(this.job);
    this.comparing = what;
    this.announcement = COMPARING[what.kind];
  }

  compareJobs(left: JobKey, right: JobKey): void {
    this.compare({ kind: 'jobs', left, right });
  }

  /** Looks into a comparison of sets: at a pair of jobs, or at one job. Closing that goes back to the sets. */
  lookInto(what: JobKey | Omit<Extract<Comparing, { kind: 'jobs' }>, 'kind'>): void {
    const { comparing, openKey } = this;
    if (typeof what === 'string') this.openFromJob(what);
    else this.compare({ kind: 'jobs', ...what });
    this.#lookingInto.begin(comparing, openKey);
  }

  open(jobKey: JobKey): void {
    this.#lookingInto.end();
    this.comparing = undefined;
    this.openKey = jobKey;
    // So that the keyboard is back on this row once the job is closed.
    this.jobs.focusedKey = jobKey;
    this.asking.looseFailure = undefined;
  }

  /** Opens a job out of the open one, which takes what has the keyboard away. */
  openFromJob(jobKey: JobKey): void {
    this.keyboardTo = jobKey;
    this.#lookingInto.during(() => {
      this.open(jobKey);
    });
  }

  /** Closes the comparison, else the open job; out of what was opened from sets it goes back to these. */
  close(): void {
    const before = this.#lookingInto.end();
    if (before !== undefined) this.openKey = before.openKey;
    else if (this.comparing === undefined) this.openKey = undefined;
    else {
      // What had the keyboard goes with the comparison.
      this.keyboardTo = this.openKey;
      this.#standings.comeBack();
    }
    this.comparing = before?.comparing;
  }

  takeStanding(jobKey: JobKey): JobStanding | undefined {
    return this.#standings.take(jobKey);
  }

  removeJob(row: JobRow): Promise<void> {
    return this.removals.removeJob(row);
  }

  removeSnapshot(snapshot: SnapshotRow): Promise<void> {
    return this.removals.removeSnapshot(snapshot);
  }

  get canUndo(): boolean {
    return this.#undo.possible;
  }

  undoRemoval(): Promise<void> {
    return this.#undo.undo();
  }

  dispose(): void {
    this.asking.dispose();
    this.families.cancelAll();
    const left = this.following.close();
    this.profiles.close();
    this.#lookBack.close();
    this.#jobs.close();
    this.#finder?.close();
    // What is under way to be kept first.
    void left.then(() => {
      this.present.close();
    });
  }
}
