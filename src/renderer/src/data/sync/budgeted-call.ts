import type { AppError } from '../../../../preload/contract/error';
import type { Result } from '../../../../preload/contract/result';
import type { ProfileRef } from '../../../../preload/contract/shapes';
import { failsAlike } from '../fail-alike';
import type { CallOutcome } from './budget.svelte';
import { cancelledBeforeAsking, type SyncWorld } from './world';

/** Refusals in a row for one call after which it gives up: with the budget's pauses that is some three minutes. */
const MOST_REFUSALS = 8;

/** Makes one call when the budget allows it. The call id is fresh for each attempt. */
export type Send<T> = (callId: string) => Promise<Result<T>>;

/**
 * Makes a call within the budget, and again for as long as AWS says that this is too fast. Aborted, it cancels what is under
 * way and answers `Cancelled`. A failure that will meet every call of the profile is told to all that share the world.
 */
export async function budgetedCall<T extends { readonly attempts: number }>(
  { backend, budget, trouble }: Pick<SyncWorld, 'backend' | 'budget'> & Partial<Pick<SyncWorld, 'trouble'>>,
  profile: ProfileRef,
  stop: AbortSignal,
  send: Send<T>,
): Promise<Result<T>> {
  const profileKey = JSON.stringify([profile.origin, profile.name]);
  for (let refusals = 1; ; refusals += 1) {
    const slot = await budget.take(stop);
    if (slot === undefined) return failed(cancelledBeforeAsking());
    let outcome: CallOutcome = 'failed';
    let retryAfterMs: number | undefined;
    const callId = crypto.randomUUID();
    const cancel = (): void => void backend.cancelCall({ callId });
    stop.addEventListener('abort', cancel, { once: true });
    try {
      const known = trouble?.get(profileKey);
      if (known !== undefined) return failed(known);
      const answer = await send(callId);
      if (answer.ok) {
        outcome = answer.value.attempts > 1 ? 'strained' : 'answered';
        return answer;
      }
      const { error } = answer;
      if (failsAlike(error.code)) trouble?.set(profileKey, error);
      if (error.code !== 'Throttled') return answer;
      outcome = 'throttled';
      retryAfterMs = error.retryAfterMs;
      if (refusals === MOST_REFUSALS) return answer;
    } finally {
      stop.removeEventListener('abort', cancel);
      slot.giveBack(outcome, retryAfterMs);
    }
  }
}

function failed<T>(error: AppError): Result<T> {
  return { ok: false, error };
}
