import { DAY_MS } from '../../domain/durations';
import type { JobKey } from '../../domain/job-key';
import { runsUntil } from '../../domain/snapshot';
import { PastCoverage } from '../coverage/past-coverage';
import { toJobRow, toRun } from './derive';
import { findFirst, fitting, pageOf, type Found } from './job-pages';
import { failuresAsOf, jobsAsOf } from './past-job';
import {
  jobKeyOf,
  type RemovedContents,
  type StoredBody,
  type StoredFailure,
  type StoredJob,
  type StoredTotal,
} from './rows';
import type { SetAside } from './set-aside-shelf';
import type { Place, Rank, Ranked, Shelf } from './shelf';
import { HistoryProblem, type JobsPage, type JobsQuery, type Removal } from './types';

/** Rows read at a time. */
const CHUNK = 500;
/** Enough for the first rows of a list, a few that were not known yet among them. */
const SMALL_CHUNK = 100;

/**
 * A job that was known at a time had been created by then. By AWS's clock, and that it was known is by this computer's: they are not
 * taken to be further apart than this.
 */
const CLOCKS_APART_MS = DAY_MS;

/**
 * What lies on a shelf, as it was known at a time (epoch ms UTC). What was observed later is cut off wherever it stands; what has been removed is
 * gone here, too. Nothing can be written.
 */
export class PastShelf implements Shelf {
  readonly coverage: PastCoverage;
  readonly aside: SetAside;
  /** Rows that were asked for by key, as they are now: what is an older content then may be the newest again. */
  readonly #now = new Map<number, StoredJob>();

  constructor(
    private readonly shelf: Shelf,
    private readonly at: number,
  ) {
    this.coverage = new PastCoverage(shelf.coverage, at);
    // What is set aside is no knowledge of that time; a store of the past begins no write.
    this.aside = shelf.aside;
  }

  async jobs(keys: readonly string[]): Promise<(StoredJob | undefined)[]> {
    const rows = await this.shelf.jobs(keys);
    for (const row of rows) if (row?.no !== undefined) this.#now.set(row.no, row);
    const then = await this.#then(rows.flatMap((row) => row ?? []));
    const byKey = new Map(then.flatMap((row) => (row ? [[row.key, row] as const] : [])));
    return rows.map((row) => row && byKey.get(row.key));
  }

  async jobsByCopyJobId(copyJobId: string, letterCase: 'as-written' | 'any'): Promise<StoredJob[]> {
    return this.#known(await this.shelf.jobsByCopyJobId(copyJobId, letterCase));
  }

