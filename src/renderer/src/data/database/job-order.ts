import type { Table } from 'dexie';
import type { Place, Rank, Ranked } from '../history/shelf';
import { readJob, type PackedJob } from './packed-job';

/** The next rows of an index, from its begin or behind a place. */
export async function readInOrder(
  jobs: Table<PackedJob, number>,
  rank: Rank,
  behind: Place | undefined,
  size: number,
): Promise<readonly Ranked[]> {
  return (await nextRows(jobs, rank, behind, size)).map((row) => ({ place: placeOf(row, rank), job: readJob(row) }));
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
