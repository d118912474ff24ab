import type { AppError } from '../../../../preload/contract/error';
import { needsSomebody, troubleAfter, type Trouble } from '../../domain/follow/trouble';
import { placeKeyOf, type Place } from '../sync/place';
import { mapOf, withEntry, withoutKey } from './collections';
import { profileKeyOf } from './world';

/** A profile that waits for somebody, and where that was found out. */
export interface PausedProfile {
  readonly place: Place;
  readonly trouble: Trouble;
}

/** What keeps places from being asked: trouble of a place that is tried again, or a profile that waits for somebody. */
export class Standstill {
  /** Moves on with every turn of the asking: what is due when may be another time. */
  turns = $state(0);
  troubles = $state.raw<ReadonlyMap<string, Trouble>>(mapOf());
  paused = $state.raw<ReadonlyMap<string, PausedProfile>>(mapOf());

  /** Why a place is not asked at present. */
  of(place: Place): Trouble | undefined {
    return this.paused.get(profileKeyOf(place.profile))?.trouble ?? this.troubles.get(placeKeyOf(place));
  }

  /**
   * A question that was begun at `begunAt` failed. Answers what that comes to; undefined: it says nothing about the next one.
   * Questions that were under way together fail together: only one begun when the next attempt was due is a failure more.
   */
  failed(place: Place, error: AppError, begunAt: number, now: number): Trouble | undefined {
    const before = this.of(place);
    if (before !== undefined && !needsSomebody(error) && begunAt < (before.retryAt ?? Infinity)) return before;
    const trouble = troubleAfter(before, error, now);
    if (trouble === undefined || trouble === before) return trouble;
    const profileKey = profileKeyOf(place.profile);
    if (!needsSomebody(error)) this.troubles = withEntry(this.troubles, placeKeyOf(place), trouble);
    else if (!this.paused.has(profileKey)) this.paused = withEntry(this.paused, profileKey, { trouble, place });
    return trouble;
  }

  answered(place: Place): void {
    const key = placeKeyOf(place);
    if (this.troubles.has(key)) this.troubles = withoutKey(this.troubles, key);
  }

  /** These profiles wait no longer: each of their places may be tried with one question. */
  free(which: (paused: PausedProfile) => boolean, places: readonly Place[], now: number): void {
    for (const [profileKey, { trouble }] of [...this.paused].filter(([, one]) => which(one))) {
      const own = places.filter((place) => profileKeyOf(place.profile) === profileKey);
      this.troubles = mapOf([...this.troubles, ...own.map((place) => [placeKeyOf(place), trouble] as const)]);
    }
    this.paused = mapOf([...this.paused].filter(([, one]) => !which(one)));
    this.tryAgain(() => true, now);
  }

  /** Places that back off may be asked now: one question each, which shows whether it is over. */
  tryAgain(which: (trouble: Trouble) => boolean, now: number): void {
    this.troubles = mapOf(
      [...this.troubles].map(
        ([key, trouble]) => [key, which(trouble) ? { ...trouble, retryAt: now } : trouble] as const,
      ),
    );
  }
}
