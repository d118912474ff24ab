import type { TimeDisplay } from '../../domain/instants';
import type { DiskSpace } from '../../../../preload/contract/shapes';
import { KEEP_ALL, readThinningRules, type ThinningRules } from '../../domain/thinning/rules';
import { wholeOf } from '../backup/whole-of';
import type { Api } from '../backend';
import type { History, Live } from '../history';
import type { StoredThinning } from '../history/rows';
import { measureHistory, type HistorySize } from './measure';
import { planThinning, type StepOptions, type ThinningPlan } from './plan';
import { roomOnDisk } from './room-on-disk';
import { bringBack, dropOld, thinOut, type ThinnedOut } from './thin-out';

/** What goes on: one thing at a time. */
export type ThinningWork =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'measuring' | 'planning' | 'thinning' | 'bringing-back';
      readonly done: number;
      /** 0: nobody knows yet. */
      readonly of: number;
    };

/** How what a user asked for has ended. */
export type ThinningEnd =
  | { readonly kind: 'thinned'; readonly outcome: ThinnedOut }
  | { readonly kind: 'brought-back' }
  /** Cancelled by the user: what is done of it stays done. */
  | { readonly kind: 'stopped'; readonly what: 'thinning' | 'bringing-back' }
  | { readonly kind: 'failed'; readonly message: string };

const PREFERENCE = 'thinning';
/** The app has other things to do when it starts, ms. */
const AFTER_START_MS = 5 * 60_000;
/** How often is looked whether the week of something is over, ms. */
const LOOK_EVERY_MS = 30 * 60_000;

export interface ThinningWorld {
  readonly api: Pick<Api, 'getDiskSpace'>;
  readonly history: History;
  readonly times: () => TimeDisplay;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** The size of a history, the rules by which it is thinned out, and what has been, in one window. */
export class Thinning {
  rules = $state.raw<ThinningRules>(KEEP_ALL);
  /** Whether the rules have been read: until then none of them may be changed. */
  loaded = $state(false);
  work = $state.raw<ThinningWork>({ kind: 'idle' });
  size = $state.raw<HistorySize>();
  /** Bytes on disk; undefined: not known. */
  room = $state.raw<number>();
  /** The disk on which it is. */
  disk = $state.raw<DiskSpace>();
  plan = $state.raw<ThinningPlan>();
  end = $state.raw<ThinningEnd>();
  readonly #world: ThinningWorld;
  #abort = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(world: ThinningWorld) {
    this.#world = world;
  }

  get #history(): History {
    return this.#world.history;
  }

  /** Something is under way that changes the history. */
  get isChanging(): boolean {
    return this.work.kind === 'thinning' || this.work.kind === 'bringing-back';
  }

  /** Thinnings of which something can be brought back, newest first. */
  thinnings(): Live<readonly StoredThinning[]> {
    return wholeOf(this.#history).watch((shelf) => shelf.aside.thinnings());
  }

  /** Looks from now on whether the week of something is over. Answers how to stop. */
  run(): () => void {
    const closed = new AbortController();
    let timer = setTimeout(look, AFTER_START_MS);
    const history = wholeOf(this.#history);
    const { now } = this.#world;
    function look(): void {
      // A history that cannot be written says so itself; what is left is dropped another time.
      void dropOld(history, now(), closed.signal)
        .catch(() => undefined)
        .then(() => {
          if (!closed.signal.aborted) timer = setTimeout(look, LOOK_EVERY_MS);
        });
    }
    return () => {
      closed.abort();
      clearTimeout(timer);
      this.cancel();
    };
  }

  async load(): Promise<void> {
    try {
      this.rules = readThinningRules(await this.#history.preference(PREFERENCE));
      this.loaded = true;
    } catch (problem) {
      this.end = { kind: 'failed', message: messageOf(problem) };
    }
  }

  /** Keeps other rules. What was worked out by the old ones says nothing of them. */
  async change(rules: ThinningRules): Promise<void> {
    this.rules = rules;
    this.plan = undefined;
    this.end = undefined;
    if (this.work.kind === 'planning') this.cancel();
    try {
      await this.#history.setPreference(PREFERENCE, rules);
    } catch (problem) {
      this.end = { kind: 'failed', message: messageOf(problem) };
    }
  }

  measure(): Promise<void> {
    return this.#doing('measuring', async (options) => {
      const by = this.#by();
      this.room = await roomOnDisk();
      const disk = await this.#world.api.getDiskSpace();
      this.disk = disk.ok ? (disk.value ?? undefined) : undefined;
      this.size = await measureHistory(wholeOf(this.#history), by, options);
    });
  }

  /** Works out what the rules would take. Nothing is marked and nothing goes. */
  preview(): Promise<void> {
    return this.#doing('planning', async (options) => {
      this.plan = undefined;
      this.plan = await planThinning(wholeOf(this.#history), this.rules, this.#by(), options);
    });
  }

  /** Sets aside what the plan says, and nothing else. */
  thinOut(): Promise<void> {
    const { plan } = this;
    if (plan === undefined) return Promise.resolve();
    return this.#doing('thinning', async (options) => {
      this.size = undefined;
      try {
        this.end = { kind: 'thinned', outcome: await thinOut(wholeOf(this.#history), plan, this.#by().now, options) };
      } finally {
        this.plan = undefined;
      }
    });
  }

  bringBack(thinning: StoredThinning): Promise<void> {
    return this.#doing('bringing-back', async (options) => {
      this.plan = undefined;
      this.size = undefined;
      await bringBack(wholeOf(this.#history), thinning, options);
      this.end = { kind: 'brought-back' };
    });
  }

  /** Gives up what is under way; what is done of it stays done. */
  cancel(): void {
    this.#abort.abort();
  }

  #by(): { readonly now: number; readonly times: TimeDisplay } {
    return { now: this.#world.now(), times: this.#world.times() };
  }

  /** One thing at a time: what only reads makes way. Never rejects. */
  async #doing(
    kind: Exclude<ThinningWork['kind'], 'idle'>,
    doing: (options: StepOptions) => Promise<void>,
  ): Promise<void> {
    if (this.isChanging) return;
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.end = undefined;
    this.work = { kind, done: 0, of: 0 };
    const before = this.#ended;
    this.#ended = before.then(async () => {
      try {
        abort.signal.throwIfAborted();
        await doing({
          signal: abort.signal,
          onprogress: (done, of) => {
            if (this.#abort === abort) this.work = { kind, done, of };
          },
        });
      } catch (problem) {
        this.end = this.#endOf(kind, abort.signal, problem);
      }
      if (this.#abort === abort) this.work = { kind: 'idle' };
    });
    await this.#ended;
  }

  #endOf(kind: ThinningWork['kind'], { aborted }: AbortSignal, problem: unknown): ThinningEnd | undefined {
    if (!aborted) return { kind: 'failed', message: messageOf(problem) };
    return kind === 'thinning' || kind === 'bringing-back' ? { kind: 'stopped', what: kind } : this.end;
  }
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
