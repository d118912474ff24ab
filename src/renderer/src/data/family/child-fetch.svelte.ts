import type { AppError } from '../../../../preload/contract/error';
import { MAX_PAGE_SIZE, type CopyJobsPage, type ProfileRef } from '../../../../preload/contract/shapes';
import { readCopyJob } from '../../domain/copy-job';
import { isParentJob } from '../../domain/family';
import { parseJobKey, UNKNOWN_ACCOUNT, type JobIdentity, type JobKey } from '../../domain/job-key';
import { notFiled } from '../not-filed';
import { budgetedCall } from '../sync/budgeted-call';
import { goesInCircles, observationsOf } from '../sync/observations';
import type { SyncWorld } from '../sync/world';
import { nextGeneration } from './generations';

export type FetchWorld = Pick<SyncWorld, 'backend' | 'history' | 'budget' | 'now'>;

/** Whose children, and with which credentials. The parent itself need not be in the history. */
export interface FetchRequest {
  readonly jobKey: JobKey;
  readonly profile: ProfileRef;
}

/**
 * One fetch of a job's children, and of theirs, with `ListCopyJobs` and the filter `ByParentJobId`, page by page within the
 * call budget. Each job is an observation of source `list`. Such a list says nothing about what else there is: coverage is
 * not touched.
 */
export class ChildFetch {
  state = $state<'fetching' | 'fetched' | 'failed' | 'cancelled'>('fetching');
  /** Children that came so far, theirs included. */
  jobs = $state(0);
  /** Set when it failed. What came before is kept. */
  error = $state.raw<AppError>();
  /** Epoch ms UTC; undefined while it lasts. */
  endedAt = $state<number>();
  /** Jobs below that are parents themselves and were not asked about: there were too many, or they lay too deep. */
  leftOut = $state(0);
  readonly #world: FetchWorld;
  readonly #request: FetchRequest;
  readonly #stop = new AbortController();

  constructor(world: FetchWorld, request: FetchRequest) {
    this.#world = world;
    this.#request = request;
  }

  /** Resolves when it has ended; never rejects. To be called once. */
  async run(): Promise<void> {
    const error = await this.#fetchAll().catch(notFiled);
    this.error = error?.code === 'Cancelled' ? undefined : error;
    this.endedAt = this.#world.now();
    this.state = error === undefined ? 'fetched' : error.code === 'Cancelled' ? 'cancelled' : 'failed';
  }

  cancel(): void {
    this.#stop.abort();
  }

  async #fetchAll(): Promise<AppError | undefined> {
    const root = parseJobKey(this.#request.jobKey);
    if (root === undefined) return undefined;
    const asked = [root.copyJobId];
    let generation: readonly string[] = asked.slice();
    for (let depth = 1; generation.length > 0; depth += 1) {
      const parents: string[] = [];
      for (const copyJobId of generation) {
        const error = await this.#fetchChildren({ ...root, copyJobId }, parents);
        if (error !== undefined) return error;
      }
      const { ids, leftOut } = nextGeneration(parents, asked, depth);
      generation = ids;
      asked.push(...ids);
      this.leftOut += leftOut;
    }
    return undefined;
  }

  /** Adds the children that are parents themselves to `parents`. */
  async #fetchChildren(parent: JobIdentity, parents: string[]): Promise<AppError | undefined> {
    let nextToken: string | undefined;
    do {
      const answer = await this.#askForPage(parent, nextToken);
      if (!answer.ok) return answer.error;
      const page = answer.value;
      await this.#world.history.recordAll(observationsOf(page), (coverage, recorded) =>
        coverage.unmarkListed(recorded.map(({ jobKey }) => jobKey)),
      );
      this.jobs += page.jobs.length;
      parents.push(...parentsAmong(page));
      if (page.nextToken !== undefined && page.nextToken === nextToken) return goesInCircles(parent.region);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return undefined;
  }

  #askForPage({ accountId, region, copyJobId }: JobIdentity, nextToken: string | undefined) {
    const { backend } = this.#world;
    const { profile } = this.#request;
    // Without the account, whoever reads for a whole organisation is told of its own jobs only.
    const ofAccount = accountId === UNKNOWN_ACCOUNT ? {} : { ByAccountId: accountId };
    return budgetedCall(this.#world, profile, this.#stop.signal, (callId) =>
      backend.listCopyJobs({
        callId,
        profile,
        region,
        filters: { ByParentJobId: copyJobId, ...ofAccount },
        maxResults: MAX_PAGE_SIZE,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
  }
}

function parentsAmong({ jobs }: CopyJobsPage): string[] {
  return jobs.flatMap(({ copyJobId, body }) => {
    const result = readCopyJob(body);
    return result.ok && isParentJob(result.reading) ? [copyJobId] : [];
  });
}
