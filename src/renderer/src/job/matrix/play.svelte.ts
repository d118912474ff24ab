import { SECOND_MS } from '../../domain/durations';

/** Goes from column to column, one a second, until the last one or until it is stopped. */
export class Play {
  playing = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param step goes on by one; false: there is nothing left to go to */
  constructor(private readonly step: () => boolean) {}

  start(): void {
    this.stop();
    this.playing = true;
    this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.playing = false;
  }

  #next(): void {
    this.#timer = setTimeout(() => {
      if (this.step()) this.#next();
      else this.stop();
    }, SECOND_MS);
  }
}
