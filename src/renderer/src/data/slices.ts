/** Work goes on for so long, ms, before the window has its turn: less than a frame. */
const SLICE_MS = 10;

/** Lets the window have its turn whenever work has lasted a while. Rejects once the signal is aborted. */
export class Slices {
  #since = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  async pause(): Promise<void> {
    if (performance.now() - this.#since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
    this.#since = performance.now();
  }
}
