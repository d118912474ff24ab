import type { ProfileRef } from '../../../preload/contract/shapes';
import type { Api } from '../data/backend';
import type { History, JobRow } from '../data/history';
import { LookUpDesk, type LookUpInFlight, type LookUpRequest } from '../data/look-up-desk.svelte';
import type { Profiles } from '../data/profiles.svelte';
import type { JobKey } from '../domain/job-key';
import type { JobController } from '../job/job.svelte';
import type { Toaster } from '../ui/toaster.svelte';
import type { FamilyDesk } from './family-desk';
import type { JobAsking } from './job-bench';
import { NOT_THEN } from './look-back.svelte';
import { refreshRequest, savedWords, whyNotAsk } from './refresh-request';

/** What the window of one job asks with. */
interface Means {
  readonly backend: Api;
  readonly history: History;
  readonly profiles: Profiles;
  readonly families: FamilyDesk;
  readonly toaster: Toaster;
  /** Shows another job. */
  readonly openOther: (jobKey: JobKey) => void;
  readonly screen: { readonly job: JobController | undefined; readonly past: unknown; announcement: string };
}

/** What the window of one job asks AWS: about that job again, or about its parent. */
export class SingleAsking implements JobAsking {
  readonly desk: LookUpDesk;
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
    this.desk = new LookUpDesk(means.backend, means.history);
  }

  get underWay(): LookUpInFlight | undefined {
    return this.desk.inFlight.at(-1);
  }

  get cannotRefresh(): string | undefined {
    return this.#means.screen.past === undefined ? whyNotAsk(this.#means.profiles) : NOT_THEN;
  }

  get canRefresh(): boolean {
    const isThere = this.#means.screen.job?.job.current !== undefined;
    return this.underWay === undefined && isThere && this.cannotRefresh === undefined;
  }

  get canCancel(): boolean {
    return this.underWay !== undefined;
  }

  async refresh(): Promise<void> {
    const { families, screen, toaster } = this.#means;
    const row = screen.job?.job.current;
    if (row === undefined) return;
    screen.announcement = `Asking AWS Backup in ${row.region}`;
    const request = this.#requestOf(row);
    const end = await this.desk.ask(request);
    screen.announcement = '';
    if (end.ok) {
      void families.fetchIfParent(end.recorded.jobKey, request.profile);
      screen.announcement = savedWords(end.recorded);
    } else if (end.historyFailed === true) {
      // What was filed the job itself tells.
      toaster.show(`${end.error.message} ${end.error.remedy}`);
    }
  }

  refreshOpenJob(): Promise<void> {
    return this.refresh();
  }

  cancel(): void {
    this.desk.cancelAll();
  }

  async lookUpParent(child: JobRow, copyJobId: string): Promise<void> {
    const { profile, region } = this.#requestOf(child);
    const end = await this.desk.ask({ profile, region, copyJobId });
    if (end.ok) this.#means.openOther(end.recorded.jobKey);
    else this.#means.toaster.show(`${end.error.message} ${end.error.remedy}`);
  }

  /** The profile that a job is asked about with. */
  profileFor(row: JobRow): ProfileRef {
    return this.#requestOf(row).profile;
  }

  #requestOf(row: JobRow): LookUpRequest {
    return refreshRequest(row, this.#means.profiles, this.#means.profiles.list[0]?.ref);
  }
}
