import type { CallPhase, Clock } from './ports';

/** A deadline that stands still while the user is asked something and starts afresh once they have answered. */
export interface Deadline {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal;
  readonly onPhase: (phase: CallPhase) => void;
  readonly phase: () => CallPhase;
  readonly end: () => void;
}

export function startDeadline(clock: Clock, ms: number): Deadline {
  const controller = new AbortController();
  let current: CallPhase = 'signing-in';
  let ended = false;
  const start = () =>
    clock.after(ms, () => {
      controller.abort();
    });
  let stop = start();

  return {
    signal: controller.signal,
    phase: () => current,
    onPhase(phase) {
      if (ended || phase === current) return;
      if (phase === 'asking') stop();
      else if (current === 'asking') stop = start();
      current = phase;
    },
    end() {
      ended = true;
      stop();
    },
  };
}
