import type { JobKey } from '../../domain/job-key';
import { JobTable } from './job-table';
import type { FromWorker, ToWorker } from './messages';
import type { JobChange, RowSource, SourceName } from './row-source';
import { isSetsQuery } from './types';

type Ask = Extract<ToWorker, { readonly kind: 'ask' }>;

/** What the desk needs of the thread it runs on. */
export interface DeskWorld {
  readonly post: (message: FromWorker) => void;
  readonly open: (source: SourceName) => RowSource;
  /** Runs work after messages that have come already were handed in: a newer question stops an older one from being answered. */
  readonly later: (work: () => void) => void;
}

/** The worker's side of the mirror, without the worker: loads, keeps up with changes, answers the newest question of each asker. */
export class WorkerDesk {
  readonly #table = new JobTable();
  readonly #asks = new Map<number, Ask>();
  #isLoaded = false;
  #isAnswering = false;
  /** Jobs changed while loading, which may still come as they were. */
  readonly #changed = new Set<JobKey>();

  constructor(private readonly world: DeskWorld) {}

  /** Takes a message from the window. Never throws. */
  receive(message: ToWorker): void {
    switch (message.kind) {
      case 'load':
        void this.#load(message.source);
        return;
      case 'change':
        this.#guard(() => {
          this.#change(message.change);
        });
        return;
      case 'ask':
        this.#asks.set(message.watch, message);
        this.#answerLater();
        return;
      case 'forget':
        this.#asks.delete(message.watch);
    }
  }

  async #load(name: SourceName): Promise<void> {
    try {
      const source = this.world.open(name);
      const total = await source.total();
      let loaded = 0;
      this.world.post({ kind: 'loading', loaded, total });
      for await (const rows of source.rows()) {
        this.#table.put(this.#changed.size === 0 ? rows : rows.filter(({ jobKey }) => !this.#changed.has(jobKey)));
        loaded += rows.length;
        this.world.post({ kind: 'loading', loaded, total });
      }
      this.#changed.clear();
      this.#isLoaded = true;
      this.#tellReady();
      this.#answerLater();
    } catch (problem) {
      this.#fail(problem);
    }
  }

  #change({ put, removed }: JobChange): void {
    this.#table.remove(removed);
    this.#table.put(put);
    if (this.#isLoaded) {
      this.#tellReady();
      return;
    }
    for (const { jobKey } of put) this.#changed.add(jobKey);
    for (const jobKey of removed) this.#changed.add(jobKey);
  }

  #tellReady(): void {
    this.world.post({ kind: 'ready', jobs: this.#table.jobs, newPaths: this.#table.newPaths });
  }

  /** One answer at a time, so that what has come meanwhile is heard before the next. */
  #answerLater(): void {
    if (!this.#isLoaded || this.#isAnswering || this.#asks.size === 0) return;
    this.#isAnswering = true;
    this.world.later(() => {
      this.#isAnswering = false;
      const [next] = this.#asks.values();
      if (!next) return;
      this.#asks.delete(next.watch);
      this.#answer(next);
      this.#answerLater();
    });
  }

  #answer({ watch, ask, query, now }: Ask): void {
    try {
      const answer = isSetsQuery(query) ? this.#table.compare(query, now) : this.#table.query(query, now);
      this.world.post({ kind: 'answer', watch, ask, answer });
    } catch (problem) {
      this.world.post({ kind: 'refused', watch, ask, message: messageOf(problem) });
    }
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (problem) {
      this.#fail(problem);
    }
  }

  #fail(problem: unknown): void {
    this.world.post({ kind: 'failed', message: messageOf(problem) });
  }
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
