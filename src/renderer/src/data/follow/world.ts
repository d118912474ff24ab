import type { Api } from '../../../../preload/contract/api';
import type { NoticeSettings } from '../../../../preload/contract/settings';
import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { Happening } from '../../domain/follow/notice';
import type { History } from '../history';
import type { CallBudget } from '../sync/budget.svelte';
import type { AlikeFinder } from './usual-times';

/** What following needs from the rest of the window. */
export interface FollowWorld {
  readonly backend: Api;
  readonly history: History;
  readonly budget: CallBudget;
  /** The index of the history; without one nobody knows how long jobs usually take. */
  readonly finder: AlikeFinder | undefined;
  /** Whether a profile is there, and can be used without anybody doing anything, as far as the files tell. */
  readonly profiles: {
    readonly isThere: (ref: ProfileRef) => boolean;
    readonly isUsable: (ref: ProfileRef) => boolean;
  };
  readonly settings: () => NoticeSettings;
  /** Tells it in the window. */
  readonly tell: (text: string, happenings: readonly Happening[]) => void;
  readonly clock: FollowClock;
}

/** Time as following sees it; tests bring their own. */
export interface FollowClock {
  /** Epoch ms UTC. */
  now(): number;
  /** Calls back after so many ms; the returned function takes it back. */
  later(ms: number, act: () => void): () => void;
}

export const OWN_CLOCK: FollowClock = {
  now: () => Date.now(),
  later: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export function profileKeyOf({ origin, name }: ProfileRef): string {
  return JSON.stringify([origin, name]);
}
