import type { AppError } from '../../../../preload/contract/error';
import type { StoredReading } from '../coverage/rows';
import { failsAlike } from '../fail-alike';
import { Filing } from '../filing';
import type { JobRow } from '../history';
import { budgetedCall } from './budgeted-call';
import { unfinishedNotListed } from './unfinished';
import type { SyncWorld } from './world';

export interface RestDescribed {
  /** How many jobs got an answer, “there is no such job” included. */
  readonly described: number;
  /** How many were asked about and got none. */
  readonly undescribed: number;
  /** Why it stopped before its end. */
  readonly error: AppError | undefined;
}

/**
 * Asks about each job that the history holds as unfinished and that no list of a reading brought. What one job's call ends
 * with is filed with that job; only what would meet all of them ends the asking.
 */
export async function describeRest(world: SyncWorld, row: StoredReading, stop: AbortSignal): Promise<RestDescribed> {
  const { backend, history, budget, now } = world;
  const filing = new Filing(history);
  const waiting = [...(await unfinishedNotListed(history, row))];
  let described = 0;
  let undescribed = 0;
  let error: AppError | undefined;

  async function ask({ copyJobId, jobKey }: JobRow): Promise<void> {
    const { profile, region } = row;
    const answer = await budgetedCall(world, profile, stop, (callId) =>
      backend.describeCopyJob({ callId, profile, region, copyJobId }),
    );
    if (answer.ok) {
      await filing.record(answer.value);
      described += 1;
      return;
    }
    const failure = answer.error;
    if (failure.code === 'Cancelled' || failsAlike(failure.code)) {
      error ??= failure;
      return;
    }
    await filing.recordFailure({ at: now(), profile, region, copyJobId, jobKey, error: failure });
    if (failure.code === 'NotFound') described += 1;
    else undescribed += 1;
  }

  async function askOneByOne(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined && error === undefined; next = waiting.shift()) await ask(next);
  }
  await Promise.all(Array.from({ length: budget.limits.atOnce }, askOneByOne));
  return { described, undescribed, error };
}
