import type { TimeDisplay } from '../instants';

/**
 * What a typed number, size, duration or time means. `=` finds everything from `from` up to, but not including, `until`: what is shown
 * as it was typed. Less and more compare with `low` and `high`.
 */
export interface Measure {
  readonly from: number;
  readonly until: number;
  readonly low: number;
  readonly high: number;
  /** Whether it means something else as time goes by. */
  readonly movesWithTime: boolean;
}

export interface MeasureContext {
  /** Epoch ms UTC. */
  readonly now: number;
  /** How dates without a zone are read. */
  readonly times: TimeDisplay;
}
