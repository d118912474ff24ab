import type { Workspace } from '../../../preload/contract/shapes';
import { CompareDesk } from '../compare/compare-desk.svelte';
import type { Api } from '../data/backend';
import type { History, JobRow, SnapshotRow } from '../data/history';
import { Profiles } from '../data/profiles.svelte';
import type { SettingsStore } from '../data/settings.svelte';
import { CallBudget } from '../data/sync/budget.svelte';
import type { JobKey } from '../domain/job-key';
import type { JobController, JobStanding } from '../job/job.svelte';
import { jobTitle } from '../domain/job-title';
import type { Toaster } from '../ui/toaster.svelte';
import { FamilyDesk } from './family-desk';
import { HoldDesk } from './hold-desk.svelte';
import type { JobBench } from './job-bench';
import { familyThen } from './look-back.svelte';
import { Standings } from './standings';
import { SingleAsking } from './single-asking.svelte';
import { Undo } from './undo';

/** Two runs, one of them the window's own as a rule. */
export interface TwoRuns {
  readonly left: JobKey;
  readonly right: JobKey;
}

/** One job in a window of its own: it can be read, compared, asked about and removed; finding, collecting and following are the main window's. */
export class SingleJob implements JobBench {
  /** The history as it is: what is asked and removed goes into it, whatever is on screen. */
  readonly present: History;
  /** Set while the window shows what was known at an earlier time. */
  past = $state.raw<{ readonly at: number; readonly history: History }>();
  readonly asking: SingleAsking;
  readonly profiles: Profiles;
  readonly compareDesk: CompareDesk;
  readonly holds: HoldDesk;
  job = $state.raw<JobController>();
  /** What happened last, for those who do not see the screen change. */
  announcement = $state('');
  keyboardTo = $state<JobKey>();
  /** Two runs in the place of the job. */
  comparing = $state.raw<TwoRuns>();
  readonly #jobKey: JobKey;
  readonly #standings = new Standings();
  readonly #families: FamilyDesk;
  readonly #openOther: (jobKey: JobKey) => void;
  readonly #undo: Undo;

  /** @param openOther shows another job of the family: this window stays with its own */
  constructor(
    backend: Api,
    history: History,
    settings: SettingsStore,
    toaster: Toaster,
    { jobKey, openOther }: { readonly jobKey: JobKey; readonly openOther: (jobKey: JobKey) => void },
  ) {
    this.#jobKey = jobKey;
    this.present = history;
    this.profiles = new Profiles(backend, history.workspace);
    this.compareDesk = new CompareDesk({
      ...{ backend, settings, workspace: history.workspace },
      knownAt: () => this.past?.at,
      tell: (text) => {
        toaster.show(text);
      },
    });
    const world = { backend, history, budget: new CallBudget(), now: Date.now };
    this.#families = new FamilyDesk(world, undefined, (row) => this.asking.profileFor(row));
    this.#openOther = openOther;
    this.#undo = new Undo(history, toaster);
    this.holds = new HoldDesk(history, toaster);
    this.asking = new SingleAsking({
      ...{ backend, history, toaster, openOther, profiles: this.profiles, families: this.#families, screen: this },
    });
    void this.profiles.refresh();
  }

  /** What is on screen is read from here. */
  get history(): History {
    return this.past?.history ?? this.present;
  }

  get familyWorld(): FamilyDesk['world'] {
    const { world } = this.#families;
    return this.past === undefined ? world : familyThen(world, { at: this.past.at, finder: undefined });
  }

  /** Shows the job as it was known at a time, epoch ms UTC. */
  lookBack(at: number): void {
    this.#moveTo({ at, history: this.present.asKnownAt(at) }, 'Showing what was known earlier');
  }

  backToNow(): void {
    this.#moveTo(undefined, 'Back to what is known now');
  }

  #moveTo(past: SingleJob['past'], announcement: string): void {
    const before = this.past;
    this.past = past;
    before?.history.close();
    // What had the keyboard is made anew.
    this.keyboardTo = this.#jobKey;
    this.announcement = announcement;
  }

  get workspace(): Workspace {
    return this.present.workspace;
  }

  async removeJob(row: JobRow, isSure = false): Promise<void> {
    if (!isSure && this.#undo.asksAgain(row, () => void this.removeJob(row, true))) return;
    const removal = await this.#undo.trying(() => this.present.removeJob(row.jobKey));
    if (removal !== undefined) this.#undo.offer(`Removed “${jobTitle(row)}” from the history.`, removal);
  }

  async removeSnapshot(snapshot: SnapshotRow, isSure = false): Promise<void> {
    const row = this.job?.job.current;
    if (!isSure && this.#undo.asksAgain(row, () => void this.removeSnapshot(snapshot, true))) return;
    const removal = await this.#undo.trying(() => this.present.removeSnapshot(snapshot.id));
    if (removal !== undefined) this.#undo.offer('Removed one snapshot.', removal);
  }

  get canUndo(): boolean {
    return this.#undo.possible;
  }

  undoRemoval(): Promise<void> {
    return this.#undo.undo();
  }

  openFromJob(jobKey: JobKey): void {
    if (jobKey === this.#jobKey) this.closeComparison();
    else this.#openOther(jobKey);
  }

  compareJobs(left: JobKey, right: JobKey): void {
    if (this.comparing === undefined) this.#standings.leave(this.job);
    this.comparing = { left, right };
    this.announcement = 'Comparing two copy jobs';
  }

  closeComparison(): void {
    if (this.comparing === undefined) return;
    this.comparing = undefined;
    this.keyboardTo = this.#jobKey;
    this.#standings.comeBack();
  }

  takeStanding(jobKey: JobKey): JobStanding | undefined {
    return this.#standings.take(jobKey);
  }

  dispose(): void {
    this.#families.cancelAll();
    this.asking.cancel();
    this.profiles.close();
    this.past?.history.close();
    this.present.close();
  }
}
