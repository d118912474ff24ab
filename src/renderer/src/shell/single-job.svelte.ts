import type { Workspace } from '../../../preload/contract/shapes';
import { CompareDesk } from '../compare/compare-desk.svelte';
import type { Api } from '../data/backend';
import type { History, JobRow, SnapshotRow } from '../data/history';
import { LookUpDesk, type LookUpInFlight, type LookUpRequest } from '../data/look-up-desk.svelte';
import { Profiles } from '../data/profiles.svelte';
import type { SettingsStore } from '../data/settings.svelte';
import { CallBudget } from '../data/sync/budget.svelte';
import type { JobKey } from '../domain/job-key';
import type { JobController, JobStanding } from '../job/job.svelte';
import { jobTitle } from '../domain/job-title';
import type { Toaster } from '../ui/toaster.svelte';
import { FamilyDesk } from './family-desk';
import type { JobBench } from './job-bench';
import { refreshRequest, whyNotAsk } from './refresh-request';
import { Undo } from './undo';

/** One job in a window of its own: it can be read, asked about and removed; finding, collecting and following are the main window's. */
export class SingleJob implements JobBench {
  readonly history: History;
  readonly desk: LookUpDesk;
  readonly profiles: Profiles;
  readonly compareDesk: CompareDesk;
  job = $state.raw<JobController>();
  /** What happened last, for those who do not see the screen change. */
  announcement = $state('');
  keyboardTo = $state<JobKey>();
  readonly #families: FamilyDesk;
  readonly #openOther: (jobKey: JobKey) => void;
  readonly #toaster: Toaster;
  readonly #undo: Undo;

  /** @param openOther shows another job of the family: this window stays with its own */
  constructor(
    backend: Api,
    history: History,
    settings: SettingsStore,
    toaster: Toaster,
    openOther: (jobKey: JobKey) => void,
  ) {
    this.history = history;
    this.desk = new LookUpDesk(backend, history);
    this.profiles = new Profiles(backend, history.workspace);
    this.compareDesk = new CompareDesk({
      ...{ backend, settings, workspace: history.workspace },
      tell: (text) => {
        toaster.show(text);
      },
    });
    const world = { backend, history, budget: new CallBudget(), now: Date.now };
    this.#families = new FamilyDesk(world, undefined, (row) => this.#request(row).profile);
    this.#openOther = openOther;
    this.#toaster = toaster;
    this.#undo = new Undo(history, toaster);
    void this.profiles.refresh();
  }

  get familyWorld(): FamilyDesk['world'] {
    return this.#families.world;
  }

  get workspace(): Workspace {
    return this.history.workspace;
  }

  get underWay(): LookUpInFlight | undefined {
    return this.desk.inFlight.at(-1);
  }

  get cannotRefresh(): string | undefined {
    return whyNotAsk(this.profiles);
  }

  get canRefresh(): boolean {
    return this.underWay === undefined && this.job?.job.current !== undefined && this.cannotRefresh === undefined;
  }

  get canCancel(): boolean {
    return this.underWay !== undefined;
  }

  async refresh(): Promise<void> {
    const row = this.job?.job.current;
    if (row === undefined) return;
    this.announcement = `Asking AWS Backup in ${row.region}`;
    const request = this.#request(row);
    const end = await this.desk.ask(request);
    this.announcement = '';
    if (end.ok) {
      void this.#families.fetchIfParent(end.recorded.jobKey, request.profile);
      this.announcement =
        end.recorded.kind === 'unchanged' ? 'Saved. The answer is the same as before.' : 'Saved as a new snapshot.';
    } else if (end.historyFailed === true) {
      // What was filed the job itself tells.
      this.#toaster.show(`${end.error.message} ${end.error.remedy}`);
    }
  }

  refreshOpenJob(): Promise<void> {
    return this.refresh();
  }

  cancel(): void {
    this.desk.cancelAll();
  }

  async removeJob(row: JobRow): Promise<void> {
    const removal = await this.#undo.trying(() => this.history.removeJob(row.jobKey));
    if (removal !== undefined) this.#undo.offer(`Removed “${jobTitle(row)}” from the history.`, removal);
  }

  async removeSnapshot(snapshot: SnapshotRow): Promise<void> {
    const removal = await this.#undo.trying(() => this.history.removeSnapshot(snapshot.id));
    if (removal !== undefined) this.#undo.offer('Removed one snapshot.', removal);
  }

  get canUndo(): boolean {
    return this.#undo.possible;
  }

  undoRemoval(): Promise<void> {
    return this.#undo.undo();
  }

  openFromJob(jobKey: JobKey): void {
    this.#openOther(jobKey);
  }

  /** Nothing takes the place of the job in its own window. */
  takeStanding(): JobStanding | undefined {
    return undefined;
  }

  async lookUpParent(child: JobRow, copyJobId: string): Promise<void> {
    const { profile, region } = this.#request(child);
    const end = await this.desk.ask({ profile, region, copyJobId });
    if (end.ok) this.#openOther(end.recorded.jobKey);
    else this.#toaster.show(`${end.error.message} ${end.error.remedy}`);
  }

  dispose(): void {
    this.#families.cancelAll();
    this.desk.cancelAll();
    this.profiles.close();
    this.history.close();
  }

  #request(row: JobRow): LookUpRequest {
    return refreshRequest(row, this.profiles, this.profiles.list[0]?.ref);
  }
}
