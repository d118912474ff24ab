import type { Trouble } from '../../domain/follow/trouble';
import { placeKeyOf } from '../sync/place';
import type { FollowedJob } from './followed-jobs';
import type { Follower } from './follower';

/** What there is to say about one watch. */
export interface WatchSummary {
  readonly unfinished: number;
  /** When AWS was last asked about one of its jobs, and when the next one is asked about; epoch ms UTC. */
  readonly askedAt: number | undefined;
  readonly nextAt: number | undefined;
  /** In how many places (a profile and a Region) its jobs are, and how many of these are not asked at present. */
  readonly places: number;
  readonly notAsked: number;
  /** Why it is not asked at present; undefined if some of its places are, or not all for the same reason. */
  readonly trouble: Trouble | undefined;
  /** Whether each of its places waits for somebody: asking now would ask nothing. */
  readonly paused: boolean;
}

/** How the jobs of one watch stand. */
export function summaryOf(
  jobs: readonly FollowedJob[],
  { dueAt, troubleOf }: { dueAt: Follower['dueAt']; troubleOf: Follower['standstill']['of'] },
): WatchSummary {
  const places = new Map<string, Trouble | undefined>();
  let askedAt: number | undefined;
  let nextAt = Infinity;
  for (const job of jobs) {
    const { profile, region, lastLookup } = job.row;
    const key = placeKeyOf({ profile, region });
    if (!places.has(key)) places.set(key, troubleOf({ profile, region }));
    const trouble = places.get(key);
    askedAt = Math.max(lastLookup.at, askedAt ?? -Infinity);
    nextAt = Math.min(nextAt, trouble === undefined ? dueAt(job) : (trouble.retryAt ?? Infinity));
  }
  const troubles = [...places.values()].filter((trouble) => trouble !== undefined);
  const [first] = troubles;
  const alike = troubles.length === places.size && troubles.every(({ why }) => why === first?.why);
  return {
    unfinished: jobs.length,
    askedAt,
    nextAt: nextAt === Infinity ? undefined : nextAt,
    places: places.size,
    notAsked: troubles.length,
    trouble: alike ? first : undefined,
    paused: places.size > 0 && troubles.filter(({ retryAt }) => retryAt === undefined).length === places.size,
  };
}
