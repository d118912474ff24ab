import type { AppError } from '../../../../preload/contract/error';
import type { Result } from '../../../../preload/contract/result';
import { MAX_PAGE_SIZE, type CopyJobsPage } from '../../../../preload/contract/shapes';
import { parseJobKey } from '../../domain/job-key';
import type { StoredReading } from '../coverage/rows';
import { notFiled } from '../not-filed';
import { Tally } from '../tally';
import { budgetedCall } from './budgeted-call';
import { describeRest } from './describe-rest';
import { markNotListed } from './missing';
import { goesInCircles, observationsOf } from './observations';
import type { Place } from './place';
import { listsAll, listsOf } from './plan';
import { anew, begun, ended, hasReadAll, placeAfter, withPage } from './reading';
import type { SyncWorld } from './world';

/**
 * Reads one place of a sync, page by page. Each page is written in one transaction with how far the reading has come and
 * where it goes on, and before the next one is asked for: however it ends, nothing that came is lost or counted twice, and
 * it can be gone on with, also after a restart.
 */
export class PairSync {
  /** As it is written in the history; the screen shows nothing else. */
  row = $state.raw<StoredReading>() as StoredReading;
  /** Whether it is being read just now, by this window. */
  active = $state(false);
  #world: SyncWorld;
  #stop = new AbortController();
  /** A token from an earlier session: AWS may not take it any more. */
  #tokenIsOld = false;
  #tally = new Tally();

  constructor(world: SyncWorld, row: StoredReading) {
    this.#world = world;
    this.row = row;
  }

  get place(): Place {
    const { profile, region } = this.row;
    return { profile, region };
  }

  /** Whether reading on would make sense: it ended before its end, or has not begun. */
  get unfinished(): boolean {
    return !this.active && this.row.state !== 'complete';
  }

  /** Reads on from where it stands. Resolves when it has ended, one way or another; never rejects. */
  async read(): Promise<void> {
    if (this.active || this.row.state === 'complete') return;
    this.active = true;
    this.#stop = new AbortController();
    this.#tokenIsOld = this.row.nextToken !== undefined;
    try {
      await this.#begin();
      await this.#end(await this.#readAll());
    } catch (reason) {
      // The history takes nothing in: what is shown is all there is.
      this.row = ended(this.row, 'failed', this.#world.now(), notFiled(reason));
    }
    this.active = false;
  }

  /** Stops. Pages that were read stay in the history, and reading can go on later. */
  cancel(): void {
    this.#stop.abort();
  }

  /** Cancelled before it began: it can be read on like any other. Never rejects. */
  async leaveOut(): Promise<void> {
    const left = ended(this.row, 'cancelled', this.#world.now());
    // Not written, it is still known to be waiting.
    await this.#write(left).catch(() => {
      this.row = left;
    });
  }

  async #begin(): Promise<void> {
    const { history, now } = this.#world;
    const at = now();
    const before = this.row;
    if (before.startedAt !== undefined && before.pages > 0) {
      // Jobs that came before the restart are counted already.
      const seen = await history.jobKeysSeenBetween(before.startedAt, Infinity);
      this.#tally = new Tally(
        before,
        seen.filter((jobKey) => parseJobKey(jobKey)?.region === before.region),
      );
    }
    await this.#write(begun(before, at));
  }

  /** Undefined: read to its end. */
  async #readAll(): Promise<AppError | undefined> {
    while (!hasReadAll(this.row)) {
      const error = await this.#readPage();
      if (error !== undefined) return error;
    }
    if (this.row.depth === 'changes') {
      const { error, described, undescribed } = await describeRest(this.#world, this.row, this.#stop.signal);
      this.row = { ...this.row, described: this.row.described + described, undescribed };
      if (error !== undefined) return error;
    }
    if (listsAll(this.row)) await markNotListed(this.#world.history, this.row);
    return undefined;
  }

  async #end(error: AppError | undefined): Promise<void> {
    const state = error === undefined ? 'complete' : error.code === 'Cancelled' ? 'cancelled' : 'failed';
    await this.#write(ended(this.row, state, this.#world.now(), state === 'failed' ? error : undefined));
  }

  async #readPage(): Promise<AppError | undefined> {
    const token = this.row.nextToken;
    const answer = await this.#ask(token);
    if (!answer.ok) {
      if (answer.error.code !== 'InvalidInput' || !this.#tokenIsOld || token === undefined) return answer.error;
      // The lists begin anew, once; what they said before is in the history.
      this.#tokenIsOld = false;
      await this.#write(anew(this.row));
      return undefined;
    }
    const page = answer.value;
    let next = this.row;
    const recorded = await this.#world.history.recordAll(observationsOf(page), async (coverage, written) => {
      next = withPage(this.row, page, written, this.#tally.with(written));
      await coverage.putReadings([next]);
      await coverage.putPlace(placeAfter(next, await coverage.place(next.placeKey), this.#world.now()));
      await coverage.unmarkListed(written.map(({ jobKey }) => jobKey));
    });
    this.#tally.add(recorded);
    this.row = next;
    this.#tokenIsOld = false;
    return page.nextToken !== undefined && page.nextToken === token ? goesInCircles(this.row.region) : undefined;
  }

  #ask(nextToken: string | undefined): Promise<Result<CopyJobsPage>> {
    const { backend } = this.#world;
    const { profile } = this.row;
    return budgetedCall(this.#world, profile, this.#stop.signal, (callId) =>
      backend.listCopyJobs({
        callId,
        ...this.place,
        filters: listsOf(this.row)[this.row.list] ?? {},
        maxResults: MAX_PAGE_SIZE,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
  }

  async #write(row: StoredReading): Promise<void> {
    await this.#world.history.coverage.write(async (shelf) => {
      await shelf.putReadings([row]);
      await shelf.putPlace(placeAfter(row, await shelf.place(row.placeKey), this.#world.now()));
    });
    this.row = row;
  }
}
