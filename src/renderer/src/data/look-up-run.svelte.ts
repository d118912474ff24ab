import type { AppError, ErrorCode } from '../../../preload/contract/error';
import type { Recorded } from './history';
import type { LookUpDesk, LookUpEnd, LookUpRequest } from './look-up-desk.svelte';

/**
 * How many look-ups of a run are under way at once: enough to hide the way to a far Region, few enough to stay below what
 * AWS Backup allows an account each second.
 */
export const LOOK_UPS_AT_ONCE = 4;

/** After these every other look-up with the same profile and Region would fail in the same way. */
const FAIL_ALIKE: ReadonlySet<ErrorCode> = new Set([
  'CredentialsMissing',
  'CredentialsExpired',
  'LoginNeeded',
  'MfaNeeded',
  'Offline',
  'TlsProblem',
]);

/** How one look-up of a run stands. `not-asked`: an earlier one showed that it would be in vain. */
export type RunState = 'waiting' | 'asking' | 'answered' | 'failed' | 'cancelled' | 'not-asked';

export type RunItem = { readonly copyJobId: string } & (
  | { readonly state: 'waiting' | 'cancelled' | 'not-asked' }
  | { readonly state: 'asking'; readonly callId: string }
  | { readonly state: 'answered'; readonly recorded: Recorded }
  | { readonly state: 'failed'; readonly error: AppError }
);

/** With what all look-ups of a run are asked. */
export type RunRequest = Pick<LookUpRequest, 'profile' | 'region'>;

/**
 * Many look-ups asked for together: a few at once, in the order given, each an ordinary one that is saved or filed as
 * ever. It can be cancelled, stops by itself once the rest would fail alike, and can go on from where it ended.
 */
export class LookUpRun {
  items = $state.raw<readonly RunItem[]>([]);
  /** True until nothing of it is under way any more. */
  running = $state(false);
  cancelling = $state(false);
  /** Why the rest was not asked. */
  stoppedBy = $state.raw<AppError>();
  /** Epoch ms UTC; of the last retry, if there was one. */
  startedAt = $state(0);
  readonly request: RunRequest;
  #desk: LookUpDesk;
  #counts = $derived(countStates(this.items));
  /** Everything before this place has been begun. */
  #next = 0;

  /** `copyJobIds`: each once, and fit to be sent. */
  constructor(desk: LookUpDesk, request: RunRequest, copyJobIds: readonly string[]) {
    this.#desk = desk;
    this.request = request;
    this.items = copyJobIds.map((copyJobId) => ({ copyJobId, state: 'waiting' }));
  }

  /** How many look-ups stand in each state. */
  get counts(): Readonly<Record<RunState, number>> {
    return this.#counts;
  }

  /** How many need nothing more, for better or worse. */
  get ended(): number {
    return this.items.length - this.counts.waiting - this.counts.asking;
  }

  /** How many a retry would ask about. */
  get retriable(): number {
    return this.counts.failed + this.counts.cancelled + this.counts['not-asked'];
  }

  /** Asks about all that wait. Resolves when nothing is under way any more; never rejects. */
  async start(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.cancelling = false;
    this.stoppedBy = undefined;
    this.startedAt = Date.now();
    this.#next = 0;
    await Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, () => this.#askOneByOne()));
    this.running = false;
    this.cancelling = false;
  }

  /** Asks again for those that failed, were cancelled or not asked. */
  async retry(): Promise<void> {
    if (this.running) return;
    this.items = this.items.map((item) =>
      item.state === 'answered' ? item : { copyJobId: item.copyJobId, state: 'waiting' },
    );
    await this.start();
  }

  /** Leaves out what waits and cancels what is under way of this run. What was answered stays answered. */
  cancel(): void {
    if (!this.running) return;
    this.cancelling = true;
    for (const item of this.items) if (item.state === 'asking') this.#desk.cancel(item.callId);
    this.#leaveOut('cancelled');
  }

  async #askOneByOne(): Promise<void> {
    for (let index = this.#nextWaiting(); index >= 0; index = this.#nextWaiting()) await this.#ask(index);
  }

  #nextWaiting(): number {
    const { items } = this;
    while (this.#next < items.length && items[this.#next]?.state !== 'waiting') this.#next += 1;
    return this.#next < items.length ? this.#next : -1;
  }

  async #ask(index: number): Promise<void> {
    const copyJobId = this.items[index]?.copyJobId ?? '';
    const callId = crypto.randomUUID();
    this.#set(index, { copyJobId, state: 'asking', callId });
    const end = await this.#desk.ask({ ...this.request, copyJobId }, callId);
    this.#set(index, { copyJobId, ...stateOf(end) });
    if (!end.ok && failsAlike(end)) {
      this.stoppedBy ??= end.error;
      this.#leaveOut('not-asked');
    }
  }

  #set(index: number, item: RunItem): void {
    this.items = this.items.with(index, item);
  }

  #leaveOut(state: 'cancelled' | 'not-asked'): void {
    this.items = this.items.map((item) => (item.state === 'waiting' ? { copyJobId: item.copyJobId, state } : item));
  }
}

type Ended =
  | { readonly state: 'cancelled' }
  | { readonly state: 'answered'; readonly recorded: Recorded }
  | { readonly state: 'failed'; readonly error: AppError };

function stateOf(end: LookUpEnd): Ended {
  if (end.ok) return { state: 'answered', recorded: end.recorded };
  return end.error.code === 'Cancelled' ? { state: 'cancelled' } : { state: 'failed', error: end.error };
}

function failsAlike(end: LookUpEnd & { readonly ok: false }): boolean {
  return end.historyFailed === true || FAIL_ALIKE.has(end.error.code);
}

function countStates(items: readonly RunItem[]): Record<RunState, number> {
  const counts = { waiting: 0, asking: 0, answered: 0, failed: 0, cancelled: 0, 'not-asked': 0 };
  for (const { state } of items) counts[state] += 1;
  return counts;
}
