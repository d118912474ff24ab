import type { CallInput, CallOutput } from './calls';
import type { EventPayload } from './events';
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel, type CallName, type EventName } from './names';
import type { Result } from './result';

type CallArguments<N extends CallName> = CallInput<N> extends undefined ? [] : [input: CallInput<N>];

/** `window.api`: one function per call, one subscription per event. Listeners get the payload only. */
export type Api = {
  readonly [N in CallName]: (...input: CallArguments<N>) => Promise<Result<CallOutput<N>>>;
} & {
  readonly on: {
    /** Subscribes; the returned function ends the subscription. */
    readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void;
  };
};

/** The two things the border needs from whatever carries it: Electron's IPC, or a test's fake. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<unknown>;
  subscribe(channel: string, listener: (payload: unknown) => void): () => void;
}

/** Builds the window's API over a transport, from the names alone. */
export function createApi(transport: Transport): Api {
  const on: Record<string, unknown> = {};
  for (const name of EVENT_NAMES) {
    on[name] = (listener: (payload: unknown) => void) => transport.subscribe(eventChannel(name), listener);
  }
  const api: Record<string, unknown> = { on };
  for (const name of CALL_NAMES) {
    // Only the one declared argument crosses: whatever else a caller passes stays behind.
    api[name] = (input?: unknown) => transport.invoke(callChannel(name), input);
  }
  return api as unknown as Api;
}
