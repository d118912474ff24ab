import type { AppError } from '../../../preload/contract/error';
import type { ProfileRef } from '../../../preload/contract/shapes';
import type { Comparing } from '../compare/comparing';
import type { ConnectController } from '../connect/connect.svelte';
import { profileLabel } from '../connect/profile-option';
import type { Api } from '../data/backend';
import type { Following } from '../data/follow/following.svelte';
import type { History, JobRow } from '../data/history';
import { LookUpDesk, type LookUpInFlight, type LookUpRequest } from '../data/look-up-desk.svelte';
import { LookUpRun } from '../data/look-up-run.svelte';
import type { Profiles } from '../data/profiles.svelte';
import type { CallBudget } from '../data/sync/budget.svelte';
import { firstAnswer } from '../data/sync/first-answer';
import { MOST_IDS } from '../domain/id-collector';
import type { JobKey } from '../domain/job-key';
import { grouped } from '../domain/numbers';
import type { JobController } from '../job/job.svelte';
import type { Toaster } from '../ui/toaster.svelte';
import type { FamilyDesk } from './family-desk';
import type { JobAsking } from './job-bench';
import { NOT_THEN, type Past } from './look-back.svelte';
import { refreshRequest, savedWords, whyNotAsk } from './refresh-request';
import type { SyncDesk } from './sync-desk.svelte';
import type { Undo } from './undo';

/** A look-up that failed and led to no job of the history. */
export interface LooseFailure {
  readonly request: LookUpRequest;
  readonly error: AppError;
  /** Epoch ms UTC. */
  readonly at: number;
}

/** What is on screen while it is asked, and how an answer gets there. */
interface Screen {
  readonly openKey: JobKey | undefined;
  readonly comparing: Comparing | undefined;
  readonly job: JobController | undefined;
  readonly past: Past | undefined;
  keyboardTo: JobKey | undefined;
  announcement: string;
  open(jobKey: JobKey): void;
  backToNow(): void;
}

/** What the main window asks with. */
interface Means {
  readonly backend: Api;
  /** The history as it is, whatever is on screen. */
  readonly history: History;
  readonly budget: CallBudget;
  readonly profiles: Profiles;
  /** The form: which job, and with which profile and Region. */
  readonly connect: ConnectController;
  readonly syncs: SyncDesk;
  readonly families: FamilyDesk;
  readonly following: Following;
  readonly toaster: Toaster;
  readonly undo: Undo;
  readonly screen: Screen;
}

