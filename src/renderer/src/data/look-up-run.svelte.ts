import type { Api } from '../../../preload/contract/api';
import type { AppError } from '../../../preload/contract/error';
import type { Result } from '../../../preload/contract/result';
import type { Observation, ProfileRef } from '../../../preload/contract/shapes';
import { SECOND_MS } from '../domain/durations';
import { failsAlike } from './fail-alike';
import { notFiled } from './not-filed';
import type { Recorded } from './history';
import type { LookUpDesk, LookUpEnd, LookUpRequest } from './look-up-desk.svelte';
import type { CallBudget } from './sync/budget.svelte';
import { budgetedCall } from './sync/budgeted-call';
import { eachPlace, type Place } from './sync/place';
import { cancelledBeforeAsking } from './sync/world';
import { SHOWN_EVERY_MS, Tempo } from './tempo';

/** Answers that may wait for the disk before the next look-up is sent: a slow disk must not fill the memory. */
const MOST_UNFILED = 200;

/** Look-ups over which the rate is taken: it follows what AWS allows now, and does not flicker. */
const RATE_OVER = 60;

/**
 * How one look-up of a run stands. `filing`: AWS has answered, and that is on its way to the disk. `not-asked`: an earlier one showed
 * that it would be in vain.
 */
export type RunState = 'waiting' | 'asking' | 'filing' | 'answered' | 'failed' | 'cancelled' | 'not-asked';

export type RunItem = { readonly request: LookUpRequest } & (
  | { readonly state: 'waiting' | 'asking' | 'filing' | 'cancelled' | 'not-asked' }
  | { readonly state: 'answered'; readonly recorded: Recorded }
  | { readonly state: 'failed'; readonly error: AppError }
);

/** Why some look-ups were not asked: those of a profile, or all of them where it lies with the history. */
export interface RunStop {
  readonly profile: ProfileRef | undefined;
  readonly error: AppError;
}

/** Whom a run asks, where it files what comes, and how fast it may be. */
export interface RunWorld {
  readonly backend: Api;
  readonly desk: LookUpDesk;
  readonly budget: CallBudget;
}

/**
 * Many look-ups asked for together: in the order given, as many at once and as fast as the budget allows, each saved or
 * filed like any other, in groups. They may be of several profiles and Regions. It can be paused and cancelled, leaves out
 * what would fail alike, and can go on from where it ended.
 */
