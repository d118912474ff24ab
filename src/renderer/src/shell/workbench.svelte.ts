import type { AppError } from '../../../preload/contract/error';
import type { Settings, SettingsChange } from '../../../preload/contract/settings';
import type { ProfileRef, Workspace } from '../../../preload/contract/shapes';
import { CompareDesk } from '../compare/compare-desk.svelte';
import type { Comparing } from '../compare/comparing';
import { ConnectController } from '../connect/connect.svelte';
import { profileLabel } from '../connect/profile-option';
import type { Api } from '../data/backend';
import type { History, JobRow, SnapshotRow } from '../data/history';
import { JobFinder } from '../data/job-finder';
import { LookUpDesk, type LookUpInFlight, type LookUpRequest } from '../data/look-up-desk.svelte';
import { LookUpRun } from '../data/look-up-run.svelte';
import type { Following } from '../data/follow/following.svelte';
import { Profiles } from '../data/profiles.svelte';
import type { SettingsStore } from '../data/settings.svelte';
import { CallBudget } from '../data/sync/budget.svelte';
import { firstAnswer } from '../data/sync/first-answer';
import type { JobController, JobStanding } from '../job/job.svelte';
import { JobsController } from '../jobs/jobs.svelte';
import { MOST_IDS } from '../domain/id-collector';
import type { JobKey } from '../domain/job-key';
import { grouped } from '../domain/numbers';
import { FamilyDesk } from './family-desk';
import type { Toaster } from '../ui/toaster.svelte';
import type { JobBench } from './job-bench';
import { familyThen, LookBack, NOT_THEN, type Past } from './look-back.svelte';
import { openFollowing } from './open-following.svelte';
import { LookingInto } from './looking-into';
import { Removals } from './removals.svelte';
import { refreshRequest, whyNotAsk } from './refresh-request';
import { Standings } from './standings';
import { SyncDesk } from './sync-desk.svelte';
import { Undo } from './undo';

/** A look-up that failed and led to no job of the history. */
export interface LooseFailure {
  readonly request: LookUpRequest;
  readonly error: AppError;
  /** Epoch ms UTC. */
  readonly at: number;
}

/** Said when a comparison is opened. */
const COMPARING: Readonly<Record<Comparing['kind'], string>> = {
  jobs: 'Comparing two copy jobs',
  sets: 'Comparing two sets of copy jobs',
};

/** One workspace open in the window: what the features work with, and how they are joined. */
export class Workbench implements JobBench {
  /** The history as it is: what is asked, filed and followed goes into it, whatever is on screen. */
  readonly present: History;
  readonly desk: LookUpDesk;
  readonly profiles: Profiles;
  readonly connect: ConnectController;
  openKey = $state<JobKey>();
  /** What is compared, in the place of the open job. */
  comparing = $state.raw<Comparing>();
  looseFailure = $state.raw<LooseFailure>();
  /** The last look-ups that were asked for together, until they are put away. */
  run = $state.raw<LookUpRun>();
  /** What everything that asks AWS many times draws from. */
  readonly budget = new CallBudget();
  readonly syncs: SyncDesk;
  readonly families: FamilyDesk;
  /** What is watched, and what becomes of it. */
  readonly following: Following;
  /** What happened last, for those who do not see the screen change. */
  announcement = $state('');
  readonly removals: Removals;
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
  #backend: Api;
  #toaster: Toaster;
  #undo: Undo;

