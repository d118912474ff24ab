import { SECOND_MS } from '../../domain/durations';
import { SHOWN_EVERY_MS, Tempo } from '../tempo';

/** How many calls there may be. Both are the user's to change. */
export interface BudgetLimits {
  /** Calls begun per second, over everything. */
  readonly perSecond: number;
  /** Calls under way at the same time. */
  readonly atOnce: number;
}

/**
 * AWS publishes no rate for AWS Backup's read calls. Four at once hide the way to a far Region, twenty a second is what one
 * busy administrator's console makes; both leave room for the account's own backups.
 */
export const DEFAULT_LIMITS: BudgetLimits = { perSecond: 20, atOnce: 4 };

/** Half of what the main process takes from one window, so that single look-ups always get through. */
export const MAX_AT_ONCE = 32;
/** For endpoints of one's own, and accounts whose quota was raised. */
export const MAX_PER_SECOND = 1000;

/** Never slower than one call in four seconds: AWS would have to be refusing everything. */
const SLOWEST_PER_SECOND = 0.25;
/** Each answer without trouble makes it this much faster again, until the limit: from half to whole in about fifteen answers. */
const RECOVERY = 1.05;
/** What is left of the pace after a refusal, and after an answer that took the SDK retries: AWS is near its limit then. */
const AFTER_REFUSAL = 0.5;
const AFTER_RETRIES = 0.75;
/** Wait after the first refusal, doubled with each one in a row, up to the longest (ms); AWS's own word goes before. */
const FIRST_PAUSE_MS = SECOND_MS;
const LONGEST_PAUSE_MS = 30 * SECOND_MS;

/** How a call went, as far as the pace is concerned. `strained`: answered, but only after retries. */
export type CallOutcome = 'answered' | 'strained' | 'throttled' | 'failed';

/** Leave to make one call. Must be given back, once, however the call ended. */
export interface CallSlot {
  /** `retryAfterMs`: how long AWS asked to wait. */
  giveBack(outcome: CallOutcome, retryAfterMs?: number): void;
}

/** Time as the budget sees it; tests bring their own. `now` only ever goes forward, in milliseconds from anywhere. */
export interface BudgetClock {
  now(): number;
  /** Calls back after so many milliseconds; the returned function takes it back. */
  later(ms: number, act: () => void): () => void;
}

const OWN_CLOCK: BudgetClock = {
  now: () => performance.now(),
  later: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

interface Waiting {
  readonly grant: (slot: CallSlot) => void;
}

/**
 * The one tap that everything which asks AWS many times draws from: so many calls per second, so many at once, first come,
 * first served. When AWS throttles it waits and halves its pace; answers bring it back, bit by bit.
 */
export class CallBudget {
  limits = $state.raw<BudgetLimits>(DEFAULT_LIMITS);
  /** Calls per second at present: the limit, or less after AWS has throttled. */
  pace = $state(DEFAULT_LIMITS.perSecond);
  /** Calls under way, as the screen is told of them. */
  inFlight = $state(0);
  /** Whether it waits because AWS asked for it. */
  pausing = $state(false);
  #underWay = 0;
  readonly #screen = new Tempo(SHOWN_EVERY_MS, () => {
    this.inFlight = this.#underWay;
  });
  #clock: BudgetClock;
  #queue: Waiting[] = [];
  #tokens: number;
  #filledAt: number;
  #resumeAt = -Infinity;
  /** Calls begun before this are news of the pace before: they slow nothing down twice. */
  #slowedAt = -Infinity;
  #refusals = 0;
  #stopTimer: (() => void) | undefined;

  constructor(clock: BudgetClock = OWN_CLOCK) {
    this.#clock = clock;
    this.#tokens = DEFAULT_LIMITS.perSecond;
    this.#filledAt = clock.now();
  }

  /** Whether AWS has made it slower than the limit. */
  get slowed(): boolean {
    return this.pausing || this.pace < this.limits.perSecond;
  }

  /** Sets the limits, held within what is sensible. They count for the next call on. */
  setLimits({ perSecond, atOnce }: BudgetLimits): void {
    this.limits = {
      perSecond: Math.min(Math.max(perSecond, SLOWEST_PER_SECOND), MAX_PER_SECOND),
      atOnce: Math.min(Math.max(Math.floor(atOnce), 1), MAX_AT_ONCE),
    };
    this.#fill();
    this.pace = this.limits.perSecond;
    this.#tokens = Math.min(this.#tokens, this.#capacity);
    this.#serve();
  }

  /** Waits for leave to make one call; undefined if the signal is aborted first. */
  take(signal?: AbortSignal): Promise<CallSlot | undefined> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve(undefined);
        return;
      }
      const leave = (): void => {
        this.#queue = this.#queue.filter((other) => other !== waiting);
        resolve(undefined);
      };
      const waiting: Waiting = {
        grant: (slot) => {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#queue.push(waiting);
      this.#serve();
    });
  }

  /** One second's worth may be used at once, and at least one call. */
  get #capacity(): number {
    return Math.max(1, this.pace);
  }

  #fill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#filledAt) * this.pace) / SECOND_MS);
    this.#filledAt = now;
  }

  #serve(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#fill();
    const pause = this.#resumeAt - this.#clock.now();
    this.pausing = pause > 0;
    while (pause <= 0 && this.#tokens >= 1 && this.#underWay < this.limits.atOnce) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#tokens -= 1;
      this.#underWay += 1;
      this.#screen.soon();
      next.grant(this.#slot());
    }
    if (this.#queue.length === 0 && pause <= 0) return;
    // With all calls under way nothing can be done before one of them is given back.
    if (pause <= 0 && this.#underWay >= this.limits.atOnce) return;
    const untilToken = ((1 - this.#tokens) * SECOND_MS) / this.pace;
    this.#stopTimer = this.#clock.later(Math.ceil(Math.max(pause, untilToken, 1)), () => {
      this.#serve();
    });
  }

  #slot(): CallSlot {
    const begunAt = this.#clock.now();
    let back = false;
    return {
      giveBack: (outcome, retryAfterMs) => {
        if (back) return;
        back = true;
        this.#underWay -= 1;
        this.#screen.soon();
        if (outcome === 'throttled') this.#pause(begunAt, retryAfterMs);
        else if (outcome === 'strained') this.#slow(begunAt, AFTER_RETRIES);
        else if (outcome === 'answered') this.#recover();
        this.#serve();
      },
    };
  }

  #pause(begunAt: number, retryAfterMs: number | undefined): void {
    if (begunAt > this.#slowedAt) this.#refusals += 1;
    this.#slow(begunAt, AFTER_REFUSAL);
    const own = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, this.#refusals - 1));
    this.#resumeAt = Math.max(this.#resumeAt, this.#clock.now() + (retryAfterMs ?? own));
  }

  #slow(begunAt: number, by: number): void {
    if (begunAt <= this.#slowedAt) return;
    this.#fill();
    this.#slowedAt = this.#clock.now();
    this.pace = Math.max(SLOWEST_PER_SECOND, this.pace * by);
    this.#tokens = 0;
  }

  #recover(): void {
    this.#refusals = 0;
    if (this.pace === this.limits.perSecond) return;
    this.#fill();
    this.pace = Math.min(this.limits.perSecond, this.pace * RECOVERY);
  }
}
