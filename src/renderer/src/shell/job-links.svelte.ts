import { untrack } from 'svelte';
import type { ComparisonLink } from '../../../preload/contract/compare-link';
import { looksLikeLink, type JobAddress, type LinkFault } from '../../../preload/contract/job-link';
import { isComparisonLink, readLink, type ArrivedLink } from '../../../preload/contract/link';
import type { PastLink } from '../../../preload/contract/past-link';
import type { ProfileSummary } from '../../../preload/contract/shapes';
import type { WantedView } from '../compare/compare-desk.svelte';
import { setupOfLink } from '../compare/links';
import { answerAt } from '../compare/sides';
import { profileId } from '../connect/profile-option';
import type { Api } from '../data/backend';
import { firstAnswer } from '../data/sync/first-answer';
import { UNKNOWN_ACCOUNT, type JobKey } from '../domain/job-key';
import type { Workbench } from './workbench.svelte';

/** What a link has come to, where it opened no job. */
export type LinkNotice =
  | { readonly kind: 'refused'; readonly fault: LinkFault }
  /** The job is not in the history. `profile`: the one that the form has now; `sameAccount`: whether it is of the job's account. */
  | {
      readonly kind: 'unknown';
      readonly job: JobAddress;
      readonly profile: ProfileSummary | undefined;
      readonly sameAccount: boolean;
      /** Whether the link is to a comparison. */
      readonly compared: boolean;
    }
  /** The job that a link to a comparison names is open, but not both answers are in the history. */
  | { readonly kind: 'no-answer'; readonly jobKey: JobKey };

interface Needs {
  readonly workbench: Workbench;
  /** A link is about to show something: what stands over the window goes, and Enter must ask about what the form then holds. */
  readonly makeRoom: () => void;
  readonly focusForm: () => void;
  /** A backup was opened from the desktop. */
  readonly openBackup: () => void;
}

/**
 * Links to copy jobs and to comparisons, from outside or pasted. One to a job of the history opens it. Any other fills the form: asking AWS is left
 * to the person in front of it, because a link can be anybody's.
 */
export class JobLinks {
  notice = $state.raw<LinkNotice>();
  readonly #api: Api;
  readonly #needs: Needs;
  /** The look-up that was under way when the notice came: it is none of the link's. */
  #askedBefore: string | undefined;

