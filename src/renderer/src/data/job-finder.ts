import type { JobKey } from '../domain/job-key';
import type { History, JobRow, Live } from './history';
import { Mirror, type MirrorStatus, type MirrorWorker } from './mirror/mirror';
import { startMirrorWorker } from './mirror/start-worker';
import type { ListAnswer, ListQuery } from './mirror/types';

/**
 * Finds jobs in the history by any filter and in any order. Begins once the history has given its first rows, which wait for
 * nothing; until it is ready, `status` says how far it is.
 */
export class JobFinder {
  readonly #history: History;
  readonly #endings: (() => void)[] = [];
  readonly #listeners = new Set<(status: MirrorStatus) => void>();
  #status: MirrorStatus = { state: 'loading', loaded: 0, total: undefined };
  #mirror: Mirror | undefined;

  /** @param start another way to start the worker, for tests */
  constructor(history: History, start: () => MirrorWorker = startMirrorWorker) {
    this.#history = history;
    const stop = history.outcomeTotals().subscribe(({ status }) => {
      if (status === 'ready') this.#beginWhenIdle(start);
    });
    this.#endings.push(stop);
  }

  /** How far it is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  watch(query: ListQuery): Live<ListAnswer> {
    return {
      subscribe: (listener) => {
        if (this.#mirror) return this.#mirror.watch(query).subscribe(listener);
        listener({ status: 'loading' });
        return () => undefined;
      },
    };
  }

  /** Rows in the order of the keys; undefined for a job that is not in the history. */
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

  #beginWhenIdle(start: () => MirrorWorker): void {
    if (this.#mirror !== undefined) return;
    const idle = requestIdleCallback(() => {
      this.#begin(start);
    });
    this.#endings.push(() => {
      cancelIdleCallback(idle);
    });
  }

  #begin(start: () => MirrorWorker): void {
    if (this.#mirror !== undefined) return;
    const mirror = new Mirror({ start, source: this.#history.database });
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
