import type { Command } from '../ui/command';
import type { JobTab } from '../job/job.svelte';
import type { Workbench } from './workbench.svelte';

/** What the commands move in the window itself. */
export interface ShellActions {
  readonly focusLookUp: () => void;
  readonly focusFilter: () => void;
  readonly focusList: () => void;
  readonly showSettings: () => void;
  readonly showShortcuts: () => void;
  readonly showSync: () => void;
  readonly showMany: () => void;
  readonly toggleTheme: () => void;
}

/** Everything a user can do, in one table: shortcuts, menu and help sheet read the same rows. */
export function commandsOf(workbench: Workbench, shell: ShellActions): readonly Command[] {
  const always = (): boolean => true;
  const jobOpen = (): boolean => workbench.job?.job.current !== undefined;
  const step = (by: number) => (): void => {
    const next = workbench.jobs.neighbour(workbench.openKey ?? workbench.jobs.focusedKey, by);
    if (next !== undefined) workbench.open(next);
  };
  const tab = (name: JobTab) => (): void => {
    if (workbench.job === undefined) return;
    if (name === 'compare') workbench.job.compare();
    else workbench.job.tab = name;
  };
  return [
    {
      id: 'look-up',
      title: 'Look up a copy job',
      group: 'Ask AWS',
      keys: ['Mod+L', 'Mod+N'],
      whileTyping: true,
      enabled: always,
      run: shell.focusLookUp,
    },
    {
      id: 'refresh',
      title: 'Ask again: refresh the open job, or retry what failed',
      group: 'Ask AWS',
      keys: ['Mod+R', 'F5'],
      whileTyping: true,
      enabled: () => workbench.canRefresh,
      run: () => void workbench.refresh(),
    },
    {
      id: 'collect',
      title: 'Collect all copy jobs of this profile and Region',
      group: 'Ask AWS',
      keys: ['Mod+Shift+R'],
      whileTyping: true,
      enabled: () => workbench.sync?.running !== true,
      run: () => {
        workbench.collect();
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
      enabled: () => workbench.jobs.selectedCount > 0 && workbench.run?.running !== true,
      run: () => void workbench.jobs.selectedKeys().then((keys) => workbench.refreshJobs(keys)),
    },
    {
      id: 'cancel',
      title: 'Cancel what is under way',
      group: 'Ask AWS',
      keys: ['Escape'],
      whileTyping: true,
      enabled: () => workbench.canCancel,
      run: () => {
        workbench.cancel();
      },
    },
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
      run: step(1),
    },
    {
      id: 'previous',
      title: 'Previous job',
      group: 'History',
      keys: ['Alt+ArrowUp'],
      whileTyping: true,
      enabled: () => workbench.jobs.rows.length > 0,
      run: step(-1),
    },
    {
      id: 'compare-selected',
      title: 'Compare the two selected jobs',
      group: 'History',
      keys: ['Mod+Shift+D'],
      whileTyping: true,
      enabled: () => workbench.jobs.selectedCount === 2,
      run: () =>
        void workbench.jobs.selectedKeys().then(([left, right]) => {
          if (left !== undefined && right !== undefined) workbench.compareJobs(left, right);
        }),
    },
    {
      id: 'remove',
      title: 'Remove the open job from the history',
      group: 'History',
      keys: ['Delete'],
      enabled: jobOpen,
      run: () => {
        const row = workbench.job?.job.current;
        if (row !== undefined) void workbench.removeJob(row);
      },
    },
    {
      id: 'undo-removal',
      title: 'Undo the last removal',
      group: 'History',
      keys: ['Mod+Z'],
      enabled: () => workbench.canUndo,
      run: () => void workbench.undoRemoval(),
    },
    {
      id: 'details',
      title: 'Details',
      group: 'Open job',
      keys: ['Alt+1'],
      whileTyping: true,
      enabled: jobOpen,
      run: tab('details'),
    },
    {
      id: 'compare',
      title: 'Compare the newest two answers',
      group: 'Open job',
      keys: ['Mod+D', 'Alt+2'],
      whileTyping: true,
      enabled: jobOpen,
      run: tab('compare'),
    },
    {
      id: 'json',
      title: 'Raw JSON',
      group: 'Open job',
      keys: ['Alt+3'],
      whileTyping: true,
      enabled: jobOpen,
      run: tab('json'),
    },
    {
      id: 'family',
      title: 'Family: parent and children',
      group: 'Open job',
      keys: ['Alt+4'],
      whileTyping: true,
      enabled: () => jobOpen() && workbench.job?.family.related === true,
      run: tab('family'),
    },
    {
      id: 'close',
      title: 'Close the job, or the comparison of two',
      group: 'Open job',
      keys: ['Escape'],
      enabled: () => jobOpen() || workbench.compared !== undefined,
      run: () => {
        workbench.close();
        shell.focusList();
      },
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
      id: 'toggle-theme',
      title: 'Light or dark',
      group: 'Window',
      keys: ['Mod+Shift+L'],
      whileTyping: true,
      enabled: always,
      run: shell.toggleTheme,
    },
    {
      id: 'shortcuts',
      title: 'This sheet',
      group: 'Window',
      keys: ['?', 'F1'],
      enabled: always,
      run: shell.showShortcuts,
    },
  ];
}
