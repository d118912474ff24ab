import { untrack } from 'svelte';
import type { Api } from '../data/backend';
import { lookAtDiskOf } from '../data/disk';
import { DiskTrouble } from '../data/disk-trouble.svelte';
import { isHistoryClosed, type History, type Removal } from '../data/history';
import { follow } from '../ui/live.svelte';

/** How it stands with the history behind a window. */
export interface WatchedHistory {
  /** What lies in Removed. */
  readonly removals: readonly Removal[];
  /** Whether the engine has closed it. */
  readonly isClosed: boolean;
  readonly disk: DiskTrouble;
}

/**
 * Notices when the history is closed under a window, and when its disk takes nothing. Call while a component is being set up.
 * @param reopen opens the history again, in a window made anew
 */
export function watchHistory(api: Api, history: History, reopen: () => void): WatchedHistory {
  // Followed in every state of the window: it tells when the history is closed under it.
  const removals = follow(() => history.removals());
  const isClosed = $derived(isHistoryClosed(removals.problem));
  const disk = new DiskTrouble({ history, look: lookAtDiskOf(api), isClosed: () => isClosed, reopen });
  // Untracked: what a look finds must not be why it looks again.
  $effect(() => untrack(() => disk.run()));
  $effect(() => {
    if (isClosed) untrack(() => void disk.look());
  });
  return {
    get removals() {
      return removals.current ?? [];
    },
    get isClosed() {
      return isClosed;
    },
    disk,
  };
}
