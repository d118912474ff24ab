import type { JobKey } from '../../domain/job-key';
import { JobTable } from './job-table';
import type { FromWorker, ToWorker } from './messages';
import type { EarlierRows, JobChange, RowSource, SourceName } from './row-source';
import { isSetsQuery, momentsOf } from './types';

type Ask = Extract<ToWorker, { readonly kind: 'ask' }>;

/** Jobs read at a time as they were known earlier: between two such readings questions about now are answered. */
const READ_AT_ONCE = 500;

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
  #source: RowSource | undefined;
  #isLoaded = false;
  #isAnswering = false;
  /** Jobs changed while loading, which may still come as they were. */
  readonly #changed = new Set<JobKey>();
  /** Earlier times that are being read, epoch ms UTC, and jobs of which something was learned of them meanwhile. */
  readonly #reading = new Map<number, Set<JobKey>>();

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
      this.#source = source;
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

  #change({ put, removed, since }: JobChange): void {
    this.#table.remove(removed);
    this.#table.put(put, since);
    for (const [at, jobKeys] of this.#reading) {
      if (since === undefined || since <= at) for (const { jobKey } of put) jobKeys.add(jobKey);
    }
    if (this.#isLoaded) {
      this.#tellReady();
      // Some may wait for what was known of these jobs.
      this.#answerLater();
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
      const next = this.#nextReady();
      if (!next) return;
      this.#asks.delete(next.watch);
      this.#answer(next);
      this.#answerLater();
    });
  }

  /** The next question that can be answered. For those about an earlier time that is not known yet the reading begins. */
  #nextReady(): Ask | undefined {
    for (const ask of this.#asks.values()) {
      const unread = momentsOf(ask.query).filter((at) => this.#table.moment(at)?.ready !== true);
      if (unread.length === 0) return ask;
      for (const at of unread) if (!this.#reading.has(at)) void this.#readMoment(at);
    }
    return undefined;
  }

  async #readMoment(at: number): Promise<void> {
    const learned = new Set<JobKey>();
    this.#reading.set(at, learned);
    let then: EarlierRows | undefined;
    try {
      then = await this.#source?.knownAt(at);
      if (then === undefined) return;
      const moment = this.#table.moment(at) ?? this.#table.begin(at, [...(await then.failed()), ...learned]);
      while (!moment.ready) {
        const jobKeys = moment.next(READ_AT_ONCE);
        moment.take(jobKeys, await then.rows(jobKeys));
      }
    } catch (problem) {
      this.#table.end(at);
      this.#refuse(at, messageOf(problem));
    } finally {
      then?.close();
      this.#reading.delete(at);
      this.#answerLater();
    }
  }

  /** Says to all who asked about a time why that cannot be answered. */
  #refuse(at: number, message: string): void {
    for (const { watch, ask, query } of this.#asks.values()) {
      if (!momentsOf(query).includes(at)) continue;
      this.#asks.delete(watch);
      this.world.post({ kind: 'refused', watch, ask, message });
    }
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
