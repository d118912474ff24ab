import { searchTextOf, toJobRow, wordsOf } from './derive';
import type { Place, Ranked } from './shelf';
import type { StoredJob } from './rows';
import type { JobRow, JobsPage, JobsQuery } from './types';

/** Rows read at a time while looking for those that fit a filter. */
const CHUNK = 500;

/** Where a page of a list comes from. */
export interface PageSource {
  /** The next rows in the order wanted; fewer than `size`: there are no more. */
  readonly next: (behind: Place | undefined, size: number) => Promise<readonly Ranked[]>;
  /** Where to begin; at the begin of the order if absent. */
  readonly from?: Place;
  /** What becomes of rows before they are looked at: undefined for one that is left out. */
  readonly then?: (jobs: readonly StoredJob[]) => Promise<readonly (StoredJob | undefined)[]>;
  /** How many rows to read at a time where only some of them fit. */
  readonly chunk?: number;
}

/** A job that fits, and where it stands. */
export interface Found {
  readonly row: JobRow;
  readonly no: number;
}

/** The first jobs in an order that fit, one more than asked for if there are more. */
export interface FirstFound {
  readonly found: readonly Found[];
  readonly damaged: number;
}

/**
 * Looks for the first jobs in an order that fit. Reads along it, never by offset and never counting: the time taken depends on how far down
 * the last row shown lies, not on how many there are.
 */
export async function findFirst(source: PageSource, query: JobsQuery): Promise<FirstFound> {
  const fits = fitting(query);
  const { then, chunk: usual = CHUNK } = source;
  const found: Found[] = [];
  let damaged = 0;
  let behind = source.from;
  // One row more than asked for tells whether there are more.
  while (found.length <= query.limit) {
    const missing = query.limit + 1 - found.length;
    // Where every row fits, reading more than is shown would be for nothing.
    const size = fits === undefined ? (then === undefined ? missing : Math.max(missing, usual)) : CHUNK;
    const chunk = await source.next(behind, size);
    const jobs = chunk.flatMap(({ job }) => job ?? []);
    damaged += chunk.length - jobs.length;
    for (const job of (await then?.(jobs)) ?? jobs) {
      // Taking a row apart costs more than reading it.
      if (found.length > query.limit) break;
      const row = job && toJobRow(job);
      if (job && !row) damaged++;
      else if (job && row && (fits?.(row) ?? true)) found.push({ row, no: job.no ?? 0 });
    }
    if (chunk.length < size) break;
    behind = chunk.at(-1)?.place;
  }
  return { found, damaged };
}

/** What was found as a page of a list. */
export function pageOf({ found, damaged }: FirstFound, { limit }: JobsQuery): JobsPage {
  return { rows: found.slice(0, limit).map(({ row }) => row), more: found.length > limit, damaged };
}

/** Whether a row belongs on a list; undefined: every one does. */
export function fitting({
  text,
  outcomes = [],
}: Pick<JobsQuery, 'text' | 'outcomes'>): ((row: JobRow) => boolean) | undefined {
  const words = wordsOf(text);
  const wanted = new Set(outcomes);
  if (words.length === 0 && wanted.size === 0) return undefined;
  return (row) => {
    if (wanted.size > 0 && !wanted.has(row.outcomeKey)) return false;
    if (words.length === 0) return true;
    const searched = searchTextOf(row);
    return words.every((word) => searched.includes(word));
  };
}
