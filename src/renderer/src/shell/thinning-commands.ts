import type { Command } from '../ui/command';
import type { Workbench } from './workbench.svelte';

/** The size of the history, thinning it out, and what must stay. */
export function thinningCommands(workbench: Workbench, show: () => void): readonly Command[] {
  return [
    {
      id: 'thinning',
      title: 'Size and retention of the history: what it holds, and thinning it out…',
      group: 'History',
      keys: [],
      enabled: () => true,
      run: show,
    },
    {
      id: 'hold-selected',
      title: 'Hold the selected jobs: no rule for thinning out touches them…',
      group: 'History',
      keys: [],
      enabled: () => workbench.jobs.selected.count > 0,
      needs: 'Select jobs first',
      run: () =>
        void workbench.jobs.selected.keys().then((keys) => {
          workbench.holds.askMany(keys);
        }),
    },
  ];
}
