import { placeKeyOf, type Place } from '../sync/place';
import type { FollowedJob } from './followed-jobs';

/** What there is to ask in one place. */
export interface PlaceWork {
  readonly place: Place;
  readonly jobs: FollowedJob[];
  /** Whether new jobs are looked for. */
  readonly discover: boolean;
}

/** What is followed, place by place. */
export function workOf(jobs: Iterable<FollowedJob>, discover: readonly Place[]): PlaceWork[] {
  const byPlace = new Map<string, PlaceWork>();
  for (const place of discover) byPlace.set(placeKeyOf(place), { place, jobs: [], discover: true });
  for (const job of jobs) {
    const { profile, region } = job.row;
    const key = placeKeyOf({ profile, region });
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { place: { profile, region }, jobs: [job], discover: false });
    else known.jobs.push(job);
  }
  return [...byPlace.values()];
}
