import type { Api } from '../../../preload/contract/api';

/** Reports a minute at most: a fault that repeats must not flood the log. */
const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;
/** The border takes no longer texts. */
const MAX_LENGTH = 8000;

/** Sends faults nobody caught to the main process's log, which takes out what must not stand there. */
export function reportProblems(backend: Api): void {
  let sent: number[] = [];
  const report = (reason: unknown): void => {
    const now = Date.now();
    sent = sent.filter((at) => now - at < MINUTE_MS);
    if (sent.length >= MOST_A_MINUTE) return;
    sent.push(now);
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    void backend.reportProblem({ text: text.slice(0, MAX_LENGTH) });
  };
  window.addEventListener('error', (event) => {
    report(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => {
    report(event.reason);
  });
}
