import type { JobKey } from '../domain/job-key';
import type { History, JobRow, Live } from './history';
import { Mirror, type MirrorStatus, type MirrorWorker } from './mirror/mirror';
import { startMirrorWorker } from './mirror/start-worker';
import type { AnswerTo, Question } from './mirror/types';

/** Finds jobs by any filter and in any order. */
export interface HistoryFinder {
  /** Begins to read what it needs, once the first rows are on screen. */
  begin(): void;
  /** How far it is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void;
  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>>;
  /** Rows in the order of the keys; undefined for a job that is not in the history. */
  rowsByKey(keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]>;
}

/**
 * Finds jobs in the history by any filter and in any order. Reads nothing until it is told to {@link begin}, which is when the
 * first rows are on screen: these wait for nothing. Until it is ready, `status` says how far it is.
 */
export class JobFinder implements HistoryFinder {
  readonly #history: History;
  readonly #start: () => MirrorWorker;
  readonly #endings: (() => void)[] = [];
  readonly #listeners = new Set<(status: MirrorStatus) => void>();
  #status: MirrorStatus = { state: 'loading', loaded: 0, total: undefined };
  #mirror: Mirror | undefined;
  #begun = false;

  /** @param start another way to start the worker, for tests */
  constructor(history: History, start: () => MirrorWorker = startMirrorWorker) {
    this.#history = history;
    this.#start = start;
  }

  /** Begins to read the history, as soon as the window has nothing else to do. Once told is enough. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const idle = requestIdleCallback(() => {
      this.#begin();
    });
    this.#endings.push(() => {
      cancelIdleCallback(idle);
    });
  }

  status(listener: (status: MirrorStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>> {
    return {
      subscribe: (listener) => {
        if (this.#mirror) return this.#mirror.watch(query).subscribe(listener);
        listener({ status: 'loading' });
        return () => undefined;
      },
    };
  }

  rowsByKey(keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]> {
    return this.#history.jobsByKey(keys);
  }

  /** Reads the history anew after a failure. */
  retry(): void {
    this.#mirror?.retry();
  }

  close(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#listeners.clear();
    this.#mirror?.close();
  }

  #begin(): void {
    const { database } = this.#history;
    const mirror = new Mirror({ start: this.#start, source: { database } });
    this.#mirror = mirror;
    this.#endings.push(
      // Before the reading begins: what changes meanwhile is told besides.
      this.#history.onChange((change) => {
        mirror.change(change);
      }),
      mirror.status((status) => {
        this.#status = status;
        for (const listener of this.#listeners) listener(status);
      }),
    );
  }
}
