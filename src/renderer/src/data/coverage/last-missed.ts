import { parseJobKey, type JobKey } from '../../domain/job-key';
import type { CoverageShelf } from './shelf';

/** Since when a job has been missing from the complete lists of its account and Region. */
export interface Missed {
  /** When the last page of the first such list came, epoch ms UTC, and when that list was begun, if not then. */
  readonly missedFirst: number;
  readonly begunAt?: number;
  /** When the last such list was begun, epoch ms UTC; never before `missedFirst`. */
  readonly missedLast: number;
}

/**
 * Since when a job is missing; undefined if it is not. Only the first time is kept with the job: every complete list of its
 * account and Region since then has missed it too, or the mark would be gone.
 */
export async function lastMissed(shelf: CoverageShelf, jobKey: JobKey): Promise<Missed | undefined> {
  const mark = await shelf.notListed(jobKey);
  if (mark === undefined) return undefined;
  const { missedFirst, begunAt } = mark;
  const { accountId = '', region = '' } = parseJobKey(jobKey) ?? {};
  const lists = (await shelf.places())
    .filter((place) => place.region === region && place.accounts.includes(accountId))
    .map(({ markedAt }) => markedAt ?? 0);
  return {
    missedFirst,
    ...(begunAt === undefined ? {} : { begunAt }),
    missedLast: Math.max(missedFirst, ...lists),
  };
}
