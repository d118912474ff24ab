import type { Live, LiveState } from '../history/types';
import { Tempo } from '../tempo';
import type { FromWorker, ToWorker } from './messages';
import type { JobChange, SourceName } from './row-source';
import { isSetsQuery, type AnswerTo, type Question } from './types';

/** How far the mirror is. It answers once it is ready: an answer from half of the jobs would pass for one from all. */
export type MirrorStatus =
  | { readonly state: 'loading'; readonly loaded: number; readonly total: number | undefined }
  /** `newPaths`: members that the catalogue does not know but some job has; give them to `columnSet`. */
  | { readonly state: 'ready'; readonly jobs: number; readonly newPaths: readonly string[] }
  | { readonly state: 'failed'; readonly problem: Error };

/** The part of a `Worker` that is used here. */
export interface MirrorWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface MirrorOptions {
  readonly start: () => MirrorWorker;
  readonly source: SourceName;
  /** Epoch ms UTC. */
  readonly now?: () => number;
  /** How often answers that move with time are asked for anew, ms. */
  readonly refreshMs?: number;
}

/** Ages and relative dates are shown by the minute: with half of one, no answer is older than it says. */
const REFRESH_MS = 30_000;
/**
 * While jobs change one after the other, answers come ten times a second (ms): a list that moves faster than that nobody can read, and
 * drawing it takes from what the changes need.
 */
const FOLLOW_EVERY_MS = 100;
/** A worker that ends so often without ever having been ready will not be ready the next time. */
const MAX_FAILED_STARTS = 3;

interface Watch {
  readonly query: Question;
  readonly listener: (state: LiveState<AnswerTo<Question>>) => void;
  /** Number of the newest question; answers to older ones are not news. */
  asked: number;
  movesWithTime: boolean;
}

/**
 * The window's side of the mirror: all jobs in a worker of their own, which answers any filter in a blink while the window stays free.
 * Should the worker end, another one is started and reads the history anew; nothing is lost, as nothing is kept in it alone.
 */
export class Mirror {
  readonly #watches = new Map<number, Watch>();
  readonly #listeners = new Set<(status: MirrorStatus) => void>();
  readonly #now: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #changes = new Tempo(FOLLOW_EVERY_MS, () => {
    this.#askAll();
  });
  #status: MirrorStatus = { state: 'loading', loaded: 0, total: undefined };
  #worker: MirrorWorker | undefined;
  #lastWatch = 0;
  #failedStarts = 0;

  constructor(private readonly options: MirrorOptions) {
    this.#now = options.now ?? Date.now;
    this.#start();
    this.#timer = setInterval(() => {
      for (const [watch, { movesWithTime }] of this.#watches) if (movesWithTime) this.#ask(watch);
    }, options.refreshMs ?? REFRESH_MS);
  }

  /** How far it is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Answers a query now, whenever jobs change, and as time moves ages and relative dates. */
  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>> {
    return {
      subscribe: (listener) => {
        const watch = ++this.#lastWatch;
        // The worker answers each question in its own kind.
        const hear = listener as Watch['listener'];
        this.#watches.set(watch, { query, listener: hear, asked: 0, movesWithTime: false });
        const status = this.#status;
        listener(status.state === 'failed' ? { status: 'failed', problem: status.problem } : { status: 'loading' });
        this.#ask(watch);
        return () => {
          if (this.#watches.delete(watch)) this.#post({ kind: 'forget', watch });
        };
      },
    };
  }

  /** Tells what has become of jobs. To be called for every change of the history once it is kept, also while this is loading. */
  change(change: JobChange): void {
    if (change.put.length + change.removed.length === 0) return;
    this.#post({ kind: 'change', change });
    // Whoever takes a job away looks at its row.
    if (change.removed.length > 0) this.#changes.now();
    else this.#changes.soon();
  }

  /** Begins anew after a failure that starting again by itself did not mend. */
  retry(): void {
    this.#failedStarts = 0;
    this.#start();
  }

  /** Ends it and its worker. */
  close(): void {
    clearInterval(this.#timer);
    this.#watches.clear();
    this.#listeners.clear();
    this.#stop();
  }

  #start(): void {
    this.#stop();
    this.#tell({ state: 'loading', loaded: 0, total: undefined });
    try {
      const worker = this.options.start();
      this.#worker = worker;
      worker.onmessage = ({ data }) => {
        this.#receive(data as FromWorker);
      };
      worker.onerror = (event) => {
        // Handled here: nobody else needs to hear of it.
        event.preventDefault();
        this.#startAgain(new Error(event.message));
      };
    } catch (problem) {
      this.#giveUp(problem instanceof Error ? problem : new Error(String(problem)));
      return;
    }
    this.#post({ kind: 'load', source: this.options.source });
    this.#askAll();
  }

  #stop(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#worker = undefined;
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  }

  #startAgain(problem: Error): void {
    this.#failedStarts += 1;
    if (this.#failedStarts < MAX_FAILED_STARTS) this.#start();
    else this.#giveUp(problem);
  }

  #giveUp(problem: Error): void {
    this.#stop();
    this.#tell({ state: 'failed', problem });
    for (const { listener } of this.#watches.values()) listener({ status: 'failed', problem });
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'loading':
        this.#tell({ state: 'loading', loaded: message.loaded, total: message.total });
        return;
      case 'ready':
        this.#failedStarts = 0;
        this.#tell({ state: 'ready', jobs: message.jobs, newPaths: message.newPaths });
        return;
      case 'failed':
        this.#startAgain(new Error(message.message));
        return;
      case 'answer':
      case 'refused': {
        const watch = this.#watches.get(message.watch);
        if (watch?.asked !== message.ask) return;
        if (message.kind === 'refused') {
          watch.listener({ status: 'failed', problem: new Error(message.message) });
          return;
        }
        watch.movesWithTime = message.answer.movesWithTime;
        watch.listener({ status: 'ready', value: message.answer });
      }
    }
  }

  #ask(number: number): void {
    const watch = this.#watches.get(number);
    if (!watch) return;
    watch.asked += 1;
    this.#post({
      kind: 'ask',
      watch: number,
      ask: watch.asked,
      query: watch.query,
      now: nowFor(watch.query, this.#now),
    });
  }

  #askAll(): void {
    for (const watch of this.#watches.keys()) this.#ask(watch);
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #tell(status: MirrorStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

/** What was known at a time is asked for as of then; where two times are compared each side counts from its own. */
function nowFor(question: Question, now: () => number): number {
  return (isSetsQuery(question) ? undefined : question.knownAt) ?? now();
}
