import type { JobTab } from '../job/job.svelte';
import type { Command } from '../ui/command';
import { compareWithRun } from './compare-with-run';
import type { JobBench } from './job-bench';

/** What the commands of a job move in the window itself, whichever it is. */
export interface JobShell {
  readonly copyLink: () => void;
  readonly showShortcuts: () => void;
  readonly toggleTheme: () => void;
}

export const NEEDS_JOB = 'Open a job first';

type Name =
  | 'refresh'
  | 'cancel'
  | 'hold'
  | 'remove'
  | 'undoRemoval'
  | 'details'
  | 'compare'
  | 'json'
  | 'family'
  | 'matrix'
  | 'children'
  | 'runs'
  | 'previousRun'
  | 'lastSuccess'
  | 'copyLink'
  | 'note'
  | 'toggleTheme'
  | 'shortcuts';

/** What can be done with an open job in the main window and in one of its own: the same words and keys in both. */
export function jobCommands(bench: JobBench, shell: JobShell): Readonly<Record<Name, Command>> {
  const jobOpen = (): boolean => bench.job?.job.current !== undefined;
  const tab = (name: JobTab) => (): void => {
    if (bench.job === undefined) return;
    if (name === 'compare') bench.job.compare();
    else bench.job.tab = name;
  };
  return {
    refresh: {
      id: 'refresh',
      title: 'Ask again: refresh the open job, or retry what failed',
      group: 'Ask AWS',
      keys: ['Mod+R', 'F5'],
      whileTyping: true,
      enabled: () => bench.asking.canRefresh,
      needs: 'There is nothing to ask again',
      run: () => void bench.asking.refresh(),
    },
    cancel: {
      id: 'cancel',
      title: 'Cancel what is under way',
      group: 'Ask AWS',
      keys: ['Escape'],
      whileTyping: true,
      enabled: () => bench.asking.canCancel,
      needs: 'Nothing is under way',
      run: () => {
        bench.asking.cancel();
      },
    },
    hold: {
      id: 'hold',
      title: 'Hold the open job, or let go of it: no rule for thinning out touches it…',
      group: 'History',
      keys: [],
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: () => {
        const row = bench.job?.job.current;
        if (row !== undefined) bench.holds.askOne(row);
      },
    },
    remove: {
      id: 'remove',
      title: 'Remove the open job from the history',
      group: 'History',
      keys: ['Delete'],
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: () => {
        const row = bench.job?.job.current;
        if (row !== undefined) void bench.removeJob(row);
      },
    },
    undoRemoval: {
      id: 'undo-removal',
      title: 'Undo the last removal',
      group: 'History',
      keys: ['Mod+Z'],
      enabled: () => bench.canUndo,
      needs: 'Nothing was removed lately',
      run: () => void bench.undoRemoval(),
    },
    details: {
      id: 'details',
      title: 'Details',
      group: 'Open job',
      keys: ['Alt+1'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: tab('details'),
    },
    compare: {
      id: 'compare',
      title: 'Compare the newest two answers',
      group: 'Open job',
      keys: ['Mod+D', 'Alt+2'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: tab('compare'),
    },
    json: {
      id: 'json',
      title: 'Raw JSON',
      group: 'Open job',
      keys: ['Alt+3'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: tab('json'),
    },
    family: {
      id: 'family',
      title: 'Family: parent and children',
      group: 'Open job',
      keys: ['Alt+4'],
      whileTyping: true,
      enabled: () => jobOpen() && bench.job?.family.related === true,
      needs: 'Open a job that has a parent or children first',
      run: tab('family'),
    },
    matrix: {
      id: 'matrix',
      title: 'All snapshots side by side',
      group: 'Open job',
      keys: ['Alt+6'],
      whileTyping: true,
      enabled: () => (bench.job?.rows.length ?? 0) > 1,
      needs: 'Open a job with two snapshots at least first',
      run: tab('matrix'),
    },
    children: {
      id: 'children',
      title: 'Child jobs side by side',
      group: 'Open job',
      keys: ['Alt+7'],
      whileTyping: true,
      enabled: () => jobOpen() && bench.job?.family.isParent === true,
      needs: 'Open a job that has children first',
      run: tab('children'),
    },
    runs: {
      id: 'runs',
      title: 'Runs: the same resource to the same destination',
      group: 'Open job',
      keys: ['Alt+5'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: tab('runs'),
    },
    previousRun: {
      id: 'previous-run',
      title: 'Compare with the run before',
      group: 'Open job',
      keys: ['Mod+J'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: () => void compareWithRun(bench, 'previous'),
    },
    lastSuccess: {
      id: 'last-success',
      title: 'Compare with the last run before that succeeded',
      group: 'Open job',
      keys: ['Mod+Shift+J'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: () => void compareWithRun(bench, 'success'),
    },
    copyLink: {
      id: 'copy-link',
      title: 'Copy a link to the job',
      group: 'Open job',
      keys: ['Mod+Shift+C'],
      whileTyping: true,
      enabled: jobOpen,
      needs: NEEDS_JOB,
      run: shell.copyLink,
    },
    note: {
      id: 'note',
      title: 'Write a note on the job',
      group: 'Open job',
      keys: ['Mod+E'],
      whileTyping: true,
      enabled: () => jobOpen() && bench.job?.notes.readOnly === false,
      needs: NEEDS_JOB,
      run: () => {
        if (bench.job !== undefined) bench.job.notes.editing = true;
      },
    },
    toggleTheme: {
      id: 'toggle-theme',
      title: 'Light or dark',
      group: 'Window',
      keys: ['Mod+Shift+L'],
      whileTyping: true,
      enabled: () => true,
      run: shell.toggleTheme,
    },
    shortcuts: {
      id: 'shortcuts',
      title: 'This sheet',
      group: 'Window',
      keys: ['?', 'F1'],
      enabled: () => true,
      run: shell.showShortcuts,
    },
  };
}
