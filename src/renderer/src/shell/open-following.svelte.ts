import { untrack } from 'svelte';
import type { NoticeSettings } from '../../../preload/contract/settings';
import type { ProfileRef } from '../../../preload/contract/shapes';
import { profileId } from '../connect/profile-option';
import type { Api } from '../data/backend';
import { Following } from '../data/follow/following.svelte';
import { OWN_CLOCK } from '../data/follow/world';
import type { History, JobRow } from '../data/history';
import type { HistoryFinder } from '../data/job-finder';
import type { Profiles } from '../data/profiles.svelte';
import type { CallBudget } from '../data/sync/budget.svelte';
import { endOf } from '../domain/follow/happening';
import { watchIdOf, watchTitle, type WatchTarget } from '../domain/follow/watch';
import type { JobKey } from '../domain/job-key';
import { jobTitle } from '../domain/job-title';
import type { SavedView } from '../jobs/stored-view';
import type { Watching } from '../jobs/watching';
import type { Toaster } from '../ui/toaster.svelte';

interface Parts {
  readonly backend: Api;
  readonly history: History;
  readonly budget: CallBudget;
  readonly finder: HistoryFinder | undefined;
  readonly profiles: Profiles;
  readonly toaster: Toaster;
  readonly settings: () => NoticeSettings;
  readonly open: (jobKey: JobKey) => void;
}

/** What is followed in this window, joined with the rest of it. It asks nothing before {@link runFollowing}. */
export function openFollowing(parts: Parts): Following {
  const { backend, history, budget, finder, profiles, toaster, settings, open } = parts;
  const summaryOf = (ref: ProfileRef) => profiles.list.find((profile) => profileId(profile.ref) === profileId(ref));
  return new Following({
    backend,
    history,
    budget,
    finder,
    settings,
    clock: OWN_CLOCK,
    profiles: {
      isThere: (ref) => summaryOf(ref) !== undefined,
      isUsable: (ref) => ['ready', 'untested'].includes(summaryOf(ref)?.session.state ?? ''),
    },
    tell: (text, [only, ...others]) => {
      const action = { text: 'Open', run: () => only !== undefined && open(only.jobKey) };
      toaster.show(text, only !== undefined && others.length === 0 ? action : undefined);
    },
  });
}

/**
 * Begins to follow, once the window has shown what it shows first, and keeps it told of what goes on outside. For one window
 * only: two would ask everything twice. Call while a component is being set up.
 */
export function runFollowing(
  following: Following,
  {
    backend,
    profiles,
    open,
    isIdle,
  }: Pick<Parts, 'backend' | 'profiles' | 'open'> & { readonly isIdle: () => boolean },
): void {
  const { follower } = following;
  let begun = $state(false);
  $effect(() => {
    // On the demo account there are no profiles before it is open.
    if (begun || !profiles.loaded || !isIdle()) return;
    const idle = requestIdleCallback(() => {
      begun = true;
      // A history that cannot be read says so itself, in the list.
      void following.start().catch(() => undefined);
    });
    return () => {
      cancelIdleCallback(idle);
    };
  });
  $effect(() => {
    if (profiles.list.length > 0) {
      untrack(() => {
        if (begun) follower.resumeUsable();
      });
    }
  });
  $effect(() => {
    const online = (): void => {
      follower.online();
    };
    window.addEventListener('online', online);
    const endings = [
      backend.on.powerChanged(({ state, at }) => {
        if (state === 'suspend') follower.sleep(at);
        else follower.wake();
      }),
      backend.on.noticeClicked(({ jobKey }) => {
        if (jobKey !== undefined) open(jobKey);
      }),
    ];
    return () => {
      window.removeEventListener('online', online);
      for (const end of endings) end();
    };
  });
}

/** A saved view as something to be watched. */
export function viewTarget({ id, name, view }: SavedView): Extract<WatchTarget, { kind: 'view' }> {
  return { kind: 'view', viewId: id, title: name, filter: view.filter };
}

/** Begins to watch those of some jobs that have not ended; answers what was done, in words. */
function watchRows(following: Following, rows: readonly JobRow[]): string {
  const open = rows.filter((row) => endOf(row) === undefined);
  const fresh = open.filter(({ jobKey }) => !following.isWatched({ kind: 'job', jobKey, title: '' }));
  following.watch(...fresh.map((row) => ({ kind: 'job', jobKey: row.jobKey, title: jobTitle(row) }) as const));
  const ended = rows.length - open.length;
  const jobs = (count: number): string => (count === 1 ? '1 job' : `${count} jobs`);
  return [
    fresh.length > 0 ? `Watching ${jobs(fresh.length)}.` : 'Nothing more to watch.',
    ended > 0 ? `${jobs(ended)} ${ended === 1 ? 'has' : 'have'} ended already.` : '',
    open.length > fresh.length ? `${jobs(open.length - fresh.length)} watched before.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** What the commands need of the open job. */
interface OpenJob {
  readonly following: Following;
  readonly job: { readonly job: { readonly current: JobRow | undefined } } | undefined;
}

/** The open job as something to be watched. */
function targetOf({ jobKey, ...row }: JobRow): Extract<WatchTarget, { kind: 'job' }> {
  return { kind: 'job', jobKey, title: jobTitle(row) };
}

/** Whether the open job is watched by itself, or can be. */
export function canToggleWatch({ following, job }: OpenJob): boolean {
  const row = job?.job.current;
  return row !== undefined && (endOf(row) === undefined || following.isWatched(targetOf(row)));
}

export function toggleWatch({ following, job }: OpenJob): void {
  const row = job?.job.current;
  if (row === undefined) return;
  const target = targetOf(row);
  if (following.isWatched(target)) following.stop(watchIdOf(target));
  else following.watch(target);
}

/** How the open job stands as to being watched. */
export function watchState({ following, job }: OpenJob): {
  readonly on: boolean;
  readonly can: boolean;
  readonly by: string | undefined;
} {
  const row = job?.job.current;
  if (row === undefined) return { on: false, can: false, by: undefined };
  const ids = following.jobs.get(row.jobKey)?.watchIds ?? [];
  const other = following.watches.find(({ id, target }) => target.kind !== 'job' && ids.includes(id));
  return {
    on: following.isWatched(targetOf(row)),
    can: canToggleWatch({ following, job }),
    by: other && watchTitle(other),
  };
}

/** How the list watches what it shows. */
export function watchingOf(following: Following): Watching {
  return {
    isFollowed: (jobKey) => following.jobs.has(jobKey),
    watchJobs: (rows) => watchRows(following, rows),
    isViewWatched: (view) => following.isWatched(viewTarget(view)),
    toggleView: (view) => {
      const target = viewTarget(view);
      if (following.isWatched(target)) following.stop(watchIdOf(target));
      else following.watch(target);
    },
  };
}
