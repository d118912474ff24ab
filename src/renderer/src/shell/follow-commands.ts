import type { Command } from '../ui/command';
import { canToggleWatch, toggleWatch } from './open-following.svelte';
import type { Workbench } from './workbench.svelte';

/** Goes on with what waits for a sign-in. */
export const RESUME_KEYS: readonly string[] = ['Mod+Shift+G'];

/** What a user can do about following. */
export function followCommands(workbench: Workbench, showFollowing: () => void): readonly Command[] {
  return [
    {
      id: 'watch',
      title: 'Watch the open job, or stop watching it',
      group: 'Follow',
      keys: ['Mod+Shift+W'],
      whileTyping: true,
      enabled: () => canToggleWatch(workbench),
      needs: 'Open a job that has not ended',
      run: () => {
        toggleWatch(workbench);
      },
    },
    {
      id: 'watch-unfinished',
      title: 'Watch everything unfinished',
      group: 'Follow',
      keys: ['Mod+Shift+U'],
      whileTyping: true,
      enabled: () => !workbench.following.isWatched({ kind: 'unfinished' }),
      needs: 'It is watched already',
      run: () => {
        workbench.following.watch({ kind: 'unfinished' });
        showFollowing();
      },
    },
    {
      id: 'following',
      title: 'What is followed',
      group: 'Follow',
      keys: ['Mod+Shift+F'],
      whileTyping: true,
      enabled: () => true,
      run: showFollowing,
    },
    {
      id: 'resume-following',
      title: 'Go on following after a sign-in',
      group: 'Follow',
      keys: RESUME_KEYS,
      whileTyping: true,
      enabled: () => workbench.following.follower.standstill.paused.size > 0,
      needs: 'No profile waits for you',
      run: () => {
        workbench.following.follower.resume();
      },
    },
  ];
}
