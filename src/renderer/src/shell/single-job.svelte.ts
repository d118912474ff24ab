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
import type { JobBench } from './job-bench';
import { SingleAsking } from './single-asking.svelte';
import { Undo } from './undo';

/** One job in a window of its own: it can be read, asked about and removed; finding, collecting and following are the main window's. */
export class SingleJob implements JobBench {
  readonly history: History;
  readonly asking: SingleAsking;
  readonly profiles: Profiles;
  readonly compareDesk: CompareDesk;
  job = $state.raw<JobController>();
  /** What happened last, for those who do not see the screen change. */
  announcement = $state('');
  keyboardTo = $state<JobKey>();
  readonly #families: FamilyDesk;
  readonly #openOther: (jobKey: JobKey) => void;
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
    this.profiles = new Profiles(backend, history.workspace);
    this.compareDesk = new CompareDesk({
      ...{ backend, settings, workspace: history.workspace },
      tell: (text) => {
        toaster.show(text);
      },
    });
    const world = { backend, history, budget: new CallBudget(), now: Date.now };
    this.#families = new FamilyDesk(world, undefined, (row) => this.asking.profileFor(row));
    this.#openOther = openOther;
    this.#undo = new Undo(history, toaster);
    this.asking = new SingleAsking({
      ...{ backend, history, toaster, openOther, profiles: this.profiles, families: this.#families, screen: this },
    });
    void this.profiles.refresh();
  }

  get familyWorld(): FamilyDesk['world'] {
    return this.#families.world;
  }

  get workspace(): Workspace {
    return this.history.workspace;
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

  dispose(): void {
    this.#families.cancelAll();
    this.asking.cancel();
    this.profiles.close();
    this.history.close();
  }
}
