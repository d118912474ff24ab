import type { JobKey } from '../domain/job-key';
import type { Command } from '../ui/command';
import { backupCommands } from './backups.svelte';
import { compareSetsCommand } from './compare-sets';
import { comparisonCommands } from './comparison-commands';
import { followCommands } from './follow-commands';
import { onlyNow, pastCommands } from './past-commands';
import { jobCommands, NEEDS_JOB, type JobShell } from './job-commands';
import { whyNoOwnWindow } from './own-window';
import { thinningCommands } from './thinning-commands';
import type { Workbench } from './workbench.svelte';

/** What the commands move in the window itself. */
export interface ShellActions extends JobShell {
  readonly focusLookUp: () => void;
  readonly focusFilter: () => void;
  readonly focusList: () => void;
  readonly showSettings: () => void;
  readonly showSync: () => void;
  readonly showMany: () => void;
  readonly showFollowing: () => void;
  readonly toggleFull: () => void;
  readonly showPalette: () => void;
  readonly showPast: () => void;
  readonly openOwnWindow: (jobKey: JobKey) => void;
  readonly compareSets: () => void;
  readonly showLogs: () => void;
  readonly showBackUp: () => void;
  readonly showRestore: () => void;
  readonly showThinning: () => void;
}

/** Id of the command that opens the palette, which offers all others. */
export const PALETTE = 'palette';

/** Everything a user can do, in one table: shortcuts, menu and help sheet read the same rows. */
export function commandsOf(workbench: Workbench, shell: ShellActions): readonly Command[] {
  const always = (): boolean => true;
  const jobOpen = (): boolean => workbench.job?.job.current !== undefined;
  /** The open job, else the one that the keyboard is on in the list. */
  const jobAt = (): JobKey | undefined => workbench.openKey ?? workbench.jobs.focusedKey;
  const step = (by: number) => (): void => {
    const next = workbench.jobs.neighbour(jobAt(), by);
    if (next !== undefined) workbench.open(next);
  };
  const job = jobCommands(workbench, shell);
  return onlyNow(workbench, [
    {
      id: 'look-up',
      title: 'Look up a copy job',
      group: 'Ask AWS',
      keys: ['Mod+L', 'Mod+N'],
      whileTyping: true,
      enabled: always,
      run: shell.focusLookUp,
    },
    job.refresh,
    {
      id: 'collect',
      title: 'Collect all copy jobs of this profile and Region',
      group: 'Ask AWS',
      keys: ['Mod+Shift+R'],
      whileTyping: true,
      enabled: () => !workbench.syncs.running,
      needs: 'A sync is under way',
      run: () => {
        workbench.asking.collect();
      },
    },
    {
      id: 'many',
      title: 'Look up many copy jobs',
      group: 'Ask AWS',
      keys: ['Mod+Shift+M'],
      whileTyping: true,
      enabled: always,
      run: shell.showMany,
    },
    {
      id: 'sync',
      title: 'Sync several places',
      group: 'Ask AWS',
      keys: ['Mod+Shift+S'],
      whileTyping: true,
      enabled: always,
      run: shell.showSync,
    },
    {
      id: 'refresh-selected',
      title: 'Ask again about the selected jobs',
      group: 'Ask AWS',
      keys: ['Mod+Shift+F5'],
      whileTyping: true,
      enabled: () => workbench.jobs.selected.count > 0 && workbench.asking.run?.running !== true,
      needs: 'Select jobs first',
      run: () => void workbench.jobs.selected.keys().then((keys) => workbench.asking.refreshJobs(keys)),
    },
    ...followCommands(workbench, shell.showFollowing),
    job.cancel,
    {
      id: 'filter',
      title: 'Filter the list',
      group: 'History',
      keys: ['Mod+F', '/'],
      whileTyping: true,
      enabled: always,
      run: shell.focusFilter,
    },
    {
      id: 'list',
      title: 'Go to the list; then ↑ ↓ to move, Enter to open',
      group: 'History',
      keys: ['Mod+H'],
      whileTyping: true,
      enabled: always,
      run: shell.focusList,
    },
    {
      id: 'next',
      title: 'Next job',
      group: 'History',
      keys: ['Alt+ArrowDown'],
      whileTyping: true,
      enabled: () => workbench.jobs.rows.length > 0,
      needs: 'The list is empty',
      run: step(1),
    },
    {
      id: 'previous',
      title: 'Previous job',
      group: 'History',
      keys: ['Alt+ArrowUp'],
      whileTyping: true,
      enabled: () => workbench.jobs.rows.length > 0,
      needs: 'The list is empty',
      run: step(-1),
    },
    {
      id: 'compare-selected',
      title: 'Compare the two selected jobs',
      group: 'History',
      keys: ['Mod+Shift+D'],
      whileTyping: true,
      enabled: () => workbench.jobs.selected.count === 2,
      needs: 'Select two jobs first',
      run: () =>
        void workbench.jobs.selected.keys().then(([left, right]) => {
          if (left !== undefined && right !== undefined) workbench.compare({ kind: 'jobs', left, right });
        }),
    },
    compareSetsCommand(workbench, shell.compareSets),
    ...pastCommands(workbench, shell.showPast),
    ...backupCommands({ backUp: shell.showBackUp, restore: shell.showRestore }),
    ...thinningCommands(workbench, shell.showThinning),
    job.hold,
    job.remove,
    job.undoRemoval,
    job.details,
    job.compare,
    job.json,
    {
      id: 'own-window',
      title: 'Open the job in a window of its own',
      group: 'Open job',
      keys: ['Mod+Shift+O'],
      whileTyping: true,
      enabled: () => whyNoOwnWindow(workbench.history) === undefined && jobAt() !== undefined,
      needs: 'Go to a job first; nothing can be shown of a history that is not kept',
      run: () => {
        const key = jobAt();
        if (key !== undefined) shell.openOwnWindow(key);
      },
    },
    {
      id: 'full',
      title: 'Whole width, or beside the list',
      group: 'Open job',
      keys: ['Mod+B'],
      whileTyping: true,
      enabled: () => jobOpen() || workbench.comparing !== undefined,
      needs: NEEDS_JOB,
      run: shell.toggleFull,
    },
    job.copyLink,
    job.note,
    job.family,
    job.matrix,
    job.children,
    job.runs,
    job.previousRun,
    job.lastSuccess,
    ...comparisonCommands(workbench),
    {
      id: 'close',
      title: 'Close the job, or the comparison; then back to now',
      group: 'Open job',
      keys: ['Escape'],
      enabled: () => jobOpen() || workbench.comparing !== undefined || workbench.past !== undefined,
      needs: NEEDS_JOB,
      run: () => {
        if (workbench.openKey === undefined && workbench.comparing === undefined) workbench.backToNow();
        else workbench.close();
        // Back in a comparison of sets, or in a job, the keyboard is there.
        if (workbench.comparing === undefined && workbench.openKey === undefined) shell.focusList();
      },
    },
    {
      id: PALETTE,
      title: 'Command palette: commands, views, jobs, profiles',
      group: 'Window',
      keys: ['Mod+K', 'Mod+Shift+P'],
      whileTyping: true,
      enabled: always,
      run: shell.showPalette,
    },
    {
      id: 'settings',
      title: 'Settings',
      group: 'Window',
      keys: ['Mod+,'],
      whileTyping: true,
      enabled: always,
      run: shell.showSettings,
    },
    {
      id: 'show-logs',
      title: 'Show logs',
      group: 'Window',
      keys: [],
      enabled: always,
      run: shell.showLogs,
    },
    job.toggleTheme,
    job.shortcuts,
  ]);
}