  /** Call while a component is being set up: live queries end with it. */
  constructor(backend: Api, history: History, settings: SettingsStore, toaster: Toaster) {
    this.#backend = backend;
    this.present = history;
    this.#lookBack = new LookBack(() => ({ history, jobs: this.#jobs, times: () => settings.current.times }));
    this.#toaster = toaster;
    this.#undo = new Undo(history, toaster, () => {
      this.removals.restored();
    });
    this.desk = new LookUpDesk(backend, history);
    this.compareDesk = new CompareDesk({
      ...{ backend, settings, workspace: history.workspace },
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
    this.syncs = new SyncDesk(this.#syncWorld);
    this.families = new FamilyDesk(this.#syncWorld, finder, (row) => this.#refreshOf(row).profile);
    this.following = openFollowing({
      ...{ backend, history, toaster, budget: this.budget, finder, profiles: this.profiles },
      settings: () => settings.current.notices,
      open: (jobKey) => {
        this.open(jobKey);
      },
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
  get finder(): JobFinder | undefined {
    return this.past === undefined ? this.#finder : this.past.finder;
  }

  /** Puts everything on screen back to what was known at a time, epoch ms UTC. */
  lookBack(at: number): void {
    this.#lookBack.show(at);
    this.looseFailure = undefined;
    this.announcement = 'Showing what was known earlier';
  }

  backToNow(): void {
    this.#lookBack.back();
    this.announcement = 'Back to what is known now';
  }

  /** The look-up under way that the form or the open job is waiting for. */
  get underWay(): LookUpInFlight | undefined {
    return this.desk.inFlight.findLast(({ ofRun }) => !ofRun);
  }

  get familyWorld(): FamilyDesk['world'] {
    return this.past === undefined ? this.families.world : familyThen(this.families.world, this.past);
  }

  /** Asks about the job in the form, or about each of them. */
  async describe(): Promise<void> {
    const requests = this.connect.requests();
    if (requests === undefined) return;
    if (requests.length === 1) await this.#ask(requests[0]);
    else this.#startRun(requests);
  }

  /** Asks about each of many ids with the profile and Region in the form; false if there are none. */
  describeMany(copyJobIds: readonly string[]): boolean {
    const place = this.connect.place();
    const [first, ...others] = copyJobIds.map((copyJobId) => ({ ...place, copyJobId }) as LookUpRequest);
    if (place === undefined || first === undefined) return false;
    this.#startRun([first, ...others]);
    return true;
  }

  /** Asks about jobs of the history again, each with the profile it was last answered by. What stands in the way is told. */
  async refreshJobs(jobKeys: readonly JobKey[]): Promise<void> {
    const obstacle =
      this.cannotRefresh ??
      (this.run?.running === true ? 'The look-ups under way must end first' : undefined) ??
      (jobKeys.length > MOST_IDS ? `At most ${grouped(MOST_IDS)} jobs can be asked about at a time` : undefined);
    if (obstacle !== undefined) {
      this.#toaster.show(`${obstacle}.`);
      return;
    }
    const rows = await this.#undo.trying(() => firstAnswer(this.history.jobsByKey(jobKeys)));
    const [first, ...others] = (rows ?? []).flatMap((row) => (row === undefined ? [] : [this.#refreshOf(row)]));
    if (first !== undefined) this.#startRun([first, ...others]);
  }

  /** Reads every copy job that AWS lists for the profile and Region in the form. One at a time. */
  collect(): void {
    const place = this.connect.place();
    if (place === undefined) return;
    const name = `${profileLabel(place.profile)}, ${place.region}`;
    this.syncs.start({ name, places: [place], depth: 'everything', filters: {} });
  }

  /** Cancels one thing: the look-up that the form or the open job waits for, else those asked for together, else the collection. */
  cancel(): void {
    const single = this.underWay;
    if (single !== undefined) this.desk.cancel(single.callId);
    else if (this.run?.running === true) this.run.cancel();
    else this.syncs.current?.cancel();
  }

  /** Whether there is something to cancel. */
  get canCancel(): boolean {
    return this.underWay !== undefined || this.run?.running === true || this.syncs.running;
  }

  /** The profile that a failure on screen is about: what it needs is said there already. */
  get failing(): ProfileRef | undefined {
    if (this.looseFailure !== undefined) return this.looseFailure.request.profile;
    const stopped = this.run?.stops.find(({ profile }) => profile !== undefined);
    if (stopped !== undefined) return stopped.profile;
    const failed = this.syncs.current?.pairs.find(({ row }) => row.error !== undefined)?.row.profile;
    return failed ?? [...this.following.follower.standstill.paused.values()][0]?.place.profile;
  }

  /** Whether there is something to ask again. */
  get canRefresh(): boolean {
    if (this.underWay !== undefined || this.past !== undefined) return false;
    if (this.looseFailure !== undefined || this.#canRetryRun) return true;
    return this.job?.job.current !== undefined && this.cannotRefresh === undefined;
  }

  /** A job on screen comes first: asking again means that one then. */
  get #canRetryRun(): boolean {
    return this.openKey === undefined && this.run?.running === false && this.run.retriable > 0;
  }

  /** Asks again: about the open job, about the look-up that failed last, or about those of a run that have no answer. */
  async refresh(): Promise<void> {
    if (this.looseFailure !== undefined) {
      await this.#ask(this.looseFailure.request);
      return;
    }
    if (this.#canRetryRun) {
      await this.run?.retry();
      return;
    }
    await this.refreshOpenJob();
  }

  /** Asks about the open job again, whatever else there is to be asked. */
  async refreshOpenJob(): Promise<void> {
    const row = this.job?.job.current;
    if (row !== undefined) await this.#ask(this.#refreshOf(row));
  }

  /** Why the open job cannot be asked about now; undefined: it can. */
  get cannotRefresh(): string | undefined {
    return this.past === undefined ? whyNotAsk(this.profiles) : NOT_THEN;
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
  lookInto(what: JobKey | { readonly left: JobKey; readonly right: JobKey }): void {
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
    this.looseFailure = undefined;
  }

  /** Opens a job out of the open one, which takes what has the keyboard away. */
  openFromJob(jobKey: JobKey): void {
    this.keyboardTo = jobKey;
    this.#lookingInto.during(() => {
      this.open(jobKey);
    });
  }

  /** Asks about a job that another one names as its parent. */
  async lookUpParent(child: JobRow, copyJobId: string): Promise<void> {
    const { profile, region } = this.#refreshOf(child);
    const before = this.openKey;
    await this.#ask({ profile, region, copyJobId });
    if (this.openKey !== before) this.keyboardTo = this.openKey;
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
    // First: else the next ones would be asked as soon as those under way are cancelled.
    this.run?.cancel();
    this.syncs.current?.cancel();
    this.families.cancelAll();
    const left = this.following.close();
    this.desk.cancelAll();
    this.profiles.close();
    this.#lookBack.close();
    this.#jobs.close();
    this.#finder?.close();
    // What is under way to be kept first.
    void left.then(() => {
      this.present.close();
    });
  }

  get #syncWorld() {
    return { backend: this.#backend, history: this.present, budget: this.budget, now: Date.now };
  }

  /** One run at a time: the form offers no second one while it lasts. The open job stays open. */
  #startRun(requests: readonly [LookUpRequest, ...LookUpRequest[]]): void {
    if (this.run?.running === true) return;
    this.looseFailure = undefined;
    this.run = new LookUpRun({ backend: this.#backend, desk: this.desk, budget: this.budget }, requests);
    const { places } = this.run;
    const where = places.length === 1 ? `in ${places[0]?.region ?? ''}` : `in ${places.length} places`;
    this.announcement = `Asking AWS Backup ${where} about ${requests.length} copy jobs`;
    void this.run.start();
  }

  async #ask(request: LookUpRequest): Promise<void> {
    this.announcement = `Asking AWS Backup in ${request.region}`;
    const end = await this.desk.ask(request);
    if (end.ok) {
      this.looseFailure = undefined;
      this.#show(request, end.recorded.jobKey);
      void this.families.fetchIfParent(end.recorded.jobKey, request.profile);
      this.announcement =
        end.recorded.kind === 'unchanged' ? 'Saved. The answer is the same as before.' : 'Saved as a new snapshot.';
      return;
    }
    this.announcement = '';
    if (end.jobKey === undefined) this.looseFailure = { request, error: end.error, at: Date.now() };
    else this.#show(request, end.jobKey);
  }

  /** Opens the job that was asked about, unless it is one that was on screen and has been left for something else meanwhile. */
  #show({ jobKey: refreshed }: LookUpRequest, jobKey: JobKey): void {
    const isStillThere = this.openKey === refreshed && this.comparing === undefined;
    if (refreshed === undefined || isStillThere) this.open(jobKey);
  }

  /** A job is asked about with the profile that answered last, while it still exists; else with the one in use. */
  #refreshOf(row: JobRow): LookUpRequest {
    return refreshRequest(row, this.profiles, this.connect.profile?.ref);
  }
}
