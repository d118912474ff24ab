/**
 * Calls one window may have open at once. A bulk look-up runs a handful at a time; a window with this many open is
 * out of control and must not be able to exhaust the main process.
 */
export const MAX_CALLS_PER_WINDOW = 64;

export interface OpenCall {
  readonly signal: AbortSignal;
  /** Must be called when the call has been answered. */
  end(): void;
}

interface WindowCalls {
  readonly open: Set<AbortController>;
  readonly byId: Map<string, AbortController>;
}

/** Knows which calls of which window are being answered, so that they can be counted and cancelled. */
export class CallsInFlight {
  readonly #windows = new Map<number, WindowCalls>();

  /** Opens a call, or says why that cannot be. `callId` is the window's own name for it, where the call has one. */
  start(windowId: number, callId: string | undefined): OpenCall | 'too-many' | 'id-in-use' {
    const calls = this.#windows.get(windowId) ?? { open: new Set(), byId: new Map() };
    if (calls.open.size >= MAX_CALLS_PER_WINDOW) return 'too-many';
    if (callId !== undefined && calls.byId.has(callId)) return 'id-in-use';
    const controller = new AbortController();
    this.#windows.set(windowId, calls);
    calls.open.add(controller);
    if (callId !== undefined) calls.byId.set(callId, controller);
    return {
      signal: controller.signal,
      end: () => {
        calls.open.delete(controller);
        if (callId !== undefined && calls.byId.get(callId) === controller) calls.byId.delete(callId);
        if (calls.open.size === 0 && this.#windows.get(windowId) === calls) this.#windows.delete(windowId);
      },
    };
  }

  /** Aborts one call of this window. False: no call by that id is open there; another window's call is never touched. */
  cancel(windowId: number, callId: string): boolean {
    const controller = this.#windows.get(windowId)?.byId.get(callId);
    if (controller === undefined || controller.signal.aborted) return false;
    controller.abort();
    return true;
  }

  /** Aborts everything a window has open: it was closed or reloaded, and nobody waits for the answers. */
  cancelAll(windowId: number): void {
    const calls = this.#windows.get(windowId);
    this.#windows.delete(windowId);
    for (const controller of calls?.open ?? []) controller.abort();
  }
}
