import type { CopyJobFilters } from '../../../../preload/contract/shapes';
import { DAY_MS } from '../durations';
import { without } from '../without';
import { overlap, type Interval } from './intervals';

/**
 * AWS Backup removes a copy job 30 days after it finished (AWS Backup Developer Guide, "Monitor for copy job"). A job can
 * only finish after it was created, so whatever was created within the last 30 days is still listed.
 */
export const LISTED_FOR_MS = 30 * DAY_MS;

/** What was asked of one place and how far the answers came. */
export interface Look {
  /** When the first page was asked for, epoch ms UTC by this machine's clock. */
  readonly startedAt: number;
  /** When the last page of the list of created jobs came, epoch ms UTC: days later, if it was gone on with. */
  readonly lastAt?: number | undefined;
  readonly filters: CopyJobFilters;
  /** Only jobs created after this were asked for (epoch ms UTC); older ones are known from an earlier look. */
  readonly since?: number | undefined;
  /** Whether the list of created jobs was read to its end. */
  readonly complete: boolean;
  /** Creation date of the oldest job read so far, epoch ms UTC. */
  readonly oldest?: number | undefined;
  /** Whether all jobs came newest first so far: AWS does so and promises nothing. */
  readonly newestFirst: boolean;
}

/** Whether filters leave out some of the jobs created at one time. */
export function isNarrowed(filters: CopyJobFilters): boolean {
  return Object.values(without(filters, 'ByCreatedAfter', 'ByCreatedBefore')).some((value) => value !== undefined);
}

/**
 * Of which creation times every job is known after this look; undefined if of none for certain. A list that was not read
 * to its end covers what it has passed, and that only if it came newest first.
 */
export function spanCovered(look: Look): Interval | undefined {
  const { startedAt, lastAt = startedAt, filters, since = -Infinity, complete, oldest, newestFirst } = look;
  if (isNarrowed(filters)) return undefined;
  // What AWS listed from before these 30 days was a part only: the rest it may have forgotten by the time the last page came.
  const listed = Math.max(startedAt, lastAt) - LISTED_FOR_MS;
  // Both filters exclude their instant.
  const reach: Interval = { from: Math.max(since + 1, listed), to: startedAt };
  const asked: Interval = {
    from: filters.ByCreatedAfter === undefined ? -Infinity : filters.ByCreatedAfter + 1,
    to: filters.ByCreatedBefore ?? Infinity,
  };
  const wanted = overlap(reach, asked);
  if (wanted === undefined || complete) return wanted;
  // More jobs of the oldest one's very millisecond may be on the next page.
  return newestFirst && oldest !== undefined ? overlap(wanted, { from: oldest + 1, to: Infinity }) : undefined;
}