export class LookUpRun {
  /** How all look-ups stood at the last moment that was shown, in the order given. */
  items = $state.raw<readonly RunItem[]>([]);
  /** True until nothing of it is under way any more. */
  running = $state(false);
  cancelling = $state(false);
  /** Nothing new is asked; what was under way still comes. */
  paused = $state(false);
  /** Why look-ups were not asked, once for each profile. */
  stops = $state.raw<readonly RunStop[]>([]);
  /** Epoch ms UTC; of the last retry, if there was one. */
  startedAt = $state(0);
  /** Where it asks, each place once, in the order in which they come. */
  readonly places: readonly Place[];
  readonly #world: RunWorld;
  /** How they stand now. */
  #now: RunItem[];
  readonly #screen = new Tempo(SHOWN_EVERY_MS, () => {
    this.items = [...this.#now];
  });
  #counts = $derived(countStates(this.items));
  /** Everything before this place has been begun. */
  #next = 0;
  #stop = new AbortController();
  #goOn: (() => void)[] = [];
  #filing: Promise<void>[] = [];
  /** When the last look-ups ended, epoch ms UTC, oldest first. */
  #endTimes: number[] = [];

  /** `requests`: each job once, with ids fit to be sent. */
  constructor(world: RunWorld, requests: readonly LookUpRequest[]) {
    this.#world = world;
    this.#now = requests.map((request) => ({ request, state: 'waiting' }));
    this.items = [...this.#now];
    this.places = eachPlace(requests);
  }

  /** How many look-ups stand in each state. */
  get counts(): Readonly<Record<RunState, number>> {
    return this.#counts;
  }

  /** How many need nothing more, for better or worse. */
  get ended(): number {
    return this.items.length - this.counts.waiting - this.counts.asking - this.counts.filing;
  }

  /** How many a retry would ask about. */
  get retriable(): number {
    return this.counts.failed + this.counts.cancelled + this.counts['not-asked'];
  }

  /** Look-ups that end per second, of late; undefined while that cannot be told. */
  get perSecond(): number | undefined {
    // Read so that whoever shows the rate is told of each end.
    if (!this.running || this.paused || this.ended === 0) return undefined;
    const [first] = this.#endTimes;
    const last = this.#endTimes.at(-1);
    if (first === undefined || last === undefined || last === first) return undefined;
    return ((this.#endTimes.length - 1) * SECOND_MS) / (last - first);
  }

  /** Milliseconds until the end at that rate; undefined while that cannot be told. */
  get timeLeftMs(): number | undefined {
    const rate = this.perSecond;
    return rate === undefined ? undefined : ((this.items.length - this.ended) * SECOND_MS) / rate;
  }

  /** Asks about all that wait. Resolves when nothing is under way any more; never rejects. */
  async start(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.cancelling = false;
    this.paused = false;
    this.stops = [];
    this.startedAt = Date.now();
    this.#stop = new AbortController();
    this.#next = 0;
    this.#endTimes = [];
    const { budget, desk } = this.#world;
    await Promise.all(Array.from({ length: budget.limits.atOnce }, () => this.#askOneByOne()));
    desk.endOfRun();
    await Promise.all(this.#filing);
    this.#screen.now();
    this.running = false;
    this.cancelling = false;
    this.paused = false;
  }

  /** Asks again for those that failed, were cancelled or not asked. */
  async retry(): Promise<void> {
    if (this.running) return;
    this.#now = this.#now.map((item) =>
      item.state === 'answered' ? item : { request: item.request, state: 'waiting' },
    );
    this.#screen.now();
    await this.start();
  }

  /** Asks nothing new until {@link resume}. */
  pause(): void {
    if (this.running && !this.cancelling) this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.#endTimes = [];
    for (const go of this.#goOn.splice(0)) go();
  }

  /** Leaves out what waits and cancels what is under way of this run. What was answered stays answered. */
  cancel(): void {
    if (!this.running) return;
    this.cancelling = true;
    this.#stop.abort();
    this.#leaveOut('cancelled');
    this.resume();
  }

  async #askOneByOne(): Promise<void> {
    for (;;) {
      if (this.paused) await new Promise<void>((go) => this.#goOn.push(go));
      const index = this.#takeNext();
      if (index === undefined) return;
      await this.#ask(index);
      if (this.#filing.length >= MOST_UNFILED) await Promise.race(this.#filing);
    }
  }

  #takeNext(): number | undefined {
    const items = this.#now;
    while (this.#next < items.length && items[this.#next]?.state !== 'waiting') this.#next += 1;
    if (this.#next >= items.length) return undefined;
    this.#next += 1;
    return this.#next - 1;
  }

  /** Resolves when the answer has come; it is still on its way to the disk then, and so not ended. */
  async #ask(index: number): Promise<void> {
    const { desk } = this.#world;
    const request = this.#now[index]?.request;
    if (request === undefined) return;
    const answer = await this.#answerTo(index, request);
    // Left out while it waited for its turn: it was never sent.
    if (this.#now[index]?.state !== 'asking') return;
    this.#set(index, { request, state: 'filing' });
    const filed = this.#file(index, request, desk.fileOfRun(request, answer));
    this.#filing.push(filed);
    void filed.then(() => {
      this.#filing = this.#filing.filter((other) => other !== filed);
    });
    if (!answer.ok && failsAlike(answer.error.code)) this.#giveUp(answer.error, request.profile);
  }

  async #answerTo(index: number, request: LookUpRequest): Promise<Result<Observation>> {
    const { desk, ...world } = this.#world;
    try {
      return await budgetedCall(world, request.profile, this.#stop.signal, (callId) => {
        // The run ended while this one waited for its turn.
        const state = this.#now[index]?.state;
        if (state !== 'waiting' && state !== 'asking')
          return Promise.resolve({ ok: false, error: cancelledBeforeAsking() });
        this.#set(index, { request, state: 'asking' });
        return desk.askOfRun(request, callId);
      });
    } catch (reason) {
      this.#set(index, { request, state: 'asking' });
      return { ok: false, error: notFiled(reason) };
    }
  }

  async #file(index: number, request: LookUpRequest, filing: Promise<LookUpEnd>): Promise<void> {
    const end = await filing;
    this.#endTimes.push(Date.now());
    if (this.#endTimes.length > RATE_OVER) this.#endTimes.shift();
    this.#set(index, { request, ...stateOf(end) });
    if (!end.ok && end.historyFailed === true) this.#giveUp(end.error);
  }

  /** The rest would fail alike: of a profile, or all there is. What is under way still comes. */
  #giveUp(error: AppError, profile?: ProfileRef): void {
    const isOf = (other: ProfileRef | undefined): boolean => sameProfile(profile, other);
    if (!this.stops.some((stop) => isOf(stop.profile))) this.stops = [...this.stops, { profile, error }];
    this.#leaveOut('not-asked', ({ request }) => profile === undefined || isOf(request.profile));
    // With nothing left to ask, a pause would keep the run from its end.
    if (!this.#now.some(({ state }) => state === 'waiting')) this.resume();
  }

  #set(index: number, item: RunItem): void {
    this.#now[index] = item;
    this.#screen.soon();
  }

  #leaveOut(state: 'cancelled' | 'not-asked', which: (item: RunItem) => boolean = () => true): void {
    this.#now = this.#now.map((item) =>
      item.state === 'waiting' && which(item) ? { request: item.request, state } : item,
    );
    this.#screen.now();
  }
}

function sameProfile(one: ProfileRef | undefined, other: ProfileRef | undefined): boolean {
  return one?.origin === other?.origin && one?.name === other?.name;
}

type Ended =
  | { readonly state: 'cancelled' }
  | { readonly state: 'answered'; readonly recorded: Recorded }
  | { readonly state: 'failed'; readonly error: AppError };

function stateOf(end: LookUpEnd): Ended {
  if (end.ok) return { state: 'answered', recorded: end.recorded };
  return end.error.code === 'Cancelled' ? { state: 'cancelled' } : { state: 'failed', error: end.error };
}

function countStates(items: readonly RunItem[]): Record<RunState, number> {
  const counts = { waiting: 0, asking: 0, filing: 0, answered: 0, failed: 0, cancelled: 0, 'not-asked': 0 };
  for (const { state } of items) counts[state] += 1;
  return counts;
}
