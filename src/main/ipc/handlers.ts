import type { CallInput, CallOutput } from '../../preload/contract/calls';
import type { CallName } from '../../preload/contract/names';
import type { Result } from '../../preload/contract/result';

/** What a handler is told beside its checked input. */
export interface CallContext {
  /** Aborted when the window cancels this call by its id, reloads, or closes. */
  readonly signal: AbortSignal;
  /** The window that asks: the id of its page. */
  readonly windowId: number;
}

/** Every call but `cancelCall`, which the border answers itself: it alone knows which calls are in flight. */
export type HandledCall = Exclude<CallName, 'cancelCall'>;

export type Handler<N extends CallName> = (input: CallInput<N>, context: CallContext) => Promise<Result<CallOutput<N>>>;

/** One handler for each call of the contract: a missing or drifting one does not compile. */
export type Handlers = { readonly [N in HandledCall]: Handler<N> };
