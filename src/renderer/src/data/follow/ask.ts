import type { AppError } from '../../../../preload/contract/error';
import { isOfPlace } from '../../domain/follow/trouble';
import { placeKeyOf, type Place } from '../sync/place';
import { failsAlike } from '../fail-alike';
import { Filing } from '../filing';
import { HistoryProblem, type JobRow } from '../history';
import { notFiled } from '../not-filed';
import { budgetedCall } from '../sync/budgeted-call';
import { PairSync } from '../sync/pair-sync.svelte';
import { planOf } from '../sync/plan';
import { FOLLOW_SYNC, newReading } from '../sync/reading';
import type { SyncWorld } from '../sync/world';

/**
 * What became of a question about one job:
 *
 * - `answered`: AWS answered, if only that there is no such job.
 * - `own`: it failed in a way that is this job's own, such as an answer that cannot be filed; others may fare better.
 * - `shared`: it failed in a way that says nothing about the job, or was not asked at all.
 */
export type Asked = { readonly is: 'answered' } | { readonly is: 'own' | 'shared'; readonly error: AppError };

/** An answer that is not what it should be says nothing about the next one; a disk that takes nothing in does. */
const OF_ONE_ANSWER: ReadonlySet<HistoryProblem['code']> = new Set(['unreadable-body', 'wrong-job']);

/** The two ways in which followed jobs are asked about. What comes is filed as ever; nothing is shown to anybody. */
export class Asker {
  readonly #world: SyncWorld;
  readonly #filing: Filing;

  constructor(world: SyncWorld) {
    this.#world = world;
    this.#filing = new Filing(world.history);
  }

  /**
   * Asks about one job. Never rejects.
   * @param person waits for it, and may be asked for a multi-factor code
   */
  async describe(job: JobRow, place: Place, stop: AbortSignal, person: boolean): Promise<Asked> {
    const { backend, now } = this.#world;
    const { copyJobId, jobKey } = job;
    try {
      const answer = await budgetedCall(this.#world, place.profile, stop, (callId) =>
        backend.describeCopyJob({ callId, ...place, copyJobId, ...(!person && { background: true as const }) }),
      );
      if (answer.ok) {
        await this.#filing.record(answer.value);
        return { is: 'answered' };
      }
      const { error } = answer;
      // What says nothing about this job is not filed with it: the gap tells it.
      if (error.code === 'Cancelled' || error.code === 'Throttled' || failsAlike(error.code))
        return { is: 'shared', error };
      await this.#filing.recordFailure({ at: now(), ...place, copyJobId, jobKey, error });
      if (error.code === 'NotFound') return { is: 'answered' };
      return { is: isOfPlace(error) || error.code === 'Refused' ? 'shared' : 'own', error };
    } catch (reason) {
      const own = reason instanceof HistoryProblem && OF_ONE_ANSWER.has(reason.code);
      return { is: own ? 'own' : 'shared', error: notFiled(reason) };
    }
  }

  /** Reads what can have changed in a place. Undefined: it was read to its end. Never rejects. `person` as above. */
  async list(place: Place, stop: AbortSignal, person: boolean): Promise<AppError | undefined> {
    const { history, now } = this.#world;
    try {
      const known = await history.coverage.read((shelf) => shelf.place(placeKeyOf(place)));
      const asked = {
        syncId: FOLLOW_SYNC,
        syncName: 'Following',
        place,
        filters: {},
        plan: planOf('changes', {}, known),
      };
      // One row for all readings of a place: they come every few minutes, for years.
      const id = `${FOLLOW_SYNC} ${placeKeyOf(place)}`;
      const pair = new PairSync(person ? this.#world : withoutPerson(this.#world), {
        ...newReading({ ...asked, at: now() }),
        id,
      });
      const cancel = (): void => {
        pair.cancel();
      };
      stop.addEventListener('abort', cancel, { once: true });
      await pair.read();
      stop.removeEventListener('abort', cancel);
      return pair.row.error;
    } catch (reason) {
      return notFiled(reason);
    }
  }
}

/** The same world, in which nobody is asked for a multi-factor code. */
function withoutPerson(world: SyncWorld): SyncWorld {
  const { backend } = world;
  return {
    ...world,
    backend: {
      ...backend,
      listCopyJobs: (input) => backend.listCopyJobs({ ...input, background: true }),
      describeCopyJob: (input) => backend.describeCopyJob({ ...input, background: true }),
    },
  };
}
