import type { Api } from '../../../../preload/contract/api';
import type { AppError } from '../../../../preload/contract/error';
import type { History } from '../history';
import type { CallBudget } from './budget.svelte';

/** What the readings of one sync share. */
export interface SyncWorld {
  readonly backend: Api;
  readonly history: History;
  readonly budget: CallBudget;
  /** Why a profile cannot be used at present, by profile; whoever finds out tells the others, so that AWS is not asked in vain. */
  readonly trouble: Map<string, AppError>;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** A world in which no profile is known to be in trouble yet. */
export function withoutTrouble(world: Omit<SyncWorld, 'trouble'>): SyncWorld {
  return { ...world, trouble: new Map() };
}

/** What a call that was not even made because of a cancellation ended with. */
export function cancelledBeforeAsking(): AppError {
  return {
    code: 'Cancelled',
    message: 'You cancelled it.',
    remedy: 'Go on with it whenever you like.',
    mayRetry: true,
  };
}
