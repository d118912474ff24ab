import { SetsSetup } from '../compare/sets/setup.svelte';
import type { SetsChoice } from '../domain/sets/choices';
import type { Command } from '../ui/command';
import type { Workbench } from './workbench.svelte';

/** Shows two sets side by side. */
export function compareSets(workbench: Workbench, choice: Omit<SetsChoice, 'text'>): void {
  workbench.compare({ kind: 'sets', setup: new SetsSetup(choice) });
}

/** Sets can be compared from anywhere; what is compared at first is what people ask about in the morning. */
export function compareSetsCommand(workbench: Workbench, run: () => void): Command {
  return {
    id: 'compare-sets',
    title: 'Compare two sets of jobs: nights, days, accounts, Regions, views',
    group: 'History',
    keys: ['Mod+Shift+E'],
    whileTyping: true,
    enabled: () => workbench.finder !== undefined,
    needs: 'This history is not kept on disk, so that there is no index of its jobs',
    run,
  };
}
