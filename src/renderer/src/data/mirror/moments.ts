import type { JobKey } from '../../domain/job-key';
import { Moment } from './moment';
import type { TableColumns } from './table-columns';

/** Moments kept at once: what is on screen, two that are compared, and the one before. */
const MOST_MOMENTS = 4;

/** The earlier times at which a table is looked at; those that nobody asked about for longest are given up. */
export class Moments {
  /** By time, epoch ms UTC, the one asked about last at the end. */
  readonly #moments = new Map<number, Moment>();

  constructor(private readonly columns: TableColumns) {}

  /** Undefined: that one has not been begun, or was given up. */
  at(time: number): Moment | undefined {
    const moment = this.#moments.get(time);
    if (moment === undefined) return undefined;
    this.#moments.delete(time);
    this.#moments.set(time, moment);
    return moment;
  }

  /** @param failed jobs of which some look-up had failed by then */
  begin(time: number, failed: Iterable<JobKey>): Moment {
    for (const oldest of this.#moments.keys()) {
      if (this.#moments.size < MOST_MOMENTS) break;
      this.end(oldest);
    }
    const moment = new Moment(this.columns, time, failed);
    this.#moments.set(time, moment);
    return moment;
  }

  /** Gives one up; it can be begun anew. */
  end(time: number): void {
    this.#moments.get(time)?.close();
    this.#moments.delete(time);
  }

  /** @param since the earliest time that the change may tell something of, epoch ms UTC */
  changed(jobKey: JobKey, row: number, since: number): void {
    for (const [time, moment] of this.#moments) moment.changed(jobKey, row, since <= time);
  }

  removed(jobKey: JobKey, row: number): void {
    for (const moment of this.#moments.values()) moment.removed(jobKey, row);
  }

  settle(): void {
    for (const moment of this.#moments.values()) moment.settle();
  }
}
