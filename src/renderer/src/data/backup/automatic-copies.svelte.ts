import type { BackupCopies } from '../../../../preload/contract/backup';
import type { AppError } from '../../../../preload/contract/error';
import type { BackupSettings, CopyInterval } from '../../../../preload/contract/settings';
import type { Api } from '../backend';
import type { History } from '../history';
import { backUp } from './back-up';
import { valueOf } from './backup-files';
import { failureOf } from './failure-of';
import { wholeOf } from './whole-of';

/** How old the newest copy may be, ms. */
const OLDEST: Readonly<Record<Exclude<CopyInterval, 'never'>, number>> = {
  daily: 24 * 3_600_000,
  weekly: 7 * 24 * 3_600_000,
};

/** The app has other things to do when it starts, and so may whoever started it, ms. */
const AFTER_START_MS = 10 * 60_000;
/** Somebody who only ever looks in for a few minutes gets copies all the same: one that is so many times too late is not put off for so long. */
const FAR_TOO_LATE = 3;
const SOON_AFTER_START_MS = 2 * 60_000;
/** Since when a first copy is waited for (epoch ms UTC), with the history. */
const WAITED_SINCE = 'first-copy-waited-for';
/** How often is looked whether a copy is due, ms. A computer that slept is late by no more than this. */
const LOOK_EVERY_MS = 5 * 60_000;
/** After a copy that failed the next one is tried by itself, ms. */
const AGAIN_AFTER_MS = 3_600_000;

export interface CopyWorld {
  readonly api: Api;
  readonly history: History;
  readonly settings: () => BackupSettings;
  /** Whether a backup is being written that the user asked for: one at a time. */
  readonly isBusy: () => boolean;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** A copy that could not be made. */
export interface CopyFailure {
  readonly error: AppError;
  /** Epoch ms UTC. */
  readonly at: number;
}

/**
 * Copies of the history that are made by themselves while the app runs. When the newest one is too old another is made, so that nothing is missed
 * by sleeping or by being closed, only made later. One that fails is told until one has been made.
 */
export class AutomaticCopies {
  /** Those that are there, as far as is known. */
  copies = $state.raw<BackupCopies>();
  failure = $state.raw<CopyFailure>();
  /** Jobs written of jobs, while one is being made. */
  making = $state.raw<{ readonly done: number; readonly of: number }>();
  readonly #world: CopyWorld;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #abort = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(world: CopyWorld) {
    this.#world = world;
  }

  /** Simulated jobs can be had again at any time, and a history in memory is not meant to last. */
  get isOffered(): boolean {
    const { workspace, kept } = this.#world.history;
    return workspace === 'aws' && kept;
  }

  /** Looks from now on whether a copy is due. Answers how to stop. */
  run(): () => void {
    if (this.isOffered) {
      this.#later(SOON_AFTER_START_MS, () => this.makeIfFarTooLate());
      this.#later(AFTER_START_MS, () => this.#makeWheneverDue());
    }
    return () => {
      this.#closed = true;
      this.#abort.abort();
      for (const timer of this.#timers) clearTimeout(timer);
    };
  }

  /** Reads which copies there are. What cannot be read is a failure like any other. */
  async look(): Promise<void> {
    try {
      const { workspace } = this.#world.history;
      this.copies = await valueOf(this.#world.api.listCopies({ workspace }));
    } catch (problem) {
      this.failure = { error: failureOf(problem, 'backup'), at: this.#world.now() };
    }
  }

  /** Makes one if it is due, and there is anything to copy. */
  makeIfDue(): Promise<void> {
    return this.#makeIfOlder(1, () => Promise.resolve(-Infinity));
  }

  /** Makes one if it should have been made days ago. */
  makeIfFarTooLate(): Promise<void> {
    return this.#makeIfOlder(FAR_TOO_LATE, () => this.#waitedSince());
  }

  /**
   * @param times how many times as old as it may be
   * @param withoutAny what counts as the time of the newest copy (epoch ms UTC) where there is none
   */
  async #makeIfOlder(times: number, withoutAny: () => Promise<number>): Promise<void> {
    const { every } = this.#world.settings();
    if (every === 'never' || !this.isOffered) return;
    await this.look();
    const newest = this.copies?.copies[0]?.at ?? (await withoutAny());
    const age = this.#world.now() - newest;
    // A clock that was set back must not put the next copy off for as long.
    const isDue = age >= times * OLDEST[every] || age < 0;
    const isTooSoon = this.failure !== undefined && this.#world.now() - this.failure.at < AGAIN_AFTER_MS;
    if (isDue && !isTooSoon && (await this.#hasJobs())) await this.make();
  }

  /** Makes one now. Never rejects. */
  async make(): Promise<void> {
    if (this.making !== undefined || this.#closed || this.#world.isBusy()) return;
    this.making = { done: 0, of: 0 };
    this.#ended = this.#make();
    await this.#ended;
    this.making = undefined;
  }

  /** Gives up the copy that is being made, for something more urgent. It is still due afterwards. */
  async makeWay(): Promise<void> {
    this.#abort.abort();
    await this.#ended;
  }

  async #make(): Promise<void> {
    const { api, history, now } = this.#world;
    const abort = new AbortController();
    this.#abort = abort;
    try {
      await backUp(api, history, {
        to: 'copies',
        signal: abort.signal,
        onprogress: (done, of) => (this.making = { done, of }),
      });
      this.failure = undefined;
      await this.look();
    } catch (problem) {
      if (!abort.signal.aborted) this.failure = { error: failureOf(problem, 'backup'), at: now() };
    }
  }

  async #hasJobs(): Promise<boolean> {
    try {
      const totals = await wholeOf(this.#world.history).read((shelf) => shelf.totals());
      return totals.some(({ jobs }) => jobs > 0);
    } catch {
      // A history that cannot be read says so itself.
      return false;
    }
  }

  /** Since when there could have been a first copy: from now on, if that was never noted. */
  async #waitedSince(): Promise<number> {
    const { history, now } = this.#world;
    const noted = await history.preference(WAITED_SINCE).catch(() => undefined);
    if (typeof noted === 'number') return noted;
    const at = now();
    await history.setPreference(WAITED_SINCE, at).catch(() => undefined);
    return at;
  }

  async #makeWheneverDue(): Promise<void> {
    await this.makeIfDue();
    this.#later(LOOK_EVERY_MS, () => this.#makeWheneverDue());
  }

  #later(ms: number, work: () => Promise<void>): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers = this.#timers.filter((other) => other !== timer);
      void work();
    }, ms);
    this.#timers.push(timer);
  }
}
