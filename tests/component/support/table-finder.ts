import { onTestFinished } from 'vitest';
import type { History, JobRow, Live } from '../../../src/renderer/src/data/history';
import type { MirrorStatus } from '../../../src/renderer/src/data/mirror/mirror';
import { JobTable } from '../../../src/renderer/src/data/mirror/job-table';
import type { ListAnswer, ListQuery } from '../../../src/renderer/src/data/mirror/types';
import type { Finder } from '../../../src/renderer/src/jobs/list-source.svelte';
import { NOW } from './fixtures';

/** More jobs than any test has. */
const ALL = 1_000_000;

/** The app's own index of a history, without its worker: it answers at once, and follows every change. */
export class TableFinder implements Finder {
  #status: MirrorStatus = { state: 'ready', jobs: 0, newPaths: [] };
  #statusListeners: ((status: MirrorStatus) => void)[] = [];
  readonly asked: ListQuery[] = [];
  #rows: readonly JobRow[] = [];
  #table = new JobTable();
  #listeners: (() => void)[] = [];
  #read = false;

  constructor(history: History) {
    const end = history.jobs({ sort: 'lastSeen', limit: ALL }).subscribe((state) => {
      if (state.status !== 'ready') return;
      this.#read = true;
      this.#rows = state.value.rows;
      this.#table = new JobTable();
      this.#table.put(state.value.rows);
      for (const tell of this.#listeners) tell();
    });
    onTestFinished(end);
  }

  /** The index is no further than this now, or there again. */
  set state(status: MirrorStatus) {
    this.#status = status;
    for (const tell of this.#statusListeners) tell(status);
  }

  status(listener: (status: MirrorStatus) => void): () => void {
    this.#statusListeners.push(listener);
    listener(this.#status);
    return () => {
      this.#statusListeners = this.#statusListeners.filter((other) => other !== listener);
    };
  }

  watch(query: ListQuery): Live<ListAnswer> {
    this.asked.push(query);
    return this.#live(() => this.#table.query(query, NOW));
  }

  rowsByKey(keys: readonly string[]): Live<readonly (JobRow | undefined)[]> {
    return this.#live(() => keys.map((key) => this.#rows.find(({ jobKey }) => jobKey === key)));
  }

  #live<T>(answer: () => T): Live<T> {
    return {
      subscribe: (listener) => {
        const tell = (): void => {
          listener({ status: 'ready', value: answer() });
        };
        if (this.#read) tell();
        else listener({ status: 'loading' });
        this.#listeners.push(tell);
        return () => {
          this.#listeners = this.#listeners.filter((other) => other !== tell);
        };
      },
    };
  }
}