  /**
   * By creation it reads a few rows along the index. By the last answer, the jobs that were not seen since then stand in the index in their
   * order of then, and it is read from that time on. All that have been seen since come before them in it, in an order that says nothing of
   * then: each of these is looked at.
   */
  async jobsPage(query: JobsQuery): Promise<JobsPage> {
    if (query.sort === 'createdAt') {
      const from = { rank: -(this.at + CLOCKS_APART_MS), no: -1 };
      return pageOf(await this.#first('createdRank', from, query), query);
    }
    const touched = await this.#firstTouched(query);
    const { found, damaged } = await this.#first('seenRank', { rank: -this.at, no: -1 }, query);
    return pageOf({ found: [...touched, ...found].sort(compareSeen), damaged }, query);
  }

  async jobsInOrder(rank: Rank, behind: Place | undefined, size: number): Promise<readonly Ranked[]> {
    const all: Ranked[] = [];
    for await (const jobs of this.allJobs()) {
      all.push(...jobs.map((job) => ({ place: { rank: job[rank], no: job.no ?? 0 }, job })));
    }
    const after = ({ place }: Ranked): boolean => behind === undefined || comparePlaces(place, behind) > 0;
    return all
      .filter(after)
      .sort((a, b) => comparePlaces(a.place, b.place))
      .slice(0, size);
  }

  async jobKeysSeenBetween(from: number, to: number): Promise<JobKey[]> {
    const untouched = await this.shelf.jobKeysSeenBetween(from, Math.min(to, this.at + 1));
    const touched: JobKey[] = [];
    await this.#eachTouched((jobs) => {
      const seen = jobs.filter(({ seenRank }) => from <= -seenRank && -seenRank < to);
      touched.push(...seen.flatMap(({ key }) => jobKeyOf(key) ?? []));
    });
    return [...untouched, ...touched];
  }

  async *allJobs(): AsyncIterable<readonly StoredJob[]> {
    for await (const jobs of this.shelf.allJobs()) yield await this.#known(jobs);
  }

  /** Counted anew: the totals that are kept are of now. */
  async totals(): Promise<StoredTotal[]> {
    const counts = new Map<string, number>();
    for await (const jobs of this.allJobs()) {
      for (const { outcomeKey } of jobs) counts.set(outcomeKey, (counts.get(outcomeKey) ?? 0) + 1);
    }
    return [...counts].map(([outcomeKey, jobs]) => ({ outcomeKey, jobs }));
  }

  async olderBody(no: number, digest: string): Promise<string | undefined> {
    const now = this.#now.get(no);
    return now?.runs.at(-1)?.digest === digest ? now.body : this.shelf.olderBody(no, digest);
  }

  /** Those that were known by then: among them may be what is the newest now, and not what came later. */
  async olderBodies(no: number): Promise<StoredBody[]> {
    const { runs = [], body } = this.#now.get(no) ?? {};
    const newest = runs.at(-1)?.digest;
    const older = await this.shelf.olderBodies(no);
    const all = newest === undefined || body === undefined ? older : [...older, { no, digest: newest, body }];
    const known = new Set(runsUntil(runs.map(toRun), this.at).map(({ digest }) => digest));
    return all.filter(({ digest }) => known.has(digest));
  }

  someOlderBodies(wanted: readonly Omit<StoredBody, 'body'>[]): Promise<(string | undefined)[]> {
    return Promise.all(wanted.map(({ no, digest }) => this.olderBody(no, digest)));
  }

  async hasFailures(): Promise<boolean> {
    return (await this.latestFailures(1)).length > 0;
  }

  async failuresOf(region: string, copyJobId: string): Promise<StoredFailure[]> {
    return failuresAsOf(await this.shelf.failuresOf(region, copyJobId), this.at);
  }

  async latestFailures(limit: number): Promise<StoredFailure[]> {
    return failuresAsOf(await this.shelf.latestFailures(Infinity), this.at).slice(0, limit);
  }

  async removals(): Promise<Removal[]> {
    return (await this.shelf.removals()).filter(({ removedAt }) => removedAt <= this.at);
  }

  removedContents(id: number): Promise<RemovedContents | undefined> {
    return this.shelf.removedContents(id);
  }

  /** What somebody has set is of now: it is no knowledge of jobs. */
  preference(name: string): Promise<unknown> {
    return this.shelf.preference(name);
  }

  putPreference(name: string, value: unknown): Promise<void> {
    return this.shelf.putPreference(name, value);
  }

  /** A backup is of everything, and never of an earlier time. */
  records = refuse;
  putJobs = refuse;
  deleteJobs = refuse;
  putTotals = refuse;
  putOlderBodies = refuse;
  deleteOlderBodies = refuse;
  putFailure = refuse;
  deleteFailures = refuse;
  addRemoval = refuse;
  deleteRemoval = refuse;
  clearRemovals = refuse;

  #then(jobs: readonly StoredJob[]): Promise<readonly (StoredJob | undefined)[]> {
    return jobsAsOf(this.shelf, this.at, jobs);
  }

  async #known(jobs: readonly StoredJob[]): Promise<StoredJob[]> {
    return (await this.#then(jobs)).filter((job) => job !== undefined);
  }

  #first(rank: Rank, from: Place, query: JobsQuery): ReturnType<typeof findFirst> {
    const next = (behind: Place | undefined, size: number): Promise<readonly Ranked[]> =>
      this.shelf.jobsInOrder(rank, behind, size);
    return findFirst({ next, from, then: (jobs) => this.#then(jobs), chunk: SMALL_CHUNK }, query);
  }

  /** Of the jobs that have been seen since, the first in the order of then. */
  async #firstTouched(query: JobsQuery): Promise<readonly Found[]> {
    const fits = fitting(query);
    let first: readonly Found[] = [];
    await this.#eachTouched((jobs) => {
      const last = first.length > query.limit ? first.at(-1)?.row.lastSeen : undefined;
      // Taking a row apart costs more than reading it: those that come too late are left alone.
      const some = last === undefined ? jobs : jobs.filter(({ seenRank }) => -seenRank >= last);
      const rows = some.flatMap((job) => {
        const row = toJobRow(job);
        return row && (fits?.(row) ?? true) ? [{ row, no: job.no ?? 0 }] : [];
      });
      first = [...first, ...rows].sort(compareSeen).slice(0, query.limit + 1);
    });
    return first;
  }

  /** Every job that has been seen since, as it was then, some at a time. */
  async #eachTouched(take: (jobs: readonly StoredJob[]) => void): Promise<void> {
    let behind: Place | undefined;
    for (;;) {
      const chunk = await this.shelf.jobsInOrder('seenRank', behind, CHUNK);
      const touched = chunk.filter(({ place }) => -place.rank > this.at);
      take(await this.#known(touched.flatMap(({ job }) => job ?? [])));
      behind = chunk.at(-1)?.place;
      if (chunk.length < CHUNK || touched.length < chunk.length) return;
    }
  }
}

function compareSeen(a: Found, b: Found): number {
  return b.row.lastSeen - a.row.lastSeen || a.no - b.no;
}

function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || a.no - b.no;
}

/** Nothing gets this far: a store of the past begins no write. */
function refuse(): Promise<never> {
  return Promise.reject(nothingWritten());
}

/** Why nothing is written. */
export function nothingWritten(): HistoryProblem {
  return new HistoryProblem(
    'earlier',
    'This is the history as it was known earlier, and cannot be changed. Go back to now first.',
  );
}
