import type { Command } from '../ui/command';
import type { JobBench } from './job-bench';

/** What can be done with a comparison on screen, in whichever window it is. */
export function comparisonCommands({ compareDesk }: Pick<JobBench, 'compareDesk'>): readonly Command[] {
  const shared = {
    group: 'Comparison',
    whileTyping: true,
    enabled: (): boolean => compareDesk.view !== undefined,
    needs: 'Open a comparison first',
  };
  return [
    { ...shared, id: 'next-change', title: 'Next change', keys: ['F7'], run: () => compareDesk.view?.step(1) },
    {
      ...shared,
      id: 'previous-change',
      title: 'Previous change',
      keys: ['Shift+F7'],
      run: () => compareDesk.view?.step(-1),
    },
    {
      ...shared,
      id: 'show-everything',
      title: 'Show everything, or apply the ignore rules again',
      keys: ['F8'],
      run: () => {
        compareDesk.toggleEverything();
      },
    },
  ];
}