/** What the main window asks AWS because somebody said so: about one job, about many, about all; and asking that again. */
export class Asking implements JobAsking {
  readonly desk: LookUpDesk;
  looseFailure = $state.raw<LooseFailure>();
  /** The last look-ups that were asked for together, until they are put away. */
  run = $state.raw<LookUpRun>();
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
    this.desk = new LookUpDesk(means.backend, means.history);
  }

  /** The look-up under way that the form or the open job is waiting for. */
  get underWay(): LookUpInFlight | undefined {
    return this.desk.inFlight.findLast(({ ofRun }) => !ofRun);
  }

  /** Asks about the job in the form, or about each of them. */
  async describe(): Promise<void> {
    const requests = this.#means.connect.requests();
    if (requests === undefined) return;
    if (requests.length === 1) await this.#ask(requests[0]);
    else this.#startRun(requests);
  }

  /** Asks about each of many ids with the profile and Region in the form; false if there are none. */
  describeMany(copyJobIds: readonly string[]): boolean {
    const place = this.#means.connect.place();
    const [first, ...others] = copyJobIds.map((copyJobId) => ({ ...place, copyJobId }) as LookUpRequest);
    if (place === undefined || first === undefined) return false;
    this.#startRun([first, ...others]);
    return true;
  }

  /** Asks about jobs of the history again, each with the profile it was last answered by. What stands in the way is told. */
  async refreshJobs(jobKeys: readonly JobKey[]): Promise<void> {
    const { history, toaster, undo } = this.#means;
    const obstacle =
      this.cannotRefresh ??
      (this.run?.running === true ? 'The look-ups under way must end first' : undefined) ??
      (jobKeys.length > MOST_IDS ? `At most ${grouped(MOST_IDS)} jobs can be asked about at a time` : undefined);
    if (obstacle !== undefined) {
      toaster.show(`${obstacle}.`);
      return;
    }
    const rows = await undo.trying(() => firstAnswer(history.jobsByKey(jobKeys)));
    const [first, ...others] = (rows ?? []).flatMap((row) => (row === undefined ? [] : [this.#requestOf(row)]));
    if (first !== undefined) this.#startRun([first, ...others]);
  }

  /** Reads every copy job that AWS lists for the profile and Region in the form. One at a time. */
  collect(): void {
    const place = this.#means.connect.place();
    if (place === undefined) return;
    const name = `${profileLabel(place.profile)}, ${place.region}`;
    this.#means.syncs.start({ name, places: [place], depth: 'everything', filters: {} });
  }

  /** Cancels one thing: the look-up that the form or the open job waits for, else those asked for together, else the collection. */
  cancel(): void {
    const single = this.underWay;
    if (single !== undefined) this.desk.cancel(single.callId);
    else if (this.run?.running === true) this.run.cancel();
    else this.#means.syncs.current?.cancel();
  }

  /** Whether there is something to cancel. */
  get canCancel(): boolean {
    return this.underWay !== undefined || this.run?.running === true || this.#means.syncs.running;
  }

  /** The profile that a failure on screen is about: what it needs is said there already. */
  get failing(): ProfileRef | undefined {
    const { syncs, following } = this.#means;
    if (this.looseFailure !== undefined) return this.looseFailure.request.profile;
    const stopped = this.run?.stops.find(({ profile }) => profile !== undefined);
    if (stopped !== undefined) return stopped.profile;
    const failed = syncs.current?.pairs.find(({ row }) => row.error !== undefined)?.row.profile;
    return failed ?? [...following.follower.standstill.paused.values()][0]?.place.profile;
  }

  /** Whether there is something to ask again. */
  get canRefresh(): boolean {
    const { screen } = this.#means;
    if (this.underWay !== undefined || screen.past !== undefined) return false;
    if (this.looseFailure !== undefined || this.#canRetryRun) return true;
    return screen.job?.job.current !== undefined && this.cannotRefresh === undefined;
  }

  /** A job on screen comes first: asking again means that one then. */
  get #canRetryRun(): boolean {
    return this.#means.screen.openKey === undefined && this.run?.running === false && this.run.retriable > 0;
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

  async refreshOpenJob(): Promise<void> {
    const row = this.#means.screen.job?.job.current;
    if (row !== undefined) await this.#ask(this.#requestOf(row));
  }

  get cannotRefresh(): string | undefined {
    return this.#means.screen.past === undefined ? whyNotAsk(this.#means.profiles) : NOT_THEN;
  }

  async lookUpParent(child: JobRow, copyJobId: string): Promise<void> {
    const { screen } = this.#means;
    const { profile, region } = this.#requestOf(child);
    const before = screen.openKey;
    await this.#ask({ profile, region, copyJobId });
    if (screen.openKey !== before) screen.keyboardTo = screen.openKey;
  }

  /** The profile that a job is asked about with. */
  profileFor(row: JobRow): ProfileRef {
    return this.#requestOf(row).profile;
  }

  /** One run at a time: the form offers no second one while it lasts. The open job stays open. */
  #startRun(requests: readonly [LookUpRequest, ...LookUpRequest[]]): void {
    if (this.run?.running === true) return;
    const { backend, budget, screen } = this.#means;
    this.looseFailure = undefined;
    this.run = new LookUpRun({ backend, desk: this.desk, budget }, requests);
    const { places } = this.run;
    const where = places.length === 1 ? `in ${places[0]?.region ?? ''}` : `in ${places.length} places`;
    screen.announcement = `Asking AWS Backup ${where} about ${requests.length} copy jobs`;
    void this.run.start();
  }

  async #ask(request: LookUpRequest): Promise<void> {
    const { families, screen } = this.#means;
    screen.announcement = `Asking AWS Backup in ${request.region}`;
    const end = await this.desk.ask(request);
    if (screen.past !== undefined) {
      if (end.ok) void families.fetchIfParent(end.recorded.jobKey, request.profile);
      screen.announcement = '';
      this.#tellThere(request, end.ok ? undefined : end.error);
      return;
    }
    if (end.ok) {
      this.looseFailure = undefined;
      this.#show(request, end.recorded.jobKey);
      void families.fetchIfParent(end.recorded.jobKey, request.profile);
      screen.announcement = savedWords(end.recorded);
      return;
    }
    screen.announcement = '';
    if (end.jobKey === undefined) this.looseFailure = { request, error: end.error, at: Date.now() };
    else this.#show(request, end.jobKey);
  }

  /** What has come is newer than what is on screen, and must not be mixed into it. */
  #tellThere({ copyJobId }: LookUpRequest, error: AppError | undefined): void {
    const { toaster, screen } = this.#means;
    const what =
      error === undefined
        ? `AWS has answered about ${copyJobId}.`
        : `${copyJobId} was asked about in vain. ${error.message}`;
    toaster.show(`${what} That is kept, and newer than what is on screen.`, {
      text: 'Back to now',
      run: () => {
        screen.backToNow();
      },
    });
  }

  /** Opens the job that was asked about, unless it is one that was on screen and has been left for something else meanwhile. */
  #show({ jobKey: refreshed }: LookUpRequest, jobKey: JobKey): void {
    const { screen } = this.#means;
    const isStillThere = screen.openKey === refreshed && screen.comparing === undefined;
    if (refreshed === undefined || isStillThere) screen.open(jobKey);
  }

  /** A job is asked about with the profile that answered last, while it still exists; else with the one in use. */
  #requestOf(row: JobRow): LookUpRequest {
    return refreshRequest(row, this.#means.profiles, this.#means.connect.profile?.ref);
  }

  /** Nothing more is asked, and what is under way is cancelled. */
  dispose(): void {
    // First: else the next ones would be asked as soon as those under way are cancelled.
    this.run?.cancel();
    this.#means.syncs.current?.cancel();
    this.desk.cancelAll();
  }
}
