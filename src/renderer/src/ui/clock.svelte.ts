/** Ages are shown by the second for a minute, then by the minute: one tick a second is enough for both. */
const TICK_MS = 1000;

/** The present, as reactive state: everything that shows an age reads it. Epoch ms UTC, this machine's clock. */
export class Clock {
  now = $state(Date.now());

  /** Starts ticking; the returned function stops it. Rests while the window is hidden. */
  start(): () => void {
    const timer = setInterval(() => {
      if (!document.hidden) this.now = Date.now();
    }, TICK_MS);
    const catchUp = () => {
      this.now = Date.now();
    };
    document.addEventListener('visibilitychange', catchUp);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', catchUp);
    };
  }
}
