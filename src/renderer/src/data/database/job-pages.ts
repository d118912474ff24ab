import type { Table } from 'dexie';
import { wordsOf } from '../history/derive';
import { isSoundJob, type StoredJob } from '../history/rows';
import type { JobsPage, JobsQuery } from '../history/types';

/** Rows read from disk at a time while looking for those that fit a filter. */
const CHUNK = 500;

type Rank = 'seenRank' | 'createdRank';

/**
 * The newest jobs that fit. Reads along an index, one per chosen outcome, never by offset and never counting: the time taken
 * depends on how far down the last row shown lies, not on how many there are.
 */
export async function readJobsPage(jobs: Table<StoredJob, string>, query: JobsQuery): Promise<JobsPage> {
  const rank: Rank = query.sort === 'lastSeen' ? 'seenRank' : 'createdRank';
  const words = wordsOf(query.text);
  const outcomes = [...new Set(query.outcomes ?? [])];
  const streams =
    outcomes.length === 0
      ? [new Stream(jobs, rank, undefined, words)]
      : outcomes.map((outcome) => new Stream(jobs, rank, outcome, words));
  const rows: StoredJob[] = [];
  // One row more than asked for tells whether there are more.
  while (rows.length <= query.limit) {
    let best: Stream | undefined;
    for (const stream of streams) {
      await stream.fill(query.limit + 1 - rows.length);
      if (stream.head && (!best?.head || isBefore(stream.head, best.head, rank))) best = stream;
    }
    const row = best?.take();
    if (!row) break;
    rows.push(row);
  }
  return {
    rows: rows.slice(0, query.limit),
    more: rows.length > query.limit,
    damaged: streams.reduce((sum, stream) => sum + stream.damaged, 0),
  };
}

/** The rows of one outcome (or of all) in order, read ahead in chunks. */
class Stream {
  damaged = 0;
  #ready: StoredJob[] = [];
  /** Key of the last row read; the next chunk begins behind it. */
  #behind: { readonly rank: number; readonly jobKey: string } | undefined;
  #ended = false;

  constructor(
    private readonly jobs: Table<StoredJob, string>,
    private readonly rank: Rank,
    private readonly outcome: string | undefined,
    private readonly words: readonly string[],
  ) {}

  get head(): StoredJob | undefined {
    return this.#ready[0];
  }

  take(): StoredJob | undefined {
    return this.#ready.shift();
  }

  /** Makes sure that there is a head, if there is any row left. */
  async fill(wanted: number): Promise<void> {
    // Without words every row fits, and reading more than is shown would be for nothing.
    const size = this.words.length > 0 ? CHUNK : Math.min(CHUNK, wanted);
    while (this.#ready.length === 0 && !this.#ended) {
      const chunk: unknown[] = await this.range().limit(size).toArray();
      this.#ended = chunk.length < size;
      for (const row of chunk) this.accept(row);
    }
  }

  private accept(row: unknown): void {
    const { jobKey, [this.rank]: rank } = row as StoredJob;
    this.#behind = { rank, jobKey };
    if (!isSoundJob(row)) this.damaged++;
    else if (this.words.every((word) => row.searchText.includes(word))) this.#ready.push(row);
  }

  private range() {
    const { jobs, rank, outcome } = this;
    const from = this.#behind ? [this.#behind.rank, this.#behind.jobKey] : [-Infinity, ''];
    return outcome === undefined
      ? jobs.where(`[${rank}+jobKey]`).between(from, [Infinity], false, false)
      : jobs.where(`[outcomeKey+${rank}+jobKey]`).between([outcome, ...from], [outcome, Infinity], false, false);
  }
}

function isBefore(a: StoredJob, b: StoredJob, rank: Rank): boolean {
  return a[rank] < b[rank] || (a[rank] === b[rank] && a.jobKey < b.jobKey);
}
