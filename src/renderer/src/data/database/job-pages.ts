import type { Table } from 'dexie';
import { searchTextOf, toJobRow, wordsOf } from '../history/derive';
import type { JobRow, JobsPage, JobsQuery } from '../history/types';
import { readJob, type PackedJob } from './packed-job';

/** Rows read from disk at a time while looking for those that fit a filter. */
const CHUNK = 500;

type Rank = 'seenRank' | 'createdRank';

/**
 * The newest jobs that fit. Reads along an index, never by offset and never counting: the time taken depends on how far down the
 * last row shown lies, not on how many there are.
 */
export async function readJobsPage(jobs: Table<PackedJob, number>, query: JobsQuery): Promise<JobsPage> {
  const rank: Rank = query.sort === 'lastSeen' ? 'seenRank' : 'createdRank';
  const words = wordsOf(query.text);
  const outcomes = new Set(query.outcomes ?? []);
  const narrowed = words.length > 0 || outcomes.size > 0;
  const fits = (row: JobRow): boolean =>
    (outcomes.size === 0 || outcomes.has(row.outcomeKey)) && (words.length === 0 || holds(searchTextOf(row), words));
  const rows: JobRow[] = [];
  let damaged = 0;
  let behind: Place | undefined;
  // One row more than asked for tells whether there are more.
  while (rows.length <= query.limit) {
    // Without a filter every row fits, and reading more than is shown would be for nothing.
    const size = narrowed ? CHUNK : query.limit + 1 - rows.length;
    const chunk = await nextRows(jobs, rank, behind, size);
    for (const row of chunk) {
      const stored = readJob(row);
      const job = stored && toJobRow(stored);
      if (!job) damaged++;
      else if (fits(job)) rows.push(job);
    }
    if (chunk.length < size) break;
    behind = placeOf(chunk.at(-1), rank);
  }
  return { rows: rows.slice(0, query.limit), more: rows.length > query.limit, damaged };
}

/** Where reading goes on: behind this row of the index. */
interface Place {
  readonly rank: number;
  readonly no: number;
}

function placeOf(row: unknown, rank: Rank): Place {
  const { [rank]: value, no = 0 } = row as PackedJob;
  return { rank: value, no };
}

/** Rows of one rank stand in the order of their numbers: those of the last one's rank come first, then the ranks behind it. */
async function nextRows(
  jobs: Table<PackedJob, number>,
  rank: Rank,
  behind: Place | undefined,
  size: number,
): Promise<unknown[]> {
  if (!behind) return jobs.orderBy(rank).limit(size).toArray();
  const alike = await jobs
    .where(rank)
    .equals(behind.rank)
    .filter(({ no = 0 }) => no > behind.no)
    .limit(size)
    .toArray();
  if (alike.length >= size) return alike;
  const further = await jobs
    .where(rank)
    .above(behind.rank)
    .limit(size - alike.length)
    .toArray();
  return [...alike, ...further];
}

function holds(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