  /** Call while a component is being set up: it ends with it. */
  constructor(api: Api, needs: Needs) {
    this.#api = api;
    this.#needs = needs;
    const { workbench } = needs;
    $effect(() => api.on.linkArrived(() => void this.#takeArrived()));
    $effect(() => {
      const { openKey } = workbench;
      const { underWay } = workbench.asking;
      // What was said about the last link is settled by whatever is on screen or asked next.
      const said = untrack(() => this.notice);
      const isOpen = openKey !== undefined && (said?.kind !== 'no-answer' || said.jobKey !== openKey);
      if (isOpen || (underWay !== undefined && underWay.callId !== this.#askedBefore)) this.notice = undefined;
    });
    void this.#takeArrived();
  }

  /** Takes a pasted text if it is meant as a link; false: it is none, and nothing was done. */
  takeText(text: string): boolean {
    const link = text.trim();
    if (!looksLikeLink(link)) return false;
    void this.take(readLink(link));
    return true;
  }

  async take(link: ArrivedLink): Promise<void> {
    this.#needs.makeRoom();
    if (link.kind === 'refused') this.notice = link;
    else if (link.kind === 'backup') this.#needs.openBackup();
    else if (isComparisonLink(link)) await this.#compare(link);
    else if (link.kind === 'known-at') await this.#lookBack(link);
    else await this.#open(link.job);
  }

  dismiss(): void {
    this.notice = undefined;
  }

  async #takeArrived(): Promise<void> {
    const answer = await this.#api.takeLink();
    if (answer.ok && answer.value !== null) await this.take(answer.value);
  }

  async #open(job: JobAddress): Promise<void> {
    const { workbench } = this.#needs;
    const known = await this.#known(job);
    if (known !== undefined) {
      this.notice = undefined;
      workbench.open(known);
      workbench.announcement = 'Opened the copy job that the link names.';
      return;
    }
    await this.#fillForm(job, false);
  }

  /** Shows what was known at the time that a link names; a job that was not known then is said to be so where it would be. */
  async #lookBack({ at, job }: PastLink): Promise<void> {
    const { workbench } = this.#needs;
    if (at > Date.now()) {
      this.notice = { kind: 'refused', fault: 'moment' };
      return;
    }
    const known = job && (await this.#known(job));
    if (job !== undefined && known === undefined) {
      await this.#fillForm(job, false);
      return;
    }
    this.notice = undefined;
    workbench.lookBack(at);
    if (known !== undefined) workbench.open(known);
  }

  /** Shows the comparison that a link names. What the history lacks for it is said as of any other job. */
  async #compare(link: ComparisonLink): Promise<void> {
    const { workbench } = this.#needs;
    if (link.kind === 'sets') {
      const setup = setupOfLink(link);
      const isToCome = Math.max(link.leftAt ?? 0, link.rightAt ?? 0) > Date.now();
      if (isToCome) {
        this.notice = { kind: 'refused', fault: 'moment' };
        return;
      }
      this.notice = setup === undefined ? { kind: 'refused', fault: 'sets' } : undefined;
      if (setup !== undefined) workbench.compare({ kind: 'sets', setup });
      return;
    }
    const jobs = link.kind === 'jobs' ? [link.left, link.right] : [link.job];
    const keys: JobKey[] = [];
    for (const job of jobs) {
      const key = await this.#known(job);
      if (key === undefined) {
        await this.#fillForm(job, true);
        return;
      }
      keys.push(key);
    }
    const [left = '', right = ''] = keys;
    this.notice = undefined;
    if (link.kind === 'jobs') workbench.compare({ kind: 'jobs', left, right });
    else if (link.kind === 'answers') await this.#compareAnswers(left, link);
    else this.#show(left, { kind: link.kind });
  }

  async #compareAnswers(jobKey: JobKey, link: Extract<ComparisonLink, { kind: 'answers' }>): Promise<void> {
    const { workbench } = this.#needs;
    const rows = await firstAnswer(workbench.history.snapshots(jobKey)).catch(() => []);
    const earlier = answerAt(rows, link.earlier);
    const later = answerAt(rows, link.later);
    if (earlier !== undefined && later !== undefined) {
      this.#show(jobKey, { kind: 'answers', earlier: earlier.id, later: later.id });
      return;
    }
    this.notice = { kind: 'no-answer', jobKey };
    workbench.open(jobKey);
  }

  /** Opens a job at what a link compares of it. */
  #show(jobKey: JobKey, what: WantedView): void {
    const { workbench } = this.#needs;
    workbench.compareDesk.wanted = { jobKey, what };
    workbench.open(jobKey);
    workbench.announcement = 'Opened the comparison that the link names.';
  }

  /** Puts a job that the history does not have into the form. */
  async #fillForm(job: JobAddress, compared: boolean): Promise<void> {
    const { workbench } = this.#needs;
    workbench.comparing = undefined;
    workbench.openKey = undefined;
    workbench.asking.looseFailure = undefined;
    const { connect, profiles } = workbench;
    if (!profiles.loaded) await profiles.refresh();
    const ofAccount = profiles.list.filter(({ accountId }) => accountId === job.accountId);
    const inUse = ofAccount.find(
      ({ ref }) => connect.profile !== undefined && profileId(ref) === profileId(connect.profile.ref),
    );
    const usable = inUse ?? ofAccount.find(({ session }) => session.state === 'ready') ?? ofAccount[0];
    if (usable !== undefined) connect.chooseProfile(profileId(usable.ref));
    // After the profile, which brings a Region of its own.
    connect.chooseRegion(job.region);
    connect.type(job.copyJobId);
    this.#askedBefore = workbench.asking.underWay?.callId;
    this.notice = { kind: 'unknown', job, profile: connect.profile, sameAccount: usable !== undefined, compared };
    this.#needs.focusForm();
  }

  /** The job of the history that a link means. An account that is not told, in the link or in the history, may be the other one's. */
  async #known(job: JobAddress): Promise<JobKey | undefined> {
    // A history that cannot be read says so itself; the job may as well be looked up.
    const rows = await this.#needs.workbench.history.findByCopyJobId(job.copyJobId, job.region).catch(() => []);
    const exact = rows.find(({ accountId }) => accountId === job.accountId);
    if (exact !== undefined) return exact.jobKey;
    const [only, ...others] = rows;
    if (only === undefined || others.length > 0) return undefined;
    return only.accountId === UNKNOWN_ACCOUNT || job.accountId === UNKNOWN_ACCOUNT ? only.jobKey : undefined;
  }
}
