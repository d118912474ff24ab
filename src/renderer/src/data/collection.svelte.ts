import type { Api } from '../../../preload/contract/api';
import type { AppError } from '../../../preload/contract/error';
import { MAX_PAGE_SIZE, type CopyJobsPage, type Observation, type ProfileRef } from '../../../preload/contract/shapes';
import type { History } from './history';
import { notFiled } from './not-filed';
import { NO_JOBS, Tally, type Counts } from './tally';

/** Whose copy jobs are collected. */
export interface Place {
  readonly profile: ProfileRef;
  readonly region: string;
}

/** `ended`: the last page was read. `cancelled` and `failed`: older jobs were not reached. */
export type CollectionState = 'waiting' | 'reading' | 'ended' | 'cancelled' | 'failed';

/**
 * Reads every copy job that AWS Backup still lists for a place into the history, page by page, newest first. What a page
 * said is safe on disk before the next one is asked for, so however it ends, nothing that came is lost; a retry goes on
 * with the page that failed.
 */
export class Collection {
  readonly place: Place;
  state = $state<CollectionState>('waiting');
  /** Why it failed. */
  error = $state.raw<AppError>();
  /** When it ended, however it did, epoch ms UTC; undefined before, and while it is being read. */
  endedAt = $state<number>();
  counts = $state.raw<Counts>(NO_JOBS);
  #tally = new Tally();
  #backend: Api;
  #history: History;
  #nextToken: string | undefined;
  /** Whether the token is left from an earlier reading: AWS may not take it any more. */
  #tokenIsOld = false;
  #callId: string | undefined;
  #cancelled = false;

  constructor(backend: Api, history: History, place: Place) {
    this.#backend = backend;
    this.#history = history;
    this.place = place;
  }

  /** Reads on from where it stands. Resolves when it has ended, one way or another; never rejects. */
  async read(): Promise<void> {
    if (this.state === 'reading') return;
    if (this.state === 'ended') this.#startOver();
    this.state = 'reading';
    this.error = undefined;
    this.endedAt = undefined;
    this.#cancelled = false;
    this.#tokenIsOld = this.#nextToken !== undefined;
    let state: CollectionState;
    do state = await this.#readPage();
    while (state === 'reading');
    this.endedAt = Date.now();
    this.state = state;
  }

  /** Stops. Pages that were read stay in the history. */
  cancel(): void {
    if (this.state !== 'reading') return;
    this.#cancelled = true;
    if (this.#callId !== undefined) void this.#backend.cancelCall({ callId: this.#callId });
  }

  /** Reads one page; answers `reading` if there is more to come. */
  async #readPage(): Promise<CollectionState> {
    const token = this.#nextToken;
    const answer = await this.#ask(token);
    if (!answer.ok) {
      if (answer.error.code !== 'InvalidInput' || !this.#tokenIsOld) return this.#end(answer.error);
      // The list begins anew; what it said before is in the history.
      this.#startOver();
      return this.#cancelled ? 'cancelled' : 'reading';
    }
    const page = answer.value;
    try {
      const recorded = await this.#history.recordAll(observationsOf(page));
      this.counts = this.#tally.add(recorded);
    } catch (reason) {
      return this.#end(notFiled(reason));
    }
    this.#nextToken = page.nextToken;
    this.#tokenIsOld = false;
    if (page.nextToken === undefined) return 'ended';
    if (page.nextToken === token) return this.#end(goesInCircles(this.place.region));
    return this.#cancelled ? 'cancelled' : 'reading';
  }

  async #ask(nextToken: string | undefined) {
    const callId = crypto.randomUUID();
    this.#callId = callId;
    const { profile, region } = this.place;
    const answer = await this.#backend.listCopyJobs({
      callId,
      profile,
      region,
      filters: {},
      maxResults: MAX_PAGE_SIZE,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    this.#callId = undefined;
    return answer;
  }

  #end(error: AppError): 'cancelled' | 'failed' {
    if (error.code === 'Cancelled') return 'cancelled';
    this.error = error;
    return 'failed';
  }

  #startOver(): void {
    this.#nextToken = undefined;
    this.#tokenIsOld = false;
    this.counts = NO_JOBS;
    this.#tally = new Tally();
  }
}

function observationsOf(page: CopyJobsPage): Observation[] {
  const { profile, region, endpoint, observedAt, attempts, tookMs, requestId } = page;
  const facts = {
    profile,
    region,
    endpoint,
    observedAt,
    attempts,
    tookMs,
    ...(requestId !== undefined && { requestId }),
  };
  return page.jobs.map((job) => ({ ...facts, ...job, source: 'list' }));
}

/** AWS hands out a new token with each page; the same one again would be read for ever. */
function goesInCircles(region: string): AppError {
  return {
    code: 'NotAwsAnswer',
    message: `The list of copy jobs in ${region} leads back to the page it came from.`,
    remedy: 'Check the endpoint and any proxy between here and AWS, then try again. The pages read so far are kept.',
    mayRetry: true,
  };
}
