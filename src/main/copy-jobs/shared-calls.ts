/**
 * Joins equal calls that are in flight at the same time. Each caller may leave when it likes; the call itself is
 * aborted only when the last one has left.
 */
export interface SharedCalls<T> {
  /** Joins the call in flight under this key, or starts it. `leave` must be called once, however the caller ends. */
  join(key: string, start: (signal: AbortSignal) => Promise<T>): SharedCall<T>;
}

export interface SharedCall<T> {
  readonly result: Promise<T>;
  readonly leave: () => void;
}

export function createSharedCalls<T>(): SharedCalls<T> {
  const inFlight = new Map<string, { result: Promise<T>; waiting: number; settled: boolean; abort: AbortController }>();

  return {
    join(key, start) {
      let call = inFlight.get(key);
      if (!call) {
        const abort = new AbortController();
        const started = { result: start(abort.signal), waiting: 0, settled: false, abort };
        call = started;
        inFlight.set(key, started);
        const forget = () => {
          started.settled = true;
          if (inFlight.get(key) === started) inFlight.delete(key);
        };
        started.result.then(forget, forget);
      }
      const joined = call;
      joined.waiting += 1;
      return {
        result: joined.result,
        leave() {
          joined.waiting -= 1;
          if (joined.waiting > 0) return;
          // Gone from the map first: whoever asks from now on wants a fresh call, not one that is being aborted.
          if (inFlight.get(key) === joined) inFlight.delete(key);
          // What has ended needs no abort, and making one costs as much as the rest of a joined call.
          if (!joined.settled) joined.abort.abort();
        },
      };
    },
  };
}

/** Settles as `result` does, or with what `onAbort` gives as soon as the signal is aborted. */
export function untilAborted<T>(result: Promise<T>, signal: AbortSignal, onAbort: () => T | Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      resolve(onAbort());
    };
    if (signal.aborted) {
      // The result may still fail later; somebody has to have looked at it.
      result.catch(() => undefined);
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    result.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
