/**
 * Of many calls in a row the screen is told four times a second (ms). Hundreds end in that time, and drawing the window for each of
 * them takes longer than asking AWS.
 */
export const SHOWN_EVERY_MS = 250;

/**
 * Does something at once when asked, and again at most once in so many milliseconds however often it is asked: what comes
 * in between is done together, at the end of that time.
 */
export class Tempo {
  readonly #act: () => void;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = false;

  constructor(everyMs: number, act: () => void) {
    this.#everyMs = everyMs;
    this.#act = act;
  }

  /** Asks for it. */
  soon(): void {
    if (this.#timer === undefined) this.now();
    else this.#due = true;
  }

  /** Does it without waiting, and so all that was asked for. */
  now(): void {
    clearTimeout(this.#timer);
    this.#due = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#due) this.now();
    }, this.#everyMs);
    this.#act();
  }
}
